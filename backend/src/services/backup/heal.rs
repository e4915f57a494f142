//! What a restored database says of contents that its backup has not, because they were passing: rows are taken back to where
//! the service goes on by itself.

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use surrealdb::types::RecordId;

use super::error::BackupError;
use crate::adapters::contents::{ContentKind, ContentName, Contents};
use crate::adapters::surreal::{Database, Vars, record};
use crate::services::named_contents::{Named, NamedContents};

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
    let mut all = NamedContents::new();
    while let Some(page) = all.next(db).await? {
        let mut gone: Vec<RecordId> = Vec::new();
        for named in absent(contents, page).await? {
            match named.content.kind {
                ContentKind::Documents if named.needed => healed.missing += 1,
                ContentKind::Documents => gone.push(named.row),
                ContentKind::Faces if lost(&named.content) => healed.missing += 1,
                ContentKind::Faces => {
                    healed.faces += 1;
                    gone.extend([named.row, record("face_content", &named.content.name)]);
                }
                // Several of its parts may be gone.
                ContentKind::Uploads if gone.last() == Some(&named.row) => {}
                ContentKind::Uploads => {
                    healed.uploads += 1;
                    gone.push(named.row);
                }
            }
        }
        if !gone.is_empty() {
            db.write("DELETE $ids RETURN NONE;", Vars::new().set("ids", gone)).await?;
        }
    }
    Ok(healed)
}

/// Those whose content is not in the store.
async fn absent(contents: Contents<'_>, page: Vec<Named>) -> Result<Vec<Named>, BackupError> {
    let looks = page.into_iter().map(|named| async move {
        let there = contents.has(&named.content).await?;
        Ok::<_, BackupError>((!there).then_some(named))
    });
    let found: Vec<Option<Named>> = stream::iter(looks).buffered(LOOKS).try_collect().await?;
    Ok(found.into_iter().flatten().collect())
}
