//! Randomness as a parameter, so that tests are repeatable.

use std::sync::Mutex;

use rand::rngs::{OsRng, StdRng};
use rand::{Rng, RngCore, SeedableRng, TryRngCore};

/// Gives random bytes.
pub trait Entropy: Send + Sync + 'static {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's random numbers.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        // Without the system's randomness no token is safe: stopping is the only right answer.
        OsRng.unwrap_err().fill_bytes(buffer);
    }
}

/// Random numbers that a seed determines; for tests and made-up data alone.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<StdRng>);

impl SeededEntropy {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill(buffer);
    }
}

/// An unguessable id: 128 bits as 32 lower-case hexadecimal digits.
pub fn random_id(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes);
    hex::encode(bytes)
}

/// Six decimal digits, every code equally likely.
pub fn random_code(entropy: &dyn Entropy) -> String {
    const CODES: u32 = 1_000_000;
    // Numbers past the last whole multiple would favour low codes: draw again.
    const LIMIT: u32 = u32::MAX - u32::MAX % CODES;
    loop {
        let mut bytes = [0_u8; 4];
        entropy.fill(&mut bytes);
        let number = u32::from_le_bytes(bytes);
        if number < LIMIT {
            return format!("{:06}", number % CODES);
        }
    }
}
