//! The audit log of a folder whose server does not run: `backend audit verify`, against the heads of the time before.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::ledger::{Fault, Ledger};
use super::server::Server;

/// Keeps the heads of the audit chains between verifications.
#[derive(Debug)]
pub(super) struct Auditor {
    heads: PathBuf,
}

impl Auditor {
    /// Keeps the heads in a folder that no crash touches.
    pub(super) fn new(scratch: &Path) -> Self {
        Self { heads: scratch.join("heads") }
    }

    /// Verifies the log; a fault goes to the ledger.
    ///
    /// # Errors
    /// Where the command does not start, or the heads cannot be kept.
    pub(super) fn verify(&self, server: &Server, ledger: &Ledger) -> Result<()> {
        let heads = self.heads.display().to_string();
        let mut arguments = vec!["audit", "verify"];
        if self.heads.exists() {
            arguments.extend(["--heads", &heads]);
        }
        let output = server.operator(server.folder(), &arguments)?;
        if output.status.success() {
            return fs::write(&self.heads, &output.stdout).context("keeping the heads of the audit chains");
        }
        let said = String::from_utf8_lossy(&output.stderr);
        ledger.fault(Fault::Audit, &format!("audit verify: {}", said.trim()));
        // What was found once is not found again at each later verification.
        let _it_may_be_absent = fs::remove_file(&self.heads);
        Ok(())
    }
}
