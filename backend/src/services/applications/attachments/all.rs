//! All documents of an application at once: as a zip file that is written while it is read, or as one PDF.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use shared::error::ProblemCode;
use shared::i18n::Language;
use tokio::sync::mpsc;
use tokio::time::timeout;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::looker::Looker;
use super::super::row::{Row, find};
use super::kind_name;
use super::row::{AttachmentRow, rows};
use crate::adapters::blobs::Blobs;
use crate::app::App;
use crate::crypto::Vault;
use crate::services::ServiceResult;

/// Files that are read ahead of whoever takes them.
const AHEAD: usize = 2;
/// Whoever takes nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(60);

/// A zip file on its way.
#[derive(Debug)]
pub struct Archive {
    /// Its name.
    pub name: String,
    /// Its bytes, piece by piece; an error ends it early, so that half of it passes for no whole one.
    pub pieces: mpsc::Receiver<io::Result<Bytes>>,
}

/// All documents as a zip file, one of them in memory at a time.
///
/// # Errors
/// `not_found`, also where there are none.
pub async fn archive(app: &App, by: Looker<'_>, id: &str, language: Language) -> ServiceResult<Archive> {
    let row = find(app, by.viewer, id).await?;
    let files = named(&some(rows(app, &row.id).await?)?, language);
    by.took(app, &row, "zip").await?;
    let (sender, pieces) = mpsc::channel(AHEAD);
    tokio::spawn(write(app.blobs.clone(), app.vault.clone(), files, sender));
    Ok(Archive { name: format!("{}.zip", title(&row)), pieces })
}

/// All documents as one PDF, photos as pages of A4; its name and content.
///
/// # Errors
/// `not_found`, also where there are none; `busy` where too many wait.
pub async fn one_pdf(app: &App, by: Looker<'_>, id: &str) -> ServiceResult<(String, Vec<u8>)> {
    let row = find(app, by.viewer, id).await?;
    let files = some(rows(app, &row.id).await?)?;
    // Whole files are in memory from here on, a few people's at a time.
    let _turn = app.finishing.turn().await?;
    by.took(app, &row, "pdf").await?;
    let mut contents = Vec::with_capacity(files.len());
    for file in files {
        contents.push((app.blobs.get(&app.vault, &file.blob).await?, file.media_type));
    }
    let joined = app.photos.run(move || pdfs::join(&contents.iter().map(part).collect::<Vec<_>>())).await?;
    let joined = joined.map_err(|error| {
        tracing::error!(%error, "documents that were kept do not join");
        ProblemCode::Internal
    })?;
    Ok((format!("{}.pdf", title(&row)), joined))
}

fn part<'a>((content, media_type): &'a (Vec<u8>, String)) -> pdfs::Part<'a> {
    if media_type == "application/pdf" { pdfs::Part::Pdf(content) } else { pdfs::Part::Photo(content) }
}

fn some(files: Vec<AttachmentRow>) -> ServiceResult<Vec<AttachmentRow>> {
    if files.is_empty() { Err(ProblemCode::NotFound.into()) } else { Ok(files) }
}

fn title(row: &Row) -> String {
    format!("{}-{}", row.name, row.key().chars().take(8).collect::<String>())
}

/// The name of each in the zip file – number, kind, page – with the name of its content.
fn named(files: &[AttachmentRow], language: Language) -> Vec<(String, String)> {
    let mut kinds: Vec<&str> = Vec::new();
    for file in files {
        if !kinds.contains(&file.kind.as_str()) {
            kinds.push(&file.kind);
        }
    }
    let mut named = Vec::with_capacity(files.len());
    for (number, kind) in kinds.into_iter().enumerate() {
        for (page, file) in files.iter().filter(|file| file.kind == kind).enumerate() {
            let ending = if file.media_type == "application/pdf" { "pdf" } else { "jpg" };
            let name = format!("{:02}-{}-{:02}.{ending}", number + 1, kind_name(language, kind), page + 1);
            named.push((name, file.blob.clone()));
        }
    }
    named
}

/// What a zip file is written into, to be taken out piece by piece.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

async fn write(blobs: Blobs, vault: Vault, files: Vec<(String, String)>, sender: mpsc::Sender<io::Result<Bytes>>) {
    let written = Written::default();
    let mut zip = ZipWriter::new_stream(written.clone());
    // Photos are packed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, blob) in files {
        let added = match blobs.get(&vault, &blob).await {
            Ok(content) => {
                zip.start_file(name, options).map_err(io::Error::other).and_then(|()| zip.write_all(&content))
            }
            Err(error) => Err(io::Error::other(error)),
        };
        if let Err(error) = &added {
            tracing::error!(%error, "a document could not be read for a download of all");
        }
        let failed = added.is_err();
        if !taken(&sender, added.map(|()| written.take())).await || failed {
            return;
        }
    }
    let end = zip.finish().map(|_| written.take()).map_err(io::Error::other);
    taken(&sender, end).await;
}

/// Whether somebody took it, in time.
async fn taken(sender: &mpsc::Sender<io::Result<Bytes>>, piece: io::Result<Bytes>) -> bool {
    matches!(timeout(PATIENCE, sender.send(piece)).await, Ok(Ok(())))
}
