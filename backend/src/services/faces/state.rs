//! Face verification as one person finds it.

use shared::api::{FaceConsent, FaceEnrolmentOut, FaceEnrolmentState};
use shared::legal::FACE_CONSENT;

use super::{row, tries};
use crate::app::{App, FaceVerifier};
use crate::config::WithoutCard;
use crate::services::ServiceResult;
use crate::services::sessions::LoggedIn;

/// How it stands.
///
/// # Errors
/// Where the database fails.
pub async fn state(app: &App, who: &LoggedIn) -> ServiceResult<FaceEnrolmentOut> {
    let (consent, template) = row::standing(app, who.user.key()).await?;
    let left = tries::left_today(app, who).await?;
    let by_models = matches!(app.faces, Some(FaceVerifier::Models(_)));
    Ok(FaceEnrolmentOut {
        offered: app.faces.is_some(),
        by_vendor: matches!(app.faces, Some(FaceVerifier::Vendor(_))),
        portrait_wanted: by_models && app.recogniser.is_some(),
        portrait_optional: app.config.face.without_card == WithoutCard::Approval,
        consent_version: FACE_CONSENT.version.to_owned(),
        consent: consent.map(|row| FaceConsent { version: row.version, given_at: row.given_at }),
        state: match &template {
            None => FaceEnrolmentState::None,
            Some(row) if row.is_enrolled() => FaceEnrolmentState::Enrolled,
            Some(_) => FaceEnrolmentState::AwaitingApproval,
        },
        enrolled_at: template.map(|row| row.enrolled_at),
        tries_left_today: left,
    })
}
