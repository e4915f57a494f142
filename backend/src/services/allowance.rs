//! Rolling limits – so many in so long – kept in the database, so that they hold across servers and restarts.

use chrono::{DateTime, Duration, Utc};
use shared::error::ProblemCode;
use surrealdb::types::SurrealValue;

use super::ServiceResult;
use crate::adapters::surreal::{Vars, record};
use crate::app::App;

/// At most `limit` within `length`.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// How many.
    pub limit: u32,
    /// In how long.
    pub length: Duration,
}

impl Window {
    /// At most `limit` within `minutes`.
    pub const fn minutes(limit: u32, minutes: i64) -> Self {
        Self { limit, length: Duration::minutes(minutes) }
    }
}

#[derive(SurrealValue)]
struct BoundWindow {
    since: DateTime<Utc>,
    limit: i64,
    seconds: i64,
}

/// Takes one from the allowance of `who` (any text; only its blind index is stored), if every window has room.
/// Returns a receipt, good for giving it back.
///
/// # Errors
/// `code` with the seconds until there is room again.
pub async fn take(app: &App, kind: &str, who: &str, windows: &[Window], code: ProblemCode) -> ServiceResult<Taken> {
    let now = app.clock.now();
    let longest = windows.iter().map(|window| window.length).max().unwrap_or_else(Duration::zero);
    let bound: Vec<BoundWindow> = windows
        .iter()
        .map(|window| BoundWindow {
            since: now - window.length,
            limit: i64::from(window.limit),
            seconds: window.length.num_seconds(),
        })
        .collect();
    let id = app.vault.index("allowance", &format!("{kind}:{who}"));
    let vars = Vars::new()
        .set("id", record("allowance", &id))
        .set("now", now)
        .set("windows", bound)
        .set("oldest", now - longest)
        .set("expires", now + longest)
        .set("code", code.as_str());
    // The hits stand in the order of time; the one that has to leave a full window is the limit-th from the end.
    let statements = "
        LET $hits = (SELECT VALUE hits FROM ONLY $id) ?? [];
        FOR $window IN $windows {
            LET $inside = $hits.filter(|$hit| $hit > $window.since);
            IF array::len($inside) >= $window.limit {
                LET $leaving = $inside[array::len($inside) - $window.limit];
                LET $seconds = time::unix($leaving) + $window.seconds - time::unix($now);
                THROW string::concat($code, ':', <string> math::max([1, $seconds]));
            };
        };
        UPSERT $id SET hits = array::append($hits.filter(|$hit| $hit > $oldest), $now), expires_at = $expires;";
    app.db.write(statements, vars.essential()).await?;
    Ok(Taken { id, at: now })
}

/// How many are left within a window.
///
/// # Errors
/// Where the database fails.
pub async fn left(app: &App, kind: &str, who: &str, window: Window) -> ServiceResult<u32> {
    let id = app.vault.index("allowance", &format!("{kind}:{who}"));
    let vars = Vars::new().set("id", record("allowance", &id)).set("since", app.clock.now() - window.length);
    let query = "SELECT VALUE array::len(hits.filter(|$hit| $hit > $since)) FROM $id";
    let taken: Vec<u32> = app.db.read(query, vars).await?.take(0)?;
    Ok(window.limit.saturating_sub(taken.first().copied().unwrap_or_default()))
}

/// Something that was taken from an allowance.
#[derive(Debug)]
pub struct Taken {
    id: String,
    at: DateTime<Utc>,
}

impl Taken {
    /// Gives it back, as if it had not been taken.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn give_back(self, app: &App) -> ServiceResult<()> {
        let vars = Vars::new().set("id", record("allowance", &self.id)).set("at", self.at);
        app.db.write("UPDATE $id SET hits = hits.filter(|$hit| $hit != $at);", vars.essential()).await?;
        Ok(())
    }
}
