//! What a server takes of memory, and what it leaves in its folder.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::Server;

/// What the server's process takes, MB.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// Now.
    pub now: u64,
    /// At most, since it was started.
    pub most: u64,
}

impl Server {
    /// What its process takes, as Linux tells it.
    ///
    /// # Errors
    /// Where it stands still, or the system does not tell.
    pub fn memory(&self) -> Result<Memory> {
        let id = self.process().as_ref().context("the server stands still")?.id();
        let status = fs::read_to_string(format!("/proc/{id}/status")).context("what the process takes")?;
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).context("an unknown status")?;
            let kilobytes = line.trim_start_matches(':').trim().trim_end_matches("kB").trim();
            Ok::<_, anyhow::Error>(kilobytes.parse::<u64>()? / 1024)
        };
        Ok(Memory { now: of("VmRSS")?, most: of("VmHWM")? })
    }

    /// Processor time that its process has taken so far, as Linux tells it in hundredths of a second.
    ///
    /// # Errors
    /// Where it stands still, or the system does not tell.
    pub fn processor_time(&self) -> Result<Duration> {
        let id = self.process().as_ref().context("the server stands still")?.id();
        let told = fs::read_to_string(format!("/proc/{id}/stat")).context("what the process took")?;
        // The second field is a name in brackets, which may hold anything; of those behind it the 12th and 13th are meant.
        let (_, behind) = told.rsplit_once(')').context("an unknown form")?;
        let ticks = behind.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
        Ok(Duration::from_millis(10 * ticks.sum::<Result<u64, _>>()?))
    }

    /// Files of its folder – database, store, log – that hold one of these bytes, while it stands still.
    ///
    /// # Errors
    /// Where the server does not stop and start again, or a file cannot be read.
    pub async fn files_with(&self, marks: &[&[u8]]) -> Result<Vec<PathBuf>> {
        self.stop().await?;
        let (mut folders, mut found, mut read) = (vec![self.folder.path().to_owned()], Vec::new(), 0);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
                read += bytes.len();
                let holds = |mark: &&[u8]| bytes.windows(mark.len()).any(|window| window == *mark);
                if marks.iter().any(holds) {
                    found.push(path);
                }
            }
        }
        ensure!(read > 100_000, "only {read} bytes were searched");
        self.launch().await?;
        Ok(found)
    }

    /// Contents of the files in a folder of its store.
    ///
    /// # Errors
    /// Where there is none, or a file cannot be read.
    pub fn stored(&self, folder: &str) -> Result<Vec<Vec<u8>>> {
        let folder = self.folder.path().join("blobs").join(folder);
        let files = fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
        files.map(|file| Ok(fs::read(file?.path())?)).collect()
    }
}
