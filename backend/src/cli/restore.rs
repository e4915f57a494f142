//! `backend restore`: a backup into an empty place, verified.

use std::path::PathBuf;

use anyhow::Context;

use super::account;
use super::backup::{described, name};
use super::output::Output;
use crate::config::Config;
use crate::services::backup;

#[derive(clap::Args)]
#[command(
    after_help = "The settings say where to: database.address and blobs.address have to be empty or new, and the keys \
                        have to be those of the backup."
)]
pub(super) struct Args {
    /// Folder of backups
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Restore this backup instead of the newest
    #[arg(long, value_name = "NAME", value_parser = name)]
    at: Option<String>,
}

pub(super) async fn run(settings: Config, args: &Args) -> anyhow::Result<()> {
    let out = Output::Terminal;
    let tell = |text: &str| out.complain(text);
    let restored = backup::restore(settings, &account::own(), &args.folder, args.at.as_deref(), &tell).await;
    let restored = restored.context("nothing that could be used was restored")?;
    out.say(&format!(
        "The backup {} is restored and verified: {}; {} entries of the audit log are whole.",
        restored.manifest.name,
        described(&restored.manifest),
        restored.audit_entries
    ))?;
    for (count, what) in [
        (restored.missing, "contents were missing or damaged already when the backup was made"),
        (restored.uploads, "uploads that were under way begin again"),
        (restored.faces, "faces were let go while the backup was made, and are left out"),
    ] {
        if count > 0 {
            out.say(&format!("{count} {what}."))?;
        }
    }
    Ok(())
}
