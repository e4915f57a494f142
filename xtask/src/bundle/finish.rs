//! How much is done for a bundle.

use std::path::PathBuf;

use crate::workspace::Workspace;

/// For whom a bundle is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    /// For a person at this machine: built in a third of the time, several times as large, in one piece.
    Trial,
    /// For visitors: as small as can be, and what the first page does not need is apart.
    Full,
}

impl Finish {
    /// Cargo's profile.
    pub(super) fn profile(self) -> &'static str {
        match self {
            Self::Trial => "web-trial",
            Self::Full => "web",
        }
    }

    /// Cargo's options for the app's features.
    pub(super) fn features(self) -> &'static [&'static str] {
        match self {
            Self::Trial => &["--features", "whole"],
            Self::Full => &[],
        }
    }

    /// Level of brotli, of 11, and of gzip, of 9. The highest take seconds once per change and save every visitor's time.
    pub(super) fn compression(self) -> (u32, u32) {
        match self {
            Self::Trial => (3, 1),
            Self::Full => (11, 9),
        }
    }

    /// The folder of the finished bundle.
    pub(crate) fn folder(self, workspace: &Workspace) -> PathBuf {
        workspace.target().join(match self {
            Self::Trial => "app-trial",
            Self::Full => "app",
        })
    }
}
