//! The domain, once, for server and app: identity numbers, who may do what, wire types, error codes, words.
//!
//! Nothing here does I/O or reads a clock, so every rule gives the same answer in the browser and on the server.

pub mod access;
pub mod api;
pub mod application;
pub mod error;
pub mod i18n;
pub mod identity;
pub mod legal;
pub mod limits;
pub mod retirement;
