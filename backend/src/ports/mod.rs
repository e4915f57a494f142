//! What differs by place, as traits: time, randomness, SMS.

mod clock;
mod entropy;
mod sms;

pub use clock::*;
pub use entropy::*;
pub use sms::*;
