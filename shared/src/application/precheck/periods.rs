//! 视同缴费信息, and what both lists of periods have in common.

use super::super::form::{ApplicationForm, ROWS_MAX};
use super::super::reading::Reading;
use super::{Context, Findings};
use crate::error::{FieldErrors, Invalid};
use crate::retirement::Period;
use crate::retirement::periods::{self, Frame};

/// Deemed months that the rows come to.
pub(super) fn deemed_months(reading: &Reading) -> u32 {
    reading.deemed.iter().flatten().fold(0, |sum, row| sum.saturating_add(row.period.months()))
}

pub(super) fn check_deemed(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    let list = "deemed_periods";
    need_cells(found, reading, list, form.deemed_periods.len(), &["from", "to", "employer"]);
    let rows: Vec<Option<Period>> = reading.deemed.iter().map(|row| row.as_ref().map(|row| row.period)).collect();
    let opened = context.record.account_opened_month;
    check_rows(found, list, &rows, &Frame { account_opened: Some(opened), ..frame(context, reading) });
    if let Some(start) = reading.work_start_month {
        let complete: Vec<Period> = rows.into_iter().flatten().collect();
        let gap = periods::uncovered(&complete, start, opened);
        if gap > 0 {
            // Not everybody worked all the time: only the person knows.
            found.advise(list, Invalid::new("deemed_gap").with("months", gap));
        }
    }
}

/// Cells of every row that cannot stay empty. Rows beyond the most that are read are refused as a whole.
pub(super) fn need_cells(found: &mut Findings, reading: &Reading, list: &str, rows: usize, cells: &[&str]) {
    for index in 0..rows.min(ROWS_MAX) {
        for cell in cells {
            found.need(reading, format!("{list}[{index}].{cell}"));
        }
    }
}

pub(super) fn check_rows(found: &mut Findings, list: &str, rows: &[Option<Period>], frame: &Frame) {
    let mut errors = FieldErrors::default();
    periods::check(&mut errors, list, rows, frame);
    found.block_all(&errors);
}

/// What every period is held against; the account binds deemed contribution alone.
pub(super) fn frame(context: &Context<'_>, reading: &Reading) -> Frame {
    Frame {
        birth: Some(context.earliest_birth(reading)),
        this_month: context.this_month(),
        account_opened: None,
        work_start: reading.work_start_month,
    }
}
