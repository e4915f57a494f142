//! The server: an HTTP API over use cases, with the outside world behind ports.

pub mod adapters;
pub mod api;
pub mod app;
pub mod cli;
pub mod config;
pub mod crypto;
pub mod http;
pub mod lane;
pub mod ports;
pub mod services;
