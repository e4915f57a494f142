//! Every content that the database names: of documents, of faces, and parts of uploads.

use chrono::{DateTime, Utc};
use surrealdb::types::{RecordId, SurrealValue, Value};

use super::table_scan::TableScan;
use crate::adapters::contents::{ContentKind, ContentName};
use crate::adapters::surreal::{Database, DbError, Vars, key_of};

/// A content that a row names.
#[derive(Debug, Clone)]
pub(in crate::services) struct Named {
    /// The content.
    pub(in crate::services) content: ContentName,
    /// The person of a face.
    pub(in crate::services) user: String,
    /// The row.
    pub(in crate::services) row: RecordId,
    /// Whether it has to be there as long as the row names it.
    pub(in crate::services) needed: bool,
}

impl Named {
    /// Whether the row still names a content that has to be there.
    ///
    /// # Errors
    /// Where the database fails.
    pub(in crate::services) async fn still(&self, db: &Database) -> Result<bool, DbError> {
        let query = match self.content.kind {
            ContentKind::Documents => "SELECT VALUE id FROM $row WHERE unneeded_since = NONE AND going = false",
            ContentKind::Faces => "SELECT VALUE id FROM $row WHERE $content IN [content, resembles]",
            ContentKind::Uploads => "SELECT VALUE id FROM $row WHERE parts.name CONTAINS $name",
        };
        let content = RecordId::new("face_content", self.content.name.as_str());
        let vars =
            Vars::new().set("row", self.row.clone()).set("content", content).set("name", self.content.name.clone());
        let rows: Vec<Value> = db.read(query, vars).await?.take(0)?;
        Ok(self.needed && !rows.is_empty())
    }
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

/// All of them in bounded memory: by kind, and within documents and faces by name.
#[derive(Debug)]
pub(in crate::services) struct NamedContents {
    scans: Vec<(ContentKind, TableScan)>,
}

impl NamedContents {
    /// Begins with the first.
    pub(in crate::services) fn new() -> Self {
        // The last is taken first.
        let scans = vec![
            (ContentKind::Uploads, TableScan::new("upload", "id, parts")),
            (ContentKind::Faces, TableScan::new("face_enrolment", "id, resembles AS content")),
            (ContentKind::Faces, TableScan::new("face_template", "id, content")),
            (ContentKind::Documents, TableScan::new("blob", "id, unneeded_since, going")),
        ];
        Self { scans }
    }

    /// The next page, which may be empty; none at the end.
    ///
    /// # Errors
    /// Where the database fails.
    pub(in crate::services) async fn next(&mut self, db: &Database) -> Result<Option<Vec<Named>>, DbError> {
        loop {
            let Some((kind, scan)) = self.scans.last_mut() else { return Ok(None) };
            let (rows, page) = match kind {
                ContentKind::Documents => read(scan.next(db).await?, document),
                ContentKind::Faces => read(scan.next(db).await?, face),
                ContentKind::Uploads => read(scan.next(db).await?, parts),
            };
            if rows > 0 {
                return Ok(Some(page));
            }
            self.scans.pop();
        }
    }
}

fn read<R>(rows: Vec<R>, named: impl Fn(R) -> Vec<Named>) -> (usize, Vec<Named>) {
    (rows.len(), rows.into_iter().flat_map(named).collect())
}

fn document(row: BlobRow) -> Vec<Named> {
    let content = ContentName { kind: ContentKind::Documents, name: key_of(&row.id).to_owned() };
    let needed = row.unneeded_since.is_none() && !row.going;
    vec![Named { content, user: String::new(), row: row.id, needed }]
}

fn face(row: FaceRow) -> Vec<Named> {
    let Some(content) = row.content else { return Vec::new() };
    let content = ContentName { kind: ContentKind::Faces, name: key_of(&content).to_owned() };
    vec![Named { content, user: key_of(&row.id).to_owned(), row: row.id, needed: true }]
}

fn parts(row: UploadRow) -> Vec<Named> {
    let id = row.id;
    let named = |part: PartRow| Named {
        content: ContentName { kind: ContentKind::Uploads, name: part.name },
        user: String::new(),
        row: id.clone(),
        needed: true,
    };
    row.parts.into_iter().map(named).collect()
}
