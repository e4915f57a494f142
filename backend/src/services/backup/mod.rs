//! Backup and restore: the database as it was at one instant, and every content of documents and faces that it names.
//!
//! A folder of backups holds one pool of contents, each stored once, and a folder for each backup with the dump of the
//! database, the list of its contents, and its manifest. A backup appears under its name as a whole or not at all.

mod check;
mod contents;
mod create;
mod dump;
mod error;
mod folder;
mod heal;
mod hold;
mod list;
mod manifest;
mod pool;
mod prune;
mod restore;
mod splitter;

pub use check::{Checked, check};
pub use create::{Made, create};
pub use error::BackupError;
pub use folder::is_name;
pub use hold::is_held;
pub use manifest::Manifest;
pub use restore::{Restored, restore};

/// Told how a long work goes on, a sentence at a time.
pub type Tell<'a> = &'a (dyn Fn(&str) + Send + Sync);
