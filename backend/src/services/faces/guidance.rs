//! How one frame is, for devices that cannot tell themselves.

use shared::api::{FACE_FRAME_BYTES, FaceGuidanceIn, FaceGuidanceOut};
use shared::error::ProblemCode;

use super::{frames, models};
use crate::app::App;
use crate::ports::FaceError;
use crate::services::allowance::{self, Window};
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// Frames of one person in an hour: one a second for five minutes.
const PER_HOUR: u32 = 300;

/// Looks at a frame; nothing of it is kept.
///
/// # Errors
/// `face_frame_broken` at `frames`; `too_many_requests`, `busy`, `face_unavailable`.
pub async fn hint(app: &App, who: &LoggedIn, input: &FaceGuidanceIn) -> ServiceResult<FaceGuidanceOut> {
    let models = models(app)?;
    let jpeg = frames::picture(&input.jpeg, FACE_FRAME_BYTES).map_err(super::refusal::Failed::answer)?;
    let hourly = [Window::minutes(PER_HOUR, 60)];
    allowance::take(app, "face_guidance", who.user.key(), &hourly, ProblemCode::TooManyRequests).await?;
    let judge = models.judge.clone();
    match models.lane.run(move || judge.hint(&jpeg)).await? {
        Ok(hint) => Ok(FaceGuidanceOut { hint }),
        Err(FaceError::Refused { why, .. }) => Err(super::refusal::Failed::plain(why).answer()),
        Err(FaceError::Failed(error)) => {
            tracing::error!(%error, "the face models failed");
            Err(ServiceError::Problem(ProblemCode::FaceUnavailable))
        }
    }
}
