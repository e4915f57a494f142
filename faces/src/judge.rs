//! The whole way from the bytes of frames to a verdict.

mod actions;
pub(crate) mod decode;
mod frames;
mod look;
mod passive;
mod same;

use std::path::Path;

use shared::api::{FaceAction, FaceHint, FaceRefusal};

use crate::detector::{Detector, Face};
use crate::embedder::{Embedder, Embedding};
use crate::expressions::Reader;
use crate::mesh::{Mesh, Mesher};
use crate::network::NetworkError;
use crate::picture::Picture;
use crate::scores::Scores;
use crate::thresholds::Thresholds;

/// A frame is searched for faces with so many pixels on its long side: a face that is near enough has 40 of them.
const FRAME_SEARCHED: usize = 320;
/// Less sure than this the mesh network sees no face.
const PRESENCE: f32 = 0.5;
/// One frame in so many may have lost the face.
const LOST: usize = 8;
/// A card's photo has smaller faces.
const PHOTO_SEARCHED: usize = 640;

/// The files of the four networks.
pub struct ModelFiles {
    /// YuNet.
    pub detector: Vec<u8>,
    /// SFace.
    pub embedder: Vec<u8>,
    /// MediaPipe's face landmarks.
    pub mesh: Vec<u8>,
    /// MediaPipe's blendshapes.
    pub expressions: Vec<u8>,
}

impl ModelFiles {
    /// The names that they have under `assets/models/faces`, in the order of the fields.
    pub const NAMES: [&str; 4] =
        ["yunet_f32_dyn_f32.onnx", "sface_f32_folded.onnx", "face_landmarks_detector.onnx", "face_blendshapes.onnx"];

    /// Takes their bytes, in the order of [`Self::NAMES`].
    pub fn new([detector, embedder, mesh, expressions]: [Vec<u8>; 4]) -> Self {
        Self { detector, embedder, mesh, expressions }
    }

    /// Reads them from a folder, by [`Self::NAMES`]; whoever serves people checks
    /// their hashes first.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn from_folder(folder: &Path) -> std::io::Result<Self> {
        let [detector, embedder, mesh, expressions] = Self::NAMES.map(|name| std::fs::read(folder.join(name)));
        Ok(Self::new([detector?, embedder?, mesh?, expressions?]))
    }
}

/// One picture of the answer to a challenge.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// When it was taken, milliseconds since the first one.
    pub at_ms: u32,
    /// The picture, not mirrored.
    pub jpeg: &'a [u8],
}

/// A burst that passed.
#[derive(Debug, Clone, PartialEq)]
pub struct Live {
    /// Of the best frame that looks ahead.
    pub embedding: Embedding,
    /// Everything that was measured.
    pub scores: Scores,
}

/// Pictures that were refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Why.
    pub why: FaceRefusal,
    /// Which action, where the refusal is about one.
    pub action: Option<FaceAction>,
    /// What was measured until then.
    pub scores: Scores,
}

/// Why there is no verdict of yes.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// The pictures do not do.
    #[error("refused: {}", .0.why.code())]
    Refused(Refused),
    /// A network failed.
    #[error(transparent)]
    Failed(#[from] NetworkError),
}

/// Names the networks that embeddings come from; an embedding is comparable to those of the same version alone.
pub fn model_version() -> &'static str {
    "yunet-2023mar+sface-2021dec"
}

/// The four networks, loaded once and shared between threads.
pub struct Judge {
    detector: Detector,
    embedder: Embedder,
    mesher: Mesher,
    reader: Reader,
}

impl Judge {
    /// Loads the networks.
    ///
    /// # Errors
    /// Where a file is another one.
    pub fn load(models: ModelFiles) -> Result<Self, NetworkError> {
        Ok(Self {
            detector: Detector::load(models.detector)?,
            embedder: Embedder::load(models.embedder)?,
            mesher: Mesher::load(models.mesh)?,
            reader: Reader::load(models.expressions)?,
        })
    }

