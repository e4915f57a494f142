//! 人员信息: what was fetched, the worker's number, and a birth date that the archive has otherwise.

use dioxus::prelude::*;
use shared::application::ApplicationForm;

use super::desk::use_desk;
use super::findings::Advice;
use super::reasons::Reasons;
use super::record::Record;
use super::suggestions::SuggestionsOf;
use crate::ui::{
    Button, ButtonKind, Card, CheckField, DateField, InputKind, Notice, NoticeKind, Shape, TextArea, TextField, toast,
};
use crate::{api, field, session, t, words};

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let application = desk.application.read().clone();
    let person = vec![
        ("name".to_owned(), application.name.clone()),
        ("document_type".to_owned(), words::document_type(application.document_type.code())),
        ("document_number".to_owned(), application.document_number.clone()),
    ];
    rsx! {
        Reasons { field: "application" }
        for field in ["name", "document_number", "sex", "birth_date"] {
            Reasons { key: "{field}", field }
        }
        Record { record: application.record, person, card: false }
        SuggestionsOf { kind: "id_card_front" }
        for field in ["sex", "birth_date"] {
            Advice { key: "{field}", field }
        }
        Refetch {}
        Card {
            div { class: "form",
                Reasons { field: "mobile" }
                TextField { form: desk.form, name: field!(ApplicationForm.mobile), label: t!("application-field-mobile"),
                    kind: InputKind::Mobile, hint: t!("application-mobile-hint") }
                Archive {}
            }
        }
    }
}

/// 重新获取社保信息
#[component]
fn Refetch() -> Element {
    let desk = use_desk();
    let mut pending = use_signal(|| false);
    let mut failure = use_signal(|| None::<String>);
    let fetch = move |()| {
        pending.set(true);
        spawn(async move {
            let answer = api::refresh_record(&desk.id()).await;
            pending.set(false);
            match answer {
                Ok(application) => {
                    desk.refresh(application);
                    failure.set(None);
                    toast(&t!("application-refetched"));
                }
                Err(error) => failure.set(Some(error.message(words::language_now()))),
            }
        });
    };
    rsx! {
        if let Some(message) = failure() {
            Notice { kind: NoticeKind::Bad, p { {message} } }
        }
        div { class: "after",
            Button { test: "refetch-record", kind: ButtonKind::Secondary, icon: Shape::Refresh, label: t!("application-refetch"),
                pending: pending(), onclick: fetch }
        }
    }
}

/// The archive's birth date beside the fetched one, where they differ.
#[component]
fn Archive() -> Element {
    let desk = use_desk();
    let form = desk.form;
    let (date, reason) = (field!(ApplicationForm.archive_birth_date), field!(ApplicationForm.archive_birth_reason));
    let mut opened = use_signal(|| false);
    let filled = !form.text(date).is_empty() || !form.text(reason).is_empty();
    let open = opened() || filled;
    let birth = desk.application.read().record.birth_date;
    rsx! {
        CheckField { form, name: "archive_birth", checked: open,
            onchange: move |on: bool| {
                opened.set(on);
                if !on {
                    form.set(date, "");
                    form.set(reason, "");
                }
            },
            {t!("application-archive-differs")}
        }
        if open {
            div { class: "opened form",
                Reasons { field: date }
                div { class: "beside",
                    div { class: "fetched-value",
                        span { class: "field-like-label", {t!("application-archive-fetched")} }
                        span { class: "fixed-value", {birth.to_string()} }
                    }
                    DateField { form, name: date, label: t!("application-field-archive-birth-date"), max: session::today().to_string() }
                }
                Advice { field: date }
                Reasons { field: reason }
                TextArea { form, name: reason, label: t!("application-field-archive-birth-reason"), hint: t!("application-archive-hint"), max: 200, rows: 3 }
            }
        }
    }
}
