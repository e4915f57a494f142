//! Shuts a mounted file system down as a power cut does, for the crash suite: one call into the kernel, which needs `unsafe`.

use std::fs::File;
use std::io;

/// `FS_IOC_SHUTDOWN`, which ext4, XFS, F2FS and Btrfs share: `_IOR('X', 125, u32)`.
#[cfg(target_os = "linux")]
const SHUTDOWN: u32 = 0x8004_587D;
/// Without writing the journal: what is not on the disk yet never will be.
#[cfg(target_os = "linux")]
const WITHOUT_JOURNAL: u32 = 2;

/// Cuts the file system off from its disk. `folder` is any open folder of it. Every later access fails with an I/O error
/// until it is unmounted and mounted again.
///
/// # Errors
/// Where the caller is not root, or the file system does not know this.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the kernel's call has no safe function")]
pub fn cut(folder: &File) -> io::Result<()> {
    use std::os::fd::AsRawFd as _;

    let how = WITHOUT_JOURNAL;
    // SAFETY: the descriptor is open for the time of the call, and the kernel reads one u32 at the address, which is valid.
    let done = unsafe { libc::ioctl(folder.as_raw_fd(), SHUTDOWN as _, &raw const how) };
    if done == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Other systems have no such call.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn cut(_folder: &File) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::cut;
    use std::fs::File;

    #[test]
    fn proc_cannot_be_cut_off() {
        let folder = File::open("/proc").expect("Linux has it");
        assert!(cut(&folder).is_err());
    }
}
