//! Whether app and server give the same answer: applications made up from a seed, judged by `shared`, boiled down to a
//! number. The test compares the number of this machine with that of the same code compiled for the browser.
//!
//! No part of the product: neither app nor server depends on it.

mod evaluate;
mod generate;
mod random;
mod typed;

pub use evaluate::{digest, text};
