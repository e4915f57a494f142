//! SMS codes: six digits, bound to number and purpose, few tries, one use.

use chrono::Duration;
use shared::api::SmsCodeOut;
use shared::error::ProblemCode;
use shared::identity::{Mobile, SmsCode};
use shared::limits::SMS_RESEND_SECONDS;

use super::allowance::{self, Window};
use super::origin::Origin;
use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::{Vars, last, record};
use crate::app::App;
use crate::ports::{CodePurpose, SmsMessage, random_code};

/// Statement that uses up the code bound by [`bind_use`], inside the transaction that it allows.
pub const USE: &str = "
    LET $used_code = (DELETE $sms_code WHERE code_index = $sms_code_index AND expires_at > $now RETURN BEFORE);
    IF array::len($used_code) = 0 { THROW 'sms_code_rejected:sms_code' };";

/// Sends a code to a number, whoever it belongs to: the answer does not tell whether it has an account.
///
/// # Errors
/// `sms_too_many` over the limits of number or address; `sms_unavailable` where the vendor fails, which costs nothing.
pub async fn send(app: &App, purpose: CodePurpose, mobile: &Mobile, origin: &Origin) -> ServiceResult<SmsCodeOut> {
    let policy = &app.config.policy;
    let code_for_limit = ProblemCode::SmsTooMany;
    let by_ip = [Window::minutes(policy.sms_per_ip_per_hour, 60)];
    let from_ip = allowance::take(app, "sms_ip", &origin.ip, &by_ip, code_for_limit).await?;
    let by_number = [
        Window::minutes(policy.sms_per_minute, 1),
        Window::minutes(policy.sms_per_hour, 60),
        Window::minutes(policy.sms_per_day, 24 * 60),
    ];
    let to_number = match allowance::take(app, "sms", mobile.as_str(), &by_number, code_for_limit).await {
        Ok(taken) => taken,
        Err(refused) => {
            from_ip.give_back(app).await?;
            return Err(refused);
        }
    };
    let code = random_code(&*app.entropy);
    let now = app.clock.now();
    let minutes = policy.sms_code_minutes;
    let vars = Vars::new()
        .set("id", record("sms_code", &code_key(app, purpose, mobile)))
        .set("code_index", code_index(app, purpose, mobile, &code))
        .set("tries", policy.sms_code_tries)
        .set("expires", now + Duration::minutes(i64::from(minutes)));
    let store = "UPSERT $id SET code_index = $code_index, tries_left = $tries, expires_at = $expires;";
    app.db.write(store, vars.clone().essential()).await?;
    let message = SmsMessage::Code { purpose, code, minutes: u64::from(minutes) };
    if let Err(error) = app.sms.send(mobile, &message).await {
        tracing::warn!(%error, kind = message.kind(), "an SMS was not sent");
        app.db.write("DELETE $id WHERE code_index = $code_index;", vars.essential()).await?;
        to_number.give_back(app).await?;
        from_ip.give_back(app).await?;
        return Err(ProblemCode::SmsUnavailable.into());
    }
    Ok(SmsCodeOut {
        mobile_masked: mobile.masked(),
        expires_in_seconds: u64::from(minutes) * 60,
        resend_after_seconds: SMS_RESEND_SECONDS,
    })
}

/// Checks a code without using it up; a wrong one costs a try. The transaction that it allows uses it by [`USE`].
///
/// # Errors
/// `sms_code_rejected` at the field `sms_code`.
pub async fn check(app: &App, purpose: CodePurpose, mobile: &Mobile, code: &SmsCode) -> ServiceResult<()> {
    let statements = "
        LET $row = (SELECT * FROM ONLY $sms_code);
        IF $row != NONE AND $row.code_index != $sms_code_index {
            IF $row.tries_left <= 1 { DELETE $sms_code } ELSE { UPDATE $sms_code SET tries_left -= 1 };
        };
        SELECT VALUE code_index = $sms_code_index AND expires_at > $now FROM $sms_code;";
    let mut results = app.db.write(statements, bind_use(Vars::new(), app, purpose, mobile, code).essential()).await?;
    let right: Vec<bool> = last(&mut results)?;
    if right.first() == Some(&true) {
        Ok(())
    } else {
        Err(ServiceError::field("sms_code", ProblemCode::SmsCodeRejected.as_str()))
    }
}

/// Binds number, purpose, code and time for [`USE`].
#[must_use]
pub fn bind_use(vars: Vars, app: &App, purpose: CodePurpose, mobile: &Mobile, code: &SmsCode) -> Vars {
    vars.set("sms_code", record("sms_code", &code_key(app, purpose, mobile)))
        .set("sms_code_index", code_index(app, purpose, mobile, code.expose()))
        .set("now", app.clock.now())
}

fn code_key(app: &App, purpose: CodePurpose, mobile: &Mobile) -> String {
    app.vault.index("sms_code_for", &format!("{}|{}", purpose.key(), mobile.as_str()))
}

/// Six digits are quickly guessed from a plain hash: the index is keyed.
fn code_index(app: &App, purpose: CodePurpose, mobile: &Mobile, code: &str) -> String {
    app.vault.index("sms_code", &format!("{}|{}|{code}", purpose.key(), mobile.as_str()))
}