    /// How one frame (JPEG) is before a challenge: what to do first.
    ///
    /// # Errors
    /// Refused as [`FaceRefusal::FrameBroken`] where the bytes are no picture; failed where a network fails.
    pub fn hint(&self, jpeg: &[u8], thresholds: &Thresholds) -> Result<FaceHint, JudgeError> {
        let picture = decode::frame(jpeg).ok_or_else(|| refused(FaceRefusal::FrameBroken))?;
        let faces = self.detector.find_within(&picture, FRAME_SEARCHED)?;
        let face = match look::only_face(&picture, &faces, thresholds) {
            Ok(face) => face,
            Err(FaceRefusal::TooDark) => return Ok(FaceHint::TooDark),
            Err(FaceRefusal::TooBright) => return Ok(FaceHint::TooBright),
            Err(FaceRefusal::SeveralFaces) => return Ok(FaceHint::SeveralFaces),
            Err(_) => return Ok(FaceHint::NoFace),
        };
        if let Some(hint) = look::hint(&picture, &face, thresholds) {
            return Ok(hint);
        }
        Ok(match self.see(0, picture, face)? {
            None => FaceHint::NoFace,
            Some(seen) if seen.moment.is_frontal(thresholds) => FaceHint::Good,
            Some(_) => FaceHint::NotFrontal,
        })
    }

    /// The embedding of the portrait on the photo (JPEG) of a card.
    ///
    /// # Errors
    /// Refused as [`FaceRefusal::CardNoPortrait`] where there is no portrait that is good enough.
    pub fn portrait(&self, jpeg: &[u8], thresholds: &Thresholds) -> Result<Embedding, JudgeError> {
        let none = || refused(FaceRefusal::CardNoPortrait);
        let picture = decode::photo(jpeg).ok_or_else(none)?;
        let faces = self.detector.find_within(&picture, PHOTO_SEARCHED)?;
        // Some cards show a second, smaller portrait.
        let face = faces.into_iter().max_by(|one, other| one.width.total_cmp(&other.width)).ok_or_else(none)?;
        if face.width < thresholds.portrait_width {
            return Err(none());
        }
        let seen = self.see(0, picture, face)?.ok_or_else(none)?;
        let lit = (thresholds.dark..=thresholds.bright).contains(&seen.light);
        if !lit || seen.sharpness < thresholds.sharpness || !seen.moment.is_frontal(thresholds) {
            return Err(none());
        }
        Ok(self.embedder.embed(&seen.picture, &seen.face)?)
    }

