//! The two builds, app and server, side by side: each has stretches that keep only one core busy.

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use anyhow::{Result, anyhow};

use crate::{
    bundle::{self, Finish},
    run::Console,
    wasm_toolchain::Toolchain,
    workspace::{Profile, Workspace, lock_flag},
};

/// Below this, two compilers at once might not fit into memory. In KiB.
const ROOMY: u64 = 6 * 1024 * 1024;

/// Builds the app's bundle and, at the same time, what `native` builds. The first failure stops the other build.
pub(crate) fn app_and(
    workspace: &Workspace,
    toolchain: &Toolchain,
    finish: Finish,
    native: impl FnOnce(&Console<'_>) -> Result<()>,
) -> Result<PathBuf> {
    if !is_roomy(&fs::read_to_string("/proc/meminfo").unwrap_or_default()) {
        native(&Console::alone())?;
        return bundle::build(workspace, toolchain, finish, &Console::alone());
    }
    let stop = AtomicBool::new(false);
    let raise = |result: &Result<()>| {
        if result.is_err() {
            stop.store(true, Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        let app = scope.spawn(|| {
            let built = bundle::build(workspace, toolchain, finish, &Console::shared(Some("app"), &stop));
            if let Err(error) = &built {
                stop.store(true, Ordering::Relaxed);
                eprintln!("app | error: {error:#}");
            }
            built
        });
        let native = native(&Console::shared(None, &stop));
        raise(&native);
        let app = app.join().map_err(|_| anyhow!("building the app's bundle failed"))?;
        // Where both failed, the native build was the one that was stopped or has said why itself.
        let folder = app?;
        native.map(|()| folder)
    })
}

/// Builds the server's binary and returns its path.
pub(crate) fn server(workspace: &Workspace, profile: Profile, console: &Console<'_>) -> Result<PathBuf> {
    binary(workspace, profile, "backend", console)
}

/// Builds the binary of that name and returns its path.
pub(crate) fn binary(workspace: &Workspace, profile: Profile, name: &str, console: &Console<'_>) -> Result<PathBuf> {
    let mut command = workspace.cargo();
    // `--workspace --bin` rather than `--package`: cargo settles the features of the dependencies by the packages that are
    // selected. With one selection everywhere, serve and test share one build of the database.
    command.args(["build", "--workspace", "--bin", name, "--profile", profile.name()]);
    command.args(lock_flag());
    console.run(&mut command, &format!("building {name}"))?;
    Ok(workspace.binary(profile, name))
}

/// Builds the example of that name, as tests are built, and returns its path.
pub(crate) fn example(workspace: &Workspace, profile: Profile, name: &str, console: &Console<'_>) -> Result<PathBuf> {
    let mut command = workspace.cargo();
    command.args(["build", "--workspace", "--example", name, "--profile", profile.name()]);
    command.args(lock_flag());
    console.run(&mut command, &format!("building {name}"))?;
    Ok(workspace.example(profile, name))
}

fn is_roomy(meminfo: &str) -> bool {
    meminfo
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:")?.split_whitespace().next()?.parse::<u64>().ok())
        .is_none_or(|available| available >= ROOMY)
}

#[cfg(test)]
mod tests {
    use super::is_roomy;

    #[test]
    fn little_memory_means_one_build_after_the_other() {
        assert!(!is_roomy("MemTotal: 4030000 kB\nMemAvailable:    3502000 kB\n"));
        assert!(is_roomy("MemTotal: 24030000 kB\nMemAvailable:   22502000 kB\n"));
        assert!(is_roomy(""), "other systems do not tell");
    }
}
