//! The vision code as the browser's worker calls it: plain numbers and bytes in and out, over `wasm-bindgen`.
//!
//! A photo is handed over once and kept ([`Photo`]); the page is drawn from it in strips, so that the worker can answer in
//! between. Every function that takes pixels takes RGBA bytes of a canvas (`ImageData.data`).

use vision::perspective::{LONGEST_SIDE, Straightening};
use vision::{
    Advice, Brightening, Fault, Fingerprint, Frame, Paper, PictureError, Point, Quad, RgbaImage, RgbaView, Sighting,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

type Answer<T> = Result<T, JsValue>;

fn refused(error: PictureError) -> JsValue {
    JsError::new(&error.to_string()).into()
}

/// What is photographed: 0 for A4, 1 for a card, 2 for a booklet; anything else is taken for A4.
fn paper(number: u8) -> Paper {
    match number {
        1 => Paper::Card,
        2 => Paper::Booklet,
        _ => Paper::A4,
    }
}

fn quad(corners: &[f32]) -> Answer<Quad> {
    let &[ax, ay, bx, by, cx, cy, dx, dy] = corners else { return Err(refused(PictureError::BadCorners)) };
    let point = |x: f32, y: f32| Point::new(f64::from(x), f64::from(y));
    Quad::new([point(ax, ay), point(bx, by), point(cx, cy), point(dx, dy)]).map_err(refused)
}

fn flat(quad: &Quad) -> Vec<f32> {
    quad.corners().iter().flat_map(|corner| [corner.x as f32, corner.y as f32]).collect()
}

/// A fault's code for the words and the figure that goes with it.
fn coded(fault: &Fault) -> (&'static str, f32) {
    match *fault {
        Fault::NoSheet => ("no_sheet", 0.0),
        Fault::CutOff => ("cut_off", 0.0),
        Fault::Covered => ("covered", 0.0),
        Fault::TooDark { bright } => ("too_dark", bright),
        Fault::Glare { share } => ("glare", share),
        Fault::Blurred { edge } => ("blurred", edge),
        Fault::TooSmall { dpi } => ("too_small", dpi as f32),
        Fault::Duplicate { earlier } => ("duplicate", earlier as f32),
    }
}

/// What a picture is like. `faults` are codes, `figures` the figure of each: brightness, share of glare, width of an edge in
/// pixels, dots per inch.
#[wasm_bindgen(getter_with_clone)]
pub struct Verdict {
    /// x and y of four corners, clockwise from the top left; empty where no sheet is seen.
    pub corners: Vec<f32>,
    /// 0 to 1.
    pub confidence: f32,
    /// Width of an edge in pixels; 0 where it cannot be said.
    pub edge: f32,
    /// Effective dots per inch; 0 where no sheet is seen.
    pub dpi: f32,
    pub faults: Vec<String>,
    pub figures: Vec<f32>,
    /// `searching`, `mend`, `hold_still` or `take`; empty where no shutter was asked.
    pub advice: String,
    /// How much of holding still has passed, 0 to 1.
    pub progress: f32,
}

fn verdict(frame: &Frame) -> Verdict {
    let (corners, confidence) = match &frame.sighting {
        Sighting::Whole(corners) | Sighting::Covered(corners) => (flat(&corners.quad), corners.confidence),
        Sighting::CutOff | Sighting::Absent => (Vec::new(), 0.0),
    };
    let report = frame.report.as_ref();
    let (faults, figures) = frame.faults().iter().map(coded).map(|(code, figure)| (code.to_owned(), figure)).unzip();
    Verdict {
        corners,
        confidence,
        edge: report.and_then(|report| report.edge).map_or(0.0, |edge| edge.0),
        dpi: report.map_or(0.0, |report| report.dpi as f32),
        faults,
        figures,
        advice: String::new(),
        progress: 0.0,
    }
}

/// The camera's frames, one after another.
#[wasm_bindgen]
#[derive(Default)]
pub struct Camera {
    shutter: vision::Shutter,
}

#[wasm_bindgen]
impl Camera {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at a frame taken at `now` milliseconds. `frames_are_kept` says that no larger picture will be taken.
    ///
    /// # Errors
    /// An `Error` where the bytes do not fit the dimensions.
    pub fn frame(
        &mut self,
        rgba: &[u8],
        width: usize,
        height: usize,
        paper_number: u8,
        now: f64,
        frames_are_kept: bool,
    ) -> Answer<Verdict> {
        let view = RgbaView::new(rgba, width, height).map_err(refused)?;
        let frame = Frame::new(view, paper(paper_number));
        let mut verdict = verdict(&frame);
        let (advice, progress) = match self.shutter.next(&frame, now, frames_are_kept) {
            Advice::Searching => ("searching", 0.0),
            Advice::Mend(_) => ("mend", 0.0),
            Advice::HoldStill { progress } => ("hold_still", progress),
            Advice::Take => ("take", 1.0),
        };
        (verdict.advice, verdict.progress) = (advice.to_owned(), progress);
        Ok(verdict)
    }
}

/// A photo and the page in it.
#[wasm_bindgen]
pub struct Photo {
    picture: RgbaImage,
    page: Option<Page>,
}

struct Page {
    straightening: Straightening,
    brightening: Option<Brightening>,
}

#[wasm_bindgen]
impl Photo {
    /// # Errors
    /// An `Error` where the bytes do not fit the dimensions.
    #[wasm_bindgen(constructor)]
    pub fn new(rgba: Vec<u8>, width: usize, height: usize) -> Answer<Self> {
        Ok(Self { picture: RgbaImage::new(rgba, width, height).map_err(refused)?, page: None })
    }

    /// Looks for the sheet and judges it.
    pub fn look(&self, paper_number: u8) -> Verdict {
        verdict(&Frame::new(self.picture.view(), paper(paper_number)))
    }

    /// Judges the sheet within corners that a person has dragged: eight numbers, clockwise from the page's top left.
    ///
    /// # Errors
    /// An `Error` where the corners are no convex quadrilateral.
    pub fn judge(&self, corners: &[f32], paper_number: u8) -> Answer<Verdict> {
        let quad = quad(corners)?;
        let report = vision::judge(self.picture.view(), &quad, paper(paper_number));
        let sighting = Sighting::Whole(vision::Corners { quad, confidence: 1.0 });
        Ok(verdict(&Frame { sighting, report: Some(report) }))
    }

    /// Settles the page's size and gives width and height; rows can be drawn afterwards. `turns` counts quarters clockwise,
    /// `faint` asks for the filter for faint print.
    ///
    /// # Errors
    /// An `Error` where the corners are no convex quadrilateral.
    pub fn begin(&mut self, corners: &[f32], turns: usize, faint: bool) -> Answer<Vec<u32>> {
        let (view, quad) = (self.picture.view(), quad(corners)?);
        let straightening = Straightening::new(view, &quad, turns, LONGEST_SIDE);
        let brightening = if faint {
            // A small page is enough to tell paper from ink.
            let small = Straightening::new(view, &quad, turns, LOOK_SIDE);
            let looked = Brightening::new(small.page(view).map_err(refused)?.view());
            Some(looked.for_size(straightening.width(), straightening.height()))
        } else {
            None
        };
        let size = [straightening.width(), straightening.height()];
        self.page = Some(Page { straightening, brightening });
        Ok(size.iter().map(|side| u32::try_from(*side).unwrap_or(u32::MAX)).collect())
    }

    /// The next strip of the page that was begun: RGBA bytes of `count` rows from row `first` on.
    ///
    /// # Errors
    /// An `Error` where no page was begun or it has no such rows.
    pub fn rows(&self, first: usize, count: usize) -> Answer<Vec<u8>> {
        let page = self.page.as_ref().ok_or_else(|| refused(PictureError::BadRows))?;
        let mut rows = page.straightening.rows(self.picture.view(), first, count).map_err(refused)?;
        if let Some(brightening) = &page.brightening {
            brightening.apply(&mut rows, first);
        }
        Ok(rows)
    }

    /// The fingerprint of the page within corners, bytes to be kept and given to [`duplicate_of`].
    ///
    /// # Errors
    /// An `Error` where the corners are no convex quadrilateral.
    pub fn fingerprint(&self, corners: &[f32]) -> Answer<Vec<u8>> {
        let view = self.picture.view();
        let small = Straightening::new(view, &quad(corners)?, 0, LOOK_SIDE);
        let page = small.page(view).map_err(refused)?;
        Ok(Fingerprint::new(page.view()).to_bytes())
    }
}

/// Longest side of the page that filter and fingerprint look at, in pixels.
const LOOK_SIDE: usize = 800;

/// Which of earlier fingerprints, one after another in `earlier`, is of the same page; -1 for none.
///
/// # Errors
/// An `Error` where the bytes are no fingerprints.
#[wasm_bindgen]
pub fn duplicate_of(page: &[u8], earlier: &[u8]) -> Answer<i32> {
    let page = Fingerprint::from_bytes(page).map_err(refused)?;
    for (number, bytes) in earlier.chunks(Fingerprint::LENGTH).enumerate() {
        if page.same_page(&Fingerprint::from_bytes(bytes).map_err(refused)?) {
            return Ok(i32::try_from(number).unwrap_or(i32::MAX));
        }
    }
    Ok(-1)
}
