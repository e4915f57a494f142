//! Making a backup of a running server: the dump first, then what its rows name, the manifest last.

use std::path::Path;

use shared::api::AuditAction;

use super::contents::{self, Copied};
use super::error::{BackupError, blocking};
use super::folder::Backups;
use super::hold::Hold;
use super::list::ListWriter;
use super::manifest::{DUMP, LIST, Manifest};
use super::{Tell, dump, prune};
use crate::app::App;
use crate::services::audit::Entry;
use crate::services::origin::Origin;
use crate::services::system_account::SystemAccount;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its manifest.
    pub manifest: Manifest,
    /// Contents that no earlier backup of the folder had.
    pub new: u64,
    /// Their bytes.
    pub new_bytes: u64,
    /// Names of older backups that were removed.
    pub pruned: Vec<String>,
}

/// Makes a backup in a folder of backups; of those that are in it then, the newest `keep` stay.
///
/// Contents that earlier backups of the folder have are not copied again.
///
/// # Errors
/// Where the folder holds something else or is in use, the database, the store or the disk fails. No backup appears then.
pub async fn create(
    app: &App,
    by: &SystemAccount,
    folder: &Path,
    keep: Option<usize>,
    tell: Tell<'_>,
) -> Result<Made, BackupError> {
    if keep == Some(0) {
        return Err(BackupError::Refused("at least one backup has to be kept".to_owned()));
    }
    let path = folder.to_owned();
    let (backups, held) = blocking(move || Backups::open_to_write(&path)).await?;
    let begun_at = app.clock.now();
    let begin = backups.clone();
    let (name, partial) = blocking(move || begin.begin(begun_at)).await?;
    let mut hold = Hold::take(app, &name).await?;
    let made = async {
        tell("dumping the database");
        let dumped = app.db.dump(&app.config.database).await?;
        let (sum, holds) = dump::write(dumped, partial.join(DUMP), hold.mark()).await?;
        let records: u64 = holds.tables.iter().map(|table| table.records).sum();
        tell(&format!("{records} records of {} tables; copying documents", holds.tables.len()));
        let path = partial.join(LIST);
        let list = blocking(move || ListWriter::create(path)).await?;
        let (listed, copied) = contents::copy(app, &backups, list, &mut hold, tell).await?;
        let manifest = Manifest {
            form: Manifest::FORM,
            name: name.clone(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            migration: app.db.newest_migration().await?,
            begun_at,
            ended_at: app.clock.now(),
            dump: sum,
            definitions_sha256: holds.definitions_sha256,
            tables: holds.tables,
            list: listed,
            contents: copied.contents,
            contents_bytes: copied.bytes,
            missing: copied.missing,
            proof: String::new(),
        };
        Ok::<(Manifest, Copied), BackupError>((manifest, copied))
    }
    .await;
    let released = hold.release(app).await;
    let (mut manifest, copied) = made?;
    released?;
    manifest.prove(&app.vault);
    let (complete, written) = (backups.clone(), manifest.clone());
    let pruned = blocking(move || {
        written.write(&partial)?;
        complete.complete(&written.name, &partial)?;
        let pruned = keep.map_or(Ok(Vec::new()), |keep| prune::prune(&complete, keep));
        drop(held);
        pruned
    })
    .await?;
    // A backup takes everything along, so it is entered like any other export.
    let detail = format!("backup={} removed={}", manifest.name, pruned.len());
    let entry = Entry::new(AuditAction::BackupMade, None, None).by_operator(by).saying(detail);
    entry.write(app, &Origin::default()).await?;
    Ok(Made { manifest, new: copied.new, new_bytes: copied.new_bytes, pruned })
}
