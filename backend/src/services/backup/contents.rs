//! Copies what the database names into the pool: the contents of documents, what is kept of faces, parts of uploads.
//!
//! The rows are read after the dump. None of a needed document is gone by then, because the backup holds the sweepers; a face
//! that was let go meanwhile is left out, and so are parts of an upload that has ended.

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::Tell;
use super::error::{BackupError, blocking};
use super::folder::Backups;
use super::hold::Hold;
use super::list::{ListWriter, Listed};
use super::manifest::Sum;
use super::pool::{self, Pool};
use crate::adapters::contents::{Contents, seal_of};
use crate::app::App;
use crate::services::named_contents::{Named, NamedContents};

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
    let mut all = NamedContents::new();
    while let Some(page) = all.next(&app.db).await? {
        copying = copying.page(page).await?;
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
            if self.copied.contents.is_multiple_of(TOLD) {
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
    let missing = named.still(&app.db).await?;
    Ok(missing.then_some((Listed { content: named.content, sum: None }, false)))
}
