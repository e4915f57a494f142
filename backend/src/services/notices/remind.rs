//! Reminding the enterprise of what it has not submitted, before the month of retirement ends: a notice and an SMS, once for
//! each application and month, by whichever server looks first.

use std::sync::Arc;
use std::time::Duration as Pause;

use chrono::Timelike as _;
use shared::api::NoticeKind;
use shared::retirement::Month;
use surrealdb::types::RecordId;

use super::announce::next_place;
use crate::adapters::surreal::{DbError, Refusal, Vars};
use crate::app::App;
use crate::ports::local_time;
use crate::services::ServiceResult;

/// Applications of a month that are looked at in one round.
const BATCH: usize = 200;
/// How often is looked: a whole province's last days fit in one morning.
const EVERY: Pause = Pause::from_secs(60);

/// The application is looked at again inside: what was submitted, deleted, changed or told meanwhile is left alone. The ids
/// are the application's and the month's, so whoever goes back to a month is not told of it twice.
const REMIND: &str = concat!("
    LET $seen = (SELECT enterprise, name, awaited_month, reminded, created_by, submitted_by FROM ONLY $application);
    IF $seen = NONE OR $seen.awaited_month != $month OR $seen.reminded { THROW 'already_handled' };
    UPDATE $application SET reminded_month = $month RETURN NONE;
    FOR $user IN array::distinct([$seen.created_by, $seen.submitted_by]).filter(|$v| $v != NONE) {
        LET $id = string::concat(record::id($application), '_', $month, '_', record::id($user));
        IF !record::exists(type::record('notice', $id)) {
            ", next_place!(), "
            CREATE type::record('notice', $id) SET user = $user, enterprise = $seen.enterprise, application = $application,
                newest = $place, at = $now, event = $kind, name = $seen.name, last_day = $last_day, read = false RETURN NONE;
            CREATE type::record('outgoing_sms', $id) SET user = $user, application = $application, event = $kind,
                name = $seen.name, last_day = $last_day, due = $now, tries = 0 RETURN NONE;
        };
    };");

/// Reminds of what is due, where it is an hour for that; returns of how many applications.
///
/// # Errors
/// Where the database fails.
pub async fn remind(app: &App) -> ServiceResult<usize> {
    if !app.reminders.speak_at(local_time(app.clock.now()).hour()) {
        return Ok(0);
    }
    let mut told = 0;
    for month in app.reminders.months(&app.working_days, app.clock.today()) {
        let query = "SELECT VALUE id FROM application WITH INDEX application_awaited
             WHERE awaited_month = $month AND reminded = false LIMIT $limit";
        let vars = Vars::new().set("month", month.to_string()).set("limit", BATCH);
        let waiting: Vec<RecordId> = app.db.read(query, vars).await?.take(0)?;
        for application in waiting {
            told += usize::from(remind_of(app, application, month).await?);
        }
    }
    Ok(told)
}

async fn remind_of(app: &App, application: RecordId, month: Month) -> ServiceResult<bool> {
    let now = app.clock.now();
    let vars = Vars::new()
        .set("application", application)
        .set("month", month.to_string())
        .set("last_day", month.last_day().to_string())
        .set("kind", NoticeKind::DeadlineNear.code())
        .set("now", now);
    match app.db.write(REMIND, vars).await {
        Ok(_) => Ok(true),
        Err(DbError::Refused(Refusal { .. })) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Reminds of what is due every minute until the task is dropped.
pub async fn run(app: Arc<App>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match remind(&app).await {
            Ok(0) => {}
            Ok(applications) => tracing::info!(applications, "reminded of applications that were not submitted"),
            Err(error) => tracing::warn!(%error, "could not look for applications to remind of"),
        }
    }
}
