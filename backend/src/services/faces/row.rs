//! Rows of consents, templates and enrolments.

use chrono::{DateTime, Utc};
use shared::error::ProblemCode;
use shared::legal::FACE_CONSENT;
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::services::ServiceResult;

/// A consent.
#[derive(Debug, Clone, SurrealValue)]
pub(super) struct ConsentRow {
    pub(super) version: String,
    pub(super) given_at: DateTime<Utc>,
}

/// A template.
#[derive(Debug, Clone, SurrealValue)]
pub(super) struct TemplateRow {
    pub(super) content: RecordId,
    pub(super) model: String,
    pub(super) state: String,
    pub(super) enrolled_at: DateTime<Utc>,
}

impl TemplateRow {
    /// Whether a verification may use it.
    pub(super) fn is_enrolled(&self) -> bool {
        self.state == ENROLLED
    }
}

/// State of a template in use.
pub(super) const ENROLLED: &str = "enrolled";
/// State of a template that the operator has not approved.
pub(super) const AWAITING: &str = "awaiting_approval";

/// An enrolment under way.
#[derive(Debug, Clone, SurrealValue)]
pub(super) struct EnrolmentRow {
    pub(super) resembles: Option<RecordId>,
    pub(super) from_card: bool,
    pub(super) captures_left: i64,
    pub(super) expires_at: DateTime<Utc>,
}

/// A person's consent to the text in force, and their template of the models in use.
pub(super) async fn standing(app: &App, user: &str) -> ServiceResult<(Option<ConsentRow>, Option<TemplateRow>)> {
    let vars = Vars::new().set("consent", record("face_consent", user)).set("template", record("face_template", user));
    let query = "SELECT version, given_at FROM $consent; SELECT content, model, state, enrolled_at FROM $template;";
    let mut results = app.db.read(query, vars).await?;
    let consents: Vec<ConsentRow> = results.take(0)?;
    let templates: Vec<TemplateRow> = results.take(1)?;
    let consent = consents.into_iter().find(|consent| consent.version == FACE_CONSENT.version);
    // A template of other models is worth nothing; the sweeper deletes it.
    let model = super::models(app).ok().map(|models| models.judge.model().to_owned());
    let template = templates.into_iter().find(|template| Some(&template.model) == model.as_ref());
    Ok((consent, template))
}

/// The template that a verification compares with.
///
/// # Errors
/// `face_consent_required`, `face_not_enrolled`.
pub(super) async fn enrolled(app: &App, user: &str) -> ServiceResult<TemplateRow> {
    let (consent, template) = standing(app, user).await?;
    consent.ok_or(ProblemCode::FaceConsentRequired)?;
    Ok(template.filter(TemplateRow::is_enrolled).ok_or(ProblemCode::FaceNotEnrolled)?)
}

/// The enrolment that a session began.
///
/// # Errors
/// `face_consent_required`, `face_enrolment_ended`.
pub(super) async fn enrolment(app: &App, user: &str, session: &str) -> ServiceResult<EnrolmentRow> {
    standing(app, user).await?.0.ok_or(ProblemCode::FaceConsentRequired)?;
    let vars = Vars::new()
        .set("id", record("face_enrolment", user))
        .set("login", record("session", session))
        .set("now", app.clock.now());
    let query = "SELECT resembles, from_card, captures_left, expires_at FROM $id
        WHERE session = $login AND expires_at > $now";
    let rows: Vec<EnrolmentRow> = app.db.read(query, vars).await?.take(0)?;
    Ok(rows.into_iter().next().ok_or(ProblemCode::FaceEnrolmentEnded)?)
}
