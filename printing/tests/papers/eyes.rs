//! What somebody sees in a PDF: its pages as pictures, and the texts on them.

use std::path::Path;

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect};
use hayro::{RenderCache, RenderSettings, render};
use image::GrayImage;

/// Pixels of a point in the pictures: 108 dots per inch.
const SCALE: f32 = 1.5;

fn open(pdf: &[u8]) -> Pdf {
    Pdf::new(pdf.to_vec()).expect("a PDF")
}

/// The pages as pictures in grey.
pub(crate) fn pictures(pdf: &[u8]) -> Vec<GrayImage> {
    pictures_at(pdf, SCALE)
}

/// What a phone reads off the QR codes of the first page.
pub(crate) fn scanned(pdf: &[u8]) -> Vec<String> {
    let picture = pictures_at(pdf, 2.0 * SCALE).swap_remove(0);
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let codes = quircs::Quirc::default().identify(width, height, &picture).filter_map(Result::ok).collect::<Vec<_>>();
    let payloads = codes.iter().filter_map(|code| code.decode().ok()).map(|data| data.payload);
    payloads.map(|bytes| String::from_utf8(bytes).expect("an address")).collect()
}

fn pictures_at(pdf: &[u8], scale: f32) -> Vec<GrayImage> {
    let pdf = open(pdf);
    let cache = RenderCache::new();
    let how = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..Default::default() };
    let picture = |page| {
        let pixels = render(page, &cache, &InterpreterSettings::default(), &how);
        let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
        let grey =
            pixels.data().iter().map(|p| ((u32::from(p.r) * 3 + u32::from(p.g) * 6 + u32::from(p.b)) / 10) as u8);
        GrayImage::from_raw(width, height, grey.collect()).expect("a picture")
    };
    pdf.pages().iter().map(picture).collect()
}

/// The texts of each page in the order in which they were written, without anything between them.
pub(crate) fn texts(pdf: &[u8]) -> Vec<String> {
    let pdf = open(pdf);
    let cache = InterpreterCache::new();
    let all = Rect::new(0.0, 0.0, 2000.0, 2000.0);
    let mut texts = Vec::new();
    for page in pdf.pages().iter() {
        let mut reader = Reader::default();
        let mut context = Context::new(Affine::IDENTITY, all, &cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut reader);
        // A place to break a line is not seen.
        texts.push(reader.0.replace('\u{200B}', ""));
    }
    texts
}

/// Holds a page against the committed picture of that name. With `PRINTING_GOLDEN=write` it is written instead.
pub(crate) fn compare(picture: &GrayImage, name: &str) {
    let golden = &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers/golden").join(format!("{name}.png"));
    if std::env::var("PRINTING_GOLDEN").is_ok_and(|what| what == "write") {
        std::fs::create_dir_all(golden.parent().expect("a folder")).expect("a folder");
        picture.save(golden).expect("a picture is written");
        return;
    }
    let kept = image::open(golden).unwrap_or_else(|error| panic!("{}: {error}", golden.display())).into_luma8();
    assert_eq!(picture.dimensions(), kept.dimensions(), "{}", golden.display());
    let off = picture.pixels().zip(kept.pixels()).filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > 64).count();
    // Edges may fall a little otherwise on another processor; a word that changed is some hundred pixels.
    assert!(off < 60, "{off} pixels differ from {}", golden.display());
}

#[derive(Default)]
struct Reader(String);

impl<'a> Device<'a> for Reader {
    fn draw_glyph(&mut self, glyph: &Glyph<'a>, _: Affine, _: Affine, _: &Paint<'a>, _: &GlyphDrawMode) {
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.0.push(c),
            Some(BfString::String(text)) => self.0.push_str(&text),
            None => self.0.push('\u{FFFD}'),
        }
    }
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
