//! A sheet of an application's photos, small, to leaf through on paper: nine a page, each with its kind and number.

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};
use shared::application::material_name;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use crate::fonts::Fonts;
use crate::ink::Ink;
use crate::world::Desk;
use crate::{PrintError, Printed, press, words};

/// So many photos stand on a page.
pub const PER_PAGE: usize = 9;
/// Longest side of a photo, pixels. 500 are 200 dots per inch on the sheet.
pub const PICTURE_SIDE_MAX: usize = 1200;
/// Most bytes of a photo.
pub const PICTURE_BYTES_MAX: usize = 1024 * 1024;

/// What stands on each page of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// 受理编号; empty before the first submission.
    pub receipt_number: String,
    /// Name of the person whom it is about.
    pub name: String,
    /// The day of printing, in China.
    pub printed_on: NaiveDate,
}

/// One document of the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    /// 附件种类: a code of the policy.
    pub kind: String,
    /// Its number within its kind, from 1.
    pub number: u32,
    /// What can be shown of it.
    pub picture: Picture,
}

/// What can be shown of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// A photo, reduced, as JPEG. One that is too large or cannot be read is drawn as an empty frame that says so.
    Jpeg(Vec<u8>),
    /// A PDF of so many pages.
    Pdf {
        /// Pages.
        pages: u32,
    },
}

/// Prints the sheet, page by page: of the photos, those of one page are in memory at a time, which `photos` may read as
/// they are asked for.
///
/// It is work for the processor: run it off the async threads.
///
/// # Errors
/// Faults of the program.
pub fn contact_sheet(sheet: &Sheet, photos: impl ExactSizeIterator<Item = Thumbnail>) -> Result<Printed, PrintError> {
    let all = photos.len().div_ceil(PER_PAGE).max(1);
    let mut photos = photos;
    let mut ink = Ink::new(Fonts::get()?);
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for number in 1..=all {
        let page = page(sheet, number, all, photos.by_ref().take(PER_PAGE), &mut ink);
        press::forget();
        parts.push(page?);
    }
    let pdf = match <[Vec<u8>; 1]>::try_from(parts) {
        Ok([one]) => one,
        Err(many) => pdfs::join(&many.iter().map(|part| pdfs::Part::Pdf(part)).collect::<Vec<_>>())?,
    };
    Ok(Printed { pdf, pages: all, missing: ink.missing() })
}

fn page(
    sheet: &Sheet,
    number: usize,
    all: usize,
    photos: impl Iterator<Item = Thumbnail>,
    ink: &mut Ink,
) -> Result<Vec<u8>, PrintError> {
    let mut desk = Desk::new("sheet.typ")?;
    let mut items: Vec<Value> = Vec::new();
    for (place, photo) in photos.enumerate() {
        let kind = ink.text("附件材料", &material_name(words::LANGUAGE, &photo.kind));
        let mut item = json!({"kind": kind, "number": photo.number});
        match photo.picture {
            Picture::Pdf { pages } => item["note"] = format!("PDF 文件，共 {pages} 页").into(),
            Picture::Jpeg(bytes) => match readable(bytes) {
                Some(bytes) => {
                    let name = format!("photo-{place}.jpg");
                    desk.lay(&name, bytes)?;
                    item["file"] = name.into();
                }
                None => item["note"] = "图片无法显示".into(),
            },
        }
        items.push(item);
    }
    let data = json!({
        "title": "申请材料缩略图",
        "receipt": ink.text("受理编号", words::receipt(&sheet.receipt_number)),
        "name": ink.text("姓名", &sheet.name),
        "printed": words::day(sheet.printed_on),
        "date": [sheet.printed_on.year(), sheet.printed_on.month(), sheet.printed_on.day()],
        "page": number,
        "pages": all,
        "items": items,
    });
    desk.lay("data.json", Bytes::from_string(data.to_string()))?;
    let document = press::pages(&desk)?;
    press::pdf(&document, format!("{} {number}/{all} {}", sheet.receipt_number, sheet.printed_on))
}

/// The photo if it is in measure and can be decoded; what was decoded is what Typst takes next.
fn readable(bytes: Vec<u8>) -> Option<Bytes> {
    if bytes.len() > PICTURE_BYTES_MAX {
        return None;
    }
    let size = imagesize::blob_size(&bytes).ok()?;
    if size.width.max(size.height) > PICTURE_SIDE_MAX {
        return None;
    }
    let bytes = Bytes::new(bytes);
    RasterImage::plain(bytes.clone(), ExchangeFormat::Jpg).ok()?;
    Some(bytes)
}
