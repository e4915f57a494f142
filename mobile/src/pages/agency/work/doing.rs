//! What is done to the application: asked about first, sent once, and whatever came of it brought into view.

use dioxus::prelude::*;
use shared::api::{DecisionIn, ReviewOut};
use shared::application::Action;
use shared::error::ProblemCode;

use super::super::QueueQuery;
use super::desk::{Desk, UNTIL_DRAWN_MS};
use super::outcome::{OUTCOME_ID, SAID_ID};
use super::panes::Pane;
use crate::api::{self, ApiError};
use crate::routes::Route;
use crate::ui::toast;
use crate::{platform, t, words};

impl Desk {
    /// Reads the application anew.
    pub(super) async fn reload(mut self) {
        if let Ok(review) = api::review(&self.id()).await {
            self.put(review);
        }
    }

    fn put(&mut self, review: ReviewOut) {
        if *self.review.peek() != review {
            self.review.set(review);
        }
        self.seen.write().clear();
    }

    /// Asks before what needs asking, does the rest at once.
    pub(super) fn ask(&mut self, action: Action) {
        if !self.review.peek().place.actions.contains(&action) || *self.busy.peek() {
            return;
        }
        self.said.set(None);
        if needs_reasons(action) && self.reasons.peek().is_empty() {
            self.pane.set(Pane::Decide);
            self.say(t!("agency-reasons-first", action = words::action(action)));
        } else if matches!(action, Action::Claim | Action::Release | Action::Undo) {
            self.act.call((action, false));
        } else {
            self.asked.set(Some(action));
        }
    }

    /// Says why something was not done, and brings that into view.
    pub(super) fn say(&mut self, words: String) {
        self.said.set(Some(words));
        focus_soon(SAID_ID);
    }

    /// Does an action, once at a time.
    pub(super) fn perform(mut self, action: Action, unread_confirmed: bool) {
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(Vec::new());
        spawn(async move {
            let (id, revision) = (self.id(), self.review.peek().place.revision);
            let reasons = if needs_reasons(action) { self.reasons.peek().clone() } else { Vec::new() };
            let decides = action == Action::Approve || needs_reasons(action);
            let answer = if decides {
                api::decide_review(&id, action, &DecisionIn { revision, reasons, unread_confirmed }).await
            } else {
                api::handle_review(&id, action, revision).await
            };
            self.busy.set(false);
            self.asked.set(None);
            match answer {
                Ok(review) => self.succeeded(action, decides, review),
                Err(error) => self.failed(action, &error).await,
            }
        });
    }

    fn succeeded(&mut self, action: Action, decides: bool, review: ReviewOut) {
        self.said.set(None);
        let decided = self.review.peek().application.reasons.clone();
        self.put(review);
        if decides {
            self.sent.set(self.reasons.peek().clone());
            self.reasons.set(Vec::new());
            focus_soon(OUTCOME_ID);
            return;
        }
        if action == Action::Undo {
            // A page that was loaded anew since knows them from the decision itself.
            let written = Some(self.sent.take()).filter(|sent| !sent.is_empty()).unwrap_or(decided);
            if self.reasons.peek().is_empty() {
                self.reasons.set(written);
            }
        }
        toast(&t!("agency-done", action = words::action(action)));
        focus_soon("page-title");
    }

    async fn failed(&mut self, action: Action, error: &ApiError) {
        let overtaken = matches!(
            error.code(),
            Some(ProblemCode::AlreadyHandled | ProblemCode::RevisionConflict | ProblemCode::ActionNotAllowed)
        );
        let words = if overtaken {
            t!("agency-handled", action = words::action(action))
        } else {
            error.reason(words::language_now())
        };
        let at_reasons = error.fields().iter().filter(|problem| problem.field.starts_with("reasons"));
        self.wrong.set(at_reasons.cloned().collect());
        let unread = error.is(ProblemCode::PagesUnread);
        if unread || !self.wrong.peek().is_empty() {
            self.pane.set(Pane::Decide);
        }
        if overtaken || unread || error.is(ProblemCode::NotFound) {
            self.reload().await;
        }
        self.say(words);
    }

    /// Claims the application that waits longest, and goes to it.
    pub(super) fn take_next(mut self) {
        if *self.busy.peek() {
            return;
        }
        self.busy.set(true);
        spawn(async move {
            let answer = api::next_review().await;
            self.busy.set(false);
            match answer {
                // The one on this page came back meanwhile: its address stays, what stands there is new.
                Ok(review) if review.application.id == self.id() => {
                    self.pane.set(Pane::Form);
                    self.put(review);
                    focus_soon("page-title");
                }
                Ok(review) => {
                    navigator().push(Route::AgencyReview { id: review.place.id });
                }
                Err(error) if error.is(ProblemCode::NothingWaits) => {
                    toast(&t!("agency-none-waits"));
                    navigator().push(Route::AgencyQueue { query: QueueQuery::default() });
                }
                Err(error) => self.say(error.message(words::language_now())),
            }
        });
    }
}

/// Whether whoever decides so should have seen every required page.
pub(super) const fn needs_reading(action: Action) -> bool {
    matches!(action, Action::Approve | Action::RequestCorrection | Action::Reject)
}

/// Whether a decision is against somebody, and says why.
pub(super) const fn needs_reasons(action: Action) -> bool {
    matches!(action, Action::SendBack | Action::RequestCorrection | Action::Reject)
}

fn focus_soon(id: &'static str) {
    spawn(async move {
        platform::sleep_ms(UNTIL_DRAWN_MS).await;
        platform::focus(id);
    });
}
