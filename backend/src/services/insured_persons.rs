//! 获取社保信息: what the register knows of a worker, for whoever files applications; never without an entry in the log.

use shared::api::{AuditAction, InsuredPersonIn, InsuredRecord};
use shared::error::ProblemCode;

use super::accounts::MembershipRow;
use super::allowance::{self, Window};
use super::audit::Entry;
use super::origin::Origin;
use super::sessions::LoggedIn;
use super::{ServiceError, ServiceResult};
use crate::app::App;
use crate::ports::RegisterError;

/// What people are looked up for. There is one business yet.
pub const PURPOSE: &str = "retirement_application";

/// Looks a person up.
///
/// # Errors
/// The refusals by field; `insured_person_not_found` at `document_number`, for a name that does not match too;
/// `too_many_requests`; `register_unavailable`.
pub async fn find(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    input: &InsuredPersonIn,
    origin: &Origin,
) -> ServiceResult<InsuredRecord> {
    let (name, document) = input.parse(app.clock.today())?;
    let window = [Window::minutes(app.config.policy.register_lookups_per_hour, 60)];
    let code = ProblemCode::TooManyRequests;
    let taken = allowance::take(app, "register_lookup", who.user.key(), &window, code).await?;
    // Entered before the register is asked: whoever hangs up half-way must not leave a look-up without a trace.
    let subject_name = format!("{} {}", name.masked(), document.masked());
    Entry::new(
        AuditAction::InsuredPersonLookedUp,
        Some(acting.enterprise_id()),
        Some((who.user.key(), who.user.name.as_str())),
    )
    .about(&document.masked(), &subject_name)
    .because(PURPOSE)
    .write(app, origin)
    .await?;
    match app.register.find(&name, &document).await {
        Ok(Some(known)) => Ok(known),
        Ok(None) => Err(ServiceError::field("document_number", "insured_person_not_found")),
        Err(error) => {
            taken.give_back(app).await?;
            Err(unavailable(&error))
        }
    }
}

/// For the one who asks it is the same whether the register is down, refuses us or talks nonsense; for the operator not.
fn unavailable(error: &RegisterError) -> ServiceError {
    let code = ProblemCode::RegisterUnavailable;
    match error {
        RegisterError::Resting { seconds } => return ServiceError::RetryLater { code, seconds: *seconds },
        RegisterError::Unavailable(_) => tracing::warn!(%error, "a look-up failed"),
        RegisterError::Refused { .. } | RegisterError::Unusable(_) => tracing::error!(%error, "a look-up failed"),
    }
    ServiceError::Problem(code)
}
