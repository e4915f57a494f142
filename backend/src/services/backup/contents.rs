//! Copies what the database names into the pool: the contents of documents, what is kept of faces, parts of uploads.
//!
//! The rows are read after the dump. None of a needed document is gone by then, because the backup holds the sweepers; a face
//! that was let go meanwhile is left out, and so are parts of an upload that has ended.

use chrono::{DateTime, Utc};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use surrealdb::types::{RecordId, SurrealValue, Value};

use super::Tell;
use super::error::{BackupError, blocking};
use super::folder::Backups;
use super::hold::Hold;
use super::list::{ListWriter, Listed};
use super::manifest::Sum;
use super::pool::{self, Pool};
use crate::adapters::contents::{ContentKind, ContentName, Contents, seal_of};
use crate::adapters::surreal::{Vars, key_of};
use crate::app::App;
use crate::services::table_scan::TableScan;

/// Contents that are copied at a time, each in memory.
const COPIES: usize = 4;
/// Contents between two words about how it goes on.
const TOLD: u64 = 10_000;

/// What was copied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) contents: u64,
    pub(super) bytes: u64,
    pub(super) new: u64,
    pub(super) new_bytes: u64,
    pub(super) missing: u64,
}

/// A content that a row names.
#[derive(Debug, Clone)]
struct Named {
    content: ContentName,
    /// The person of a face.
    user: String,
    /// The row; asked again where the content is not there.
    row: RecordId,
    /// Whether it has to be there as long as the row names it.
    needed: bool,
}

#[derive(SurrealValue)]
struct BlobRow {
    id: RecordId,
    unneeded_since: Option<DateTime<Utc>>,
    going: bool,
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

/// Copies everything that the database names, and lists it.
///
/// # Errors
/// Where the database, the store or the disk fails. A content that is missing or damaged is listed as such.
pub(super) async fn copy(
    app: &App,
    backups: &Backups,
    list: ListWriter,
    hold: &mut Hold,
    tell: Tell<'_>,
) -> Result<(Sum, Copied), BackupError> {
    let mut copying = Copying { app, backups, list, pool: Pool::new(backups.clone()), copied: Copied::default(), tell };
    let mut blobs = TableScan::new("blob", "id, unneeded_since, going");
    loop {
        let rows: Vec<BlobRow> = blobs.next(&app.db).await?;
        if rows.is_empty() {
            break;
        }
        let named = rows.into_iter().filter(|row| !row.going).map(|row| Named {
            content: ContentName { kind: ContentKind::Documents, name: key_of(&row.id).to_owned() },
            user: String::new(),
            needed: row.unneeded_since.is_none(),
            row: row.id,
        });
        copying = copying.page(named.collect()).await?;
        hold.renew(app).await?;
    }
    for (table, columns) in [("face_template", "id, content"), ("face_enrolment", "id, resembles AS content")] {
        let mut faces = TableScan::new(table, columns);
        loop {
            let rows: Vec<FaceRow> = faces.next(&app.db).await?;
            if rows.is_empty() {
                break;
            }
            let named = rows.into_iter().filter_map(|row| {
                let name = key_of(row.content.as_ref()?).to_owned();
                let content = ContentName { kind: ContentKind::Faces, name };
                Some(Named { content, user: key_of(&row.id).to_owned(), row: row.id, needed: true })
            });
            copying = copying.page(named.collect()).await?;
            hold.renew(app).await?;
        }
    }
    let mut uploads = TableScan::new("upload", "id, parts");
    loop {
        let rows: Vec<UploadRow> = uploads.next(&app.db).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let named = row.parts.into_iter().map(|part| Named {
                content: ContentName { kind: ContentKind::Uploads, name: part.name },
                user: String::new(),
                row: row.id.clone(),
                needed: true,
            });
            copying = copying.page(named.collect()).await?;
        }
        hold.renew(app).await?;
    }
    let Copying { list, copied, .. } = copying;
    Ok((blocking(move || list.finish()).await?, copied))
}

