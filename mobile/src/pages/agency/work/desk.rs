//! What the parts of the page share: the application, what is looked at, what was noted, what is being asked and done.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::api::{ReviewOut, ReviewReason};
use shared::application::{Action, FindingOut};
use shared::error::FieldProblem;

use super::findings::findings;
use super::kept;
use super::noting::Noting;
use super::panes::Pane;
use super::photos::{Photo, photos};
use crate::pages::viewer::{View, Wish};
use crate::{platform, words};

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
    /// Whether somebody turned to that page, or it was in view for a moment: before, only its small picture is fetched.
    pub(super) shown: Signal<bool>,
    pub(super) view: Signal<View>,
    /// The same of the page beside it.
    pub(super) beside: Signal<Option<String>>,
    pub(super) beside_view: Signal<View>,
    /// Pages that were seen here since the server last said what is unread.
    pub(super) seen: Signal<BTreeSet<String>>,
    /// Reasons that are not sent yet.
    pub(super) reasons: Signal<Vec<ReviewReason>>,
    /// Those of the decision just taken: taking it back brings them back.
    pub(super) sent: Signal<Vec<ReviewReason>>,
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
        shown: use_signal(|| false),
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
        self.shown.set(true);
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
}
