//! Notices: what happened to one's applications at the agency, and what is due – listed, counted, told live and by SMS.

mod announce;
mod hub;
mod listen;
mod outgoing;
mod remind;

use chrono::{DateTime, Utc};
use shared::api::{NoticeCount, NoticeKind, NoticeOut, NoticePage, NoticeSettings, NoticesReadIn};
use shared::error::Invalid;
use shared::limits::PAGE_SIZE;
use surrealdb::types::{RecordId, SurrealValue};

pub(super) use announce::{ANNOUNCE, TAKE_BACK, bind as bind_announcement};
pub use hub::{Hub, Listener, watch};
pub use listen::listen;
pub use outgoing::{run as run_outgoing, send as send_outgoing};
pub use remind::{remind, run as run_reminders};

use super::accounts::MembershipRow;
use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;

/// Unread notices are counted no further.
const COUNTED: usize = 100;
/// Notices that a listener's look reads: most looks find nothing new. Where all of these are, so many, which nobody was away for.
const FEW: usize = 5;
const MANY: usize = 500;
const COLUMNS: &str = "id, newest, at, event, application, name, last_day, read";

#[derive(Debug, SurrealValue)]
struct Row {
    id: RecordId,
    newest: String,
    at: DateTime<Utc>,
    event: String,
    application: RecordId,
    name: String,
    last_day: Option<String>,
    read: bool,
}

fn to_wire(row: Row) -> Option<NoticeOut> {
    Some(NoticeOut {
        id: key_of(&row.id).to_owned(),
        at: row.at,
        event: NoticeKind::from_code(&row.event)?,
        application_id: key_of(&row.application).to_owned(),
        name: row.name,
        last_day: row.last_day.and_then(|day| day.parse().ok()),
        read: row.read,
    })
}

/// Whose notices are looked at: a person's, for the enterprise acted for.
fn bind(acting: &MembershipRow) -> Vars {
    Vars::new().set("user", acting.user.clone()).set("enterprise", acting.enterprise.clone())
}

/// A page of the notices, the newest first.
///
/// # Errors
/// `cursor_invalid` for a cursor that no page gave.
pub async fn page(app: &App, acting: &MembershipRow, cursor: Option<&str>) -> ServiceResult<NoticePage> {
    let past = match cursor {
        None => String::new(),
        Some(cursor) if cursor.len() <= 64 && cursor.bytes().all(|byte| byte.is_ascii_hexdigit()) => cursor.to_owned(),
        Some(_) => return Err(ServiceError::Fields(("cursor", Invalid::new("cursor_invalid")).into())),
    };
    let query = format!(
        "SELECT {COLUMNS} FROM notice WHERE user = $user AND enterprise = $enterprise AND newest > $past
         ORDER BY newest LIMIT $limit"
    );
    let vars = bind(acting).set("past", past).set("limit", PAGE_SIZE + 1);
    let mut rows: Vec<Row> = app.db.read(&query, vars).await?.take(0)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.newest.clone());
    Ok(NoticePage { items: rows.into_iter().filter_map(to_wire).collect(), next_cursor })
}

/// Of the newest notices, those that came after one of them, the oldest first: what a listener has not been told yet, and how
/// far it is then.
///
/// # Errors
/// Where the database fails.
async fn since(
    app: &App,
    acting: &MembershipRow,
    mark: &str,
    mut rows: Vec<Row>,
) -> ServiceResult<(Vec<NoticeOut>, Option<String>)> {
    // Keys fall with time: what is newer sorts before the mark.
    let is_new = |row: &Row| mark.is_empty() || row.newest.as_str() < mark;
    if rows.len() == FEW && rows.last().is_some_and(is_new) {
        rows = app.db.read(&first(), bind(acting).set("limit", MANY)).await?.take(0)?;
    }
    let newest = rows.first().map(|row| row.newest.clone());
    let mut fresh: Vec<Row> = rows.into_iter().take_while(is_new).collect();
    fresh.reverse();
    Ok((fresh.into_iter().filter_map(to_wire).collect(), newest))
}

