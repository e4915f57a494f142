//! Retirement: ages, contribution, periods and pension as pure functions over policy data.
//!
//! Nothing here reads a clock or a database, so that the app answers at once, offline too, and the server gives the same
//! answer, which is the one that counts.

mod month;
#[cfg(feature = "openapi")]
mod month_openapi;

pub use month::Month;
