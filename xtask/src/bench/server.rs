//! A server process for a measurement: started, waited for, looked at, ended.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{http, run, serve, workspace::clean_environment};

/// A server that ends with the measurement, whichever way that ends.
pub(super) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts it and waits until it is ready: the server and the time that took.
    pub(super) fn start(binary: &Path, data: &Path, app: &Path) -> Result<(Self, Duration)> {
        let port = serve::free_port()?;
        let mut command = Command::new(binary);
        clean_environment(&mut command);
        command.arg("serve").envs(serve::environment(port, data, app, true)?);
        let log: PathBuf = data.join("bench.log");
        let log = fs::File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let started = Instant::now();
        let mut server = Self { child: run::spawn(&mut command)?, port };
        while http::status(port, "/readyz") != Some(200) {
            if let Some(status) = server.child.try_wait()? {
                let said = fs::read_to_string(data.join("bench.log")).unwrap_or_default();
                bail!("the server ended by itself ({status}):\n{said}");
            }
            if started.elapsed() > Duration::from_secs(120) {
                bail!("the server was not ready after two minutes");
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok((server, started.elapsed()))
    }

    /// Memory in use in megabytes, where the system tells.
    pub(super) fn memory(&self) -> Option<f64> {
        self.told("VmRSS:")
    }

    /// The most memory that was in use at a time since it started, in megabytes, where the system tells.
    pub(super) fn peak(&self) -> Option<f64> {
        self.told("VmHWM:")
    }

    fn told(&self, name: &str) -> Option<f64> {
        parse_memory(&fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?, name)
    }

    /// Where it listens.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The status that a path is answered with.
    pub(super) fn status(&self, path: &str) -> Option<u16> {
        http::status(self.port, path)
    }

    /// Ends it in an orderly way.
    pub(super) fn stop(&mut self) -> Result<()> {
        run::answer(Command::new("kill").args(["-TERM", &self.child.id().to_string()]));
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() {
            if asked.elapsed() > Duration::from_secs(30) {
                bail!("the server did not end within 30 s of SIGTERM");
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone after an orderly stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[expect(clippy::cast_precision_loss, reason = "megabytes with one digit")]
fn parse_memory(status: &str, name: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib as f64 * 1024.0 / 1_000_000.0)
}

#[cfg(test)]
mod tests {
    use super::parse_memory;

    #[test]
    fn memory_is_read_from_the_process_status() {
        let status = "Name:\tbackend\nVmHWM:\t   125000 kB\nVmRSS:\t   62500 kB\n";
        assert_eq!((parse_memory(status, "VmRSS:"), parse_memory(status, "VmHWM:")), (Some(64.0), Some(128.0)));
        assert_eq!(parse_memory("", "VmRSS:"), None);
    }
}
