//! The periods of an application: deemed contribution and special work, row by row, with their months.

use dioxus::prelude::*;
use shared::application::ApplicationForm;

use super::beside::beside;
use super::values::Value;
use crate::t;
use crate::ui::{Details, Notice};

/// 视同缴费信息
#[component]
pub(super) fn DeemedPeriods(form: ApplicationForm) -> Element {
    if form.deemed_periods.is_empty() {
        return rsx! {
            Notice { {t!("application-no-deemed-periods")} }
        };
    }
    let months: Vec<Option<u32>> =
        form.read().deemed.iter().map(|row| row.as_ref().map(|row| row.period.months())).collect();
    rsx! {
        div { class: "periods",
            for (index, row) in form.deemed_periods.into_iter().enumerate() {
                Details { key: "{index}",
                    Head { list: "deemed_periods", index, months: months.get(index).copied().flatten() }
                    Value { field: "deemed_periods[{index}].from", value: row.from }
                    Value { field: "deemed_periods[{index}].to", value: row.to }
                    Value { field: "deemed_periods[{index}].employer", value: row.employer }
                    if !row.interruption_months.is_empty() {
                        Value { field: "deemed_periods[{index}].interruption_months", value: row.interruption_months }
                    }
                }
            }
            Sum { months }
        }
    }
}

/// 特殊工种工作经历
#[component]
pub(super) fn SpecialPeriods(form: ApplicationForm) -> Element {
    if form.special_periods.is_empty() {
        return rsx! {
            Notice { {t!("application-no-special-periods")} }
        };
    }
    let months: Vec<Option<u32>> =
        form.read().special.iter().map(|row| row.as_ref().map(|row| row.period.months())).collect();
    rsx! {
        div { class: "periods",
            for (index, row) in form.special_periods.into_iter().enumerate() {
                Details { key: "{index}",
                    Head { list: "special_periods", index, months: months.get(index).copied().flatten() }
                    Value { field: "special_periods[{index}].from", value: row.from }
                    Value { field: "special_periods[{index}].to", value: row.to }
                    Value { field: "special_periods[{index}].employer", value: row.employer }
                    Value { field: "special_periods[{index}].work_kind", value: row.work_kind }
                    Value { field: "special_periods[{index}].job_title", value: row.job_title }
                }
            }
            Sum { months }
        }
    }
}

/// Number of a row, and its months where it is complete.
#[component]
fn Head(list: &'static str, index: usize, months: Option<u32>) -> Element {
    rsx! {
        div { class: "period-head",
            dt { {t!("application-row", row = index + 1)} }
            dd {
                if let Some(months) = months {
                    {t!("row-months", months = months)}
                }
                {beside(&format!("{list}[{index}]"))}
            }
        }
    }
}

#[component]
fn Sum(months: Vec<Option<u32>>) -> Element {
    rsx! {
        p { class: "periods-sum", "data-testid": "months-sum", {t!("application-sum-months", months = sum(&months))} }
    }
}

/// Rows that are not complete count nothing yet.
fn sum(months: &[Option<u32>]) -> u32 {
    months.iter().flatten().fold(0, |sum, months| sum.saturating_add(*months))
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn rows_that_are_not_complete_count_nothing() {
        assert_eq!(sum(&[Some(150), None, Some(3)]), 153);
        assert_eq!(sum(&[]), 0);
    }
}
