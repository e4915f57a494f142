//! Faces judged in this process: the models of a folder, loaded when the first face comes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use faces::{Embedding, Frame, Judge, JudgeError, ModelFiles, Thresholds};
use shared::api::{FaceAction, FaceHint};

use super::model_files;
use crate::ports::{FaceError, FaceJudge, FaceTemplate, LiveFace, TakenFrame};

/// The models and where they lie. A server that verifies no face has the memory for other things.
pub struct FaceModels {
    folder: PathBuf,
    thresholds: Thresholds,
    loaded: Mutex<Option<Arc<Judge>>>,
}

impl FaceModels {
    /// Looks whether every model is there and is what the list says.
    ///
    /// # Errors
    /// Names the file that is missing or another one.
    pub fn new(folder: &Path, thresholds: Thresholds) -> anyhow::Result<Self> {
        files(folder)?;
        Ok(Self { folder: folder.to_owned(), thresholds, loaded: Mutex::default() })
    }

    fn judge(&self) -> Result<Arc<Judge>, FaceError> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(judge) = &*loaded {
            return Ok(Arc::clone(judge));
        }
        let failed = |error: anyhow::Error| FaceError::Failed(format!("{error:#}"));
        let files = files(&self.folder).map_err(failed)?;
        let judge = Arc::new(Judge::load(files).map_err(|error| failed(error.into()))?);
        *loaded = Some(Arc::clone(&judge));
        Ok(judge)
    }
}

fn files(folder: &Path) -> anyhow::Result<ModelFiles> {
    Ok(ModelFiles::new(model_files::read("face.models", folder, ModelFiles::NAMES)?))
}

impl FaceJudge for FaceModels {
    fn model(&self) -> &str {
        faces::model_version()
    }

    fn hint(&self, jpeg: &[u8]) -> Result<FaceHint, FaceError> {
        self.judge()?.hint(jpeg, &self.thresholds).map_err(to_port)
    }

    fn portrait(&self, jpeg: &[u8]) -> Result<FaceTemplate, FaceError> {
        let portrait = self.judge()?.portrait(jpeg, &self.thresholds).map_err(to_port)?;
        Ok(FaceTemplate::new(portrait.to_bytes()))
    }

    fn answer(&self, frames: &[TakenFrame], steps: &[FaceAction]) -> Result<LiveFace, FaceError> {
        let frames: Vec<Frame<'_>> =
            frames.iter().map(|frame| Frame { at_ms: frame.at_ms, jpeg: &frame.jpeg }).collect();
        let live = self.judge()?.burst(&frames, steps, &self.thresholds).map_err(to_port)?;
        Ok(LiveFace { template: FaceTemplate::new(live.embedding.to_bytes()), scores: live.scores.to_string() })
    }

    fn likeness(&self, one: &FaceTemplate, other: &FaceTemplate) -> Option<f32> {
        let (one, other) = (Embedding::from_bytes(one.expose())?, Embedding::from_bytes(other.expose())?);
        Some(one.likeness(&other))
    }
}

fn to_port(error: JudgeError) -> FaceError {
    match error {
        JudgeError::Refused(refused) => {
            FaceError::Refused { why: refused.why, action: refused.action, scores: refused.scores.to_string() }
        }
        JudgeError::Failed(error) => FaceError::Failed(error.to_string()),
    }
}
