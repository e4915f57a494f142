//! Personal data at rest: sealed, so that a copy of the database tells nothing; indexed blindly, so that it can be found.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sealing::{Cipher, NONCE, TAG};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::ports::Entropy;

/// Marks how a text was sealed, so that another way can come later beside it.
const VERSION: &str = "v1.";

/// Why sealed data could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It is not what sealing gives.
    #[error("not sealed data of a known version")]
    Malformed,
    /// It was sealed with another key or for another context, or was changed since.
    #[error("sealed with another key, for another use, or changed since")]
    Rejected,
}

/// Seals and indexes personal data with keys that all come from the one data key.
#[derive(Clone)]
pub struct Vault {
    root: Zeroizing<[u8; 32]>,
    cipher: Cipher,
}

impl Vault {
    /// A vault with a data key.
    pub fn new(data_key: &[u8; 32]) -> Self {
        let sealing = hmac(data_key, "seal", b"");
        Self { root: Zeroizing::new(*data_key), cipher: Cipher::new(&sealing) }
    }

    /// Seals a text for a use; the same text gives another result each time.
    pub fn seal(&self, entropy: &dyn Entropy, context: &str, plain: &str) -> String {
        format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(self.sealed(entropy, context, "", plain.as_bytes())))
    }

    /// Opens what was sealed for the same use.
    ///
    /// # Errors
    /// Where it is malformed, or was sealed otherwise.
    pub fn open(&self, context: &str, sealed: &str) -> Result<String, VaultError> {
        let encoded = sealed.strip_prefix(VERSION).ok_or(VaultError::Malformed)?;
        let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| VaultError::Malformed)?;
        String::from_utf8(self.opened(context, &bytes)?).map_err(|_| VaultError::Rejected)
    }

    /// Seals a content for a use: version, nonce, ciphertext.
    pub fn seal_bytes(&self, entropy: &dyn Entropy, context: &str, plain: &[u8]) -> Vec<u8> {
        self.sealed(entropy, context, VERSION, plain)
    }

    /// Opens a content that was sealed for the same use.
    ///
    /// # Errors
    /// Where it is malformed, or was sealed otherwise.
    pub fn open_bytes(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.opened(context, sealed.strip_prefix(VERSION.as_bytes()).ok_or(VaultError::Malformed)?)
    }

    /// What stands in front, a nonce, what is sealed, its proof. Sealed in its place: a document is large.
    fn sealed(&self, entropy: &dyn Entropy, context: &str, front: &str, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0_u8; NONCE];
        entropy.fill(&mut nonce);
        let mut sealed = Vec::with_capacity(front.len() + NONCE + plain.len() + TAG);
        sealed.extend_from_slice(front.as_bytes());
        sealed.extend_from_slice(&nonce);
        let head = sealed.len();
        sealed.extend_from_slice(plain);
        let tag = self.cipher.seal(&nonce, context.as_bytes(), sealed.split_at_mut(head).1);
        sealed.extend_from_slice(&tag);
        sealed
    }

    /// The reverse, without what stands in front.
    fn opened(&self, context: &str, bytes: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (nonce, rest) = bytes.split_first_chunk::<NONCE>().ok_or(VaultError::Malformed)?;
        let (sealed, tag) = rest.split_last_chunk::<TAG>().ok_or(VaultError::Rejected)?;
        let mut plain = sealed.to_vec();
        self.cipher.open(nonce, context.as_bytes(), &mut plain, tag).map_err(|_| VaultError::Rejected)?;
        Ok(plain)
    }

    /// A blind index: equal for equal values of one domain, telling nothing about them without the key. 64 hexadecimal digits.
    pub fn index(&self, domain: &str, value: &str) -> String {
        hex::encode(*hmac(&hmac(&self.root, "index", domain.as_bytes()), "", value.as_bytes()))
    }

    /// The name of a content: the same for the same content of the same owner, telling nothing of it without the key.
    pub fn content_name(&self, owner: &str, content: &[u8]) -> String {
        hex::encode(*hmac(&hmac(&self.root, "content", owner.as_bytes()), "", content))
    }

    /// Proof that whoever has the key wrote these bytes for this use. 64 hexadecimal digits.
    pub fn authenticate(&self, domain: &str, bytes: &[u8]) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(*hmac(&hmac(&self.root, "authenticate", domain.as_bytes()), "", bytes)))
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(***)")
    }
}

