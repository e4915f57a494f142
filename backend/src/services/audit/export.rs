//! A period of the log as JSON Lines, for the operator: chain by chain, each in its order, so that the links can be followed
//! in the file.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::api::AuditAction;
use surrealdb::types::RecordId;

use super::begin::begun;
use super::chain::{Found, lanes};
use super::scan::{Everything, STEP, along, head};
use super::{Entry, ServiceResult};
use crate::adapters::surreal::key_of;
use crate::app::App;
use crate::services::origin::Origin;
use crate::services::system_account::SystemAccount;

/// Entries of one chain are in order of time but for so much: servers' clocks differ, and requests overtake one another.
const SLACK: TimeDelta = TimeDelta::minutes(10);

/// From when until when, the end not included.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The instant after the last.
    pub until: DateTime<Utc>,
}

impl Period {
    fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.until
    }
}

/// Gives the lines of a period, one after another, to `take`; tells how many. Entered in the log before the first is given.
///
/// # Errors
/// Where the database fails; what `take` says.
pub async fn export(
    app: &App,
    by: &SystemAccount,
    period: Period,
    mut take: impl FnMut(&str) -> anyhow::Result<()>,
) -> anyhow::Result<u64> {
    let detail = format!("from={} until={}", period.from.to_rfc3339(), period.until.to_rfc3339());
    let entry = Entry::new(AuditAction::AuditExported, None, None).by_operator(by).saying(detail);
    entry.write(app, &Origin::default()).await?;
    let mut lines = 0;
    let mut give = |found: &Found| {
        lines += 1;
        take(&line(found))
    };
    if begun(app).await?.is_some_and(|begun| begun.at >= period.from && begun.entries() > 0) {
        let mut all = Everything::default();
        while let Some(rows) = all.next(app).await? {
            let older = rows.iter().filter(|found| found.link.is_none());
            older.filter(|found| at(found).is_some_and(|at| period.holds(at))).try_for_each(&mut give)?;
        }
    }
    for lane in lanes() {
        let last = head(app, &lane).await?.map_or(0, |head| head.number);
        let mut past = first_near(app, &lane, last, period.from).await? - 1;
        while past < last {
            let rows = along(app, &lane, past).await?;
            rows.iter().filter(|found| at(found).is_some_and(|at| period.holds(at))).try_for_each(&mut give)?;
            if rows.last().and_then(at).is_some_and(|at| at >= period.until + SLACK) {
                break;
            }
            past += STEP;
        }
    }
    Ok(lines)
}

fn at(found: &Found) -> Option<DateTime<Utc>> {
    found.content.as_ref().map(|content| content.at)
}

/// The number of the first entry of a chain that may be as late as that: halving, not reading through.
async fn first_near(app: &App, lane: &str, last: i64, from: DateTime<Utc>) -> ServiceResult<i64> {
    let (mut low, mut high) = (1, last + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let rows = along(app, lane, middle - 1).await?;
        // A gap counts as late: the walk begins before it.
        match rows.first().and_then(at) {
            Some(at) if at < from - SLACK => low = middle + 1,
            _ => high = middle,
        }
    }
    Ok(low)
}

fn line(found: &Found) -> String {
    let link = found.link.as_ref();
    let content = found.content.as_ref();
    let key = |id: &Option<RecordId>| id.as_ref().map(|id| key_of(id).to_owned());
    json!({
        "id": found.name(),
        "lane": content.and_then(|content| content.lane.clone()),
        "number": link.map(|link| link.number),
        "previous": link.map(|link| link.previous.clone()),
        "hash": link.map(|link| link.hash.clone()),
        "at": content.map(|content| content.at),
        "enterprise": content.and_then(|content| key(&content.enterprise)),
        "action": content.map(|content| content.action.clone()),
        "actor": content.and_then(|content| key(&content.actor)),
        "reviewer": content.and_then(|content| key(&content.reviewer)),
        "actor_name": content.map(|content| content.actor_name.clone()),
        "subject": content.and_then(|content| content.subject.clone()),
        "subject_name": content.and_then(|content| content.subject_name.clone()),
        "purpose": content.and_then(|content| content.purpose.clone()),
        "detail": content.and_then(|content| content.detail.clone()),
        "changed_fields": content.map(|content| content.changed_fields.clone()),
        "ip": content.map(|content| content.ip.clone()),
        "device": content.map(|content| content.device.clone()),
    })
    .to_string()
}
