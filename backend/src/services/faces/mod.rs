//! Face verification (人脸验证): consent, enrolment, challenges, and the proof that a passed one gives.
//!
//! The server decides everything: which actions, in which order, until when, and whether the frames show them, done by the
//! person who is enrolled. Frames are looked at in memory and dropped; what is kept of a face lies sealed in the store.

mod answer;
mod approval;
mod capture;
mod challenge;
mod consent;
mod contents;
mod enrol;
mod frames;
mod guidance;
mod refusal;
mod row;
mod state;
mod sweep;
mod tries;
mod vendor;

pub use answer::answer;
pub use approval::{Approval, AwaitingApproval, approve, awaiting, refuse};
pub use challenge::begin as challenge;
pub use consent::{LET_GO, agree, bind_let_go, withdraw};
pub use contents::remove_now;
pub use enrol::begin as enrol;
pub use guidance::hint;
pub use state::state;
pub use sweep::sweep;
pub use vendor::result as vendor_result;

use crate::app::{App, FaceModelsInUse, FaceVerifier};
use crate::services::ServiceResult;
use shared::error::ProblemCode;

/// The models, where they verify.
fn models(app: &App) -> ServiceResult<&FaceModelsInUse> {
    match &app.faces {
        Some(FaceVerifier::Models(models)) => Ok(models),
        _ => Err(ProblemCode::FaceUnavailable.into()),
    }
}
