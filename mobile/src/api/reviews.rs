//! The agency's side: reviewers' sessions, the queue, and what is done to an application there. Its session is one of its
//! own, so the calls carry that one and note its end.

use dioxus::prelude::{ReadableExt, spawn};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::{
    DecisionIn, HistoryOut, ReviewCounts, ReviewOut, ReviewPage, ReviewQuery, ReviewerLoginIn, ReviewerOut,
    ReviewerSessionOut, RevisionIn,
};
use shared::application::Action;
use shared::error::ProblemCode;
use shared::i18n::Language;

use super::client::{Call, read};
use super::{Answer, ApiError, segment, with_query};
use crate::{platform, reviewer};

/// A call of a reviewer.
struct AgencyCall(Call);

impl AgencyCall {
    fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    fn post(path: &str) -> Self {
        Self::new(Method::POST, path)
    }

    fn new(method: Method, path: &str) -> Self {
        let changes = method != Method::GET;
        let mut call = Call::anonymous(method, path);
        if let Some(token) = reviewer::token() {
            call = call.bearer(&token);
        }
        if changes && let Some(me) = reviewer::REVIEWER.peek().me() {
            call = call.header("X-CSRF-Token", &me.csrf_token);
        }
        Self(call)
    }

    fn body(self, body: &impl Serialize) -> Self {
        Self(self.0.body(body))
    }

    async fn json<T: DeserializeOwned>(self) -> Answer<T> {
        read(self.0.answer().await.inspect_err(heed)?).await
    }

    async fn done(self) -> Answer<()> {
        self.0.answer().await.inspect_err(heed).map(drop)
    }
}

/// What a refusal means for the reviewer's session.
fn heed(error: &ApiError) {
    if error.is_logged_out() {
        reviewer::has_ended();
    } else if error.is(ProblemCode::CsrfRejected) {
        // Somebody logged in anew in another tab: with the token of that session the next try succeeds.
        spawn(reviewer::reload());
    }
}

fn path(id: &str, rest: &str) -> String {
    format!("/reviews/{}{rest}", segment(id))
}

/// Logs a reviewer in.
pub(crate) async fn log_in_reviewer(mut input: ReviewerLoginIn) -> Answer<ReviewerSessionOut> {
    input.client = platform::client_kind();
    AgencyCall::post("/reviewer-sessions").body(&input).json().await
}

/// Which reviewer is logged in.
pub(crate) async fn reviewer() -> Answer<ReviewerOut> {
    AgencyCall::get("/reviewer-sessions/current").json().await
}

/// Logs the reviewer out.
pub(crate) async fn log_out_reviewer() -> Answer<()> {
    AgencyCall::new(Method::DELETE, "/reviewer-sessions/current").done().await
}

/// A page of the queue. With a number the whole region is searched and the shelf does not matter.
pub(crate) async fn reviews(query: &ReviewQuery, cursor: &str) -> Answer<ReviewPage> {
    AgencyCall::get(&queue_path("/reviews", query, ("cursor", cursor))).json().await
}

/// The address of the queue as a table file (.xlsx) in a language, for a link.
pub(crate) fn export_reviews_address(query: &ReviewQuery, language: Language) -> String {
    let path = queue_path("/reviews/export", query, ("language", language.tag()));
    format!("{}/api/v1{path}", platform::origin())
}

fn queue_path(path: &str, query: &ReviewQuery, more: (&str, &str)) -> String {
    let pairs = [
        ("shelf", query.shelf.as_str()),
        ("sort", &query.sort),
        ("number", &query.number),
        ("name", &query.name),
        ("category", &query.category),
        ("submitted_from", &query.submitted_from),
        ("submitted_to", &query.submitted_to),
        more,
    ];
    with_query(path, &pairs)
}

/// How much lies on each shelf.
pub(crate) async fn review_counts() -> Answer<ReviewCounts> {
    AgencyCall::get("/reviews/counts").json().await
}

/// Claims the one that waits longest.
pub(crate) async fn next_review() -> Answer<ReviewOut> {
    AgencyCall::post("/reviews/next").json().await
}

/// One application, as a reviewer works on it.
pub(crate) async fn review(id: &str) -> Answer<ReviewOut> {
    AgencyCall::get(&path(id, "")).json().await
}

/// What happened to it so far.
pub(crate) async fn review_history(id: &str) -> Answer<HistoryOut> {
    AgencyCall::get(&path(id, "/history")).json().await
}

/// Says that the reviewer is still at it.
pub(crate) async fn keep_review(id: &str) -> Answer<()> {
    AgencyCall::post(&path(id, "/keep")).done().await
}

/// Does what needs no reasons: claim, release, take over, undo.
pub(crate) async fn handle_review(id: &str, action: Action, revision: u64) -> Answer<ReviewOut> {
    AgencyCall::post(&path(id, &verb(action))).body(&RevisionIn { revision }).json().await
}

/// Decides.
pub(crate) async fn decide_review(id: &str, action: Action, decision: &DecisionIn) -> Answer<ReviewOut> {
    AgencyCall::post(&path(id, &verb(action))).body(decision).json().await
}

/// The last part of an action's address: its code with dashes.
fn verb(action: Action) -> String {
    format!("/{}", action.code().replace('_', "-"))
}

/// The address of a document's content. Whoever loads it has seen it.
pub(crate) fn review_content_address(id: &str, attachment: &str) -> String {
    format!("{}/api/v1{}/{}/content", platform::origin(), path(id, "/attachments"), segment(attachment))
}

/// The address of a picture's small version.
pub(crate) fn review_thumbnail_address(id: &str, attachment: &str) -> String {
    format!("{}/api/v1{}/{}/thumbnail", platform::origin(), path(id, "/attachments"), segment(attachment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_s_address_is_its_code_with_dashes() {
        assert_eq!(verb(Action::TakeOver), "/take-over");
        assert_eq!(path("a/b", &verb(Action::RequestCorrection)), "/reviews/a%2Fb/request-correction");
    }
}