    /// Judges the whole answer to a challenge.
    ///
    /// # Errors
    /// Refused with the first reason; failed where a network fails.
    pub fn burst(
        &self,
        frames: &[Frame<'_>],
        steps: &[FaceAction],
        thresholds: &Thresholds,
    ) -> Result<Live, JudgeError> {
        let mut scores = Scores::default();
        match self.judged(frames, steps, thresholds, &mut scores) {
            Ok(embedding) => Ok(Live { embedding, scores }),
            Err(Stop::Refused(why, action)) => Err(JudgeError::Refused(Refused { why, action, scores })),
            Err(Stop::Failed(error)) => Err(JudgeError::Failed(error)),
        }
    }

    fn judged(
        &self,
        frames: &[Frame<'_>],
        steps: &[FaceAction],
        thresholds: &Thresholds,
        scores: &mut Scores,
    ) -> Result<Embedding, Stop> {
        frames::check(frames)?;
        let pictures = frames::decoded(frames)?;
        frames::check_pixels(&pictures, scores)?;
        let seen = self.seen(frames, pictures, thresholds)?;
        look::check(&seen, thresholds, scores)?;
        look::check_moves(&seen, scores)?;
        let moments: Vec<actions::Moment> = seen.iter().map(|one| one.moment).collect();
        let rest = actions::rest(&moments, thresholds)?;
        let done = actions::performed(&moments, &rest, thresholds);
        actions::note(&moments, &rest, scores);
        let embedding = same::check(&self.embedder, &seen, &rest, &done, thresholds, scores)?;
        actions::check(&done, steps)?;
        if passive::artificial(&seen, &rest, &done, thresholds, scores) >= thresholds.artificial {
            return Err(FaceRefusal::Artificial.into());
        }
        Ok(embedding)
    }

    /// The one face of every frame. A head that turns far may be lost for a moment: few frames without a face are left out.
    fn seen(&self, frames: &[Frame<'_>], pictures: Vec<Picture>, thresholds: &Thresholds) -> Result<Vec<Seen>, Stop> {
        let mut seen = Vec::with_capacity(frames.len());
        for (frame, picture) in frames.iter().zip(pictures) {
            let faces = self.detector.find_within(&picture, FRAME_SEARCHED)?;
            match look::only_face(&picture, &faces, thresholds) {
                Ok(face) => seen.extend(self.see(frame.at_ms, picture, face)?),
                Err(FaceRefusal::NoFace) => {}
                Err(why) => return Err(why.into()),
            }
        }
        if frames.len() - seen.len() > frames.len() / LOST { Err(FaceRefusal::NoFace.into()) } else { Ok(seen) }
    }

    /// The largest face of a photo (JPEG).
    #[cfg(feature = "fixtures")]
    pub(crate) fn largest_face(&self, jpeg: &[u8]) -> Result<(Picture, Face), JudgeError> {
        let picture = decode::photo(jpeg).ok_or_else(|| refused(FaceRefusal::FrameBroken))?;
        let faces = self.detector.find_within(&picture, PHOTO_SEARCHED)?;
        let largest = faces.into_iter().max_by(|one, other| one.width.total_cmp(&other.width));
        Ok((picture, largest.ok_or_else(|| refused(FaceRefusal::NoFace))?))
    }

    /// The mesh of a picture's one face.
    #[cfg(feature = "fixtures")]
    pub(crate) fn mesh_of(&self, picture: &Picture) -> Result<Mesh, JudgeError> {
        let faces = self.detector.find_within(picture, PHOTO_SEARCHED)?;
        let face = look::only_face(picture, &faces, &Thresholds::default()).map_err(refused)?;
        Ok(self.mesher.shape(picture, &face)?)
    }

    /// Everything about a face but who it is of; `None` where the mesh network sees none in it.
    fn see(&self, at_ms: u32, picture: Picture, face: Face) -> Result<Option<Seen>, NetworkError> {
        let mesh = self.mesher.shape(&picture, &face)?;
        if mesh.presence < PRESENCE {
            return Ok(None);
        }
        let (pose, done) = (mesh.pose(), self.reader.read(&mesh)?);
        let moment = actions::Moment {
            yaw: pose.yaw,
            pitch: pose.pitch,
            blink: done.blink,
            eyes: mesh.eyes_open(),
            jaw_open: done.jaw_open,
        };
        let (light, sharpness) = look::light_and_sharpness(&picture, &face);
        Ok(Some(Seen { at_ms, picture, face, mesh, moment, light, sharpness }))
    }
}

/// A frame with everything that is known of it.
struct Seen {
    at_ms: u32,
    picture: Picture,
    face: Face,
    mesh: Mesh,
    moment: actions::Moment,
    /// Mean brightness of the face, 0 to 255.
    light: f32,
    sharpness: f32,
}

/// Why a burst is judged no further.
enum Stop {
    Refused(FaceRefusal, Option<FaceAction>),
    Failed(NetworkError),
}

impl From<FaceRefusal> for Stop {
    fn from(why: FaceRefusal) -> Self {
        Self::Refused(why, None)
    }
}

impl From<(FaceRefusal, FaceAction)> for Stop {
    fn from((why, action): (FaceRefusal, FaceAction)) -> Self {
        Self::Refused(why, Some(action))
    }
}

impl From<NetworkError> for Stop {
    fn from(error: NetworkError) -> Self {
        Self::Failed(error)
    }
}

pub(crate) fn refused(why: FaceRefusal) -> JudgeError {
    JudgeError::Refused(Refused { why, action: None, scores: Scores::default() })
}
