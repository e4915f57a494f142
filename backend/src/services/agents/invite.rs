//! Invitations by SMS: the link with which a new agent sets a password.

use chrono::Duration;
use shared::access::AgentAction;
use shared::api::AuditAction;
use shared::error::ProblemCode;
use shared::identity::Mobile;

use super::row::find_for;
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::crypto::Token;
use crate::ports::SmsMessage;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::allowance::{self, Window};
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;

/// Statement that stores the invitation bound by [`NewInvitation::bind`] in place of earlier ones.
pub(super) const STORE: &str = "DELETE invitation WHERE membership = $membership;
    CREATE $invitation SET membership = $membership, expires_at = $invitation_expires;";

/// An invitation about to be sent.
#[derive(Debug)]
pub(super) struct NewInvitation {
    token: Token,
}

impl NewInvitation {
    pub(super) fn draw(app: &App) -> Self {
        Self { token: Token::generate(&*app.entropy) }
    }

    pub(super) fn bind(&self, vars: Vars, app: &App, membership: &str) -> Vars {
        let expires = app.clock.now() + Duration::days(i64::from(app.config.policy.invitation_days));
        vars.set("invitation", record("invitation", &self.token.hash()))
            .set("invitation_expires", expires)
            .set("membership", record("membership", membership))
    }

    pub(super) fn message(&self, app: &App, acting: &MembershipRow) -> SmsMessage {
        SmsMessage::Invitation {
            enterprise: acting.enterprise_name.clone(),
            link: invitation_link(app, self.token.expose()),
            days: i64::from(app.config.policy.invitation_days),
        }
    }
}

/// Address of the page that accepts an invitation.
pub fn invitation_link(app: &App, token: &str) -> String {
    app.config.server.link(&format!("/invitation/{token}"))
}

/// Sends a new invitation; the earlier one ends.
///
/// # Errors
/// `action_not_allowed` where the agent has set a password; `sms_too_many`; `sms_unavailable`, which costs nothing.
pub async fn invite_again(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    origin: &Origin,
) -> ServiceResult<()> {
    let agent = find_for(app, who, acting, id, AgentAction::Invite).await?;
    let number = app.vault.open("mobile", &agent.mobile_sealed)?;
    let mobile = Mobile::parse(&number).map_err(|_| ProblemCode::Internal)?;
    let windows = [
        Window::minutes(app.config.policy.sms_per_minute, 1),
        Window::minutes(app.config.policy.sms_per_hour, 60),
        Window::minutes(app.config.policy.sms_per_day, 24 * 60),
    ];
    let taken = allowance::take(app, "sms", mobile.as_str(), &windows, ProblemCode::SmsTooMany).await?;
    let invitation = NewInvitation::draw(app);
    let membership = crate::adapters::surreal::key_of(&agent.id).to_owned();
    let vars = invitation.bind(Vars::new().guard(&agent.id), app, &membership);
    let entry =
        Entry::new(AuditAction::AgentInvited, Some(acting.enterprise_id()), Some((who.user.key(), &who.user.name)))
            .about(id, &agent.name);
    let statements = format!(
        "IF (SELECT VALUE state FROM ONLY $membership) != 'invited' {{ THROW 'action_not_allowed' }};
         {STORE} {}",
        audit::WRITE
    );
    if let Err(error) = app.db.write(&statements, entry.bind(vars, app, origin)).await {
        taken.give_back(app).await?;
        return Err(error.into());
    }
    if let Err(error) = app.sms.send(&mobile, &invitation.message(app, acting)).await {
        tracing::warn!(%error, kind = "invitation", "an SMS was not sent");
        taken.give_back(app).await?;
        return Err(ProblemCode::SmsUnavailable.into());
    }
    Ok(())
}
