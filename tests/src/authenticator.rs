//! A reviewer's authenticator.

use chrono::{DateTime, Utc};
use totp_rs::{Algorithm, Secret, TOTP};

/// The code that an authenticator with this secret (base32) shows at a time.
///
/// # Panics
/// Where it is no secret.
pub fn totp(secret: &str, at: DateTime<Utc>) -> String {
    let secret = Secret::Encoded(secret.to_owned()).to_bytes().expect("a secret");
    let authenticator = TOTP::new(Algorithm::SHA1, 6, 1, 30, secret, None, String::new()).expect("an authenticator");
    authenticator.generate(u64::try_from(at.timestamp()).expect("a time after 1970"))
}
