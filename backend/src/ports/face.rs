//! Face verification as ports: models that judge frames in this process, or a vendor who does it all on its own page.

use std::fmt;

use async_trait::async_trait;
use shared::api::{FaceAction, FaceHint, FaceRefusal};
use zeroize::Zeroizing;

/// What is kept of a face: numbers of one version of the models, never pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct FaceTemplate(Zeroizing<Vec<u8>>);

impl FaceTemplate {
    /// Takes the bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, to be sealed or compared.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for FaceTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FaceTemplate(***)")
    }
}

/// A frame of an answer: JPEG, taken so many milliseconds after the first.
#[derive(Clone)]
pub struct TakenFrame {
    /// Milliseconds since the first frame.
    pub at_ms: u32,
    /// JPEG.
    pub jpeg: Vec<u8>,
}

impl fmt::Debug for TakenFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TakenFrame({} ms, {} bytes)", self.at_ms, self.jpeg.len())
    }
}

/// A live face: what would be kept of it, and the scores for the log.
#[derive(Debug, Clone)]
pub struct LiveFace {
    /// What would be kept.
    pub template: FaceTemplate,
    /// `name=value` separated by spaces.
    pub scores: String,
}

/// Why frames were not accepted.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FaceError {
    /// They do not show what they should.
    #[error("refused: {}", .why.code())]
    Refused {
        /// Why.
        why: FaceRefusal,
        /// The action that was not seen, where it is one.
        action: Option<FaceAction>,
        /// `name=value` separated by spaces, as far as it came.
        scores: String,
    },
    /// The models failed. What was in the frames is never said.
    #[error("the models failed: {0}")]
    Failed(String),
}

/// Judges frames. Every method takes processor time: called off the async threads.
pub trait FaceJudge: Send + Sync {
    /// Version of the models; templates of another one are worth nothing.
    fn model(&self) -> &str;

    /// How one frame is, before a challenge.
    ///
    /// # Errors
    /// Where it is no picture, or the models fail.
    fn hint(&self, jpeg: &[u8]) -> Result<FaceHint, FaceError>;

    /// The portrait on a card's photo.
    ///
    /// # Errors
    /// Where there is none that is good enough, or the models fail.
    fn portrait(&self, jpeg: &[u8]) -> Result<FaceTemplate, FaceError>;

    /// The answer to a challenge: one live person who did what was asked, in this order.
    ///
    /// # Errors
    /// Where that is not what the frames show, or the models fail.
    fn answer(&self, frames: &[TakenFrame], steps: &[FaceAction]) -> Result<LiveFace, FaceError>;

    /// How alike two faces are, −1 to 1; `None` where one is not of this version.
    fn likeness(&self, one: &FaceTemplate, other: &FaceTemplate) -> Option<f32>;
}

/// Whom a vendor is asked about.
#[derive(Debug)]
pub struct FaceSubject<'a> {
    /// Name, as on the identity document.
    pub name: &'a str,
    /// Code of the kind of document.
    pub document_type: &'a str,
    /// Its number.
    pub document_number: &'a str,
    /// Where the vendor's page leads back to.
    pub return_url: &'a str,
}

/// A verification that a vendor began.
#[derive(Debug, Clone)]
pub struct VendorBegun {
    /// The vendor's name for it.
    pub reference: String,
    /// Its page.
    pub url: String,
}

/// What a vendor found.
#[derive(Debug, Clone, PartialEq)]
pub struct VendorResult {
    /// Whether it was the person.
    pub passed: bool,
    /// Its score, where it gives one.
    pub score: Option<f64>,
}

/// Why a vendor gave no result: never a pass.
#[derive(Debug, thiserror::Error)]
pub enum VendorError {
    /// It was not reached in time, failed, or its answer is not signed by it.
    #[error("the face verification service gave no result: {0}")]
    Unavailable(String),
    /// The person has not finished on its page.
    #[error("the person has not finished on the vendor's page")]
    Pending,
}

/// A vendor's face verification. The server asks it for the result; what the client says of it counts for nothing.
#[async_trait]
pub trait FaceVendor: Send + Sync {
    /// Begins a verification.
    ///
    /// # Errors
    /// Where the vendor cannot be reached.
    async fn begin(&self, subject: &FaceSubject<'_>) -> Result<VendorBegun, VendorError>;

    /// Its result.
    ///
    /// # Errors
    /// Where there is none, or it is not the vendor's.
    async fn result(&self, reference: &str) -> Result<VendorResult, VendorError>;
}
