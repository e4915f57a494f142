//! What differs by place, as traits: time, randomness, SMS, the insured-person register, the reader of cards, the verifier of faces.

mod clock;
mod entropy;
mod face;
mod recogniser;
mod register;
mod sms;

pub use clock::*;
pub use entropy::*;
pub use face::*;
pub use recogniser::*;
pub use register::*;
pub use sms::*;
