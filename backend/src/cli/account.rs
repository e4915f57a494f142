//! Names of the operating system's accounts, for the audit log.

use crate::services::system_account::SystemAccount;

/// The account of this process.
#[cfg(unix)]
pub(super) fn own() -> SystemAccount {
    of_uid(nix::unistd::geteuid().as_raw())
}

/// The account of this process, as the environment names it.
#[cfg(not(unix))]
pub(super) fn own() -> SystemAccount {
    SystemAccount::new(&std::env::var("USERNAME").unwrap_or_else(|_| "unknown".to_owned()))
}

/// The account of a user id; `uid-N` where the system has no name for it. May ask a directory service: blocks.
#[cfg(unix)]
pub(super) fn of_uid(uid: u32) -> SystemAccount {
    match nix::unistd::User::from_uid(nix::unistd::Uid::from_raw(uid)) {
        Ok(Some(user)) => SystemAccount::new(&user.name),
        Ok(None) | Err(_) => SystemAccount::new(&format!("uid-{uid}")),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn account_has_its_name_or_its_number() {
        assert_eq!(of_uid(0).to_string(), "root");
        assert_eq!(of_uid(3_999_999_999).to_string(), "uid-3999999999");
        assert!(!own().to_string().is_empty());
    }
}
