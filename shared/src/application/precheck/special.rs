//! 从事提前退休特殊工种工作经历: its rows, and whether they are enough for the earlier age.

use std::collections::BTreeMap;

use super::super::form::ApplicationForm;
use super::super::reading::Reading;
use super::{Context, Findings, periods};
use crate::error::Invalid;
use crate::retirement::{Category, Period, SpecialWorkRule};

const LIST: &str = "special_periods";

pub(super) fn check(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    let rows = form.special_periods.len();
    periods::need_cells(found, reading, LIST, rows, &["from", "to", "employer", "work_kind", "job_title"]);
    let read: Vec<Option<Period>> = reading.special.iter().map(|row| row.as_ref().map(|row| row.period)).collect();
    periods::check_rows(found, LIST, &read, &periods::frame(context, reading));
    match reading.category {
        Some(Category::SpecialWork) if rows == 0 => found.block(LIST, Invalid::new("special_periods_required")),
        Some(Category::SpecialWork) => enough(found, &context.rules().special_work, reading),
        Some(_) if rows > 0 => found.advise(LIST, Invalid::new("special_periods_unused")),
        _ => {}
    }
}

/// Enough special work has to have been done. Kinds that ask for the same number of years count together, as the rule
/// names them together (高空和特别繁重体力劳动累计满十年). Whether kinds that ask for different numbers add up, provinces
/// see differently: that does not block where it would be enough, but is said.
fn enough(found: &mut Findings, rule: &SpecialWorkRule, reading: &Reading) {
    let mut done: BTreeMap<u32, u32> = BTreeMap::new();
    for row in reading.special.iter().flatten() {
        if let Some(needed) = rule.months_of(row.kind) {
            let months = done.entry(needed).or_default();
            *months = months.saturating_add(row.period.months());
        }
    }
    // Rows that are not complete yet say so themselves; a kind that gives no earlier retirement counts nothing.
    let complete = reading.special.iter().all(Option::is_some);
    let nearest = done.iter().min_by_key(|(needed, months)| needed.saturating_sub(**months));
    let Some((needed, months)) = nearest.map(|(needed, months)| (*needed, *months)) else {
        if complete {
            found.block(LIST, Invalid::new("special_periods_required"));
        }
        return;
    };
    if months >= needed {
        return;
    }
    let all = done.values().fold(0_u32, |sum, months| sum.saturating_add(*months));
    if done.keys().all(|needed| all >= *needed) {
        found.advise(LIST, Invalid::new("special_kinds_mixed").with("done", all));
    } else {
        found.block(LIST, Invalid::new("special_months_short").with("needed", needed).with("done", months));
    }
}
