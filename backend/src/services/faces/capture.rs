//! Captures of an enrolment: the last one becomes the template.

use shared::access::StepUpPurpose;
use shared::api::{AuditAction, FaceEnrolmentState, FacePassed};

use super::refusal::{self, detail};
use super::row::{AWAITING, ENROLLED, EnrolmentRow};
use super::{consent, contents};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::ports::{LiveFace, SmsMessage};
use crate::services::ServiceResult;
use crate::services::audit;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;

/// Within the transaction of a capture: the enrolment is still this session's and in time, at the capture that was judged.
const STILL: &str = "
    LET $under_way = (SELECT VALUE captures_left FROM $enrolment WHERE session = $login AND expires_at > $now);
    IF $under_way != [$captures] { THROW 'face_enrolment_ended' };
    IF $resembles != NONE { UPDATE $resembles SET remove_at = $now };";

/// Takes a capture that was passed.
///
/// # Errors
/// `face_enrolment_ended` where another request was faster.
pub(super) async fn complete(
    app: &App,
    who: &LoggedIn,
    row: &EnrolmentRow,
    live: &LiveFace,
    model: &str,
    origin: &Origin,
) -> ServiceResult<FacePassed> {
    let user = who.user.key();
    let content = contents::keep(app, user, &live.template).await?;
    let vars = Vars::new()
        .set("enrolment", record("face_enrolment", user))
        .set("template", record("face_template", user))
        .set("login", record("session", &who.session_key))
        .set("now", app.clock.now())
        .set("captures", row.captures_left)
        .set("resembles", row.resembles.clone())
        .set("content", content)
        .set("model", model)
        .set("from_card", row.from_card);
    if row.captures_left > 1 {
        let statements = format!("{STILL} UPDATE $enrolment SET resembles = $content, captures_left -= 1;");
        app.db.write(&statements, vars).await?;
        contents::remove_now(app).await;
        let captures_left = u32::try_from(row.captures_left - 1).unwrap_or(1);
        return Ok(FacePassed { proof: None, captures_left, state: FaceEnrolmentState::None });
    }
    let (stored, state) = if row.from_card {
        (ENROLLED, FaceEnrolmentState::Enrolled)
    } else {
        (AWAITING, FaceEnrolmentState::AwaitingApproval)
    };
    let entry = refusal::entry(AuditAction::FaceEnrolled, who).saying(format!(
        "state={stored} card={} {}",
        row.from_card,
        detail(StepUpPurpose::EnrolFace, model, &live.scores)
    ));
    let statements = format!(
        "{STILL}
         FOR $old IN (SELECT VALUE content FROM $template) {{ UPDATE $old SET remove_at = $now }};
         UPDATE $content SET remove_at = NONE;
         UPSERT $template SET content = $content, model = $model, state = $state, from_card = $from_card,
             enrolled_at = $now, used_at = $now;
         DELETE $enrolment;
         {}",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars.set("state", stored), app, origin)).await?;
    contents::remove_now(app).await;
    if state == FaceEnrolmentState::Enrolled {
        consent::notify(app, who, &SmsMessage::FaceEnrolled).await;
    }
    Ok(FacePassed { proof: None, captures_left: 0, state })
}
