//! Sending the SMS that were written along with a change: by whichever server is first, with growing pauses where the vendor
//! does not take them.

use std::sync::Arc;
use std::time::Duration as Pause;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use shared::retirement::Month;
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::{DbError, Refusal, Vars};
use crate::app::App;
use crate::ports::{ApplicationNews, SmsMessage};
use crate::services::accounts::mobile_of;
use crate::services::{ServiceError, ServiceResult};

/// Messages that are looked at in one round.
const BATCH: usize = 50;
/// How often is looked.
const EVERY: Pause = Pause::from_secs(10);
/// While one server sends it, no other one does; longer than any vendor takes.
const LEASE: Duration = Duration::seconds(120);
/// After so many tries a message is given up.
const TRIES: i64 = 8;

#[derive(Debug, SurrealValue)]
struct Row {
    id: RecordId,
    user: RecordId,
    event: String,
    name: String,
    last_day: Option<String>,
    awaited_month: Option<String>,
    due: Option<DateTime<Utc>>,
    tries: i64,
    mobile_sealed: Option<String>,
    sms_submitted: Option<bool>,
    sms_decided: Option<bool>,
    sms_deadline: Option<bool>,
}

impl Row {
    fn news(&self) -> Option<ApplicationNews> {
        ApplicationNews::read(&self.event, self.last_day.as_deref().and_then(|day| day.parse().ok()))
    }

    fn is_wanted(&self) -> bool {
        match self.news() {
            Some(ApplicationNews::Submitted) => self.sms_submitted.unwrap_or(true),
            Some(ApplicationNews::DeadlineNear { last_day }) => {
                self.sms_deadline.unwrap_or(true) && self.is_awaited(last_day)
            }
            Some(_) => self.sms_decided.unwrap_or(true),
            None => false,
        }
    }

    /// Whether it still waits for the enterprise, and until then: an SMS may lie here while the vendor takes none.
    fn is_awaited(&self, last_day: NaiveDate) -> bool {
        self.awaited_month.as_deref() == Some(Month::of(last_day).to_string().as_str())
    }
}

/// Sends what is due; returns how many went out.
///
/// # Errors
/// Where the database fails.
pub async fn send(app: &App) -> ServiceResult<usize> {
    // NONE is less than any time: the lower end keeps what was given up out.
    let query = "SELECT id, user, event, name, last_day, application.awaited_month AS awaited_month, due, tries, user.mobile_sealed AS mobile_sealed,
             user.sms_submitted AS sms_submitted, user.sms_decided AS sms_decided, user.sms_deadline AS sms_deadline FROM outgoing_sms
         WITH INDEX outgoing_sms_due WHERE due > $never AND due <= $now LIMIT $limit";
    let vars = Vars::new().set("never", DateTime::UNIX_EPOCH).set("now", app.clock.now()).set("limit", BATCH);
    let rows: Vec<Row> = app.db.read(query, vars).await?.take(0)?;
    let mut sent = 0;
    for row in rows {
        if take(app, &row).await? && deliver(app, &row).await? {
            sent += 1;
        }
    }
    Ok(sent)
}

/// Takes a message for this server; `false` where another one was faster. Whoever ends in the middle leaves it to be taken
/// anew when the lease is over.
async fn take(app: &App, row: &Row) -> ServiceResult<bool> {
    let vars = Vars::new().set("sms", row.id.clone()).set("seen", row.due).set("until", app.clock.now() + LEASE);
    let take = "IF (SELECT VALUE due FROM ONLY $sms) != $seen { THROW 'already_handled' };
         UPDATE $sms SET due = $until, tries += 1 RETURN NONE;";
    match app.db.write(take, vars).await {
        Ok(_) => Ok(true),
        Err(DbError::Refused(Refusal { .. })) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn deliver(app: &App, row: &Row) -> ServiceResult<bool> {
    let vars = Vars::new().set("sms", row.id.clone());
    let mobile = row.mobile_sealed.as_deref().and_then(|sealed| mobile_of(app, sealed));
    let (Some(mobile), Some(news), true) = (mobile, row.news(), row.is_wanted()) else {
        // Nobody to send it to, or nobody who wants it.
        app.db.write("DELETE $sms RETURN NONE;", vars).await?;
        return Ok(false);
    };
    match app.sms.send(&mobile, &SmsMessage::Application { news, name: row.name.clone() }).await {
        Ok(()) => {
            app.db.write("DELETE $sms RETURN NONE;", vars).await?;
            Ok(true)
        }
        Err(error) => {
            let tries = row.tries + 1;
            let given_up = tries >= TRIES;
            tracing::warn!(%error, tries, given_up, event = %row.event, "an SMS about an application did not go out");
            let again =
                app.clock.now() + Duration::seconds(30 * 2_i64.pow(u32::try_from(tries.clamp(0, 10)).unwrap_or(0)));
            let vars = vars.set("due", (!given_up).then_some(again));
            app.db.write("UPDATE $sms SET due = $due RETURN NONE;", vars).await?;
            Ok(false)
        }
    }
}

/// Sends what is due every few seconds until the task is dropped.
pub async fn run(app: Arc<App>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match send(&app).await {
            // A database server that is lost has been told of.
            Ok(_) | Err(ServiceError::RetryLater { .. }) => {}
            Err(error) => tracing::warn!(%error, "could not look for SMS to send"),
        }
    }
}
