//! 社保信息 as fetched: it looks fetched, and nothing of it can be typed over.

use dioxus::prelude::*;
use shared::api::InsuredRecord;

use crate::ui::{Icon, Shape};
use crate::{t, words};

/// A value that was fetched, with the word that says so.
#[component]
fn Fetched(field: String, value: String) -> Element {
    let label = words::field_path(&field);
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
    let at = words::moment(record.fetched_at);
    let none = t!("application-record-none");
    let number = record.card_number.as_deref().map_or_else(|| none.clone(), words::masked_card);
    let rows = [
        ("sex", words::sex(record.sex)),
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
