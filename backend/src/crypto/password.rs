//! Password hashes: argon2id off the async threads, a few at a time, the others waiting in a bounded queue.

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use shared::identity::Password;
use zeroize::Zeroizing;

use crate::lane::{Busy, Lane, LaneLoad};
use crate::ports::Entropy;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// What a hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashParams {
    memory_kib: u32,
    passes: u32,
}

impl HashParams {
    /// OWASP's recommendation for argon2id: 19 MiB, two passes, one lane.
    pub const OWASP: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// As good as nothing.
    const INSECURE: Self = Self { memory_kib: 8, passes: 1 };

    fn argon2(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(HASH_BYTES)).expect("both sets are lawful");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }

    /// A hash that no password has, as dear to check as a real one.
    fn decoy(self) -> String {
        let salt = "A".repeat(22);
        let hash = "A".repeat(43);
        format!("$argon2id$v=19$m={},t={},p=1${salt}${hash}", self.memory_kib, self.passes)
    }
}

/// Hashes passwords and checks them.
#[derive(Debug)]
pub struct PasswordHasher {
    params: HashParams,
    lane: Lane,
}

impl PasswordHasher {
    /// Hashes `concurrency` passwords at a time while at most `queue` wait.
    pub fn new(concurrency: usize, queue: usize) -> Self {
        Self::with_params(concurrency, queue, HashParams::OWASP)
    }

    /// For tests alone: hashes that anyone can guess back in no time.
    pub fn insecure_fast() -> Self {
        Self::with_params(4, 10_000, HashParams::INSECURE)
    }

    fn with_params(concurrency: usize, queue: usize, params: HashParams) -> Self {
        Self { params, lane: Lane::new(concurrency, queue) }
    }

    /// The hash of a new password, as a PHC string.
    ///
    /// # Errors
    /// [`Busy`] where the queue is full.
    pub async fn hash(&self, entropy: &dyn Entropy, password: &Password) -> Result<String, Busy> {
        let mut salt = [0_u8; SALT_BYTES];
        entropy.fill(&mut salt);
        let password = Zeroizing::new(password.expose().to_owned());
        let argon2 = self.params.argon2();
        self.off_thread(move || {
            let salt = SaltString::encode_b64(&salt)?;
            Ok(argon2.hash_password(password.as_bytes(), &salt)?.to_string())
        })
        .await
    }

    /// Whether a password has a hash. Without a hash the answer is no, and takes as long.
    ///
    /// # Errors
    /// [`Busy`] where the queue is full.
    pub async fn verify(&self, hash: Option<String>, attempt: String) -> Result<bool, Busy> {
        let attempt = Zeroizing::new(attempt);
        let is_known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.params.decoy());
        let argon2 = self.params.argon2();
        let matches = self
            .off_thread(move || {
                let hash = PasswordHash::new(&hash)?;
                match argon2.verify_password(attempt.as_bytes(), &hash) {
                    Ok(()) => Ok(true),
                    Err(argon2::password_hash::Error::Password) => Ok(false),
                    Err(other) => Err(other),
                }
            })
            .await?;
        Ok(matches && is_known)
    }

    /// How much there is to do now.
    pub fn load(&self) -> LaneLoad {
        self.lane.load()
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> argon2::password_hash::Result<T> + Send + 'static,
    ) -> Result<T, Busy> {
        // A stored hash that cannot be read, or no memory: the log has to tell, the client can only try again.
        self.lane.run(work).await?.map_err(|error| {
            tracing::error!(%error, "a password could not be hashed or checked");
            Busy
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::ports::SeededEntropy;

    fn password() -> Password {
        Password::parse("Maple-Tree7", &[]).expect("keeps every rule")
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_alone() {
        let hasher = PasswordHasher::insecure_fast();
        let entropy = SeededEntropy::new(1);
        let hash = hasher.hash(&entropy, &password()).await.expect("not busy");
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert_eq!(hasher.verify(Some(hash.clone()), "Maple-Tree7".to_owned()).await, Ok(true));
        assert_eq!(hasher.verify(Some(hash.clone()), "maple-tree7".to_owned()).await, Ok(false));
        assert_eq!(hasher.verify(Some(hash.clone()), String::new()).await, Ok(false));
        assert_ne!(hasher.hash(&entropy, &password()).await, Ok(hash));
    }

    #[tokio::test]
    async fn hashes_cost_what_owasp_asks() {
        let hasher = PasswordHasher::new(1, 0);
        let hash = hasher.hash(&SeededEntropy::new(1), &password()).await.expect("not busy");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        // Hashes made with other costs stay good.
        assert_eq!(PasswordHasher::insecure_fast().verify(Some(hash), "Maple-Tree7".to_owned()).await, Ok(true));
    }

    #[tokio::test]
    async fn an_unknown_account_costs_as_much() {
        let hasher = PasswordHasher::new(1, 0);
        let hash = hasher.hash(&SeededEntropy::new(1), &password()).await.expect("not busy");
        let decoy = PasswordHash::new(&hash)
            .map(|real| (real.algorithm, real.version, real.params.clone(), real.hash.map(|hash| hash.len())));
        let text = HashParams::OWASP.decoy();
        let real = PasswordHash::new(&text)
            .map(|decoy| (decoy.algorithm, decoy.version, decoy.params.clone(), decoy.hash.map(|hash| hash.len())));
        assert_eq!(decoy, real);
        assert_eq!(hasher.verify(None, "Maple-Tree7".to_owned()).await, Ok(false));
    }

    #[tokio::test]
    async fn a_full_queue_says_so_and_recovers() {
        let hasher = PasswordHasher::with_params(1, 1, HashParams::INSECURE);
        let first = hasher.lane.turn().await.expect("room");
        assert_eq!(hasher.load(), LaneLoad { running: 1, waiting: 0 });
        let (second, third) = {
            let second = hasher.verify(None, "a".to_owned());
            let third = async {
                tokio::task::yield_now().await;
                assert_eq!(hasher.load(), LaneLoad { running: 1, waiting: 1 });
                let third = hasher.verify(None, "b".to_owned()).await;
                drop(first);
                third
            };
            tokio::join!(second, third)
        };
        assert_eq!((second, third), (Ok(false), Err(Busy)));
        assert_eq!(hasher.load(), LaneLoad { running: 0, waiting: 0 });
        assert_eq!(hasher.verify(None, "c".to_owned()).await, Ok(false));
    }

    #[tokio::test]
    async fn a_broken_hash_lets_nobody_in() {
        let hasher = PasswordHasher::insecure_fast();
        let started = Instant::now();
        assert_eq!(hasher.verify(Some("plain".to_owned()), "plain".to_owned()).await, Err(Busy));
        assert!(started.elapsed().as_secs() < 60);
    }
}
