//! The whole way from JPEG frames to a verdict, over made films.

mod bursts;
mod damaged;
mod stage;
