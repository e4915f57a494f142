//! The parts of an application that are single values: person, determination, card, remarks, dates.

use dioxus::prelude::*;
use shared::api::ApplicationOut;
use shared::identity::IdDocument;
use shared::retirement::Choice;

use super::beside::beside;
use super::values::{Revealed, Value};
use crate::ui::{DetailRow, Details};
use crate::{session, t, words};

/// 人员信息, with what the register knows.
#[component]
pub(super) fn Person(application: ApplicationOut) -> Element {
    let ApplicationOut { name, document_type, document_number, record, form, .. } = application;
    let masked = IdDocument::parse(document_type, &document_number, session::today())
        .map_or_else(|_| "*".repeat(document_number.chars().count()), |document| document.masked());
    rsx! {
        Details {
            DetailRow { label: words::field_path("name"), test: "value-name", {name} }
            DetailRow { label: words::field_path("document_type"), {words::document_type(document_type.code())} }
            Revealed { label: words::field_path("document_number"), masked, whole: document_number, test: "document" }
            DetailRow { label: words::field_path("sex"), {words::sex(record.sex)} }
            DetailRow { label: words::field_path("birth_date"), "{record.birth_date}" }
            DetailRow { label: words::field_path("personal_number"), span { class: "digits", {record.personal_number} } }
            DetailRow { label: words::field_path("first_insured_month"), "{record.first_insured_month}" }
            DetailRow { label: words::field_path("account_opened_month"), "{record.account_opened_month}" }
            DetailRow { label: words::field_path("paid_months"), {t!("row-months", months = record.paid_months)} }
            Value { field: "mobile", value: form.mobile }
            if !form.archive_birth_date.is_empty() {
                Value { field: "archive_birth_date", value: form.archive_birth_date }
                Value { field: "archive_birth_reason", value: form.archive_birth_reason }
            }
        }
        p { class: "hint after-details", {t!("application-record-fetched-at", time = words::moment(record.fetched_at))} }
    }
}

/// 退休认定信息
#[component]
pub(super) fn Determination(application: ApplicationOut) -> Element {
    let flexible =
        matches!(Choice::from_code(&application.form.choice), Some(Choice::FlexibleEarly | Choice::FlexibleLate));
    let form = application.form;
    rsx! {
        Details {
            Value { field: "category", value: form.category }
            Value { field: "post", value: form.post }
            Value { field: "work_start_month", value: form.work_start_month }
            Value { field: "choice", value: form.choice }
            if flexible {
                Value { field: "chosen_month", value: form.chosen_month }
                Value { field: "notice_date", value: form.notice_date }
            }
            DetailRow { label: words::field_path("retirement_month"), test: "value-retirement_month",
                match application.retirement_month {
                    Some(month) => rsx! { strong { "{month}" } },
                    None => rsx! { span { class: "unfilled", {t!("applications-undecided")} } },
                }
            }
        }
    }
}

/// 社保卡参考信息: the registered card, and the one given in its place.
#[component]
pub(super) fn Card(application: ApplicationOut) -> Element {
    let ApplicationOut { record, form, .. } = application;
    let given = !form.bank.is_empty() || !form.card_number.is_empty();
    rsx! {
        Details {
            DetailRow { label: t!("application-card-of-register"),
                match record.bank.clone() {
                    Some(bank) => rsx! { {bank} },
                    None => rsx! { span { class: "unfilled", {t!("value-empty")} } },
                }
            }
            if let Some(number) = record.card_number.clone() {
                Revealed { label: words::field_path("card_number"), masked: words::masked_card(&number), whole: number, test: "card" }
            }
            if form.card_wrong {
                DetailRow { label: words::field_path("card_wrong"),
                    {t!("value-yes")}
                    {beside("card_wrong")}
                }
            }
            if given {
                DetailRow { label: t!("application-card-given"),
                    {form.bank.clone()}
                    {beside("bank")}
                }
                Revealed { label: words::field_path("card_number"), masked: words::masked_card(&form.card_number), whole: form.card_number.clone(),
                    test: "given-card", field: "card_number" }
            }
        }
    }
}

/// 备注
#[component]
pub(super) fn Remarks(remarks: String) -> Element {
    rsx! {
        Details {
            Value { field: "remarks", value: remarks }
        }
    }
}

/// Who did what when, in short; the history says the rest.
#[component]
pub(super) fn Dates(application: ApplicationOut) -> Element {
    rsx! {
        Details {
            if let Some(receipt) = application.receipt_number {
                DetailRow { label: t!("print-receipt"), test: "receipt-number", {receipt} }
            }
            DetailRow { label: t!("application-created-by"), {application.created_by} }
            DetailRow { label: t!("application-created-at"), {words::moment(application.created_at)} }
            if !application.updated_by.is_empty() {
                DetailRow { label: t!("application-updated-by"), {application.updated_by} }
            }
            DetailRow { label: words::field_path("updated_at"), {words::moment(application.updated_at)} }
        }
    }
}
