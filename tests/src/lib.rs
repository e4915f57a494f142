//! What the tests stand on: the real router over a real database, with clock, randomness and SMS in the test's hand.

pub mod app;
pub mod applications;
mod authenticator;
pub mod browser;
pub mod copies;
pub mod crash;
pub mod faces;
pub mod likeness;
pub mod papers;
pub mod people;
pub mod register;
pub mod servers;
pub mod sms;
pub mod table_file;
pub mod uploads;

pub use app::{Answer, Login, TestApp};
pub use authenticator::totp;
pub use people::{Person, operator};
