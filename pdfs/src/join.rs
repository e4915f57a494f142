//! One PDF out of photos and PDFs, in their order.

use hayro_syntax::Pdf as Read;
use hayro_write::{ChunkSettings, ExtractionQuery, extract};
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf, Rect, Ref};

/// Points of an inch.
const POINTS: f32 = 72.0;
/// An A4 page, inches.
const A4: (f32, f32) = (8.27, 11.69);

/// What becomes of the one PDF.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A photo, as JPEG.
    Photo(&'a [u8]),
    /// The pages of a PDF.
    Pdf(&'a [u8]),
}

/// Why there is no PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a page cannot be taken over")]
pub struct JoinError;

/// Writes one PDF. A photo becomes a page of A4, upright or lying as the photo is.
///
/// # Errors
/// Where a PDF cannot be read.
pub fn join(parts: &[Part<'_>]) -> Result<Vec<u8>, JoinError> {
    let mut pdf = Pdf::new();
    let mut next = Ref::new(1);
    let (catalog, root) = (next.bump(), next.bump());
    let (mut kids, mut count) = (Vec::new(), 0_i32);
    for part in parts {
        match *part {
            Part::Photo(jpeg) => {
                kids.push(photo(&mut pdf, &mut next, root, jpeg)?);
                count += 1;
            }
            Part::Pdf(file) => {
                let (node, pages) = pages(&mut pdf, &mut next, root, file)?;
                kids.push(node);
                count += pages;
            }
        }
    }
    pdf.catalog(catalog).pages(root);
    pdf.pages(root).kids(kids).count(count);
    Ok(pdf.finish())
}

fn photo(pdf: &mut Pdf, next: &mut Ref, parent: Ref, jpeg: &[u8]) -> Result<Ref, JoinError> {
    let frame = frame(jpeg).ok_or(JoinError)?;
    let (page_ref, image_ref, content_ref) = (next.bump(), next.bump(), next.bump());
    let mut image = pdf.image_xobject(image_ref, jpeg);
    image.filter(Filter::DctDecode);
    image.width(frame.width.into()).height(frame.height.into()).bits_per_component(8);
    if frame.grey {
        image.color_space().device_gray();
    } else {
        image.color_space().device_rgb();
    }
    image.finish();
    let (wide, high) = if frame.width > frame.height { (A4.1, A4.0) } else { A4 };
    let (page_width, page_height) = (wide * POINTS, high * POINTS);
    let (width, height) = (f32::from(frame.width), f32::from(frame.height));
    let scale = (page_width / width).min(page_height / height);
    let (drawn_width, drawn_height) = (width * scale, height * scale);
    let mut content = Content::new();
    let (left, bottom) = ((page_width - drawn_width) / 2.0, (page_height - drawn_height) / 2.0);
    content.save_state().transform([drawn_width, 0.0, 0.0, drawn_height, left, bottom]).x_object(Name(b"Photo"));
    content.restore_state();
    pdf.stream(content_ref, &content.finish());
    let mut page = pdf.page(page_ref);
    page.media_box(Rect::new(0.0, 0.0, page_width, page_height)).parent(parent).contents(content_ref);
    page.resources().x_objects().pair(Name(b"Photo"), image_ref);
    page.finish();
    Ok(page_ref)
}

struct Frame {
    width: u16,
    height: u16,
    grey: bool,
}

/// What the head of a JPEG says: size in pixels, and whether it is without colour. The first frame header counts
/// (ITU-T T.81, B.2.2).
fn frame(jpeg: &[u8]) -> Option<Frame> {
    let mut rest = jpeg.strip_prefix(b"\xFF\xD8")?;
    loop {
        let [0xFF, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let head = rest.get(5..10)?;
            let side = |at: usize| u16::from_be_bytes([head[at], head[at + 1]]);
            let (height, width) = (side(0), side(2));
            return (width > 0 && height > 0).then_some(Frame { width, height, grey: head[4] == 1 });
        }
        rest = rest.get(2 + length..)?;
    }
}

/// Takes over the pages of a PDF under a node of their own; the node and how many they are.
fn pages(pdf: &mut Pdf, next: &mut Ref, parent: Ref, file: &[u8]) -> Result<(Ref, i32), JoinError> {
    let read = Read::new(file.to_vec()).map_err(|_| JoinError)?;
    let queries: Vec<ExtractionQuery> = (0..read.pages().len()).map(ExtractionQuery::new_page).collect();
    let extracted =
        extract(&read, Box::new(|| next.bump()), ChunkSettings::default(), &queries).map_err(|_| JoinError)?;
    let kids = extracted.root_refs.into_iter().collect::<Result<Vec<Ref>, _>>().map_err(|_| JoinError)?;
    let count = i32::try_from(kids.len()).map_err(|_| JoinError)?;
    pdf.pages(extracted.page_tree_parent_ref).parent(parent).kids(kids).count(count);
    pdf.extend(&extracted.chunk);
    Ok((extracted.page_tree_parent_ref, count))
}
