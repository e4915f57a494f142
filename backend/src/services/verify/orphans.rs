//! Files of the store that no row names. Parts of uploads are the sweeper's; others cost space, and are told.

use chrono::{DateTime, Duration, Utc};
use futures_util::TryStreamExt as _;
use surrealdb::types::{RecordId, SurrealValue};

use super::{Verifying, Word};
use crate::adapters::contents::{ContentKind, ContentName, Contents, StoredFile};
use crate::adapters::parts::folder_of;
use crate::adapters::surreal::{Vars, key_of};
use crate::services::ServiceResult;

/// Files that are asked for together.
const BATCH: usize = 500;

#[derive(SurrealValue)]
struct Folder {
    folder: Option<String>,
}

pub(super) async fn look(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    verifying.step("files of the store without a row");
    let grace = Duration::hours(i64::from(verifying.app.config.blobs.grace_hours));
    let old = verifying.app.clock.now() - grace;
    let mut files = Contents::new(&verifying.app.blobs).list();
    let mut batch = Vec::new();
    while let Some(file) = files.try_next().await? {
        batch.push(file);
        if batch.len() >= BATCH {
            look_at(verifying, std::mem::take(&mut batch), old).await?;
        }
    }
    look_at(verifying, batch, old).await
}

async fn look_at(verifying: &mut Verifying<'_>, batch: Vec<StoredFile>, old: DateTime<Utc>) -> ServiceResult<()> {
    let known = known(verifying, &batch).await?;
    for file in batch {
        let Some(content) = &file.content else {
            verifying.wrong(&format!("file {}: the service did not write it", file.path));
            continue;
        };
        if known.contains(&content.name) {
            continue;
        }
        match content.kind {
            ContentKind::Uploads => {
                (verifying.tell)(Word::Note(&format!("file {content}: no upload names it; the sweeper removes it")));
            }
            // Its row is written first and removed last; younger ones may just be under way.
            ContentKind::Documents | ContentKind::Faces if file.written_at > old => {}
            ContentKind::Documents | ContentKind::Faces => {
                verifying.wrong(&format!("file {content}: no row names it"));
            }
        }
    }
    Ok(())
}

/// Names of those that rows name.
async fn known(verifying: &Verifying<'_>, batch: &[StoredFile]) -> ServiceResult<std::collections::HashSet<String>> {
    let of = |kind: ContentKind| -> Vec<&ContentName> {
        batch.iter().filter_map(|file| file.content.as_ref()).filter(|content| content.kind == kind).collect()
    };
    let ids = |table: &str, contents: Vec<&ContentName>| -> Vec<RecordId> {
        contents.iter().map(|content| RecordId::new(table, content.name.as_str())).collect()
    };
    let parts = of(ContentKind::Uploads);
    let folders: Vec<String> = parts.iter().map(|part| folder_of(&part.name).to_owned()).collect();
    let vars = Vars::new()
        .set("blobs", ids("blob", of(ContentKind::Documents)))
        .set("faces", ids("face_content", of(ContentKind::Faces)))
        .set("folders", folders);
    let query =
        "SELECT VALUE id FROM $blobs; SELECT VALUE id FROM $faces; SELECT folder FROM upload WHERE folder IN $folders";
    let mut results = verifying.app.db.read(query, vars).await?;
    let rows: Vec<RecordId> = [results.take::<Vec<RecordId>>(0)?, results.take::<Vec<RecordId>>(1)?].concat();
    let uploads: Vec<Folder> = results.take(2)?;
    let mut known: std::collections::HashSet<String> = rows.iter().map(|id| key_of(id).to_owned()).collect();
    let folders: std::collections::HashSet<String> = uploads.into_iter().filter_map(|row| row.folder).collect();
    known
        .extend(parts.into_iter().filter(|part| folders.contains(folder_of(&part.name))).map(|part| part.name.clone()));
    Ok(known)
}
