//! What stands around the pages.

mod guard;
mod menu;
mod plain;
mod shell;

pub use guard::{Redirect, SignedIn};
pub use menu::Menu;
pub use plain::{Choices, Plain};
pub use shell::Shell;
