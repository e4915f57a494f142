//! The way from an action to the step-up page and back: what was typed, or which action it was, waits in memory.

use dioxus::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::access::StepUpPurpose;
use shared::error::ProblemCode;

use crate::api::ApiError;
use crate::proofs;
use crate::routes::{Next, Route};
use crate::session::SESSION;

/// What waits for the person to come back. One thing at a time: whoever sets out for another action gave up the first.
/// In memory alone, since it may hold a password.
static ASIDE: GlobalSignal<Option<Aside>> = Signal::global(|| None);

struct Aside {
    owner: String,
    key: String,
    value: Value,
}

fn owner() -> Option<String> {
    SESSION.peek().me().map(|me| me.user_id.clone())
}

/// The words for what a proof is for.
pub(crate) fn words(purpose: StepUpPurpose) -> &'static str {
    match purpose {
        StepUpPurpose::AddAgent => "step-up-for-add-agent",
        StepUpPurpose::EditAgent => "step-up-for-edit-agent",
        StepUpPurpose::SetAgentPassword => "step-up-for-set-agent-password",
        StepUpPurpose::SwitchAgent => "step-up-for-switch-agent",
        StepUpPurpose::DeleteAgent => "step-up-for-delete-agent",
        StepUpPurpose::EnrolFace => "step-up-for-enrol-face",
    }
}

/// The step-up page that leads to `next`.
pub(crate) fn step_up(purpose: StepUpPurpose, next: &Route) -> Route {
    Route::StepUp { purpose: purpose.code().to_owned(), next: Next::to(next) }
}

/// Sets out for the step-up page; `value` waits under `key` for [`take_up`] on the page of `next`.
pub(crate) fn set_out(purpose: StepUpPurpose, next: &Route, key: &str, value: &impl Serialize) {
    if let (Some(owner), Ok(value)) = (owner(), serde_json::to_value(value)) {
        *ASIDE.write() = Some(Aside { owner, key: key.to_owned(), value });
    }
    navigator().replace(step_up(purpose, next));
}

/// An action was refused: where it lacked a proof, sets out to get one. Gives the error on, so that the form keeps its draft.
pub(crate) fn refused(
    error: ApiError,
    purpose: StepUpPurpose,
    next: &Route,
    key: &str,
    value: &impl Serialize,
) -> ApiError {
    if error.is(ProblemCode::StepUpRequired) {
        proofs::drop_proof(purpose);
        set_out(purpose, next, key, value);
    }
    error
}

/// What waited under this key, once.
pub(crate) fn take_up<T: DeserializeOwned>(key: &str) -> Option<T> {
    let fits = ASIDE.peek().as_ref().is_some_and(|aside| aside.key == key && Some(&aside.owner) == owner().as_ref());
    if !fits {
        return None;
    }
    let aside = ASIDE.write().take()?;
    serde_json::from_value(aside.value).ok()
}

#[cfg(test)]
mod tests {
    use shared::i18n::{self, Language};

    use super::*;

    #[test]
    fn every_purpose_has_words_and_a_way_back() {
        let edit = Route::AgentEdit { id: "a".into() };
        for purpose in StepUpPurpose::ALL {
            for language in Language::ALL {
                assert!(i18n::has(language, words(purpose)), "{} in {}", purpose.code(), language.tag());
            }
            let written = step_up(purpose, &edit).to_string();
            let read: Result<Route, _> = written.parse();
            let Ok(Route::StepUp { purpose: code, next }) = read else { panic!("{written}") };
            assert_eq!((code.as_str(), next.route()), (purpose.code(), Some(edit.clone())));
        }
    }
}
