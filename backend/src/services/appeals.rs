//! 账号申诉: taken down for the operator, settled with an answer by SMS.

use chrono::{DateTime, Utc};
use shared::api::{AppealIn, AppealOut, AuditAction};
use shared::error::ProblemCode;
use shared::identity::Mobile;
use surrealdb::types::{RecordId, SurrealValue};

use super::allowance::{self, Window};
use super::audit::{self, Entry};
use super::origin::Origin;
use super::system_account::SystemAccount;
use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::{Vars, key_of, newest_key, record};
use crate::app::App;
use crate::ports::{SmsMessage, local_date, random_code};

/// Appeals that the operator's list shows at most.
const LISTED: usize = 200;

#[derive(SurrealValue)]
struct NewRow {
    credit_code: Option<String>,
    name: String,
    contact_sealed: String,
    contact_masked: String,
    statement_sealed: String,
    state: String,
    newest: String,
    created_at: DateTime<Utc>,
}

#[derive(SurrealValue)]
struct Row {
    id: RecordId,
    credit_code: Option<String>,
    name: String,
    contact_sealed: String,
    statement_sealed: String,
    state: String,
    created_at: DateTime<Utc>,
    answer: Option<String>,
}

/// An appeal as the operator sees it.
#[derive(Debug, Clone)]
pub struct AppealForOperator {
    /// Receipt number.
    pub receipt: String,
    /// Credit code, where given.
    pub credit_code: Option<String>,
    /// Who appeals.
    pub name: String,
    /// Number to be reached at, whole: the operator has to call.
    pub contact_mobile: String,
    /// What happened.
    pub statement: String,
    /// Whether it waits.
    pub open: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The answer, once settled.
    pub answer: Option<String>,
}

/// Takes an appeal down.
///
/// # Errors
/// The refusals by field; `too_many_requests` from one address.
pub async fn make(app: &App, input: &AppealIn, origin: &Origin) -> ServiceResult<AppealOut> {
    let form = input.parse()?;
    let window = [Window::minutes(app.config.policy.appeals_per_ip_per_day, 24 * 60)];
    allowance::take(app, "appeal", &origin.ip, &window, ProblemCode::TooManyRequests).await?;
    let now = app.clock.now();
    let receipt = format!("SS{}{}", local_date(now).format("%Y%m%d"), random_code(&*app.entropy));
    let row = NewRow {
        credit_code: form.credit_code.as_ref().map(|code| code.as_str().to_owned()),
        name: form.name.as_str().to_owned(),
        contact_sealed: app.vault.seal(&*app.entropy, "appeal", form.contact_mobile.as_str()),
        contact_masked: form.contact_mobile.masked(),
        statement_sealed: app.vault.seal(&*app.entropy, "appeal", form.statement.as_str()),
        state: "open".to_owned(),
        newest: newest_key(now, &*app.entropy),
        created_at: now,
    };
    let vars = Vars::new().set("id", record("appeal", &receipt)).set("row", row);
    let entry = Entry::new(AuditAction::AppealMade, None, None).about(&receipt, form.name.as_str());
    let statements = format!("CREATE $id CONTENT $row; {}", audit::WRITE);
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(AppealOut { receipt_number: receipt, created_at: now })
}

/// The appeals that wait, or those settled, the newest first.
///
/// # Errors
/// Where the database fails or a seal does not open.
pub async fn list(app: &App, settled: bool) -> ServiceResult<Vec<AppealForOperator>> {
    let vars = Vars::new().set("state", if settled { "settled" } else { "open" }).set("limit", LISTED);
    let query = "SELECT * FROM appeal WHERE state = $state AND newest > '' ORDER BY newest LIMIT $limit";
    let rows: Vec<Row> = app.db.read(query, vars).await?.take(0)?;
    rows.into_iter().map(|row| open_row(app, row)).collect()
}

fn open_row(app: &App, row: Row) -> ServiceResult<AppealForOperator> {
    Ok(AppealForOperator {
        receipt: key_of(&row.id).to_owned(),
        credit_code: row.credit_code,
        name: row.name,
        contact_mobile: app.vault.open("appeal", &row.contact_sealed)?,
        statement: app.vault.open("appeal", &row.statement_sealed)?,
        open: row.state == "open",
        created_at: row.created_at,
        answer: row.answer,
    })
}

/// Settles an appeal with an answer, told by SMS; returns whether the SMS went out.
///
/// # Errors
/// `not_found`; `action_not_allowed` where it is settled already.
pub async fn settle(app: &App, by: &SystemAccount, receipt: &str, answer: &str) -> ServiceResult<bool> {
    let vars = Vars::new().set("id", record("appeal", receipt)).set("answer", answer).set("now", app.clock.now());
    let found: Vec<Row> = app.db.read("SELECT * FROM $id", vars.clone()).await?.take(0)?;
    let row = found.into_iter().next().ok_or(ServiceError::Problem(ProblemCode::NotFound))?;
    let appeal = open_row(app, row)?;
    let entry = Entry::new(AuditAction::AppealSettled, None, None).about(receipt, &appeal.name).by_operator(by);
    let statements = format!(
        "IF (SELECT VALUE state FROM ONLY $id) != 'open' {{ THROW 'action_not_allowed' }};
         UPDATE $id SET state = 'settled', answer = $answer, settled_at = $now;
         {}",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, &Origin::default())).await?;
    let message = SmsMessage::AppealSettled { receipt: receipt.to_owned(), answer: answer.to_owned() };
    let Ok(mobile) = Mobile::parse(&appeal.contact_mobile) else { return Ok(false) };
    Ok(app.sms.send(&mobile, &message).await.is_ok())
}
