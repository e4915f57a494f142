//! 养老金估算: always said to be one, with what went in and what each part comes to.

use dioxus::prelude::*;
use shared::application::{EstimateOut, estimate};

use super::desk::{Desk, use_desk};
use crate::t;
use crate::ui::{Icon, Shape};

#[component]
pub(super) fn Estimate() -> Element {
    let desk = use_desk();
    let reading = desk.typed().read();
    let found = desk.judge(|context| estimate(context, &reading)).flatten();
    rsx! {
        section { class: "estimate", "data-testid": "estimate", "aria-label": t!("application-estimate-title"),
            header { class: "outcome-head",
                Icon { shape: Shape::Info }
                h3 { {t!("application-estimate-title")} }
                span { class: "tag caution", {t!("application-estimate-only")} }
            }
            match found {
                Some(found) => rsx! { Parts { estimate: Shown(found) } },
                None => rsx! { p { {missing(desk)} } },
            }
        }
    }
}

/// What was estimated, as a property of a component.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Shown(EstimateOut);

/// Why there is no estimate.
fn missing(desk: Desk) -> String {
    let record = desk.application.read();
    let known = record.record.average_index.is_some() && record.record.account_balance.is_some();
    if known { t!("application-estimate-form") } else { t!("application-estimate-record") }
}

fn yuan(amount: f64) -> String {
    t!("application-yuan", amount = format!("{amount:.2}"))
}

#[component]
fn Parts(estimate: Shown) -> Element {
    let Shown(EstimateOut { inputs, parts, base_year, age_months }) = estimate;
    let results = [
        ("application-estimate-basic", parts.basic),
        ("application-estimate-extra", parts.extra),
        ("application-estimate-account", parts.account),
        ("application-estimate-transition", parts.transition),
    ];
    let age = t!("application-estimate-age-value", years = age_months / 12, months = age_months % 12);
    let given = [
        ("application-estimate-city-base", yuan(inputs.city_base)),
        ("application-estimate-province-base", yuan(inputs.province_base)),
        ("application-estimate-index", format!("{:.4}", inputs.index)),
        ("application-estimate-paid", t!("application-months", months = inputs.paid_months)),
        ("application-estimate-deemed", t!("application-months", months = inputs.deemed_months)),
        ("application-estimate-balance", yuan(inputs.balance)),
        ("application-estimate-age", age),
        ("application-estimate-divisor", inputs.divisor.to_string()),
    ];
    rsx! {
        p { class: "estimate-total",
            span { {t!("application-estimate-total")} }
            strong { "data-testid": "estimate-total", {yuan(parts.total)} }
        }
        dl { class: "estimate-parts",
            for (label, amount) in results {
                div { key: "{label}", class: "answer",
                    dt { {t!(label)} }
                    dd { class: "digits", {yuan(amount)} }
                }
            }
        }
        details { class: "estimate-inputs",
            summary { {t!("application-estimate-inputs", year = base_year)} }
            dl {
                for (label, value) in given {
                    div { key: "{label}", class: "answer",
                        dt { {t!(label)} }
                        dd { {value} }
                    }
                }
            }
        }
        p { class: "hint", {t!("application-estimate-note")} }
    }
}
