//! 退休认定信息: category, post, work start, and the month of retirement with everything that can be worked out from them.

use dioxus::prelude::*;
use shared::application::{ApplicationForm, Determination, determine};
use shared::retirement::{Category, Choice, Month, notice_deadline};

use super::desk::{Desk, use_desk};
use super::findings::Advice;
use super::outcome::Outcome;
use super::reasons::Reasons;
use crate::ui::{Card, DateField, MonthField, RadioCards, TextField};
use crate::{field, policy, session, t, words};

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let form = desk.form;
    let (category, choice) = (field!(ApplicationForm.category), field!(ApplicationForm.choice));
    let (post, start) = (field!(ApplicationForm.post), field!(ApplicationForm.work_start_month));
    let reading = desk.typed().read();
    let determined = desk.judge(|context| determine(context, &reading)).flatten();
    rsx! {
        Card {
            div { class: "form",
                Reasons { field: category }
                RadioCards { form, name: category, label: t!("application-field-category"), options: categories(desk) }
                Reasons { field: post }
                TextField { form, name: post, label: t!("application-field-post"), hint: t!("application-post-hint") }
                Reasons { field: start }
                MonthField { form, name: start, label: t!("application-field-work-start-month"), hint: t!("application-work-start-hint") }
            }
        }
        match determined {
            Some(determined) => rsx! {
                Card {
                    div { class: "form",
                        Reasons { field: choice }
                        RadioCards { form, name: choice, label: t!("application-field-choice"), options: choices(&determined),
                            hint: closed(&determined) }
                        Flexible { determined: Known(determined) }
                    }
                }
                Advice { field: choice }
                Outcome { determined: Known(determined) }
            },
            None => rsx! {
                p { class: "hint after", {t!("application-choice-later")} }
            },
        }
    }
}

/// What was worked out, as a property of a component.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Known(pub(super) Determination);

/// The categories that fit the person.
fn categories(desk: Desk) -> Vec<(String, String, String)> {
    let sex = desk.application.read().record.sex;
    let note = |category: Category| match category {
        Category::SpecialWork => t!("application-category-special-note"),
        Category::Female50 | Category::Female55 => t!("application-category-post-note"),
        Category::Male => String::new(),
    };
    Category::ALL
        .iter()
        .filter(|category| category.fits(sex))
        .map(|category| (category.code().to_owned(), words::category(*category), note(*category)))
        .collect()
}

/// The choices that are open, each with the months that it leaves.
fn choices(determined: &Determination) -> Vec<(String, String, String)> {
    let span = |choice: Choice| match choice {
        Choice::Statutory => Some((determined.statutory.month, determined.statutory.month)),
        Choice::FlexibleEarly => determined.early.map(|span| (span.first, span.last)),
        Choice::FlexibleLate => determined.late.map(|span| (span.first, span.last)),
    };
    Choice::ALL
        .iter()
        .filter_map(|choice| {
            let (first, last) = span(*choice)?;
            let note = if first == last { first.to_string() } else { t!("application-span", from = first, to = last) };
            Some((choice.code().to_owned(), words::choice(*choice), note))
        })
        .collect()
}

/// Why a choice is not there.
fn closed(determined: &Determination) -> String {
    match (determined.early, determined.late) {
        (Some(_), Some(_)) => String::new(),
        (None, None) => t!("application-choice-none-special"),
        (None, Some(_)) => t!("application-choice-no-early", month = determined.statutory.month),
        (Some(_), None) => t!("application-choice-no-late"),
    }
}

/// The month chosen and the day of the notice, for a flexible choice.
#[component]
fn Flexible(determined: Known) -> Element {
    let desk = use_desk();
    let form = desk.form;
    let Known(determined) = determined;
    let (month, notice) = (field!(ApplicationForm.chosen_month), field!(ApplicationForm.notice_date));
    let (span, month_hint) = match determined.choice {
        Some(Choice::FlexibleEarly) => (determined.early, "application-chosen-early-hint"),
        Some(Choice::FlexibleLate) => (determined.late, "application-chosen-late-hint"),
        _ => return rsx! {},
    };
    let Some(span) = span else { return rsx! {} };
    let choice = determined.choice.unwrap_or(Choice::Statutory);
    rsx! {
        div { class: "opened form",
            Reasons { field: month }
            MonthField { form, name: month, label: t!("application-field-chosen-month"),
                hint: t!(month_hint, first = span.first, last = span.last) }
            Reasons { field: notice }
            DateField { form, name: notice, label: t!("application-field-notice-date"), hint: deadline(&determined, choice),
                max: session::today().to_string() }
            Advice { field: notice }
        }
    }
}

/// Until when the notice has to have been given.
fn deadline(determined: &Determination, choice: Choice) -> String {
    let rules = policy::in_force().retirement_in(Month::of(session::today()));
    let id = if choice == Choice::FlexibleEarly { "application-notice-early" } else { "application-notice-late" };
    let chosen = match choice {
        Choice::FlexibleLate => Some(determined.statutory.month),
        _ => determined.month,
    };
    match chosen.and_then(|month| notice_deadline(rules, &determined.statutory, choice, month)) {
        Some(day) => t!(id, day = day),
        None => t!("application-notice-first"),
    }
}
