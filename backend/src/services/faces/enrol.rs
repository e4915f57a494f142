//! The beginning of an enrolment: after password and SMS code, with an ID card's portrait where one can be read.

use chrono::Duration;
use shared::access::StepUpPurpose;
use shared::api::{FACE_PORTRAIT_BYTES, FaceEnrolmentBegun, FaceEnrolmentIn, FaceRefusal, ReadFieldCode};
use shared::error::{FieldErrors, Invalid, ProblemCode};
use shared::identity::{DocumentType, IdDocument};
use surrealdb::types::RecordId;

use super::refusal::Failed;
use super::{contents, frames, models, row};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::config::WithoutCard;
use crate::ports::FaceError;
use crate::services::allowance::{self, Window};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult, accounts, step_ups};

/// An enrolment has to be completed within so long.
const MINUTES: i64 = 15;
/// Photos of cards of one person in an hour.
const PORTRAITS_PER_HOUR: u32 = 20;

/// Begins an enrolment; one under way is given up for it.
///
/// # Errors
/// `face_refused` with the reason at `portrait`; `step_up_required`, `face_consent_required`, `face_unavailable`, `busy`.
pub async fn begin(
    app: &App,
    who: &LoggedIn,
    input: &FaceEnrolmentIn,
    proof: Option<&str>,
    origin: &Origin,
) -> ServiceResult<FaceEnrolmentBegun> {
    models(app)?;
    row::standing(app, who.user.key()).await?.0.ok_or(ProblemCode::FaceConsentRequired)?;
    let from_card = input.portrait.is_some();
    let resembles = match &input.portrait {
        Some(photo) => Some(portrait(app, who, photo, origin).await?),
        None if app.config.face.without_card == WithoutCard::Refused => {
            return Err(ServiceError::Fields(FieldErrors::from(("portrait", Invalid::new("required")))));
        }
        None => None,
    };
    let captures: u32 = if from_card { 1 } else { 2 };
    let now = app.clock.now();
    let expires_at = now + Duration::minutes(MINUTES);
    let vars = step_ups::bind_use(Vars::new().guard(&who.user.id), app, who, proof, StepUpPurpose::EnrolFace)
        .set("consent", record("face_consent", who.user.key()))
        .set("enrolment", record("face_enrolment", who.user.key()))
        .set("login", record("session", &who.session_key))
        .set("now", now)
        .set("resembles", resembles)
        .set("from_card", from_card)
        .set("captures", captures)
        .set("expires", expires_at);
    let statements = format!(
        "{}
         IF !record::exists($consent) {{ THROW 'face_consent_required' }};
         FOR $old IN (SELECT VALUE resembles FROM $enrolment) {{
             IF $old != NONE {{ UPDATE $old SET remove_at = $now }};
         }};
         UPSERT $enrolment SET session = $login, resembles = $resembles, from_card = $from_card, captures_left = $captures,
             expires_at = $expires;",
        step_ups::USE
    );
    app.db.write(&statements, vars).await?;
    contents::remove_now(app).await;
    Ok(FaceEnrolmentBegun { captures, needs_approval: !from_card, expires_at })
}

/// The portrait of a card that is this person's; kept sealed until the live face was compared with it.
async fn portrait(app: &App, who: &LoggedIn, photo: &str, origin: &Origin) -> ServiceResult<RecordId> {
    let models = models(app)?;
    let hourly = [Window::minutes(PORTRAITS_PER_HOUR, 60)];
    allowance::take(app, "face_portrait", who.user.key(), &hourly, ProblemCode::TooManyRequests).await?;
    let unread = |_| Failed::plain(FaceRefusal::CardUnread).answer();
    let photo = frames::picture(photo, FACE_PORTRAIT_BYTES).map_err(unread)?;
    let (judge, copy) = (models.judge.clone(), photo.clone());
    let refused = match number(app, photo).await? {
        None => Failed::plain(FaceRefusal::CardUnread),
        Some(index) if index != who.user.document_index => Failed::plain(FaceRefusal::CardOtherNumber),
        Some(_) => match models.lane.run(move || judge.portrait(&copy)).await? {
            Ok(portrait) => return contents::keep(app, who.user.key(), &portrait).await,
            Err(FaceError::Refused { why, action, scores }) => Failed { why, action, scores },
            Err(FaceError::Failed(error)) => {
                tracing::error!(%error, "the face models failed");
                return Err(ProblemCode::FaceUnavailable.into());
            }
        },
    };
    Err(refused.tell(app, who, StepUpPurpose::EnrolFace, models.judge.model(), origin).await?)
}

/// The blind index of the number on a card; `None` where it cannot be read for sure.
async fn number(app: &App, photo: Vec<u8>) -> ServiceResult<Option<String>> {
    let Some(recogniser) = app.recogniser.clone() else { return Ok(None) };
    let read = app.readings.run(move || recogniser.read(&photo)).await?;
    let Ok(reading) = read else { return Ok(None) };
    let number =
        reading.fields.iter().find(|field| field.field == ReadFieldCode::DocumentNumber && !field.check_failed);
    let document =
        number.and_then(|number| IdDocument::parse(DocumentType::ResidentId, &number.value, app.clock.today()).ok());
    Ok(document.map(|document| accounts::document_index(app, &document)))
}
