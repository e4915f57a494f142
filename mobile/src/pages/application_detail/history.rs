//! 办理记录: the life of an application, the newest first: who did what when, why, and what a new submission changed.

use dioxus::prelude::*;
use shared::api::{HistoryEntry, HistoryEvent};
use shared::application::Difference;

use crate::ui::{ErrorPage, Icon, Shape, Skeleton};
use crate::{api, t, words};

/// The time line of the enterprise's own application.
#[component]
pub(super) fn History(id: String) -> Element {
    let mut history = use_resource(use_reactive!(|id| async move { api::application_history(&id).await }));
    match &*history.read() {
        None => rsx! {
            Skeleton { rows: 3 }
        },
        Some(Err(error)) => rsx! {
            ErrorPage { error: error.clone(), onretry: move |()| history.restart() }
        },
        Some(Ok(history)) => rsx! {
            TimeLine { items: history.items.clone() }
        },
    }
}

/// Its events, the newest first.
#[component]
pub(in crate::pages) fn TimeLine(items: Vec<HistoryEntry>) -> Element {
    rsx! {
        ol { class: "time-line", "data-testid": "history",
            for (index, entry) in items.into_iter().enumerate() {
                Entry { key: "{index}", entry }
            }
        }
    }
}

#[component]
fn Entry(entry: HistoryEntry) -> Element {
    let again = entry.event == HistoryEvent::Submitted && entry.submission.is_some_and(|number| number > 1);
    rsx! {
        li { class: if is_setback(entry.event) { "moment failed" } else { "moment" },
            "data-testid": "history-entry", "data-event": entry.event.code(),
            span { class: "moment-mark", Icon { shape: icon(entry.event) } }
            div { class: "moment-body",
                p { class: "moment-title",
                    strong { {words::event(entry.event)} }
                    time { datetime: entry.at.to_rfc3339(), {words::moment(entry.at)} }
                }
                p { class: "moment-who",
                    // The enterprise is told which side it was, not who of the agency.
                    if entry.actor_name.is_empty() {
                        {words::party(entry.party)}
                    } else {
                        {t!("application-history-by", party = words::party(entry.party), name = entry.actor_name)}
                    }
                }
                if let Some(number) = entry.submission {
                    p { class: "row-note", {t!("application-history-submission", number = number)} }
                }
                if again {
                    Differences { differences: entry.differences }
                }
                if !entry.reasons.is_empty() {
                    ul { class: "differences",
                        for reason in entry.reasons {
                            li { class: "reason-text",
                                {t!("application-reason-at-field", field = words::field_path(&reason.field), text = words::reason(&reason))}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a submission changed against the one before.
#[component]
pub(in crate::pages) fn Differences(differences: Vec<Difference>) -> Element {
    if differences.is_empty() {
        return rsx! {
            p { class: "row-note", {t!("application-history-no-differences")} }
        };
    }
    rsx! {
        p { class: "row-note", {t!("application-history-differences")} }
        ul { class: "differences",
            for difference in differences {
                li { key: "{difference.field}", "data-testid": "difference", "data-field": difference.field.clone(),
                    {t!(
                        "application-difference",
                        field = words::field_path(&difference.field),
                        before = words::field_value(&difference.field, &difference.before),
                        after = words::field_value(&difference.field, &difference.after)
                    )}
                }
            }
        }
    }
}

/// Whether the enterprise has to mend something after it.
const fn is_setback(event: HistoryEvent) -> bool {
    matches!(event, HistoryEvent::CorrectionRequested | HistoryEvent::Rejected)
}

const fn icon(event: HistoryEvent) -> Shape {
    match event {
        HistoryEvent::Created => Shape::Plus,
        HistoryEvent::Submitted => Shape::Form,
        HistoryEvent::Withdrawn
        | HistoryEvent::SentBack
        | HistoryEvent::Released
        | HistoryEvent::ClaimExpired
        | HistoryEvent::DecisionUndone => Shape::Undo,
        HistoryEvent::Refiled => Shape::Edit,
        HistoryEvent::Claimed | HistoryEvent::TakenOver => Shape::Person,
        HistoryEvent::PassedFirstReview | HistoryEvent::Approved => Shape::Check,
        HistoryEvent::CorrectionRequested | HistoryEvent::Rejected => Shape::Warning,
        HistoryEvent::RecordRefreshed => Shape::Refresh,
    }
}
