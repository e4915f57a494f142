//! The reasons so far, and the required pages that nobody has looked at: what a decision rests on.

use dioxus::prelude::*;
use shared::api::ReviewReason;

use super::deeds::Deeds;
use super::desk::{FLAG_WHOLE, use_desk};
use super::keys::{Press, hint, shortcut};
use super::noting::Noting;
use super::photos::Photo;
use crate::ui::{Icon, Notice, NoticeKind, Shape};
use crate::{t, words};

/// Unread pages, reasons, and the way to one about the whole.
#[component]
pub(super) fn Decide() -> Element {
    let mut desk = use_desk();
    let reasons = desk.reasons.read().clone();
    let mine = desk.is_mine();
    rsx! {
        if mine {
            Unread { unread: desk.unread(), approves: true, test: "unread" }
        }
        h2 { class: "section-title", {t!("agency-reasons", count = reasons.len())} }
        if reasons.is_empty() && mine {
            p { class: "hint", {t!("agency-reasons-none")} }
        }
        Noted { reasons }
        if mine {
            button { class: "button secondary", r#type: "button", "data-testid": "flag-application", "aria-keyshortcuts": shortcut(Press::FlagWhole),
                onclick: move |_| desk.note(FLAG_WHOLE),
                Icon { shape: Shape::Flag }
                span { {t!("agency-flag-whole")} }
                {hint(Press::FlagWhole)}
            }
        }
        Deeds { at_end: true }
    }
}

/// Required pages that were not opened, each a way to it.
#[component]
pub(super) fn Unread(
    unread: Vec<Photo>,
    /// Whether it stands before an approval, which needs them.
    approves: bool,
    /// `data-testid`; each of its ways is `TEST-PATH`.
    test: &'static str,
    /// Called when one is gone to.
    #[props(default)]
    onopen: EventHandler<()>,
) -> Element {
    let mut desk = use_desk();
    if unread.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { class: "unread", "data-testid": test,
            Notice { kind: NoticeKind::Caution,
                p { {t!("agency-unread-count", count = unread.len())} }
                ul {
                    for photo in unread {
                        li { key: "{photo.id}",
                            button { class: "reasons-at", r#type: "button", "data-testid": "{test}-{photo.path()}",
                                onclick: {
                                    let id = photo.id.clone();
                                    move |_| {
                                        onopen.call(());
                                        desk.open(&id);
                                    }
                                },
                                Icon { shape: Shape::Forward }
                                span { {photo.name()} }
                            }
                        }
                    }
                }
                if approves {
                    p { {t!("agency-unread-approve")} }
                }
            }
        }
    }
}

/// The list of what was noted, to be changed and removed.
#[component]
fn Noted(reasons: Vec<ReviewReason>) -> Element {
    let mut desk = use_desk();
    rsx! {
        ul { class: "noted-list", "data-testid": "noted-list",
            for (index, reason) in reasons.into_iter().enumerate() {
                li { key: "{index}", class: "noted-reason", "data-testid": "noted-reason", "data-field": reason.field.clone(), "data-code": reason.code.clone(),
                    p { class: "noted-place", {words::field_path(&reason.field)} }
                    p { class: "reason-text", {words::reason(&reason)} }
                    for problem in desk.wrong.read().iter().filter(|problem| problem.field.starts_with(&format!("reasons[{index}]"))) {
                        p { class: "error", role: "alert", Icon { shape: Shape::Warning } span { {problem.message.clone()} } }
                    }
                    div { class: "noted-tools",
                        button { class: "row-action", r#type: "button", "data-testid": "reason-edit-{index}",
                            "aria-label": t!("agency-reason-edit", place = words::field_path(&reason.field)),
                            onclick: {
                                let reason = reason.clone();
                                move |_| desk.noting.set(Some(Noting::again(index, &reason)))
                            },
                            Icon { shape: Shape::Edit }
                            span { {t!("edit")} }
                        }
                        button { class: "row-action danger", r#type: "button", "data-testid": "reason-remove-{index}",
                            "aria-label": t!("agency-reason-remove", place = words::field_path(&reason.field)),
                            onclick: move |_| {
                                desk.wrong.set(Vec::new());
                                desk.reasons.write().remove(index);
                            },
                            Icon { shape: Shape::Trash }
                            span { {t!("delete")} }
                        }
                    }
                }
            }
        }
    }
}
