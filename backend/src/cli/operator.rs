//! What a command of the operator works with. It is the same whether the command opened the database itself or was sent to the
//! server that has it open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::files::{NewFile, create, source};
use super::output::Output;
use crate::adapters::register_table::Source;
use crate::app::App;
use crate::services::system_account::SystemAccount;

/// The operator behind a command, and the application that it works on.
///
/// A command writes words by `out` alone and opens files by [`Self::source`] and [`Self::create`], because the terminal and the
/// files may be at the other end of a socket. Every entry of the audit log that it writes names `account`
/// ([`crate::services::audit::Entry::by_operator`]).
pub(super) struct Operator<'a> {
    /// The application: the running server's own, or one that was opened for this command.
    pub(super) app: &'a Arc<App>,
    /// Where words go.
    pub(super) out: &'a Output,
    /// Account of the operating system that the operator works under.
    pub(super) account: &'a SystemAccount,
    /// Folder in which the command was given: relative paths begin there.
    pub(super) folder: &'a Path,
    /// Migrations that were applied as the database was opened for this command; a running server has applied its own.
    pub(super) migrated: &'a [u32],
}

impl Operator<'_> {
    /// A file of the operator's to be read. It is opened with the rights of the program that was started, not the server's.
    pub(super) fn source(&self, path: &Path) -> Arc<dyn Source> {
        source(self.out, path)
    }

    /// The text of a file of the operator's, up to `longest` bytes.
    ///
    /// # Errors
    /// Where it cannot be read, is longer, or is no UTF-8.
    pub(super) fn read_text(&self, path: &Path, longest: u64) -> anyhow::Result<String> {
        let read = || {
            let mut text = String::new();
            let mut file = std::io::Read::take(self.source(path).open()?, longest + 1);
            std::io::Read::read_to_string(&mut file, &mut text)?;
            anyhow::ensure!(text.len() as u64 <= longest, "it is longer than {longest} bytes");
            Ok(text)
        };
        read().with_context(|| format!("reading {}", path.display()))
    }

    /// Makes a file of the operator's that was not there, for them alone; opened with the rights of the program that was started.
    ///
    /// # Errors
    /// Where it exists or cannot be made.
    pub(super) fn create(&self, path: &Path) -> anyhow::Result<Box<dyn NewFile>> {
        create(self.out, path).with_context(|| format!("creating {}", path.display()))
    }

    /// The absolute path of an argument, for folders in which the process with the database works itself.
    #[expect(dead_code, reason = "for commands whose folders the server reads and writes itself, such as a backup's")]
    pub(super) fn absolute(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }
}
