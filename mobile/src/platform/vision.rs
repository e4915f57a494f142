//! Photographing sheets behind one seam: the camera's picture, the worker that looks at it, and the straightened page.
//!
//! Corners are shares of width and height: x and y of four points, clockwise from the page's top left.

#[cfg(target_arch = "wasm32")]
#[path = "vision/web.rs"]
mod imp;
#[cfg(not(target_arch = "wasm32"))]
#[path = "vision/native.rs"]
mod imp;

use serde::Deserialize;
use shared::api::PhotoFault;

use super::camera::CameraError;

/// What is photographed: its size says how large its print is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    A4 = 0,
    Card = 1,
    Booklet = 2,
}

/// What the automatic shutter makes of a frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Advice {
    /// No whole sheet: the faults say why.
    #[default]
    Searching,
    /// A whole sheet with a fault that holding still does not mend.
    Mend,
    HoldStill,
    Take,
}

/// A frame that was looked at.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct Glimpse {
    /// Empty where no sheet is seen.
    pub(crate) corners: Vec<f64>,
    pub(crate) faults: Vec<PhotoFault>,
    pub(crate) advice: Advice,
    /// How much of holding still has passed, 0 to 1.
    pub(crate) progress: f64,
    /// How long the look took, milliseconds.
    pub(crate) ms: f64,
    /// Width of the camera's picture over its height.
    pub(crate) aspect: f64,
}

/// A photo that was looked at.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct Photo {
    /// Empty where no sheet is seen.
    pub(crate) corners: Vec<f64>,
    pub(crate) faults: Vec<PhotoFault>,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
    /// Address of a small picture of it, for an `<img>`; to be [released](release).
    pub(crate) preview: String,
}

/// What is wrong with the sheet within some corners.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) faults: Vec<PhotoFault>,
    /// By which the same page is known again.
    pub(crate) fingerprint: Vec<u8>,
}

/// Why nothing came of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "native shells have no worker"))]
pub(crate) enum Blind {
    /// Nobody is there to look: an old browser, or a native shell.
    NoWorker,
    /// The picture cannot be read, or the corners are none.
    Unreadable,
}

/// A shot of the camera, as the device holds it.
#[derive(Clone, PartialEq)]
pub(crate) struct Shot(imp::Shot);

/// An open camera; dropping it switches it off.
pub(crate) struct Camera(imp::Camera);

/// A file that was pasted: name, media type, content.
pub(crate) type Pasted = (String, String, Vec<u8>);

/// Whether the device may have a camera that the page may ask for.
pub(crate) fn has_camera() -> bool {
    imp::has_camera()
}

/// Whether somebody is there to look at pictures.
pub(crate) fn has_worker() -> bool {
    imp::has_worker()
}

/// Opens the camera (video only, the one that looks away from the person, as finely as it can) into a `<video>` element.
///
/// # Errors
/// Where there is no camera or it may not be used.
pub(crate) async fn open(video_id: &str) -> Result<Camera, CameraError> {
    imp::open(video_id).await.map(Camera)
}

impl Camera {
    /// Looks at the picture of this moment; `None` until the first one has come.
    pub(crate) async fn look(&self, paper: Paper) -> Result<Option<Glimpse>, Blind> {
        self.0.look(paper).await
    }

    /// Takes the best picture that the camera gives.
    pub(crate) async fn shoot(&self) -> Result<Shot, Blind> {
        self.0.shoot().await.map(Shot)
    }

    /// Whether it has a lamp.
    pub(crate) fn has_torch(&self) -> bool {
        self.0.has_torch()
    }

    /// Switches its lamp.
    pub(crate) async fn set_torch(&self, on: bool) {
        self.0.set_torch(on).await;
    }
}

/// Has the automatic shutter forget the sheet before.
pub(crate) async fn begin_sheet() {
    imp::begin_sheet().await;
}

impl Shot {
    /// Its bytes as they are.
    pub(crate) async fn bytes(&self) -> Vec<u8> {
        self.0.bytes().await
    }

    /// An address for an `<img>`; to be [released](release).
    pub(crate) fn address(&self) -> String {
        self.0.address()
    }

    /// Hands it to the worker, which works on it from now on, and looks for the sheet.
    pub(crate) async fn look(&self, paper: Paper) -> Result<Photo, Blind> {
        self.0.look(paper).await
    }
}

/// Judges a chosen file: the sheet in it, or the whole where none stands out. `convert` asks for it as a JPEG as well.
///
/// # Errors
/// Where nobody can look, or the browser cannot read the file.
pub(crate) async fn look_at_file(
    content: &[u8],
    media_type: &str,
    paper: Paper,
    earlier: &[u8],
    convert: bool,
) -> Result<(Verdict, Option<Vec<u8>>), Blind> {
    imp::look_at_file(content, media_type, paper, earlier, convert).await
}

/// Judges the sheet of the worker's photo within corners; `earlier` are the fingerprints of pages before it, end to end.
pub(crate) async fn judge(corners: &[f64], paper: Paper, earlier: &[u8]) -> Result<Verdict, Blind> {
    imp::judge(corners, paper, earlier).await
}

/// The straightened page of the worker's photo as a JPEG: `turns` quarters clockwise, with the filter for faint print.
pub(crate) async fn page(corners: &[f64], turns: u8, faint: bool) -> Result<Vec<u8>, Blind> {
    imp::page(corners, turns, faint).await
}

/// The address of the page to look at, `side` pixels long at most; to be [released](release).
pub(crate) async fn page_address(corners: &[f64], turns: u8, faint: bool, side: u32) -> Result<String, Blind> {
    imp::page_address(corners, turns, faint, side).await
}

/// Lets a picture's address go.
pub(crate) fn release(address: &str) {
    if !address.is_empty() {
        imp::release(address);
    }
}

/// Waits for files to be pasted into the element with this id.
pub(crate) async fn pasted(id: &str) -> Vec<Pasted> {
    imp::pasted(id).await
}
