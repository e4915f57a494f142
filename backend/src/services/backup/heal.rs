//! What a restored database says of contents that its backup has not, because they were passing: rows are taken back to where
//! the service goes on by itself.

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use surrealdb::types::{RecordId, SurrealValue};

use super::error::BackupError;
use crate::adapters::contents::{ContentKind, ContentName, Contents};
use crate::adapters::surreal::{Database, Vars, key_of};
use crate::services::table_scan::TableScan;

/// Contents that are looked for at a time.
const LOOKS: usize = 8;

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Healed {
    /// Contents that rows need and the store has not.
    pub(super) missing: u64,
    /// Uploads that begin again.
    pub(super) uploads: u64,
    /// Faces that were let go while the backup was made.
    pub(super) faces: u64,
}

#[derive(SurrealValue)]
struct BlobRow {
    id: RecordId,
    unneeded_since: Option<chrono::DateTime<chrono::Utc>>,
}

#[derive(SurrealValue)]
struct FaceRow {
    id: RecordId,
    content: Option<RecordId>,
}

#[derive(SurrealValue)]
struct UploadRow {
    id: RecordId,
    parts: Vec<PartRow>,
}

#[derive(SurrealValue)]
struct PartRow {
    name: String,
}

/// Looks for every content that the database names, and removes rows of passing things whose content is not there: of uploads,
/// which begin again, of contents that nothing needs, and of faces that were let go. `lost` are contents that were missing
/// already when the backup was made: their rows stay.
///
/// # Errors
/// Where the database or the store fails.
pub(super) async fn heal(
    db: &Database,
    contents: Contents<'_>,
    lost: &(dyn Fn(&ContentName) -> bool + Send + Sync),
) -> Result<Healed, BackupError> {
    let mut healed = Healed::default();
    db.write("DELETE zz_backup RETURN NONE;", Vars::new()).await?;
    let mut blobs = TableScan::new("blob", "id, unneeded_since");
    loop {
        let rows: Vec<BlobRow> = blobs.next(db).await?;
        if rows.is_empty() {
            break;
        }
        let named = |row: BlobRow| {
            let content = ContentName { kind: ContentKind::Documents, name: key_of(&row.id).to_owned() };
            (row, content)
        };
        let gone = absent(contents, rows.into_iter().map(named).collect()).await?;
        healed.missing += gone.iter().filter(|(row, _)| row.unneeded_since.is_none()).count() as u64;
        let unneeded = gone.into_iter().filter(|(row, _)| row.unneeded_since.is_some()).map(|(row, _)| row.id);
        delete(db, unneeded.collect()).await?;
    }
    for (table, columns) in [("face_template", "id, content"), ("face_enrolment", "id, resembles AS content")] {
        let mut faces = TableScan::new(table, columns);
        loop {
            let rows: Vec<FaceRow> = faces.next(db).await?;
            if rows.is_empty() {
                break;
            }
            let named = |row: FaceRow| {
                let name = key_of(row.content.as_ref()?).to_owned();
                Some((row, ContentName { kind: ContentKind::Faces, name }))
            };
            let gone = absent(contents, rows.into_iter().filter_map(named).collect()).await?;
            let (missing, passing): (Vec<_>, Vec<_>) = gone.into_iter().partition(|(_, content)| lost(content));
            healed.missing += missing.len() as u64;
            healed.faces += passing.len() as u64;
            let ids = passing.into_iter().flat_map(|(row, _)| std::iter::once(row.id).chain(row.content));
            delete(db, ids.collect()).await?;
        }
    }
    let mut uploads = TableScan::new("upload", "id, parts");
    loop {
        let rows: Vec<UploadRow> = uploads.next(db).await?;
        if rows.is_empty() {
            break;
        }
        let parts = rows.into_iter().flat_map(|row| {
            let id = row.id;
            row.parts.into_iter().map(move |part| {
                (id.clone(), ContentName { kind: ContentKind::Uploads, name: part.name })
            })
        });
        let gone = absent(contents, parts.collect()).await?;
        let mut ids: Vec<RecordId> = gone.into_iter().map(|(id, _)| id).collect();
        ids.dedup();
        healed.uploads += ids.len() as u64;
        delete(db, ids).await?;
    }
    Ok(healed)
}

/// Those whose content is not in the store.
async fn absent<T: Send>(
    contents: Contents<'_>,
    named: Vec<(T, ContentName)>,
) -> Result<Vec<(T, ContentName)>, BackupError> {
    let looks = named.into_iter().map(|(row, content)| async move {
        let there = contents.has(&content).await?;
        Ok::<_, BackupError>((!there).then_some((row, content)))
    });
    let found: Vec<Option<(T, ContentName)>> = stream::iter(looks).buffered(LOOKS).try_collect().await?;
    Ok(found.into_iter().flatten().collect())
}

async fn delete(db: &Database, ids: Vec<RecordId>) -> Result<(), BackupError> {
    if !ids.is_empty() {
        db.write("DELETE $ids RETURN NONE;", Vars::new().set("ids", ids)).await?;
    }
    Ok(())
}
