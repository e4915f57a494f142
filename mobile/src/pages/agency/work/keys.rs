//! One key for everything on the page: the table that the buttons, the overlay of help and the listening read.

use std::sync::atomic::{AtomicBool, Ordering};

use dioxus::prelude::*;
use shared::application::Action;

use super::desk::{Desk, FLAG_WHOLE};
use super::panes::Pane;
use crate::pages::viewer::{STEP, Wish};
use crate::{platform, t, words};

/// Where it is kept that single keys do nothing.
const OFF_KEY: &str = "review-keys-off";

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Press {
    /// Of the page that is looked at.
    Look(Wish),
    Beside,
    FlagPage,
    FlagWhole,
    Act(Action),
    Next,
    Show(Pane),
    Help,
}

/// Key and what it does, in the order of the help.
pub(super) const KEYS: [(&str, Press); 23] = [
    ("1", Press::Show(Pane::Form)),
    ("2", Press::Show(Pane::Photos)),
    ("3", Press::Show(Pane::History)),
    ("4", Press::Show(Pane::Decide)),
    ("J", Press::Look(Wish::Go(1))),
    ("K", Press::Look(Wish::Go(-1))),
    ("+", Press::Look(Wish::Zoom(STEP))),
    ("-", Press::Look(Wish::Zoom(1.0 / STEP))),
    ("0", Press::Look(Wish::Fit)),
    ("R", Press::Look(Wish::Turn)),
    ("S", Press::Beside),
    ("F", Press::FlagPage),
    ("E", Press::FlagWhole),
    ("G", Press::Act(Action::Claim)),
    ("T", Press::Act(Action::TakeOver)),
    ("A", Press::Act(Action::Approve)),
    ("C", Press::Act(Action::RequestCorrection)),
    ("B", Press::Act(Action::SendBack)),
    ("X", Press::Act(Action::Reject)),
    ("L", Press::Act(Action::Release)),
    ("U", Press::Act(Action::Undo)),
    ("N", Press::Next),
    ("?", Press::Help),
];

/// What a key does, as the browser names it.
fn press(key: &str) -> Option<Press> {
    let key = if key == "=" { "+" } else { key };
    KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, press)| *press)
}

/// The key of something, for the button that does it too; none while single keys are switched off.
pub(super) fn shortcut(press: Press) -> Option<&'static str> {
    if *ON.read() { KEYS.iter().find(|(_, known)| *known == press).map(|(key, _)| *key) } else { None }
}

/// The same as a small mark in a button; a wide screen shows it.
pub(super) fn hint(press: Press) -> Element {
    match shortcut(press) {
        Some(key) => rsx! {
            kbd { "aria-hidden": "true", {key} }
        },
        None => VNode::empty(),
    }
}

/// What a key does, in words.
pub(super) fn words_of(press: Press) -> String {
    match press {
        Press::Look(Wish::Go(step)) if step > 0 => t!("viewer-next"),
        Press::Look(Wish::Go(_)) => t!("viewer-previous"),
        Press::Look(Wish::Zoom(factor)) if factor > 1.0 => t!("viewer-larger"),
        Press::Look(Wish::Zoom(_)) => t!("viewer-smaller"),
        Press::Look(Wish::Turn) => t!("viewer-turn"),
        Press::Look(Wish::Fit | Wish::Close) => t!("agency-whole"),
        Press::Beside => t!("agency-beside"),
        Press::FlagPage => t!("agency-flag-page"),
        Press::FlagWhole => t!("agency-flag-whole"),
        Press::Act(action) => words::action(action),
        Press::Next => t!("agency-next"),
        Press::Show(pane) => pane.words(),
        Press::Help => t!("agency-keys"),
    }
}

static ON: GlobalSignal<bool> = Signal::global(|| platform::stored(OFF_KEY).is_none());
/// The same for the browser's own event, which comes from outside of the app's runtime.
static HEARD: AtomicBool = AtomicBool::new(true);

/// Whether single keys do something.
pub(super) fn are_on() -> bool {
    *ON.read()
}

/// Switches single keys on or off, now and for the next visit: who dictates to the device sets them off by speaking.
pub(super) fn switch(on: bool) {
    *ON.write() = on;
    HEARD.store(on, Ordering::Relaxed);
    if on {
        platform::forget(OFF_KEY);
    } else {
        platform::store(OFF_KEY, "1");
    }
}

/// Listens as long as the page is there.
pub(super) fn use_keys(desk: Desk) {
    use_future(move || async move {
        HEARD.store(*ON.peek(), Ordering::Relaxed);
        let keys = platform::keys(|key| HEARD.load(Ordering::Relaxed) && press(key).is_some());
        loop {
            let key = keys.next().await;
            if let Some(press) = press(&key) {
                done(desk, press);
            }
        }
    });
}

fn done(mut desk: Desk, press: Press) {
    desk.touch();
    match press {
        Press::Look(wish) => desk.look.call(wish),
        Press::Beside => desk.lay_beside(),
        Press::FlagPage => {
            if let Some(photo) = desk.photo() {
                desk.note(&photo.path());
            }
        }
        Press::FlagWhole => desk.note(FLAG_WHOLE),
        Press::Act(action) => desk.ask(action),
        Press::Next => desk.next.call(()),
        Press::Show(pane) => {
            desk.pane.set(pane);
            spawn(async move {
                platform::sleep_ms(super::desk::UNTIL_DRAWN_MS).await;
                platform::focus_quietly(pane.id());
            });
        }
        Press::Help => desk.help.set(true),
    }
}

#[cfg(test)]
mod tests {
    use shared::application::{Claim, Party, Standing, Status, actions};

    use super::*;

    #[test]
    fn no_key_and_no_deed_stands_twice() {
        for (index, (key, press)) in KEYS.iter().enumerate() {
            let others = KEYS.iter().skip(index + 1);
            assert!(others.clone().all(|(other, _)| !other.eq_ignore_ascii_case(key)), "{key} twice");
            assert!(others.clone().all(|(_, other)| other != press), "{press:?} twice");
        }
    }

    #[test]
    fn keys_are_known_however_they_are_held() {
        assert_eq!(press("a"), Some(Press::Act(Action::Approve)));
        assert_eq!(press("A"), Some(Press::Act(Action::Approve)));
        assert_eq!(press("="), Some(Press::Look(Wish::Zoom(STEP))));
        assert_eq!(press("Enter"), None);
        assert_eq!(press("q"), None);
    }

    #[test]
    fn whatever_a_reviewer_may_do_has_a_key() {
        let claims = [Claim::Nobodys, Claim::Mine, Claim::Anothers, Claim::ToTakeOver, Claim::Barred, Claim::Undoable];
        for party in [Party::FirstReviewer, Party::SecondReviewer] {
            for status in Status::ALL {
                for claim in claims {
                    for action in actions(party, Standing { status: *status, refiling: false, claim }) {
                        assert!(KEYS.iter().any(|(_, press)| *press == Press::Act(*action)), "{action:?}");
                    }
                }
            }
        }
    }
}
