//! The demonstration's SMS: kept in a table, read on a page and by the command line, sent to nobody.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use shared::api::OutboxMessage;
use shared::identity::Mobile;
use surrealdb::types::SurrealValue;

use super::surreal::{Database, DbError, Vars, newest_key};
use crate::ports::{Clock, Entropy, SmsError, SmsMessage, SmsSender};

/// Keeps messages instead of sending them. Production mode refuses it.
pub struct OutboxSms {
    db: Database,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

/// How many messages the page and the command line show.
const SHOWN: usize = 50;

#[derive(SurrealValue)]
struct Row {
    mobile: String,
    text: String,
    sent_at: DateTime<Utc>,
}

impl OutboxSms {
    /// An outbox in a database.
    pub fn new(db: Database, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { db, clock, entropy }
    }
}

#[async_trait]
impl SmsSender for OutboxSms {
    async fn send(&self, to: &Mobile, message: &SmsMessage) -> Result<(), SmsError> {
        let now = self.clock.now();
        let vars = Vars::new()
            .set("mobile", to.as_str())
            .set("text", message.text())
            .set("now", now)
            .set("newest", newest_key(now, &*self.entropy));
        self.db
            .write("CREATE sms_outbox SET mobile = $mobile, text = $text, sent_at = $now, newest = $newest;", vars)
            .await
            .map(drop)
            .map_err(|error| SmsError::Unreachable(error.to_string()))
    }
}

/// The newest messages, of one number where one is given.
///
/// # Errors
/// Where the database fails.
pub async fn newest(db: &Database, mobile: Option<&Mobile>) -> Result<Vec<OutboxMessage>, DbError> {
    let (query, vars) = match mobile {
        Some(mobile) => (
            "SELECT mobile, text, sent_at, newest FROM sms_outbox WHERE mobile = $mobile ORDER BY newest LIMIT $limit",
            Vars::new().set("mobile", mobile.as_str()),
        ),
        None => (
            "SELECT mobile, text, sent_at, newest FROM sms_outbox WHERE newest > '' ORDER BY newest LIMIT $limit",
            Vars::new(),
        ),
    };
    let rows: Vec<Row> = db.read(query, vars.set("limit", SHOWN)).await?.take(0)?;
    Ok(rows.into_iter().map(|row| OutboxMessage { mobile: row.mobile, text: row.text, sent_at: row.sent_at }).collect())
}
