//! The compiler for the browser: rustup's where its target is there or can be had, else Debian's packages.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    packages::{self, Need},
    progress::Progress,
    run,
    workspace::{Workspace, clean_environment},
};

/// The target triple of the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The oldest compiler that the workspace's `rust-version` allows, as (major, minor).
const OLDEST: (u32, u32) = (1, 95);

/// rustup's own limit for one download is longer than anybody waits; afterwards Debian's packages are tried.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(120);

const DEBIAN: [Need; 3] = [
    Need { package: "rustc-web", program: None, purpose: "compile the app for the browser" },
    Need { package: "cargo-web", program: None, purpose: "compile the app for the browser" },
    Need { package: "rust-web-src", program: None, purpose: "compile the app for the browser" },
];

const LINKER: Need = Need { package: "lld-19", program: Some("wasm-ld-19"), purpose: "link the app for the browser" };

/// A choice by hand, to try each way on one machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Choice {
    Rustup,
    Debian,
}

/// A compiler that is ready for the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The toolchain that compiled xtask; its standard library for the browser is installed.
    Rustup,
    /// Debian's rustc, cargo and library sources; the library is compiled along with the app.
    Debian { linker: PathBuf },
}

impl Toolchain {
    /// `cargo build` for the browser with its own target folder: it neither waits for the server's build nor spoils it.
    pub(crate) fn cargo_build(&self, workspace: &Workspace) -> Command {
        let mut command = match self {
            Self::Rustup => workspace.cargo(),
            Self::Debian { linker } => {
                let mut command = Command::new("/usr/bin/cargo");
                command.current_dir(workspace.root());
                clean_environment(&mut command);
                // What was meant for rustup's toolchain would mislead this one.
                for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTDOC"] {
                    command.env_remove(name);
                }
                command
                    .env("RUSTC", "/usr/bin/rustc")
                    // `build-std` is a nightly feature; Debian's sources fit Debian's compiler exactly.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        };
        // Lints are for the machine's code; a compiler that lints optimises less.
        command.env_remove("RUSTC_WORKSPACE_WRAPPER");
        command.args(["build", "--target", TARGET]);
        if matches!(self, Self::Debian { .. }) {
            command.args(["-Z", "build-std=std,panic_abort"]);
        }
        command.arg("--target-dir").arg(self.target_dir(workspace));
        command
    }

    /// The target folder for this compiler.
    pub(crate) fn target_dir(&self, workspace: &Workspace) -> PathBuf {
        workspace.target().join(match self {
            Self::Rustup => "web-app",
            Self::Debian { .. } => "web-app-debian",
        })
    }
}

/// Finds a compiler for the browser, setting one up where there is none.
pub(crate) fn ensure(progress: &Progress, choice: Option<Choice>) -> Result<Toolchain> {
    let rustup_allowed = choice != Some(Choice::Debian);
    let debian_allowed = choice != Some(Choice::Rustup);
    if rustup_allowed && has_standard_library() {
        return Ok(Toolchain::Rustup);
    }
    if debian_allowed && let Some(toolchain) = debian_when_installed()? {
        return Ok(toolchain);
    }
    if rustup_allowed && add_with_rustup(progress)? && has_standard_library() {
        return Ok(Toolchain::Rustup);
    }
    if !debian_allowed || !packages::is_debian() {
        bail!(
            "Rust's standard library for the browser is missing and could not be downloaded. Please run\n\n    \
             rustup target add {TARGET}\n\nand then this command again."
        );
    }
    progress.note("rustup offers no download here: taking Debian's compiler");
    packages::ensure(&debian_needs(), progress)?;
    debian_when_installed()?.context("Debian's compiler for the browser cannot be found after installing it")
}

fn has_standard_library() -> bool {
    run::answer(Command::new(rustc()).args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| holds_core(Path::new(&folder)))
}

fn holds_core(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}

fn add_with_rustup(progress: &Progress) -> Result<bool> {
    if packages::find_program("rustup").is_none() {
        return Ok(false);
    }
    progress.note(&format!("rustup target add {TARGET} (at most {} s)", DOWNLOAD_LIMIT.as_secs()));
    run::within(Command::new("rustup").args(["target", "add", TARGET]), DOWNLOAD_LIMIT)
}

fn rustc() -> std::ffi::OsString {
    env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

fn debian_needs() -> Vec<Need> {
    let mut needs = DEBIAN.to_vec();
    if rust_lld().is_none() {
        needs.push(LINKER);
    }
    needs
}

fn debian_when_installed() -> Result<Option<Toolchain>> {
    if !packages::is_debian() || !packages::missing(&debian_needs()).is_empty() {
        return Ok(None);
    }
    let version = run::answer(Command::new("/usr/bin/rustc").arg("--version")).unwrap_or_default();
    if !is_new_enough(&version) {
        bail!(
            "Debian's compiler is too old for this workspace ({version}; {}.{} or newer is needed). \
             `apt-get update && apt-get install rustc-web cargo-web rust-web-src` brings the newest that Debian has.",
            OLDEST.0,
            OLDEST.1
        );
    }
    let linker = rust_lld()
        .or_else(|| packages::find_program("wasm-ld-19"))
        .context("there is no linker for the browser (Debian's package lld-19)")?;
    Ok(Some(Toolchain::Debian { linker }))
}

/// The linker that comes with rustup's toolchain.
fn rust_lld() -> Option<PathBuf> {
    let sysroot = run::answer(Command::new(rustc()).args(["--print", "sysroot"]))?;
    let host = run::answer(Command::new(rustc()).args(["--print", "host-tuple"]))?;
    let linker = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    linker.is_file().then_some(linker)
}

fn is_new_enough(rustc_version: &str) -> bool {
    let Some(number) = rustc_version.split_whitespace().nth(1) else {
        return false;
    };
    let mut parts = number.split('.').map_while(|part| part.parse::<u32>().ok());
    match (parts.next(), parts.next()) {
        (Some(major), Some(minor)) => (major, minor) >= OLDEST,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{OLDEST, holds_core, is_new_enough};
    use std::path::Path;

    #[test]
    fn old_compilers_are_told_from_new_ones() {
        assert!(is_new_enough("rustc 1.96.0 (ac68faa20 2026-05-01) (built from a source tarball)"));
        assert!(is_new_enough("rustc 1.95.0"));
        assert!(is_new_enough("rustc 2.0.0"));
        assert!(!is_new_enough("rustc 1.63.0"));
        assert!(!is_new_enough(""));
    }

    #[test]
    fn the_oldest_compiler_is_the_one_of_the_workspace() {
        let manifest = include_str!("../../Cargo.toml");
        assert!(manifest.contains(&format!("rust-version = \"{}.{}\"", OLDEST.0, OLDEST.1)));
    }

    #[test]
    fn a_folder_that_is_not_there_holds_nothing() {
        assert!(!holds_core(Path::new("/no/such/folder")));
    }
}
