//! What the parts of the page share: the application, what is looked at, what was noted, what is being asked and done.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::api::{DecisionIn, ReviewOut, ReviewReason};
use shared::application::{Action, FindingOut};
use shared::error::{FieldProblem, ProblemCode};

use super::super::QueueQuery;
use super::super::queue::is_none_waiting;
use super::findings::findings;
use super::kept;
use super::noting::Noting;
use super::outcome::{OUTCOME_ID, SAID_ID};
use super::panes::Pane;
use super::photos::{Photo, photos};
use crate::api::{self, ApiError};
use crate::pages::viewer::{View, Wish};
use crate::routes::Route;
use crate::ui::toast;
use crate::{platform, t, words};

/// What has just changed has to be drawn before it can take the focus.
pub(super) const UNTIL_DRAWN_MS: u32 = 30;
/// The path of a reason about the whole application.
pub(super) const FLAG_WHOLE: &str = "application";

/// The page's state; cheap to copy.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Desk {
    pub(super) review: Signal<ReviewOut>,
    /// What the check finds.
    pub(super) findings: Memo<Vec<FindingOut>>,
    pub(super) pane: Signal<Pane>,
    /// Id of the page that is looked at, and how it lies.
    pub(super) opened: Signal<Option<String>>,
    pub(super) view: Signal<View>,
    /// The same of the page beside it.
    pub(super) beside: Signal<Option<String>>,
    pub(super) beside_view: Signal<View>,
    /// Pages that were seen here since the server last said what is unread.
    seen: Signal<BTreeSet<String>>,
    /// Reasons that are not sent yet.
    pub(super) reasons: Signal<Vec<ReviewReason>>,
    /// Those of the decision just taken: taking it back brings them back.
    sent: Signal<Vec<ReviewReason>>,
    /// What the server refused of them.
    pub(super) wrong: Signal<Vec<FieldProblem>>,
    /// The reason that is being written.
    pub(super) noting: Signal<Option<Noting>>,
    /// The decision that is being asked about.
    pub(super) asked: Signal<Option<Action>>,
    pub(super) busy: Signal<bool>,
    /// Why something was not done.
    pub(super) said: Signal<Option<String>>,
    pub(super) help: Signal<bool>,
    /// When the person last did something, by the device's clock.
    touched: CopyValue<i64>,
    /// What is wished of the page that is looked at.
    pub(super) look: Callback<Wish>,
    /// Does an action: whether unread pages are known, for a decision.
    pub(super) act: Callback<(Action, bool)>,
    /// Takes the next application.
    pub(super) next: Callback<()>,
}

/// The page's state, for its parts.
pub(super) fn use_desk() -> Desk {
    use_context::<Desk>()
}

/// The state of a page that opens with this application.
pub(super) fn use_new_desk(first: ReviewOut) -> Desk {
    let review = use_signal(|| first);
    let mut desk = Desk {
        review,
        findings: use_memo(move || findings(&review.read())),
        pane: use_signal(|| Pane::Form),
        opened: use_signal(|| photos(&review.peek().application).first().map(|photo| photo.id.clone())),
        view: use_signal(View::default),
        beside: use_signal(|| None),
        beside_view: use_signal(View::default),
        seen: use_signal(BTreeSet::new),
        reasons: use_signal(|| kept::restore(&review.peek())),
        sent: use_signal(Vec::new),
        wrong: use_signal(Vec::new),
        noting: use_signal(|| None),
        asked: use_signal(|| None),
        busy: use_signal(|| false),
        said: use_signal(|| None),
        help: use_signal(|| false),
        touched: use_hook(|| CopyValue::new(platform::now_ms())),
        look: use_callback(|_| {}),
        act: use_callback(|_| {}),
        next: use_callback(|()| {}),
    };
    // These outlive the dialogs and buttons that call them: what they begin must not end with those.
    desk.look = use_callback(move |wish| desk.turn(wish));
    desk.act = use_callback(move |(action, unread_known)| desk.perform(action, unread_known));
    desk.next = use_callback(move |()| desk.take_next());
    desk
}

