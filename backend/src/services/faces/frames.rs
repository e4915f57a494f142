//! Frames as they come: decoded within bounds, and never taken twice.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::Duration;
use shared::api::{FACE_FRAME_BYTES, FACE_FRAMES, FaceFrame, FaceRefusal};

use super::refusal::Failed;
use crate::adapters::surreal::{DbError, Vars, record};
use crate::app::App;
use crate::ports::TakenFrame;
use crate::services::ServiceResult;

/// A frame that came is remembered for so long.
const REMEMBERED: Duration = Duration::days(30);

/// Reads the frames of an answer.
pub(super) fn read(frames: &[FaceFrame]) -> Result<Vec<TakenFrame>, Failed> {
    if !FACE_FRAMES.contains(&frames.len()) {
        return Err(Failed::plain(FaceRefusal::Frames));
    }
    frames
        .iter()
        .map(|frame| Ok(TakenFrame { at_ms: frame.at_ms, jpeg: picture(&frame.jpeg, FACE_FRAME_BYTES)? }))
        .collect()
}

/// Reads one picture of at most so many bytes.
pub(super) fn picture(base64: &str, most: usize) -> Result<Vec<u8>, Failed> {
    let broken = || Failed::plain(FaceRefusal::FrameBroken);
    if base64.len() > most.div_ceil(3) * 4 {
        return Err(broken());
    }
    STANDARD.decode(base64).map_err(|_| broken())
}

/// Remembers frames; `false` where one of them came before, in whoever's answer.
pub(super) async fn are_new(app: &App, frames: &[TakenFrame]) -> ServiceResult<bool> {
    let mut ids: Vec<_> =
        frames.iter().map(|frame| record("face_frame", &app.face_contents.frame_name(&frame.jpeg))).collect();
    ids.sort();
    ids.dedup();
    if ids.len() < frames.len() {
        return Ok(false);
    }
    let vars = Vars::new().set("ids", ids).set("expires", app.clock.now() + REMEMBERED);
    match app.db.write("FOR $id IN $ids { CREATE $id SET expires_at = $expires };", vars).await {
        Ok(_) => Ok(true),
        Err(DbError::Duplicate) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(jpeg: &str) -> FaceFrame {
        FaceFrame { at_ms: 0, jpeg: jpeg.to_owned() }
    }

    #[test]
    fn too_few_too_many_too_long_and_broken_ones_are_refused() {
        let told = |frames: Vec<FaceFrame>| read(&frames).err().map(|failed| failed.why);
        assert_eq!(told(vec![frame("AAAA"); 7]), Some(FaceRefusal::Frames));
        assert_eq!(told(vec![frame("AAAA"); 25]), Some(FaceRefusal::Frames));
        assert_eq!(told(vec![frame("AA!A"); 8]), Some(FaceRefusal::FrameBroken));
        assert_eq!(told(vec![frame(&"A".repeat(FACE_FRAME_BYTES * 2)); 8]), Some(FaceRefusal::FrameBroken));
        assert_eq!(told(vec![frame("AAAA"); 8]), None);
    }
}
