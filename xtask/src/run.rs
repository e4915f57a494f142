//! Running other programs: two builds at a time with both outputs readable, time limits, and one stopping the other.

use std::{
    ffi::OsString,
    io::{BufRead, BufReader, IsTerminal, Read, stderr},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::workspace::clean_environment;

const POLL: Duration = Duration::from_millis(50);

/// How the output of a program reaches the terminal, and when it has to stop.
pub(crate) struct Console<'a> {
    prefix: Option<&'static str>,
    stop: Option<&'a AtomicBool>,
}

impl<'a> Console<'a> {
    /// The program has the terminal for itself.
    pub(crate) fn alone() -> Self {
        Self { prefix: None, stop: None }
    }

    /// The program shares the terminal and ends when `stop` is raised. Without a prefix its output passes through as it is.
    pub(crate) fn shared(prefix: Option<&'static str>, stop: &'a AtomicBool) -> Self {
        Self { prefix, stop: Some(stop) }
    }

    /// Prints one line.
    pub(crate) fn line(&self, text: &str) {
        print_line(self.prefix, text);
    }

    /// Runs a program to its end. An exit code other than zero is an error.
    pub(crate) fn run(&self, command: &mut Command, what: &str) -> Result<()> {
        command.stdin(Stdio::null());
        if self.prefix.is_some() {
            command.stderr(Stdio::piped()).stdout(Stdio::piped());
            if stderr().is_terminal() {
                command.env("CARGO_TERM_COLOR", "always");
            }
        }
        let mut child = spawn(command)?;
        let status = thread::scope(|scope| {
            if let Some(out) = child.stdout.take() {
                scope.spawn(move || self.copy(out));
            }
            if let Some(err) = child.stderr.take() {
                scope.spawn(move || self.copy(err));
            }
            self.wait(&mut child)
        })?;
        if !status.success() {
            bail!("{what} failed ({status})");
        }
        Ok(())
    }

    fn copy(&self, from: impl Read) {
        for line in BufReader::new(from).lines() {
            match line {
                Ok(line) => print_line(self.prefix, &line),
                Err(_) => break,
            }
        }
    }

    fn wait(&self, child: &mut Child) -> Result<ExitStatus> {
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                end(child);
                bail!("stopped, because the other build failed");
            }
            thread::sleep(POLL);
        }
    }
}

fn print_line(prefix: Option<&str>, text: &str) {
    // A progress bar of the other program may stand on this line of a terminal: wipe it, it is drawn again.
    let wipe = if prefix.is_some() && stderr().is_terminal() { "\r\x1b[K" } else { "" };
    match prefix {
        Some(prefix) => eprintln!("{wipe}{prefix} | {text}"),
        None => eprintln!("{text}"),
    }
}

/// Runs a program that may hang, such as a download. `Ok(false)` when it failed or took too long.
pub(crate) fn within(command: &mut Command, limit: Duration) -> Result<bool> {
    let mut child = spawn(command.stdin(Stdio::null()))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if started.elapsed() > limit {
            end(&mut child);
            return Ok(false);
        }
        thread::sleep(POLL);
    }
}

/// What a program prints, when it can be started and succeeds.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Starts a program, naming it when it is not there.
pub(crate) fn spawn(command: &mut Command) -> Result<Child> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.spawn().with_context(|| format!("cannot start {program}"))
}

/// Runs a program of this workspace until it ends; what it says goes to the terminal.
pub(crate) fn to_its_end(program: &Path, arguments: &[OsString]) -> Result<()> {
    let mut command = Command::new(program);
    clean_environment(&mut command);
    let ended = spawn(command.args(arguments).stdin(Stdio::null()))?.wait()?;
    if !ended.success() {
        bail!("{} failed; what it said stands above", program.display());
    }
    Ok(())
}

fn end(child: &mut Child) {
    // It may have ended by itself in between; either way it is gone afterwards.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::{Console, answer, within};
    use std::{process::Command, sync::atomic::AtomicBool, time::Duration};

    #[test]
    fn a_program_that_hangs_is_ended() {
        let mut sleep = Command::new("sleep");
        assert!(!within(sleep.arg("60"), Duration::from_millis(120)).expect("sleep starts"));
        assert!(within(&mut Command::new("true"), Duration::from_secs(20)).expect("true starts"));
    }

    #[test]
    fn a_build_stops_when_the_other_has_failed() {
        let stop = AtomicBool::new(true);
        let error =
            Console::shared(Some("app"), &stop).run(Command::new("sleep").arg("60"), "sleep").expect_err("stopped");
        assert!(error.to_string().contains("other build"));
    }

    #[test]
    fn a_failure_is_named() {
        let error = Console::alone().run(&mut Command::new("false"), "the build").expect_err("fails");
        assert!(error.to_string().starts_with("the build failed"));
        assert!(Console::alone().run(&mut Command::new("no-such-program"), "it").is_err());
    }

    #[test]
    fn an_answer_is_trimmed() {
        assert_eq!(answer(Command::new("echo").arg("yes")).as_deref(), Some("yes"));
        assert_eq!(answer(&mut Command::new("false")), None);
    }
}