/// The query for the newest notices, `$limit` at most.
fn first() -> String {
    format!(
        "SELECT {COLUMNS} FROM notice WHERE user = $user AND enterprise = $enterprise AND newest > ''
         ORDER BY newest LIMIT $limit"
    )
}

/// The place of a notice among the others, by its id; `None` for one that is not the person's.
///
/// # Errors
/// Where the database fails.
async fn mark_of(app: &App, acting: &MembershipRow, id: &str) -> ServiceResult<Option<String>> {
    let vars = bind(acting).set("notice", record("notice", id));
    let query = "SELECT VALUE newest FROM $notice WHERE user = $user AND enterprise = $enterprise";
    let marks: Vec<String> = app.db.read(query, vars).await?.take(0)?;
    Ok(marks.into_iter().next())
}

#[derive(SurrealValue)]
struct Counted {
    count: u32,
}

/// How many were not read.
///
/// # Errors
/// Where the database fails.
pub async fn unread(app: &App, acting: &MembershipRow) -> ServiceResult<NoticeCount> {
    let query = "SELECT count() FROM (SELECT id FROM notice WITH INDEX notice_unread
         WHERE user = $user AND enterprise = $enterprise AND read = false AND newest > '' LIMIT $limit) GROUP ALL";
    let counted: Vec<Counted> = app.db.read(query, bind(acting).set("limit", COUNTED)).await?.take(0)?;
    Ok(NoticeCount { unread: counted.first().map_or(0, |row| row.count) })
}

/// Marks those of an application, or all, as read; how many are left.
///
/// # Errors
/// Where the database fails.
pub async fn read(app: &App, acting: &MembershipRow, input: &NoticesReadIn) -> ServiceResult<NoticeCount> {
    let of_one = if input.application_id.is_some() { "AND application = $application" } else { "" };
    // A bounded number at a time: whoever has more is asked again by the count that comes back.
    let statements = format!(
        "LET $unread = (SELECT VALUE id FROM notice WITH INDEX notice_unread WHERE user = $user AND enterprise = $enterprise
             AND read = false AND newest > '' {of_one} LIMIT $limit);
         UPDATE $unread SET read = true RETURN NONE;"
    );
    let application = input.application_id.as_deref().map(|id| record("application", id));
    let vars = bind(acting).set("application", application).set("limit", COUNTED * 10);
    app.db.write(&statements, vars).await?;
    unread(app, acting).await
}

#[derive(SurrealValue)]
struct SettingsRow {
    sms_submitted: Option<bool>,
    sms_decided: Option<bool>,
    sms_deadline: Option<bool>,
}

/// Which messages a person gets by SMS.
///
/// # Errors
/// Where the database fails.
pub async fn settings(app: &App, user: &RecordId) -> ServiceResult<NoticeSettings> {
    let vars = Vars::new().set("user", user.clone());
    let query = "SELECT sms_submitted, sms_decided, sms_deadline FROM $user";
    let rows: Vec<SettingsRow> = app.db.read(query, vars).await?.take(0)?;
    let default = NoticeSettings::default();
    Ok(rows.first().map_or(default, |row| NoticeSettings {
        submitted: row.sms_submitted.unwrap_or(default.submitted),
        decided: row.sms_decided.unwrap_or(default.decided),
        deadline: row.sms_deadline.unwrap_or(default.deadline),
    }))
}

/// Changes them.
///
/// # Errors
/// Where the database fails.
pub async fn set(app: &App, user: &RecordId, input: NoticeSettings) -> ServiceResult<NoticeSettings> {
    let vars = Vars::new()
        .set("user", user.clone())
        .set("submitted", input.submitted)
        .set("decided", input.decided)
        .set("deadline", input.deadline);
    let set =
        "UPDATE $user SET sms_submitted = $submitted, sms_decided = $decided, sms_deadline = $deadline RETURN NONE;";
    app.db.write(set, vars).await?;
    Ok(input)
}