struct Copying<'a> {
    app: &'a App,
    backups: &'a Backups,
    list: ListWriter,
    pool: Pool,
    copied: Copied,
    tell: Tell<'a>,
}

impl Copying<'_> {
    async fn page(mut self, page: Vec<Named>) -> Result<Self, BackupError> {
        if page.is_empty() {
            return Ok(self);
        }
        let mut pool = self.pool;
        let (pool, page) = blocking(move || {
            let found = page.into_iter().map(|named| Ok((pool.find(&named.content)?, named)));
            let found: Vec<(Option<Sum>, Named)> = found.collect::<Result<_, BackupError>>()?;
            Ok((pool, found))
        })
        .await?;
        let (app, backups) = (self.app, self.backups);
        let copies = page.into_iter().map(|(found, named)| async move {
            match found {
                Some(sum) => Ok(Some((Listed { content: named.content, sum: Some(sum) }, false))),
                None => copy_one(app, backups, named).await,
            }
        });
        let copies: Vec<Option<(Listed, bool)>> = stream::iter(copies).buffered(COPIES).try_collect().await?;
        let copies: Vec<(Listed, bool)> = copies.into_iter().flatten().collect();
        for (listed, new) in &copies {
            self.copied.contents += 1;
            match &listed.sum {
                Some(sum) => {
                    self.copied.bytes += sum.bytes;
                    self.copied.new += u64::from(*new);
                    self.copied.new_bytes += if *new { sum.bytes } else { 0 };
                }
                None => {
                    self.copied.missing += 1;
                    (self.tell)(&format!("{} is missing or damaged in the store of documents", listed.content));
                }
            }
            if self.copied.contents % TOLD == 0 {
                (self.tell)(&format!("{} contents, {} of them new", self.copied.contents, self.copied.new));
            }
        }
        let mut list = self.list;
        let (pool, list) = blocking(move || {
            let new: Vec<_> = copies.iter().filter(|(_, new)| *new).map(|(listed, _)| &listed.content).collect();
            pool.sync(&new)?;
            copies.iter().try_for_each(|(listed, _)| list.add(listed))?;
            Ok((pool, list))
        })
        .await?;
        (self.pool, self.list) = (pool, list);
        Ok(self)
    }
}

/// Copies a content that the pool does not have; none where nothing needs it any more.
async fn copy_one(app: &App, backups: &Backups, named: Named) -> Result<Option<(Listed, bool)>, BackupError> {
    let sealed = Contents::new(&app.blobs).read(&named.content).await?;
    if let Some(sealed) = sealed {
        let seal = seal_of(&app.vault, &app.face_contents, &named.content, &named.user);
        let (backups, content) = (backups.clone(), named.content.clone());
        let sum = blocking(move || match seal.open(&sealed) {
            Ok(_) => pool::put(&backups, &content, &sealed).map(Some),
            Err(_) => Ok(None),
        })
        .await?;
        if sum.is_some() {
            return Ok(Some((Listed { content: named.content, sum }, true)));
        }
    }
    let missing = named.needed && still_named(app, &named).await?;
    Ok(missing.then_some((Listed { content: named.content, sum: None }, false)))
}

/// Whether the row that named a content still does.
async fn still_named(app: &App, named: &Named) -> Result<bool, BackupError> {
    let query = match named.content.kind {
        ContentKind::Documents => "SELECT VALUE id FROM $row WHERE unneeded_since = NONE",
        ContentKind::Faces => "SELECT VALUE id FROM $row WHERE record::id(content ?? resembles) = $name",
        ContentKind::Uploads => "SELECT VALUE id FROM $row WHERE parts.name CONTAINS $name",
    };
    let vars = Vars::new().set("row", named.row.clone()).set("name", named.content.name.clone());
    let rows: Vec<Value> = app.db.read(query, vars).await?.take(0)?;
    Ok(!rows.is_empty())
}
