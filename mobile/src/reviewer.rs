//! Which reviewer of the agency is logged in. A reviewer is nobody of an enterprise: the session beside is another one.

use dioxus::prelude::*;
use shared::api::{ReviewerOut, ReviewerSessionOut};

use crate::api::{self, ApiError};
use crate::routes::{Next, Route};
use crate::{platform, t};

/// Reasons that were not sent are kept under keys that start so.
pub(crate) const KEPT_PREFIX: &str = "review.";
/// Where a native shell keeps the session's token.
const TOKEN_KEY: &str = "reviewer-token";

/// The session in force.
pub(crate) static REVIEWER: GlobalSignal<Reviewer> = Signal::global(|| Reviewer::Unknown);

/// Where logging in stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Reviewer {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Nobody is logged in.
    LoggedOut,
    /// This reviewer is.
    LoggedIn(Box<ReviewerOut>),
    /// It could not be found out.
    Unreachable(ApiError),
}

impl Reviewer {
    /// Who is logged in.
    pub(crate) fn me(&self) -> Option<&ReviewerOut> {
        match self {
            Self::LoggedIn(me) => Some(me),
            _ => None,
        }
    }
}

/// The token of a native shell; a browser has a cookie.
pub(crate) fn token() -> Option<String> {
    platform::stored(TOKEN_KEY)
}

/// Asks the server who is logged in.
pub(crate) async fn reload() {
    let found = match api::reviewer().await {
        Ok(me) => Reviewer::LoggedIn(Box::new(me)),
        Err(error) if error.is_logged_out() => Reviewer::LoggedOut,
        Err(error) => Reviewer::Unreachable(error),
    };
    *REVIEWER.write() = found;
}

/// A session was opened: keeps it, and goes where the reviewer wanted to.
pub(crate) fn begin(opened: ReviewerSessionOut, next: &Next) {
    if let Some(token) = &opened.token {
        platform::store(TOKEN_KEY, token);
    }
    *REVIEWER.write() = Reviewer::LoggedIn(Box::new(opened.reviewer));
    navigator().replace(entrance(next));
}

/// The first page for a reviewer who has just come in: one of the agency's.
pub(crate) fn entrance(next: &Next) -> Route {
    let wanted = next.route().filter(|to| matches!(to, Route::AgencyQueue { .. } | Route::AgencyReview { .. }));
    wanted.unwrap_or(Route::AgencyQueue { query: Default::default() })
}

/// Notes that the session is over. Reasons that were not sent stay on the device.
pub(crate) fn has_ended() {
    platform::forget(TOKEN_KEY);
    if *REVIEWER.peek() != Reviewer::LoggedOut {
        *REVIEWER.write() = Reviewer::LoggedOut;
    }
}

/// Logs out and forgets what was written: the next one at this desk may be another.
///
/// # Errors
/// Where the server was not reached: the session would live on there, so nobody is told otherwise.
pub(crate) async fn log_out() -> Result<(), ApiError> {
    match api::log_out_reviewer().await {
        Err(error) if !error.is_logged_out() => return Err(error),
        _ => {}
    }
    platform::forget_all(KEPT_PREFIX);
    navigator().replace(Route::AgencyLogin { next: Next::default() });
    has_ended();
    Ok(())
}

/// What the reviewer is, in words: 初审 · 行政区划 220100.
pub(crate) fn post(me: &ReviewerOut) -> String {
    format!("{} · {}", crate::words::party(me.party), t!("agency-region", region = me.region))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reviewer_comes_in_at_a_page_of_the_agency() {
        let review = Route::AgencyReview { id: "a1".into() };
        assert_eq!(entrance(&Next::to(&review)), review);
        assert!(matches!(entrance(&Next::to(&Route::Home {})), Route::AgencyQueue { .. }));
        assert!(matches!(entrance(&Next::default()), Route::AgencyQueue { .. }));
    }
}
