//! What is kept of a file: a photo upright, in measure and without metadata, with a small picture of itself; a PDF as it is.

use bytes::Bytes;
use photos::Refusal;
use shared::error::{Invalid, ProblemCode};

use crate::app::App;
use crate::services::{ServiceError, ServiceResult};

/// A file that can be kept.
pub(super) struct Keepable {
    /// By the content, not by the name.
    pub(super) media_type: &'static str,
    /// What is kept.
    pub(super) content: Bytes,
    /// A small picture of it, where it is one.
    pub(super) thumbnail: Option<Vec<u8>>,
    /// Pages.
    pub(super) pages: u32,
    /// In pixels; 0 for a PDF.
    pub(super) width: u32,
    /// In pixels; 0 for a PDF.
    pub(super) height: u32,
}

/// Makes of a file what is kept of it, off the async threads.
///
/// # Errors
/// The refusals, by name, at `file`; `busy` where too many wait.
pub(super) async fn keepable(app: &App, file: Bytes) -> ServiceResult<Keepable> {
    if file.starts_with(pdfs::MAGIC) {
        let looked = app.photos.run(move || pdfs::look(&file).map(|pages| (pages, file))).await?;
        let (pages, content) = looked.map_err(refused_pdf)?;
        return Ok(Keepable { media_type: "application/pdf", content, thumbnail: None, pages, width: 0, height: 0 });
    }
    let photo = app.photos.run(move || photos::prepare(&file)).await?.map_err(|refusal| refused_photo(&refusal))?;
    Ok(Keepable {
        media_type: "image/jpeg",
        content: photo.content.into(),
        thumbnail: Some(photo.thumbnail),
        pages: 1,
        width: photo.width,
        height: photo.height,
    })
}

/// A photo's refusal, at the field of the file.
pub(crate) fn refused_photo(refusal: &Refusal) -> ServiceError {
    let invalid = match refusal {
        Refusal::Type => Invalid::new("file_type"),
        Refusal::Broken => Invalid::new("photo_broken"),
        Refusal::Animated => Invalid::new("photo_animated"),
        Refusal::TooManyPixels { width, height } => {
            let most = photos::PIXELS_MAX / 1_000_000;
            Invalid::new("photo_pixels").with("width", width).with("height", height).with("most", most)
        }
    };
    ServiceError::Fields(("file", invalid).into())
}

fn refused_pdf(refusal: pdfs::Refusal) -> ServiceError {
    let code = match refusal {
        pdfs::Refusal::Broken => "pdf_broken",
        pdfs::Refusal::Encrypted => "pdf_encrypted",
        pdfs::Refusal::Active => "pdf_active",
    };
    ServiceError::field("file", code)
}

/// No room is left; how much there is and how much was taken, in MiB.
pub(super) fn no_room(code: &'static str, most: u64, used: u64) -> ServiceError {
    let mega = |bytes: u64| bytes.div_ceil(1024 * 1024);
    let invalid = Invalid::new(code).with("most", mega(most)).with("used", mega(used));
    ServiceError::FieldsAs(ProblemCode::QuotaExceeded, ("file", invalid).into())
}
