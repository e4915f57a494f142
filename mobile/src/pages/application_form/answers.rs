//! 核对: everything entered, for reading, each section with the way back to it.

use dioxus::prelude::*;
use shared::api::ApplicationOut;
use shared::application::{ApplicationForm, Section, determine};
use shared::retirement::Month;

use super::desk::{Desk, use_desk};
use super::names;
use super::rows::Kind;
use crate::ui::{Icon, Shape};
use crate::{policy, session, t, words};

/// A name with its value.
type Answer = (String, String);

#[component]
pub(super) fn Answers() -> Element {
    let desk = use_desk();
    let application = desk.application.read().clone();
    let form = desk.typed();
    rsx! {
        for section in Section::ALL.iter().copied().filter(|section| *section != Section::Review) {
            Group { key: "{section.code()}", section, answers: answers(desk, section, &application, &form) }
        }
    }
}

#[component]
fn Group(section: Section, answers: Vec<Answer>) -> Element {
    let desk = use_desk();
    rsx! {
        section { class: "answers", "data-testid": "answers-{section.code()}", "aria-label": words::section(section),
            header { class: "answers-head",
                h3 { {words::section(section)} }
                Link {
                    class: "answers-change",
                    to: desk.route(section),
                    "data-testid": "change-{section.code()}",
                    onclick: move |_| desk.aim_at(section, None),
                    Icon { shape: Shape::Edit }
                    span { {t!("application-change")} }
                    span { class: "unseen", {words::section(section)} }
                }
            }
            dl {
                for (index, (label, value)) in answers.into_iter().enumerate() {
                    div { key: "{index}", class: "answer",
                        dt { {label} }
                        if value.trim().is_empty() {
                            dd { class: "blank", {t!("application-blank")} }
                        } else {
                            dd { {value} }
                        }
                    }
                }
            }
        }
    }
}

fn answers(desk: Desk, section: Section, application: &ApplicationOut, form: &ApplicationForm) -> Vec<Answer> {
    let of = |field: &str| (words::field_path(field), names::value(form, field));
    match section {
        Section::Person => person(application, form),
        Section::Determination => {
            let mut answers: Vec<Answer> = ["category", "post", "work_start_month", "choice"].map(of).into();
            if form.choice.starts_with("flexible") {
                answers.extend(["chosen_month", "notice_date"].map(of));
            }
            let reading = form.read();
            let month = desk.judge(|context| determine(context, &reading)).flatten().and_then(|found| found.month);
            answers.push((
                words::field_path("retirement_month"),
                month.map(|month| month.to_string()).unwrap_or_default(),
            ));
            answers
        }
        Section::Card => card(application, form),
        Section::DeemedPeriods => rows(Kind::Deemed, form),
        Section::SpecialWork => rows(Kind::Special, form),
        Section::Materials => materials(application),
        Section::Review => Vec::new(),
    }
}

fn person(application: &ApplicationOut, form: &ApplicationForm) -> Vec<Answer> {
    let document = words::document_type(application.document_type.code());
    let mut answers = vec![
        (words::field_path("name"), application.name.clone()),
        (document, application.document_number.clone()),
        (words::field_path("birth_date"), application.record.birth_date.to_string()),
        (words::field_path("mobile"), form.mobile.clone()),
    ];
    if !form.archive_birth_date.is_empty() {
        let of = |field: &str| (words::field_path(field), names::value(form, field));
        answers.extend(["archive_birth_date", "archive_birth_reason"].map(of));
    }
    answers
}

/// The card that the pension would go to.
fn card(application: &ApplicationOut, form: &ApplicationForm) -> Vec<Answer> {
    let record = &application.record;
    let (bank, number) = match (&record.bank, &record.card_number) {
        (Some(bank), Some(number)) if !form.card_wrong => (bank, number),
        _ => (&form.bank, &form.card_number),
    };
    // One's own number is checked digit by digit; the register's needs no checking.
    let shown = if *number == form.card_number { number.clone() } else { words::masked_card(number) };
    vec![(words::field_path("bank"), bank.clone()), (words::field_path("card_number"), shown)]
}

fn rows(kind: Kind, form: &ApplicationForm) -> Vec<Answer> {
    let lines = names::rows(form, kind.list());
    if lines.is_empty() {
        return vec![(words::field_path(kind.list()), t!("application-none"))];
    }
    let total: u32 = kind.rows(form).iter().filter_map(super::periods::months).sum();
    let mut answers: Vec<Answer> =
        lines.into_iter().enumerate().map(|(index, line)| (t!("application-row", row = index + 1), line)).collect();
    answers.push((t!("application-total"), t!("application-months", months = total)));
    answers
}

fn materials(application: &ApplicationOut) -> Vec<Answer> {
    let kinds = &policy::in_force().materials_in(Month::of(session::today())).kinds;
    let answers: Vec<Answer> = kinds
        .iter()
        .filter_map(|kind| {
            let files = application.attachments.iter().filter(|file| file.kind == kind.code).count();
            let count = t!("application-files", files = files);
            (files > 0).then(|| (words::field_path(&format!("materials.{}", kind.code)), count))
        })
        .collect();
    if answers.is_empty() { vec![(words::field_path("materials"), t!("application-none"))] } else { answers }
}
