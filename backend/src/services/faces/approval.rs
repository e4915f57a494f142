//! The operator's decision on enrolments without an ID card's portrait.

use chrono::{DateTime, Utc};
use shared::api::AuditAction;
use surrealdb::types::{RecordId, SurrealValue};

use super::contents;
use super::row::{AWAITING, ENROLLED};
use crate::adapters::surreal::{Vars, key_of, last, record};
use crate::app::App;
use crate::ports::SmsMessage;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::system_account::SystemAccount;
use crate::services::{ServiceResult, accounts};

/// Enrolments that are listed at once.
const LISTED: usize = 200;

/// An enrolment that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwaitingApproval {
    /// Id of the person.
    pub user: String,
    /// Name.
    pub name: String,
    /// Document number, masked.
    pub document_masked: String,
    /// Mobile number, to call.
    pub mobile: String,
    /// When it was made.
    pub enrolled_at: DateTime<Utc>,
}

/// How a decision ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// It stands; whether the person was told by SMS.
    Done {
        /// Whether the SMS went out.
        told: bool,
    },
    /// Nothing of this person waits.
    NotWaiting,
}

#[derive(SurrealValue)]
struct Row {
    id: RecordId,
    enrolled_at: DateTime<Utc>,
}

/// Enrolments that wait, the oldest first.
///
/// # Errors
/// Where the database fails.
pub async fn awaiting(app: &App) -> ServiceResult<Vec<AwaitingApproval>> {
    let query = "SELECT id, enrolled_at FROM face_template WHERE state = $state ORDER BY enrolled_at LIMIT $limit";
    let vars = Vars::new().set("state", AWAITING).set("limit", LISTED);
    let rows: Vec<Row> = app.db.read(query, vars).await?.take(0)?;
    let mut waiting = Vec::with_capacity(rows.len());
    for row in rows {
        let person = accounts::user(app, key_of(&row.id)).await?;
        waiting.push(AwaitingApproval {
            user: person.key().to_owned(),
            mobile: person.mobile(app)?.as_str().to_owned(),
            name: person.name,
            document_masked: person.document_masked,
            enrolled_at: row.enrolled_at,
        });
    }
    Ok(waiting)
}

/// Approves: from now on the person is verified by face.
///
/// # Errors
/// Where the database fails.
pub async fn approve(app: &App, by: &SystemAccount, user: &str) -> ServiceResult<Approval> {
    let statement = "UPDATE $template SET state = $enrolled WHERE state = $awaiting RETURN VALUE id";
    decide(app, by, user, statement, AuditAction::FaceEnrolmentApproved, &SmsMessage::FaceEnrolled).await
}

/// Refuses: what was kept is deleted.
///
/// # Errors
/// Where the database fails.
pub async fn refuse(app: &App, by: &SystemAccount, user: &str) -> ServiceResult<Approval> {
    let statement = "DELETE $template WHERE state = $awaiting RETURN BEFORE";
    decide(app, by, user, statement, AuditAction::FaceEnrolmentRefused, &SmsMessage::FaceRefused).await
}

async fn decide(
    app: &App,
    by: &SystemAccount,
    user: &str,
    statement: &str,
    action: AuditAction,
    message: &SmsMessage,
) -> ServiceResult<Approval> {
    let vars = Vars::new()
        .set("template", record("face_template", user))
        .set("enrolled", ENROLLED)
        .set("awaiting", AWAITING)
        .set("now", app.clock.now());
    let statements = format!(
        "LET $content = (SELECT VALUE content FROM $template WHERE state = $awaiting);
         LET $done = ({statement});
         IF array::len($done) > 0 {{
             IF !record::exists($template) {{ FOR $one IN $content {{ UPDATE $one SET remove_at = $now }} }};
             {}
         }};
         RETURN array::len($done) > 0;",
        audit::WRITE
    );
    let Ok(person) = accounts::user(app, user).await else { return Ok(Approval::NotWaiting) };
    let entry = Entry::new(action, None, None).about(user, &person.name).by_operator(by);
    let mut results = app.db.write(&statements, entry.bind(vars, app, &Origin::default())).await?;
    if !last::<Option<bool>>(&mut results)?.unwrap_or(false) {
        return Ok(Approval::NotWaiting);
    }
    contents::remove_now(app).await;
    let mobile = person.mobile(app)?;
    let told = app.sms.send(&mobile, message).await.is_ok();
    Ok(Approval::Done { told })
}
