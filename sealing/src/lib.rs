//! Sealing of bytes where they lie: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), without a copy.
//!
//! A crate of its own because the cipher is generic: it is compiled where it is used, and this small crate is optimised in
//! every profile. Unoptimised, a photo of four megabytes takes a second of processor time instead of a few milliseconds.

use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};

/// Bytes of a key.
pub const KEY: usize = 32;
/// Bytes of a nonce, 192 bits: drawn at random they do not repeat.
pub const NONCE: usize = 24;
/// Bytes of what proves that nothing was changed.
pub const TAG: usize = 16;

/// Sealed with another key, nonce or context, or changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealed with another key, for another use, or changed since")]
pub struct Rejected;

/// A cipher with its key.
#[derive(Clone)]
pub struct Cipher(XChaCha20Poly1305);

impl Cipher {
    /// A cipher with a key.
    pub fn new(key: &[u8; KEY]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// Seals bytes in their place for a context; gives what proves them.
    ///
    /// # Panics
    /// With 256 GiB or more: no memory holds them.
    pub fn seal(&self, nonce: &[u8; NONCE], context: &[u8], bytes: &mut [u8]) -> [u8; TAG] {
        let tag = self.0.encrypt_in_place_detached(XNonce::from_slice(nonce), context, bytes);
        tag.expect("shorter than 256 GiB").into()
    }

    /// Opens bytes in their place.
    ///
    /// # Errors
    /// [`Rejected`]; the bytes are as they were.
    pub fn open(&self, nonce: &[u8; NONCE], context: &[u8], bytes: &mut [u8], tag: &[u8; TAG]) -> Result<(), Rejected> {
        let (nonce, tag) = (XNonce::from_slice(nonce), Tag::from_slice(tag));
        self.0.decrypt_in_place_detached(nonce, context, bytes, tag).map_err(|_| Rejected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section A.3.1 of the draft.
    #[test]
    fn the_result_is_the_one_of_the_draft() {
        let key = std::array::from_fn(|at| 0x80 + at as u8);
        let nonce = std::array::from_fn(|at| 0x40 + at as u8);
        let context = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                      sunscreen would be it.";
        let mut bytes = plain.to_vec();
        let tag = Cipher::new(&key).seal(&nonce, &context, &mut bytes);
        assert_eq!(bytes[..8], [0xbd, 0x6d, 0x17, 0x9d, 0x3e, 0x83, 0xd4, 0x3b]);
        assert_eq!(tag[..8], [0xc0, 0x87, 0x59, 0x24, 0xc1, 0xc7, 0x98, 0x79]);
        Cipher::new(&key).open(&nonce, &context, &mut bytes, &tag).expect("opened");
        assert_eq!(bytes, plain);
    }

    #[test]
    fn whatever_is_changed_is_noticed() {
        let (cipher, nonce) = (Cipher::new(&[7; KEY]), [1; NONCE]);
        let mut sealed = b"content".to_vec();
        let tag = cipher.seal(&nonce, b"a", &mut sealed);
        assert!(!sealed.windows(4).any(|four| four == b"cont"));
        let rejected = |cipher: &Cipher, nonce, context: &[u8], bytes: &[u8], tag| {
            cipher.open(nonce, context, &mut bytes.to_vec(), tag) == Err(Rejected)
        };
        let changed: Vec<u8> = sealed.iter().map(|byte| byte ^ 1).collect();
        assert!(rejected(&Cipher::new(&[8; KEY]), &nonce, b"a", &sealed, &tag));
        assert!(rejected(&cipher, &[2; NONCE], b"a", &sealed, &tag));
        assert!(rejected(&cipher, &nonce, b"b", &sealed, &tag));
        assert!(rejected(&cipher, &nonce, b"a", &changed, &tag));
        assert!(rejected(&cipher, &nonce, b"a", &sealed, &[0; TAG]));
        assert!(!rejected(&cipher, &nonce, b"a", &sealed, &tag));
    }
}
