//! A disk of its own: an ext4 in a file, to be cut off, filled and freed.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

const MIB: u64 = 1024 * 1024;
/// Tries to unmount: the kernel may hold the disk for a moment.
const TRIES: u32 = 100;

/// Why this machine has no disks for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDisk {
    /// Mounting needs root.
    NotRoot,
    /// The kernel or the container offers no loop devices.
    NoLoopDevices,
    /// `mkfs.ext4` or `mount` is missing.
    NoTools,
}

impl NoDisk {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::NotRoot, Self::NoLoopDevices, Self::NoTools];
}

impl std::fmt::Display for NoDisk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotRoot => "mounting a disk needs root",
            Self::NoLoopDevices => "there are no loop devices",
            Self::NoTools => "mkfs.ext4 or mount is not installed",
        })
    }
}

/// A mounted ext4. Dropping it unmounts and removes it.
#[derive(Debug)]
pub(super) struct Disk {
    image: PathBuf,
    mount: PathBuf,
}

impl Disk {
    /// Makes a disk of so many MiB beside `place` and mounts it there; the reason where this machine has none.
    ///
    /// # Errors
    /// Where making it fails for another reason.
    pub(super) fn make(place: &Path, mib: u64) -> Result<std::result::Result<Self, NoDisk>> {
        if !is_root() {
            return Ok(Err(NoDisk::NotRoot));
        }
        if !Path::new("/dev/loop-control").exists() {
            return Ok(Err(NoDisk::NoLoopDevices));
        }
        if ["mkfs.ext4", "mount", "umount"].iter().any(|tool| !is_installed(tool)) {
            return Ok(Err(NoDisk::NoTools));
        }
        let disk = Self { image: place.with_extension("img"), mount: place.to_owned() };
        fs::create_dir_all(&disk.mount).context("a folder to mount at")?;
        File::create(&disk.image).and_then(|file| file.set_len(mib * MIB)).context("a file for the disk")?;
        let now = "lazy_itable_init=0,lazy_journal_init=0";
        run(Command::new("mkfs.ext4").args(["-q", "-F", "-m", "0", "-E", now]).arg(&disk.image))?;
        match disk.attach() {
            Ok(()) => Ok(Ok(disk)),
            // A container may have root and the control file, and no right to mount.
            Err(_) => Ok(Err(NoDisk::NoLoopDevices)),
        }
    }

    /// Where it is mounted.
    pub(super) fn path(&self) -> &Path {
        &self.mount
    }

    /// Cuts its power: what is not on the disk never will be, the end of the file system's journal included.
    ///
    /// # Errors
    /// Where the kernel refuses.
    pub(super) fn cut(&self) -> Result<()> {
        let folder = File::open(&self.mount).context("opening the disk")?;
        powercut::cut(&folder).context("cutting the disk's power")
    }

    /// Mounts it again, as after a power cut.
    ///
    /// # Errors
    /// Where a process still uses it, or it cannot be mounted.
    pub(super) fn remount(&self) -> Result<()> {
        self.detach()?;
        self.attach()
    }

    /// Fills it to the last byte.
    ///
    /// # Errors
    /// Where the filler cannot be made.
    pub(super) fn fill(&self) -> Result<()> {
        let mut filler = File::create(self.filler()).context("a file to fill the disk with")?;
        for size in [1024 * 1024, 4096, 1] {
            let bytes = vec![b'x'; size];
            while filler.write_all(&bytes).is_ok() {}
        }
        // On a full disk this may fail; the space is taken either way.
        let _synced = filler.sync_all();
        Ok(())
    }

    /// Frees what [`Self::fill`] took.
    ///
    /// # Errors
    /// Where the filler cannot be removed.
    pub(super) fn free(&self) -> Result<()> {
        fs::remove_file(self.filler()).context("freeing the disk")
    }

    fn filler(&self) -> PathBuf {
        self.mount.join("filler")
    }

    fn attach(&self) -> Result<()> {
        run(Command::new("mount").args(["-o", "loop"]).arg(&self.image).arg(&self.mount))
    }

    fn detach(&self) -> Result<()> {
        for _ in 0..TRIES {
            if run(Command::new("umount").arg(&self.mount)).is_ok() {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        bail!("{} is still in use", self.mount.display())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _it_may_be_unmounted = self.detach();
        let _gone = fs::remove_file(&self.image);
    }
}

/// Whether this process is root's, as Linux tells it.
fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    user.and_then(|ids| ids.split_whitespace().nth(1)).is_some_and(|effective| effective == "0")
}

fn is_installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/sbin".into()]);
    folders.into_iter().any(|folder| folder.join(tool).is_file())
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?} does not start"))?;
    if !output.status.success() {
        bail!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
