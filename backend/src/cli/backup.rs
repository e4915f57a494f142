//! `backend backup`: a backup of a running server, and whether one is whole.

use std::path::PathBuf;

use anyhow::{Context, bail};

use super::operator::Operator;
use super::output::{Output, local_time};
use crate::services::backup::{self, Checked, Made, Manifest};

#[derive(clap::Args)]
#[command(after_help = "Keep the keys apart from it: without secrets.data_key and face.key nobody can read a backup.")]
pub(super) struct Args {
    /// Folder of backups; what earlier backups in it have is not copied again
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Remove all but the newest N backups once this one is complete
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Make none: read the newest backup through and compare every file with its checksum; needs no database
    #[arg(long, conflicts_with = "keep")]
    pub(super) check: bool,
    /// Check this backup instead of the newest
    #[arg(long, value_name = "NAME", value_parser = name, requires = "check")]
    at: Option<String>,
}

/// The name of a backup, as it is typed.
pub(super) fn name(raw: &str) -> Result<String, String> {
    if backup::is_name(raw) { Ok(raw.to_owned()) } else { Err("it is written like 20261201T020304Z".to_owned()) }
}

pub(super) async fn run(operator: &Operator<'_>, args: &Args) -> anyhow::Result<()> {
    let folder = operator.absolute(&args.folder);
    let out = operator.out.clone();
    let keep = args.keep.map(|keep| usize::try_from(keep).unwrap_or(usize::MAX));
    let made = backup::create(operator.app, operator.account, &folder, keep, &move |text| out.complain(text)).await;
    let Made { manifest, new, new_bytes, pruned } = made.context("no backup was made")?;
    let old = manifest.contents - manifest.missing - new;
    operator.out.say(&format!(
        "The backup {} is complete: {}; {new} contents copied ({}), {old} were there.",
        manifest.name,
        described(&manifest),
        mebibytes(new_bytes)
    ))?;
    if !pruned.is_empty() {
        operator.out.say(&format!("Removed: {}.", pruned.join(", ")))?;
    }
    if manifest.missing > 0 {
        bail!(
            "{} contents are missing or damaged in the store of documents; `backend verify` names them",
            manifest.missing
        );
    }
    Ok(())
}

/// Reads a backup through, where the command was given.
pub(super) fn check(args: &Args) -> anyhow::Result<()> {
    let out = Output::Terminal;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let checked = runtime.block_on(backup::check(&args.folder, args.at.as_deref(), &|text| out.complain(text)));
    let Checked { folder, manifest, wrong } = checked.context("the backup cannot be checked")?;
    if !wrong.is_empty() {
        wrong.iter().for_each(|fault| out.complain(fault));
        bail!("the backup {} is not whole", folder.display());
    }
    out.say(&format!("The backup {} is whole: {}.", folder.display(), described(&manifest)))?;
    if manifest.missing > 0 {
        out.say(&format!("{} contents were missing or damaged already when it was made.", manifest.missing))?;
    }
    Ok(())
}

/// What a backup holds, for people.
pub(super) fn described(manifest: &Manifest) -> String {
    let records: u64 = manifest.tables.iter().map(|table| table.records).sum();
    format!(
        "{records} records of {} tables as of {}, {} contents ({})",
        manifest.tables.len(),
        local_time(manifest.begun_at),
        manifest.contents,
        mebibytes(manifest.contents_bytes)
    )
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / 1_048_576.0)
}
