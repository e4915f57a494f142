//! What was decided, for as long as it can be taken back; and why something was not done.

use dioxus::prelude::*;
use shared::api::UndoOut;
use shared::application::Action;

use super::desk::use_desk;
use super::keys::{Press, hint, shortcut};
use crate::ui::{Icon, Notice, NoticeKind, Shape};
use crate::{platform, t, words};

pub(super) const OUTCOME_ID: &str = "outcome";
pub(super) const SAID_ID: &str = "work-said";
const TICK_MS: u32 = 1_000;

/// Why something was not done.
#[component]
pub(super) fn SaidPlace() -> Element {
    let desk = use_desk();
    let said = desk.said.read().clone();
    rsx! {
        if let Some(words) = said {
            div { class: "deed-refused", id: SAID_ID, tabindex: "-1", "data-testid": SAID_ID,
                Notice { kind: NoticeKind::Bad, p { {words} } }
            }
        }
    }
}

/// The decision just taken, the way back from it, the way on.
#[component]
pub(super) fn Outcome() -> Element {
    let desk = use_desk();
    let undo = desk.review.read().undo.clone();
    rsx! {
        div { "aria-live": "polite",
            if let Some(undo) = undo {
                Decided { key: "{undo.until}", undo }
            }
        }
    }
}

#[component]
fn Decided(undo: UndoOut) -> Element {
    let mut desk = use_desk();
    let ends = undo.until.timestamp_millis();
    let mut left = use_signal(|| seconds_left(ends, platform::now_ms()));
    use_future(move || async move {
        while *left.peek() > 0 {
            platform::sleep_ms(TICK_MS).await;
            left.set(seconds_left(ends, platform::now_ms()));
        }
        // By the server's clock it may not be over yet: it says so.
        desk.reload().await;
    });
    let busy = *desk.busy.read();
    rsx! {
        div { class: "outcome", id: OUTCOME_ID, tabindex: "-1", "data-testid": OUTCOME_ID, "data-event": undo.decision.code(),
            Notice { kind: NoticeKind::Good,
                p { class: "outcome-words", {t!("agency-decided", event = words::event(undo.decision))} }
                div { class: "outcome-ways",
                    if left() > 0 {
                        button { class: "button secondary", r#type: "button", "data-testid": "review-undo", disabled: busy,
                            "aria-keyshortcuts": shortcut(Press::Act(Action::Undo)),
                            onclick: move |_| desk.ask(Action::Undo),
                            Icon { shape: Shape::Undo }
                            span { {words::action(Action::Undo)} }
                            {hint(Press::Act(Action::Undo))}
                        }
                        // A figure that changes every second is not to be read out.
                        span { "aria-hidden": "true", "data-testid": "undo-left",
                            {t!("agency-undo-left", time = words::minutes_and_seconds(left()))} }
                    }
                    button { class: "button primary", r#type: "button", "data-testid": "review-next", disabled: busy,
                        "aria-keyshortcuts": shortcut(Press::Next),
                        onclick: move |_| desk.next.call(()),
                        Icon { shape: Shape::Forward }
                        span { {t!("agency-next")} }
                        {hint(Press::Next)}
                    }
                }
            }
        }
    }
}

/// Seconds until a time, rounded up; none once it is over.
fn seconds_left(ends_ms: i64, now_ms: i64) -> u64 {
    u64::try_from(ends_ms - now_ms).unwrap_or_default().div_ceil(1_000)
}

#[cfg(test)]
mod tests {
    use super::seconds_left;

    #[test]
    fn what_is_over_has_no_seconds_left() {
        assert_eq!(seconds_left(10_000, 0), 10);
        assert_eq!(seconds_left(10_000, 9_001), 1);
        assert_eq!(seconds_left(10_000, 10_000), 0);
        assert_eq!(seconds_left(10_000, 20_000), 0);
    }
}
