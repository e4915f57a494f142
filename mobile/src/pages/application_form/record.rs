//! 社保信息 as fetched: it looks fetched, and nothing of it can be typed over.

use dioxus::prelude::*;
use shared::api::InsuredRecord;
use shared::identity::BankCard;

use crate::t;
use crate::ui::{Icon, Shape};

/// A value that was fetched, with the word that says so.
#[component]
fn Fetched(field: String, value: String) -> Element {
    let label = t!(&format!("application-field-{}", super::names::dashed(&field)));
    rsx! {
        div { class: "fetched-row",
            dt { {label} }
            dd { "data-testid": "record-{field}", {value} }
        }
    }
}

/// What the register knows of a person.
#[component]
pub(super) fn Record(
    record: InsuredRecord,
    /// Name, document type and number, where they stand fast too.
    #[props(default)]
    person: Vec<(String, String)>,
    /// Bank and card, where the page has no place of their own for them.
    #[props(default = true)]
    card: bool,
) -> Element {
    let at = crate::words::moment(record.fetched_at);
    let none = t!("application-record-none");
    let number = record.card_number.as_deref().map_or_else(|| none.clone(), masked);
    let rows = [
        ("sex", super::names::coded("sex", &sex_code(&record))),
        ("birth_date", record.birth_date.to_string()),
        ("personal_number", record.personal_number.clone()),
        ("first_insured_month", record.first_insured_month.to_string()),
        ("account_opened_month", record.account_opened_month.to_string()),
        ("paid_months", t!("application-months", months = record.paid_months)),
    ];
    rsx! {
        section { class: "fetched", id: "record", tabindex: "-1", "data-testid": "record", "aria-label": t!("application-record-title"),
            header { class: "fetched-head",
                span { class: "fetched-mark",
                    Icon { shape: Shape::Done }
                    {t!("application-fetched")}
                }
                span { class: "hint", {t!("application-fetched-at", time = at)} }
            }
            dl {
                for (field, value) in person {
                    Fetched { key: "{field}", field: field.clone(), value }
                }
                for (field, value) in rows {
                    Fetched { key: "{field}", field, value }
                }
                if card {
                    Fetched { field: "bank", value: record.bank.clone().unwrap_or(none) }
                    Fetched { field: "card_number", value: number }
                }
            }
        }
    }
}

fn sex_code(record: &InsuredRecord) -> String {
    serde_json::to_value(record.sex).ok().and_then(|sex| sex.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A card number with its last four digits alone.
pub(super) fn masked(number: &str) -> String {
    match BankCard::parse(number) {
        Ok(card) => card.masked(),
        // What the register holds need not keep today's rule.
        Err(_) => {
            let hidden = number.chars().count().saturating_sub(4);
            number.chars().enumerate().map(|(place, c)| if place < hidden { '*' } else { c }).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn only_the_last_four_digits_are_shown() {
        assert_eq!(masked("4539148803436467"), "************6467");
        assert_eq!(masked("12345678"), "****5678");
        assert_eq!(masked("123"), "123");
    }
}
