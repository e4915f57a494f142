//! What the rules come to, explained: the statutory month with its source, the contribution that is needed.

use dioxus::prelude::*;
use shared::application::Determination;
use shared::retirement::{Category, Month};

use super::desk::use_desk;
use super::determination::Known;
use crate::ui::{Icon, Shape};
use crate::{policy, session, t};

#[component]
pub(super) fn Outcome(determined: Known) -> Element {
    let desk = use_desk();
    let Known(determined) = determined;
    let birth = Month::of(desk.application.read().record.birth_date);
    let month = determined.month.map_or_else(|| t!("application-outcome-open"), |month| month.to_string());
    rsx! {
        section { class: "outcome", "data-testid": "outcome", "aria-live": "polite", "aria-label": t!("application-outcome-title"),
            header { class: "outcome-head",
                Icon { shape: Shape::Info }
                h3 { {t!("application-outcome-title")} }
            }
            div { class: "outcome-figures",
                Figure { label: t!("application-outcome-statutory"), value: determined.statutory.month.to_string(), test: "statutory-month" }
                Figure { label: t!("application-outcome-month"), value: month, test: "retirement-month" }
            }
            p { "data-testid": "statutory-reason", {explained(&determined, birth)} }
            if let Some(span) = determined.early {
                p { {t!("application-outcome-early", first = span.first, last = span.last)} }
            }
            if let Some(span) = determined.late {
                p { {t!("application-outcome-late", first = span.first, last = span.last)} }
            }
            Contribution { determined: Known(determined) }
            p { class: "hint", {t!("application-outcome-source", source = source(&determined))} }
        }
    }
}

#[component]
fn Figure(label: String, value: String, test: String) -> Element {
    rsx! {
        div { class: "figure",
            span { class: "figure-label", {label} }
            span { class: "figure-value", "data-testid": test, {value} }
        }
    }
}

/// Needed, counted, missing.
#[component]
fn Contribution(determined: Known) -> Element {
    let Known(determined) = determined;
    let Some(minimum) = determined.minimum else {
        return rsx! {
            p { "data-testid": "contribution", {t!("application-outcome-counted", counted = determined.counted)} }
        };
    };
    let missing = minimum.saturating_sub(determined.counted);
    let (class, shape, id) = if missing == 0 {
        ("verdict good", Shape::Done, "application-outcome-enough")
    } else if missing <= determined.to_come {
        ("verdict caution", Shape::Warning, "application-outcome-go-on")
    } else {
        ("verdict bad", Shape::Warning, "application-outcome-short")
    };
    rsx! {
        p { class, "data-testid": "contribution",
            Icon { shape }
            span { {t!(id, minimum = minimum, counted = determined.counted, missing = missing)} }
        }
    }
}

/// How the statutory month came about, in a sentence.
fn explained(determined: &Determination, birth: Month) -> String {
    let statutory = &determined.statutory;
    let id = match (determined.category, statutory.delay_months) {
        (Category::SpecialWork, _) => "application-outcome-special",
        (_, 0) => "application-outcome-not-delayed",
        _ => "application-outcome-delayed",
    };
    t!(
        id,
        birth = in_words(birth),
        age = statutory.original_age_years,
        original = in_words(statutory.original_month),
        delay = statutory.delay_months,
        month = in_words(statutory.month),
    )
}

/// A month within a sentence, which a line may end in the middle of.
fn in_words(month: Month) -> String {
    t!("application-month", year = month.year(), month = format!("{:02}", month.month()))
}

fn source(determined: &Determination) -> String {
    let rules = policy::in_force().retirement_in(Month::of(session::today()));
    if determined.category == Category::SpecialWork { rules.special_work.source.clone() } else { rules.source.clone() }
}
