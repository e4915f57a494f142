//! Waits beside a starting server and says when its page can be opened.

use std::{
    env,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{http, progress, run};

const PATIENCE: Duration = Duration::from_secs(120);

#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(long)]
    port: u16,
    /// The server's process: when it is gone there is nothing to wait for.
    #[arg(long)]
    pid: u32,
    /// Seconds that had passed when the server was started.
    #[arg(long)]
    passed: u64,
    #[arg(long)]
    open: bool,
}

/// Starts the waiting in the background. The server takes this process' place and does not know about children, so a shell
/// stands between and leaves the waiting to the system.
pub(crate) fn start(port: u16, passed: Duration, open: bool) -> Result<()> {
    let program = env::current_exe().context("cannot find xtask's own binary")?;
    let mut command = Command::new("sh");
    command.args(["-c", "\"$0\" \"$@\" &"]).arg(program).arg("announce");
    command.arg("--port").arg(port.to_string());
    command.arg("--pid").arg(std::process::id().to_string());
    command.arg("--passed").arg(passed.as_secs().to_string());
    if open {
        command.arg("--open");
    }
    run::spawn(command.stdin(Stdio::null()))?.wait()?;
    Ok(())
}

/// Waits until the server is ready, then prints the address.
pub(crate) fn run(args: &Args) {
    let started = Instant::now();
    while http::status(args.port, "/readyz") != Some(200) {
        if started.elapsed() > PATIENCE || is_gone(args.pid) {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let address = format!("http://127.0.0.1:{}", args.port);
    let total = Duration::from_secs(args.passed) + started.elapsed();
    eprintln!("\n    Ready after {}: {address}\n    Ctrl-C ends it.\n", progress::short(total));
    if args.open {
        open(&address);
    }
}

fn is_gone(pid: u32) -> bool {
    let processes = Path::new("/proc");
    // Only Linux can tell; elsewhere patience runs out.
    processes.join("self").exists() && !processes.join(pid.to_string()).exists()
}

fn open(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let quiet = Command::new(opener).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !quiet.is_ok_and(|status| status.success()) {
        eprintln!("    No browser could be opened; please open the address by hand.");
    }
}

#[cfg(test)]
mod tests {
    use super::is_gone;

    #[test]
    fn this_process_is_not_gone() {
        assert!(!is_gone(std::process::id()));
    }
}
