//! Journeys in a real browser: the server's binary on a folder of its own, Chromium, and what a person would do and see.

mod checks;
mod chrome;
mod download;
mod environment;
mod fake_camera;
mod fake_face;
mod filing;
mod form;
mod hands;
mod page;
mod picture;
mod pieces;
mod reviewer;
mod server;
mod stage;

pub use chrome::Screen;
pub(crate) use environment::server as server_binary;
pub use fake_camera::Film;
pub use fake_face::{Role, Troupe};
pub use filing::{Filing, PNG, Reviewing};
pub use hands::Place;
pub use page::Page;
pub use picture::Picture;
pub use pieces::Piece;
pub use reviewer::Account;
pub(crate) use server::free_port;
pub use server::{Memory, Server, SharedDatabase};
pub use stage::{Stage, journey, journey_in_a_hurry, journey_of_faces, journey_of_reading, journey_over};

use std::time::Duration;

/// Longest wait for what a journey expects. Only a journey that fails ever waits so long, so it can be generous to a
/// busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(50);
