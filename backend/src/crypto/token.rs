//! Unguessable tokens – sessions, invitations, step-ups – of which the database keeps only the hash.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::ports::Entropy;

/// 192 bits cannot be guessed, and their 32 characters fit the 35 that a vendor's SMS template takes for a value.
const BYTES: usize = 24;
const CHARS: usize = 32;

/// An unguessable token of 32 characters, good in addresses and headers.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// Draws a new one.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        entropy.fill(&mut *bytes);
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes)))
    }

    /// Takes a token as a client sent it; `None` for what cannot be one.
    pub fn parse(raw: &str) -> Option<Self> {
        let fits = raw.len() == CHARS && raw.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        fits.then(|| Self(Zeroizing::new(raw.to_owned())))
    }

    /// What is stored in its stead: SHA-256 in hexadecimal. It needs no salt and no slowness: a token is as random as a key.
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.0.as_bytes()))
    }

    /// The token itself, for the one it is for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

/// Compares secrets in a time that does not tell where they differ.
pub fn constant_time_eq(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SeededEntropy;

    #[test]
    fn tokens_differ_and_parse_back() {
        let entropy = SeededEntropy::new(1);
        let token = Token::generate(&entropy);
        let again = Token::parse(token.expose()).expect("its own text");
        assert_eq!(again.hash(), token.hash());
        assert_ne!(Token::generate(&entropy).hash(), token.hash());
        assert_eq!(format!("{token:?}"), "Token(***)");
    }

    #[test]
    fn the_hash_is_sha256_of_the_text() {
        let token = Token::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").expect("right shape");
        // printf 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' | sha256sum
        assert_eq!(token.hash(), "22a48051594c1949deed7040850c1f0f8764537f5191be56732d16a54c1d8153");
    }

    #[test]
    fn other_texts_are_no_tokens() {
        let good = "abcdefghijklmnopqrstuvwxyz-_0123";
        assert!(Token::parse(good).is_some());
        for bad in [
            "",
            &good[1..],
            &format!("{good}a"),
            &good.replace('-', "+"),
            &good.replace('-', "="),
            &good.replace("-_", "é"),
        ] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn equality_is_of_the_whole_text() {
        assert!(constant_time_eq("abc", "abc") && constant_time_eq("", ""));
        assert!(!constant_time_eq("abc", "abd") && !constant_time_eq("abc", "ab"));
    }
}
