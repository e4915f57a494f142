//! Registering, logging in and out, passwords, QR logins, sessions, appeals, the log, the demonstration's outbox.

use shared::api::{
    AcceptInvitationIn, AppealIn, AppealOut, AuditPage, ChooseEnterpriseIn, InvitationOut, MeOut, Outbox,
    PasswordChangeIn, PasswordLoginIn, PasswordResetIn, QrLoginOut, QrLoginRequest, QrLoginStatus, QrSessionIn,
    RegisterIn, ServiceInfo, SessionList, SessionOut, SmsCodeIn, SmsCodeOut, SmsLoginIn,
};

use super::client::Call;
use super::{Answer, segment, with_query};
use crate::platform;

/// What one needs to know before anybody logs in.
pub(crate) async fn service_info() -> Answer<ServiceInfo> {
    Call::get("/service-info").json().await
}

/// Asks for an SMS code.
pub(crate) async fn send_sms_code(input: &SmsCodeIn) -> Answer<SmsCodeOut> {
    Call::post("/sms-codes").body(input).json().await
}

/// Registers an enterprise and logs its legal representative in.
pub(crate) async fn register(mut input: RegisterIn, idempotency_key: &str) -> Answer<SessionOut> {
    input.client = platform::client_kind();
    Call::post("/enterprises").header("Idempotency-Key", idempotency_key).body(&input).json().await
}

/// Logs in by password.
pub(crate) async fn log_in_by_password(mut input: PasswordLoginIn) -> Answer<SessionOut> {
    input.client = platform::client_kind();
    Call::post("/sessions/by-password").body(&input).json().await
}

/// Logs in by SMS code.
pub(crate) async fn log_in_by_sms_code(mut input: SmsLoginIn) -> Answer<SessionOut> {
    input.client = platform::client_kind();
    Call::post("/sessions/by-sms-code").body(&input).json().await
}

/// Exchanges an approved QR login for a session.
pub(crate) async fn log_in_by_qr(qr_login_id: String, secret: String) -> Answer<SessionOut> {
    let input = QrSessionIn { qr_login_id, secret, client: platform::client_kind() };
    Call::post("/sessions/by-qr-login").body(&input).json().await
}

/// Who is logged in.
pub(crate) async fn me() -> Answer<MeOut> {
    Call::get("/me").json().await
}

/// Chooses or switches the enterprise acted for.
pub(crate) async fn choose_enterprise(enterprise_id: &str) -> Answer<MeOut> {
    let input = ChooseEnterpriseIn { enterprise_id: enterprise_id.to_owned() };
    Call::put("/sessions/current/enterprise").body(&input).json().await
}

/// Logs out.
pub(crate) async fn log_out() -> Answer<()> {
    Call::delete("/sessions/current").done().await
}

/// One's sessions.
pub(crate) async fn sessions() -> Answer<SessionList> {
    Call::get("/sessions").json().await
}

/// Ends one of one's sessions.
pub(crate) async fn end_session(id: &str) -> Answer<()> {
    Call::delete(&format!("/sessions/{}", segment(id))).done().await
}

/// Ends all of one's sessions but this.
pub(crate) async fn end_other_sessions() -> Answer<()> {
    Call::post("/sessions/end-others").done().await
}

/// Makes a QR code to log in with.
pub(crate) async fn start_qr_login() -> Answer<QrLoginOut> {
    Call::post("/qr-logins").json().await
}

/// Where a QR login stands, for the page that shows it.
pub(crate) async fn qr_login_status(id: &str, secret: &str) -> Answer<QrLoginStatus> {
    Call::get(&format!("/qr-logins/{}/status", segment(id))).header("X-Qr-Secret", secret).json().await
}

/// Notes that a phone has scanned the code; says who asks.
pub(crate) async fn scan_qr_login(id: &str) -> Answer<QrLoginRequest> {
    Call::post(&format!("/qr-logins/{}/scan", segment(id))).json().await
}

/// Lets the other device in.
pub(crate) async fn approve_qr_login(id: &str) -> Answer<()> {
    Call::post(&format!("/qr-logins/{}/approve", segment(id))).done().await
}

/// Keeps the other device out.
pub(crate) async fn refuse_qr_login(id: &str) -> Answer<()> {
    Call::post(&format!("/qr-logins/{}/refuse", segment(id))).done().await
}

/// Sets a forgotten password anew.
pub(crate) async fn reset_password(input: &PasswordResetIn) -> Answer<()> {
    Call::post("/password-resets").body(input).done().await
}

/// Changes one's own password.
pub(crate) async fn change_password(input: &PasswordChangeIn) -> Answer<()> {
    Call::put("/me/password").body(input).done().await
}

/// Takes down an appeal.
pub(crate) async fn appeal(input: &AppealIn, idempotency_key: &str) -> Answer<AppealOut> {
    Call::post("/appeals").header("Idempotency-Key", idempotency_key).body(input).json().await
}

/// What an invitation says.
pub(crate) async fn invitation(token: &str) -> Answer<InvitationOut> {
    Call::get(&format!("/invitations/{}", segment(token))).json().await
}

/// Accepts an invitation.
pub(crate) async fn accept_invitation(token: &str, mut input: AcceptInvitationIn) -> Answer<SessionOut> {
    input.client = platform::client_kind();
    Call::post(&format!("/invitations/{}/accept", segment(token))).body(&input).json().await
}

/// A page of the enterprise's log; an empty cursor is the first.
pub(crate) async fn audit_entries(cursor: &str) -> Answer<AuditPage> {
    Call::get(&with_query("/audit-entries", &[("cursor", cursor)])).json().await
}

/// The demonstration's outbox; an empty number is everyone's.
pub(crate) async fn demo_outbox(mobile: &str) -> Answer<Outbox> {
    Call::get(&with_query("/demo/sms-outbox", &[("mobile", mobile)])).json().await
}