/// HMAC-SHA256 over a label, a byte that no label contains, and a value.
fn hmac(key: &[u8; 32], label: &str, value: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(label.as_bytes());
    mac.update(&[0]);
    mac.update(value);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SeededEntropy;

    fn vault() -> Vault {
        Vault::new(&[7; 32])
    }

    #[test]
    fn what_was_sealed_opens() {
        let entropy = SeededEntropy::new(1);
        for plain in ["", "13812345678", "张三 – 春眠不觉晓"] {
            let sealed = vault().seal(&entropy, "mobile", plain);
            assert!(sealed.starts_with("v1.") && !sealed.contains("13812345678"));
            assert_eq!(vault().open("mobile", &sealed).as_deref(), Ok(plain));
        }
    }

    #[test]
    fn the_same_text_is_never_sealed_alike() {
        let entropy = SeededEntropy::new(1);
        assert_ne!(vault().seal(&entropy, "mobile", "1"), vault().seal(&entropy, "mobile", "1"));
    }

    #[test]
    fn another_key_or_use_does_not_open() {
        let sealed = vault().seal(&SeededEntropy::new(1), "mobile", "13812345678");
        assert_eq!(vault().open("document", &sealed), Err(VaultError::Rejected));
        assert_eq!(Vault::new(&[8; 32]).open("mobile", &sealed), Err(VaultError::Rejected));
    }

    #[test]
    fn no_change_goes_unnoticed() {
        let sealed = vault().seal(&SeededEntropy::new(1), "mobile", "13812345678");
        for (at, old) in sealed.char_indices() {
            let mut changed = sealed.clone();
            changed.replace_range(at..=at, if old == 'A' { "B" } else { "A" });
            assert!(vault().open("mobile", &changed).is_err(), "character {at}");
        }
        for cut in 0..sealed.len() {
            assert!(vault().open("mobile", &sealed[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn an_index_depends_on_key_domain_and_value() {
        let index = vault().index("mobile", "13812345678");
        assert_eq!(index, vault().index("mobile", "13812345678"));
        assert!(index.len() == 64 && index.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let others = [
            vault().index("mobile", "13812345679"),
            vault().index("document", "13812345678"),
            vault().index("mobile1", "3812345678"),
            Vault::new(&[8; 32]).index("mobile", "13812345678"),
        ];
        assert!(!others.contains(&index));
    }

    #[test]
    fn a_proof_depends_on_key_domain_and_bytes() {
        let proof = vault().authenticate("audit_entry", b"1");
        assert_eq!(proof, vault().authenticate("audit_entry", b"1"));
        let others = [
            vault().authenticate("audit_entry", b"2"),
            vault().authenticate("audit", b"1"),
            Vault::new(&[8; 32]).authenticate("audit_entry", b"1"),
            Zeroizing::new(vault().index("audit_entry", "1")),
        ];
        assert!(!others.contains(&proof) && proof.len() == 64);
    }

    /// A change of the scheme would make every stored index and seal unreadable: it has to be noticed here first.
    /// The expected values were computed with Python's `hmac` and with libsodium.
    #[test]
    fn stored_data_stays_readable() {
        assert_eq!(
            vault().index("mobile", "13812345678"),
            "f07205f9284d70faf60d168f68fc889614eb7df5bc2afe01e2f5fdc4d2e6964f"
        );
        assert_eq!(
            vault()
                .open("mobile", "v1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXJobaxVTjpRgD6z4_pm5n8sSmpQiRKFL9g45M")
                .as_deref(),
            Ok("13812345678")
        );
    }

    #[test]
    fn debug_shows_no_key() {
        assert_eq!(format!("{:?}", vault()), "Vault(***)");
    }
}
