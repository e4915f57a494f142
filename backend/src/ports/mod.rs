//! What differs by place, as traits: time, randomness, SMS, the insured-person register.

mod clock;
mod entropy;
mod register;
mod sms;

pub use clock::*;
pub use entropy::*;
pub use register::*;
pub use sms::*;
