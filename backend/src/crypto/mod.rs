//! Sealing of personal data, tokens, and password hashes.

mod password;
mod token;
mod vault;

pub use password::{HashParams, PasswordHasher};
pub use token::{Token, constant_time_eq};
pub use vault::{Vault, VaultError};
