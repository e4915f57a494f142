//! Answers to challenges: frames judged off the async threads, compared with what is kept, and what follows.

use shared::access::StepUpPurpose;
use shared::api::{AuditAction, FaceEnrolmentState, FaceFramesIn, FacePassed, FaceRefusal};
use shared::error::ProblemCode;

use super::refusal::{self, Failed, detail};
use super::{capture, challenge, contents, frames, models, row, tries};
use crate::adapters::surreal::{Vars, record};
use crate::app::{App, FaceModelsInUse};
use crate::ports::{FaceError, FaceTemplate, LiveFace, TakenFrame};
use crate::services::audit;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::step_ups::{self, NewProof};
use crate::services::{ServiceError, ServiceResult};

/// Judges the answer to a challenge. Passed, it gives the proof of a step-up, or completes a capture of an enrolment.
///
/// # Errors
/// `face_refused` with the reason at `frames`; `face_challenge_used`, `face_challenge_late`, `face_tries_spent`,
/// `face_not_enrolled`, `face_enrolment_ended`, `face_consent_required`, `busy`, `face_unavailable`.
pub async fn answer(
    app: &App,
    who: &LoggedIn,
    id: &str,
    input: &FaceFramesIn,
    origin: &Origin,
) -> ServiceResult<FacePassed> {
    let arrived = app.clock.now();
    let models = models(app)?;
    let taken = frames::read(&input.frames).map_err(Failed::answer)?;
    // Waiting comes first: whoever is told to come back still has the challenge.
    let turn = models.lane.turn().await?;
    let given = challenge::take(app, who, id, &input.nonce, arrived).await?;
    let tried = tries::take(app, who, given.purpose).await?;
    let compared = match Compared::find(app, who, given.purpose).await {
        Ok(compared) => compared,
        Err(error) => {
            tried.give_back(app).await?;
            return Err(error);
        }
    };
    let outcome = if frames::are_new(app, &taken).await? {
        judge(models, turn, taken, given.steps, &compared).await?
    } else {
        Err(FaceError::Refused { why: FaceRefusal::Replayed, action: None, scores: String::new() })
    };
    let model = models.judge.model();
    let live = match outcome {
        Ok(live) => live,
        Err(FaceError::Refused { why, action, scores }) => {
            let failed = Failed { why, action, scores };
            return Err(failed.tell(app, who, given.purpose, model, origin).await?);
        }
        Err(FaceError::Failed(error)) => {
            tracing::error!(%error, "the face models failed");
            tried.give_back(app).await?;
            return Err(ServiceError::Problem(ProblemCode::FaceUnavailable));
        }
    };
    let passed = match compared {
        Compared::Template { .. } => prove(app, who, given.purpose, model, &live.scores, origin).await?,
        Compared::Enrolment { row, .. } => capture::complete(app, who, &row, &live, model, origin).await?,
    };
    tried.give_back(app).await?;
    Ok(passed)
}

/// What a live face is compared with.
enum Compared {
    /// What is kept of the person.
    Template { kept: FaceTemplate, least: f32 },
    /// What the enrolment began with, if anything.
    Enrolment { row: row::EnrolmentRow, kept: Option<FaceTemplate>, least: f32 },
}

impl Compared {
    async fn find(app: &App, who: &LoggedIn, purpose: StepUpPurpose) -> ServiceResult<Self> {
        let (user, face) = (who.user.key(), &app.config.face);
        if purpose != StepUpPurpose::EnrolFace {
            let template = row::enrolled(app, user).await?;
            let kept = contents::read(app, user, &template.content).await?;
            return Ok(Self::Template { kept, least: face.likeness });
        }
        let row = row::enrolment(app, user, &who.session_key).await?;
        let kept = match &row.resembles {
            Some(content) => Some(contents::read(app, user, content).await?),
            None => None,
        };
        let least = if row.from_card { face.card_likeness } else { face.likeness };
        Ok(Self::Enrolment { row, kept, least })
    }

    fn kept(&self) -> Option<(FaceTemplate, f32)> {
        match self {
            Self::Template { kept, least } => Some((kept.clone(), *least)),
            Self::Enrolment { kept, least, .. } => kept.clone().map(|kept| (kept, *least)),
        }
    }
}

async fn judge(
    models: &FaceModelsInUse,
    turn: crate::lane::Turn,
    taken: Vec<TakenFrame>,
    steps: Vec<shared::api::FaceAction>,
    compared: &Compared,
) -> ServiceResult<Result<LiveFace, FaceError>> {
    let (judge, kept) = (models.judge.clone(), compared.kept());
    let work = move || {
        let mut live = judge.answer(&taken, &steps)?;
        if let Some((kept, least)) = kept {
            let likeness = judge.likeness(&live.template, &kept).unwrap_or(-1.0);
            live.scores = format!("likeness={likeness:.3} {}", live.scores);
            if likeness < least {
                let why = FaceRefusal::OtherPerson;
                return Err(FaceError::Refused { why, action: None, scores: live.scores });
            }
        }
        Ok(live)
    };
    Ok(turn.run(work).await?)
}

/// Gives the proof of a step-up that was passed by face.
pub(super) async fn prove(
    app: &App,
    who: &LoggedIn,
    purpose: StepUpPurpose,
    model: &str,
    scores: &str,
    origin: &Origin,
) -> ServiceResult<FacePassed> {
    let proof = NewProof::draw(app);
    let vars = proof
        .bind(Vars::new(), who, purpose)
        .set("face_template", record("face_template", who.user.key()))
        .set("face_now", app.clock.now());
    let entry = refusal::entry(AuditAction::FaceVerified, who).saying(detail(purpose, model, scores));
    let statements =
        format!("{} UPDATE $face_template SET used_at = $face_now RETURN NONE; {}", step_ups::GIVE, audit::WRITE);
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(FacePassed { proof: Some(proof.into_wire()), captures_left: 0, state: FaceEnrolmentState::Enrolled })
}
