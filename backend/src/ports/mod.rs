//! What differs by place, as traits: time, randomness, SMS, the insured-person register, the reader of cards.

mod clock;
mod entropy;
mod recogniser;
mod register;
mod sms;

pub use clock::*;
pub use entropy::*;
pub use recogniser::*;
pub use register::*;
pub use sms::*;