impl Desk {
    /// The application's id.
    pub(super) fn id(&self) -> String {
        self.review.peek().application.id.clone()
    }

    /// Whether the one who looks holds it and can decide.
    pub(super) fn is_mine(&self) -> bool {
        self.review.read().place.actions.contains(&Action::Release)
    }

    /// Notes that the person is at it.
    pub(super) fn touch(&mut self) {
        self.touched.set(platform::now_ms());
    }

    /// When the person last did something.
    pub(super) fn touched_at(&self) -> i64 {
        *self.touched.read()
    }

    /// The page that is looked at.
    pub(super) fn photo(&self) -> Option<Photo> {
        let opened = self.opened.read().clone()?;
        photos(&self.review.read().application).into_iter().find(|photo| photo.id == opened)
    }

    /// Opens a page, and the pane with it where that is not seen beside this one.
    pub(super) fn open(&mut self, id: &str) {
        let is_seen = platform::bounds(Pane::Photos.id()).is_some_and(|[_, _, width, _]| width > 0.0);
        if !is_seen {
            self.pane.set(Pane::Photos);
        }
        self.turn_to(id);
    }

    /// Looks at another page.
    pub(super) fn turn_to(&mut self, id: &str) {
        if self.opened.peek().as_deref() != Some(id) {
            self.opened.set(Some(id.to_owned()));
            self.view.set(View::default());
        }
    }

    /// Lays another page beside the one that is looked at, or takes it away.
    pub(super) fn lay_beside(&mut self) {
        if self.beside.take().is_some() {
            return;
        }
        let all = photos(&self.review.peek().application);
        let opened = self.opened.peek().clone();
        let place = all.iter().position(|photo| Some(&photo.id) == opened.as_ref()).unwrap_or_default();
        let other = all.get(place + 1).or_else(|| all.get(place.checked_sub(1)?));
        self.beside_view.set(View::default());
        self.beside.set(other.map(|photo| photo.id.clone()));
    }

    fn turn(&mut self, wish: Wish) {
        let now = *self.view.peek();
        match wish {
            Wish::Go(step) => {
                let all = photos(&self.review.peek().application);
                let opened = self.opened.peek().clone();
                let place = all.iter().position(|photo| Some(&photo.id) == opened.as_ref()).unwrap_or_default();
                if let Some(photo) = place.checked_add_signed(step).and_then(|to| all.get(to)) {
                    self.turn_to(&photo.id);
                }
            }
            Wish::Zoom(factor) => self.view.set(now.zoomed(factor, (0.0, 0.0))),
            Wish::Fit | Wish::Close => self.view.set(View { turns: now.turns, ..View::default() }),
            Wish::Turn => self.view.set(View { turns: now.turns + 1, ..View::default() }),
        }
    }

    /// Pages of required kinds that the reviewer has not seen.
    pub(super) fn unread(&self) -> Vec<Photo> {
        let review = self.review.read();
        let seen = self.seen.read();
        let is_unread = |photo: &Photo| review.unread.contains(&photo.id) && !seen.contains(&photo.id);
        photos(&review.application).into_iter().filter(is_unread).collect()
    }

    /// Notes that a page was seen.
    pub(super) fn saw(&mut self, id: &str) {
        if !self.seen.peek().contains(id) {
            self.seen.write().insert(id.to_owned());
        }
    }

    /// Begins a reason at a path. Only who holds the application decides.
    pub(super) fn note(&mut self, path: &str) {
        if self.review.peek().place.actions.contains(&Action::Release) {
            self.noting.set(Some(Noting::at(path, words::language_now())));
        }
    }

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

    fn perform(mut self, action: Action, unread_confirmed: bool) {
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
        let unread = matches!(error, ApiError::Problem(problem) if problem.code == "pages_unread");
        if unread || !self.wrong.peek().is_empty() {
            self.pane.set(Pane::Decide);
        }
        if overtaken || unread || error.is(ProblemCode::NotFound) {
            self.reload().await;
        }
        self.say(words);
    }

    fn take_next(mut self) {
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
                Err(error) if is_none_waiting(&error) => {
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
