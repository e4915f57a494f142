//! How the C library's allocator keeps memory that is free: the one place of the workspace that needs `unsafe`, for a call
//! into it.

/// Buffers of so many bytes and more are taken from the system one by one, and go back to it when they are freed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: libc::c_int = 256 * 1024;

/// Makes large buffers go back to the system as soon as they are freed; says whether the allocator takes that. To be called
/// first in a program.
///
/// glibc begins in that way, but raises its bound – up to 32 MiB – with each large buffer that is freed: from then on photos
/// and their pixels lie in its arenas, one for every few threads, each of which keeps the most that it ever held. Setting the
/// bound stops it from rising (mallopt(3), `M_MMAP_THRESHOLD`). Other allocators are left as they are.
#[cfg_attr(
    all(target_os = "linux", target_env = "gnu"),
    expect(unsafe_code, reason = "the C library's setting has no safe function")
)]
pub fn return_large_buffers() -> bool {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the call takes two numbers, writes the allocator's own settings under its own lock, and may be made at any time.
    let set = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) } == 1;
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    let set = false;
    set
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::return_large_buffers;

    /// Resident memory in megabytes.
    fn resident() -> usize {
        let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line of it");
        line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") / 1000
    }

    /// 48 buffers of 2 MB, written to; every fourth stays.
    fn burst() -> Vec<Vec<u8>> {
        let all: Vec<Vec<u8>> = (0..48).map(|at| vec![at; 2_000_000]).collect();
        all.into_iter().step_by(4).collect()
    }

    /// One test alone in its process: the setting is the process's.
    #[test]
    fn what_is_freed_goes_back_though_others_beside_it_stay() {
        assert!(return_large_buffers());
        // The bound would rise with this one.
        drop(vec![1_u8; 20_000_000]);
        let before = resident();
        let kept = std::thread::spawn(burst).join().expect("a burst");
        let held = resident() - before;
        assert_eq!(kept.len(), 12);
        assert!(held < 40, "24 MB stay, {held} are held");
    }
}
