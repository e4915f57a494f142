//! What stands around the pages.

mod guard;
mod menu;
mod plain;
mod shell;

pub(crate) use guard::{Redirect, SignedIn};
pub(crate) use menu::Menu;
pub(crate) use plain::{Brand, Choices, Plain};
pub(crate) use shell::Shell;
