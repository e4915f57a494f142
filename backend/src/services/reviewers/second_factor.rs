//! The second factor: codes of an authenticator (TOTP, RFC 6238: SHA-1, six digits, 30 seconds) and recovery codes that are
//! good once.

use chrono::{DateTime, Utc};
use totp_rs::{Algorithm, Secret, TOTP};

use super::ReviewerRow;
use crate::adapters::surreal::{DbError, Vars, key_of};
use crate::app::App;
use crate::ports::Entropy;
use crate::services::{ServiceError, ServiceResult};

/// What the secret is sealed for.
pub(super) const SEALED: &str = "reviewer_totp";
/// Digits of a code, and for how many seconds it is shown.
const DIGITS: usize = 6;
const STEP_SECONDS: u64 = 30;
/// Steps before and after the present one whose codes are taken: clocks differ.
const SKEW: i64 = 1;
/// Bytes of a secret, as RFC 4226 asks for.
const SECRET_BYTES: usize = 20;
/// Recovery codes of an account, and characters of each.
pub(super) const RECOVERY_CODES: usize = 8;
const RECOVERY_CHARS: usize = 10;
/// Without characters that are taken for one another.
const RECOVERY_ALPHABET: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

/// What proved the second factor, to be used up.
#[derive(Debug)]
pub(super) enum Proof {
    /// The code of a step.
    Step(i64),
    /// A recovery code, by its blind index.
    Recovery(String),
}

impl Proof {
    /// The statement that uses it up, or refuses where that was done meanwhile; for parameters bound by [`Self::bind`].
    pub(super) const fn statement(&self) -> &'static str {
        match self {
            Self::Step(_) => {
                "IF ((SELECT VALUE totp_used FROM ONLY $reviewer) ?? -1) >= $step { THROW 'wrong_credentials' };
                 UPDATE $reviewer SET totp_used = $step RETURN NONE;"
            }
            Self::Recovery(_) => {
                "IF $code NOT IN (SELECT VALUE recovery FROM ONLY $reviewer) { THROW 'wrong_credentials' };
                 UPDATE $reviewer SET recovery = array::complement(recovery, [$code]) RETURN NONE;"
            }
        }
    }

    pub(super) fn bind(&self, vars: Vars) -> Vars {
        match self {
            Self::Step(step) => vars.set("step", *step),
            Self::Recovery(code) => vars.set("code", code.clone()),
        }
    }
}

/// The authenticator of a secret.
fn authenticator(secret: Vec<u8>, login: &str) -> ServiceResult<TOTP> {
    TOTP::new(Algorithm::SHA1, DIGITS, 0, STEP_SECONDS, secret, Some("社保审核".to_owned()), login.to_owned())
        .map_err(|error| ServiceError::Database(DbError::Shape { table: "reviewer", reason: error.to_string() }))
}

/// Whether a code proves the second factor; `None` where it does not.
///
/// # Errors
/// Where the secret cannot be opened.
pub(super) fn prove(app: &App, row: &ReviewerRow, typed: &str) -> ServiceResult<Option<Proof>> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase();
    if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let Some(sealed) = &row.totp_sealed else { return Ok(None) };
        let secret = Secret::Encoded(app.vault.open(SEALED, sealed)?).to_bytes().unwrap_or_default();
        let totp = authenticator(secret, key_of(&row.id))?;
        return Ok(step_of(&totp, &code, app.clock.now())
            .filter(|step| row.totp_used.is_none_or(|used| used < *step))
            .map(Proof::Step));
    }
    let index = recovery_index(app, key_of(&row.id), &code);
    Ok(row.recovery.contains(&index).then_some(Proof::Recovery(index)))
}

/// The step whose code this is, the latest first: now or one before or after.
fn step_of(totp: &TOTP, code: &str, now: DateTime<Utc>) -> Option<i64> {
    let step = now.timestamp().div_euclid(i64::try_from(STEP_SECONDS).ok()?);
    let shown = |step: i64| u64::try_from(step).ok().map(|step| totp.generate(step * STEP_SECONDS));
    (step - SKEW..=step + SKEW).rev().find(|step| {
        // In constant time: what is compared is a secret of this minute.
        shown(*step).is_some_and(|right| bool::from(subtle::ConstantTimeEq::ct_eq(right.as_bytes(), code.as_bytes())))
    })
}

fn recovery_index(app: &App, login: &str, code: &str) -> String {
    app.vault.index("reviewer_recovery", &format!("{login}|{code}"))
}

/// A new second factor.
pub(super) struct Drawn {
    /// The secret in base32, to be typed.
    pub(super) secret: String,
    /// The secret as an address, to be scanned.
    pub(super) address: String,
    /// Recovery codes, as they are shown.
    pub(super) recovery: Vec<String>,
    /// Their blind indexes.
    pub(super) indexes: Vec<String>,
}

/// Draws a secret and recovery codes.
///
/// # Errors
/// Never with the randomness of a system.
pub(super) fn draw(app: &App, login: &str) -> ServiceResult<Drawn> {
    let mut secret = vec![0_u8; SECRET_BYTES];
    app.entropy.fill(&mut secret);
    let totp = authenticator(secret, login)?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(&*app.entropy)).collect();
    Ok(Drawn {
        secret: totp.get_secret_base32(),
        address: totp.get_url(),
        indexes: codes.iter().map(|code| recovery_index(app, login, &code.replace('-', ""))).collect(),
        recovery: codes,
    })
}

/// Ten characters in two groups: fifty bits.
fn recovery_code(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; RECOVERY_CHARS];
    entropy.fill(&mut bytes);
    let letter = |byte: &u8| char::from(RECOVERY_ALPHABET[usize::from(*byte) % RECOVERY_ALPHABET.len()]);
    let letters: String = bytes.iter().map(letter).collect();
    let (one, other) = letters.split_at(RECOVERY_CHARS / 2);
    format!("{one}-{other}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SeededEntropy;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
        let totp = authenticator(b"12345678901234567890".to_vec(), "li.si").expect("an authenticator");
        let at = |seconds| DateTime::from_timestamp(seconds, 0).expect("a time");
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(step_of(&totp, code, at(seconds)), Some(seconds / 30), "{code}");
            assert_eq!(step_of(&totp, code, at(seconds + 30)), Some(seconds / 30), "a step late is taken");
            assert_eq!(step_of(&totp, code, at(seconds + 90)), None, "three steps late are not");
        }
    }

    #[test]
    fn recovery_codes_differ_and_are_easily_read() {
        let entropy = SeededEntropy::new(1);
        let codes: std::collections::BTreeSet<String> = (0..100).map(|_| recovery_code(&entropy)).collect();
        assert_eq!(codes.len(), 100);
        assert!(codes.iter().all(|code| code.len() == 11 && !code.contains(['0', '1', 'l', 'o'])), "{codes:?}");
    }
}
