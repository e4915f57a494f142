//! 社保卡参考信息: the card that the pension goes to, and another one where the register's is wrong.

use dioxus::prelude::*;
use shared::application::ApplicationForm;

use super::desk::use_desk;
use super::findings::Advice;
use super::reasons::Reasons;
use super::suggestions::SuggestionsOf;
use crate::ui::{Card, CheckField, Icon, InputKind, Notice, NoticeKind, Shape, TextField};
use crate::{field, t, words};

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let form = desk.form;
    let wrong = field!(ApplicationForm.card_wrong);
    let record = desk.application.read().record.clone();
    let on_record = record.bank.clone().zip(record.card_number.clone());
    let typed = form.is_on(wrong) || on_record.is_none();
    rsx! {
        SuggestionsOf { kind: "social_security_card_front" }
        match on_record {
            Some((bank, number)) => rsx! {
                OnRecord { bank, number }
                Card {
                    Reasons { field: wrong }
                    CheckField { form, name: wrong, checked: form.is_on(wrong), onchange: move |on: bool| form.set(wrong, on),
                        span { class: "check-label", {t!("application-field-card-wrong")} }
                        span { class: "check-note", {t!("application-card-wrong-note")} }
                    }
                    if typed {
                        div { class: "opened", CardFields {} }
                    }
                }
            },
            None => rsx! {
                Notice { kind: NoticeKind::Info, p { {t!("application-card-none")} } }
                Card { CardFields {} }
            },
        }
    }
}

/// The register's card: its last digits, and the whole number when it is asked for.
#[component]
fn OnRecord(bank: String, number: String) -> Element {
    let mut whole = use_signal(|| false);
    let shown = if whole() { grouped(&number) } else { words::masked_card(&number) };
    rsx! {
        section { class: "fetched", "data-testid": "record-card", "aria-label": t!("application-card-title"),
            header { class: "fetched-head",
                span { class: "fetched-mark",
                    Icon { shape: Shape::Done }
                    {t!("application-fetched")}
                }
            }
            dl {
                div { class: "fetched-row",
                    dt { {t!("application-field-bank")} }
                    dd { "data-testid": "record-bank", {bank} }
                }
                div { class: "fetched-row",
                    dt { {t!("application-field-card-number")} }
                    dd { class: "card-number",
                        span { class: "digits", "data-testid": "record-card_number", {shown} }
                        button { class: "button secondary small", r#type: "button", "data-testid": "card-show", "aria-pressed": whole(),
                            onclick: move |_| whole.toggle(),
                            Icon { shape: if whole() { Shape::EyeOff } else { Shape::Eye } }
                            span { if whole() { {t!("application-card-hide")} } else { {t!("application-card-show")} } }
                        }
                    }
                }
            }
        }
    }
}

/// A number in groups of four, as it stands on the card.
fn grouped(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[component]
fn CardFields() -> Element {
    let desk = use_desk();
    let form = desk.form;
    let (bank, number) = (field!(ApplicationForm.bank), field!(ApplicationForm.card_number));
    rsx! {
        div { class: "form",
            Reasons { field: bank }
            TextField { form, name: bank, label: t!("application-field-bank"), hint: t!("application-bank-hint") }
            Reasons { field: number }
            TextField { form, name: number, label: t!("application-field-card-number"), hint: t!("application-card-number-hint"), kind: InputKind::Digits }
            Advice { field: number }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_number_is_grouped_as_on_the_card() {
        assert_eq!(grouped("4539148803436467"), "4539 1488 0343 6467");
        assert_eq!(grouped("6217000010012345678"), "6217 0000 1001 2345 678");
    }
}
