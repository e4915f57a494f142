//! Listening: what one has not been told yet, and then each notice as it comes. Nothing is missed over a break, and nothing is
//! told twice: the place in the list is all that is remembered.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::{BoxStream, unfold};
use shared::api::NoticeOut;
use shared::error::ProblemCode;
use surrealdb::types::RecordId;

use super::{FEW, Listener, Row, bind, first, mark_of, since};
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::sessions::{LoggedIn, STILL_OPEN, bind_still_open};
use crate::services::{ServiceError, ServiceResult};

/// So often one looks without having been woken, should anything have been lost on the way: a live query that broke wakes
/// everybody when there is a new one. The session is looked at each time; before anything is told, too.
const LOOK: Duration = Duration::from_secs(60);

struct Listening {
    app: Arc<App>,
    who: LoggedIn,
    acting: MembershipRow,
    listener: Listener,
    /// The last one that was told.
    mark: String,
    ready: VecDeque<NoticeOut>,
}

/// The notices of a person for the enterprise acted for; `last` is the id of the last one told, where there was one. Ends with
/// the session, and when the server stops.
///
/// # Errors
/// `enterprise_not_chosen`; `busy` where too many listen.
pub async fn listen(
    app: Arc<App>,
    who: LoggedIn,
    last: Option<String>,
) -> ServiceResult<BoxStream<'static, NoticeOut>> {
    let acting = who.membership.clone().ok_or(ProblemCode::EnterpriseNotChosen)?;
    // First of all: what comes while the rest is looked up wakes already.
    let listener = app.notices.listen(who.user.key())?;
    let told = match last {
        Some(last) => mark_of(&app, &acting, &last).await?,
        None => None,
    };
    let mut listening = Listening { app, who, acting, listener, mark: String::new(), ready: VecDeque::new() };
    match told {
        Some(mark) => {
            listening.mark = mark;
            listening.look_if_open().await?;
        }
        // Whoever begins has seen the list.
        None => {
            let vars = bind(&listening.acting).set("limit", 1);
            let newest: Vec<Row> = listening.app.db.read(&first(), vars).await?.take(0)?;
            listening.mark = newest.into_iter().next().map(|row| row.newest).unwrap_or_default();
        }
    }
    let notices =
        unfold(listening, |mut listening| async move { listening.next().await.map(|notice| (notice, listening)) });
    Ok(notices.boxed())
}

impl Listening {
    async fn next(&mut self) -> Option<NoticeOut> {
        loop {
            if let Some(notice) = self.ready.pop_front() {
                return Some(notice);
            }
            if !self.listener.wait(LOOK).await {
                return None;
            }
            match self.look_if_open().await {
                Ok(true) => {}
                Ok(false) => return None,
                // The database comes back, and wakes everybody then: a thousand that hang up would all come back at once.
                Err(ServiceError::RetryLater { .. }) => {}
                Err(error) => {
                    // The listener comes back with the last one that it was told.
                    tracing::warn!(%error, "a listener's notices could not be read");
                    return None;
                }
            }
        }
    }

    /// Looks, where the session is still open; whether it is.
    async fn look_if_open(&mut self) -> ServiceResult<bool> {
        // When everybody is woken, a few look at a time: requests have the database meanwhile, too.
        let _turn = self.app.notices.turn().await;
        // One round trip: most looks find nothing, and there are many.
        let query = format!("{STILL_OPEN};\n{}", first());
        let vars = bind_still_open(bind(&self.acting).set("limit", FEW), &self.app, &self.who);
        let mut results = self.app.db.read(&query, vars).await?;
        let open: Vec<RecordId> = results.take(0)?;
        if open.is_empty() {
            return Ok(false);
        }
        let (fresh, newest) = since(&self.app, &self.acting, &self.mark, results.take(1)?).await?;
        self.ready.extend(fresh);
        if let Some(newest) = newest {
            self.mark = newest;
        }
        Ok(true)
    }
}
