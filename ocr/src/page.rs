//! A photo read whole: straightened where its sheet is seen, turned where it stands on its head, its lines in reading order.

use image::{DynamicImage, RgbImage, imageops};
use vision::perspective::Straightening;
use vision::{RgbaView, find_sheet};

use crate::networks::Reader;
use crate::rotated::Rotated;
use crate::{Trouble, detect, recognise};

/// The straightened page's longer side at most: 22 pixels a millimetre of a card, and an A4 page's small print.
const LONGEST: usize = 1920;
/// Sheets are looked for in a picture of this longer side: corners come out to a fraction of its pixels.
const LOOKING: u32 = 1280;
/// A sheet that is less of the picture than this is something else that lies there.
const LEAST_SHARE: f64 = 0.12;
/// A card says more than so many characters.
const LEAST_TEXT: f32 = 12.0;
/// A line that is read with less sureness than this says nothing.
const LEAST_SURENESS: f32 = 0.5;
/// The mean sureness below which the page may stand on its head; upright ones are read with 0.9 and more.
const DOUBTFUL: f32 = 0.8;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How sure the network is, 0 to 1.
    pub sureness: f32,
    /// Where it stands, in pixels of the page.
    pub place: Rotated,
}

/// A photo that was read.
pub struct Page {
    /// From the top left to the bottom right.
    pub lines: Vec<Line>,
    /// What was read: the straightened sheet, upright.
    pub(crate) picture: RgbImage,
}

impl Page {
    /// All text, a line each.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// Reads a photo: the sheet in it, and where hardly anything stands on that – it was something else that lay there, or a
/// picture on the page – the whole.
pub(crate) fn read(reader: &Reader, photo: RgbImage) -> Result<Page, Trouble> {
    let Some(sheet) = straightened(&photo)? else {
        return upright(reader, photo);
    };
    let page = upright(reader, sheet)?;
    if weight(&page.lines) >= LEAST_TEXT {
        return Ok(page);
    }
    let whole = upright(reader, photo)?;
    Ok(if weight(&whole.lines) > weight(&page.lines) { whole } else { page })
}

/// Reads a picture the way round that more can be read.
fn upright(reader: &Reader, picture: RgbImage) -> Result<Page, Trouble> {
    let places = detect::lines(reader, &picture)?;
    // A sheet that is photographed sideways has lines that run down.
    let sideways = places.iter().filter(|place| place.angle.abs() > std::f32::consts::FRAC_PI_4).count();
    let (picture, places) = if sideways * 2 > places.len() {
        let turned = imageops::rotate90(&picture);
        let places = detect::lines(reader, &turned)?;
        (turned, places)
    } else {
        (picture, places)
    };
    let first = lines(reader, &picture, &places)?;
    if !places.is_empty() && sureness(&first) < DOUBTFUL {
        let other = imageops::rotate180(&picture);
        let second = lines(reader, &other, &detect::lines(reader, &other)?)?;
        if weight(&second) > weight(&first) {
            return Ok(Page { lines: in_order(second), picture: other });
        }
    }
    Ok(Page { lines: in_order(first), picture })
}

/// The sheet alone, seen from above; none where no sheet is seen.
fn straightened(photo: &RgbImage) -> Result<Option<RgbImage>, Trouble> {
    let (width, height) = photo.dimensions();
    let scale = (f64::from(LOOKING) / f64::from(width.max(height))).min(1.0);
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    let small = if scale < 1.0 { detect::resized(photo, side(width), side(height))? } else { photo.clone() };
    let (across, down) = (small.width() as usize, small.height() as usize);
    let small = DynamicImage::from(small).into_rgba8().into_raw();
    let found = RgbaView::new(&small, across, down).ok().and_then(|view| find_sheet(view).whole().map(|c| c.quad));
    let Some(quad) = found.filter(|quad| quad.area() > LEAST_SHARE * (across * down) as f64) else {
        return Ok(None);
    };
    let quad = quad.scaled(f64::from(width) / across as f64);
    let full = DynamicImage::from(photo.clone()).into_rgba8();
    let view = RgbaView::new(full.as_raw(), width as usize, height as usize).map_err(|_| Trouble::Picture)?;
    let page = Straightening::new(view, &quad, 0, LONGEST).page(view).map_err(|_| Trouble::Picture)?;
    let (across, down) = (page.width() as u32, page.height() as u32);
    let page = image::RgbaImage::from_raw(across, down, page.into_data()).ok_or(Trouble::Picture)?;
    Ok(Some(DynamicImage::from(page).into_rgb8()))
}

fn lines(reader: &Reader, picture: &RgbImage, places: &[Rotated]) -> Result<Vec<Line>, Trouble> {
    let mut lines = Vec::new();
    for place in places {
        let (text, sureness) = recognise::text(reader, picture, *place)?;
        if !text.is_empty() {
            lines.push(Line { text, sureness, place: *place });
        }
    }
    Ok(lines)
}

/// Mean over the characters, not over the lines: specks count little.
fn sureness(lines: &[Line]) -> f32 {
    let characters: f32 = lines.iter().map(|line| line.text.chars().count() as f32).sum();
    weight(lines) / characters.max(1.0)
}

fn weight(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.text.chars().count() as f32 * line.sureness).sum()
}

/// From top to bottom, and from left to right where lines stand beside each other; what says nothing is left out.
fn in_order(lines: Vec<Line>) -> Vec<Line> {
    let mut left: Vec<Line> = lines.into_iter().filter(|line| line.sureness >= LEAST_SURENESS).collect();
    left.sort_by(|a, b| a.place.centre.1.total_cmp(&b.place.centre.1));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in left {
        let beside = rows.last().and_then(|row| row.last()).is_some_and(|last: &Line| {
            let apart = (line.place.centre.1 - last.place.centre.1).abs();
            apart < 0.4 * line.place.height.min(last.place.height)
        });
        match rows.last_mut() {
            Some(row) if beside => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.place.centre.0.total_cmp(&b.place.centre.0));
    }
    rows.into_iter().flatten().collect()
}
