//! Periods of work: deemed contribution (视同缴费) and special work (特殊工种), row by row and against one another.

use super::Month;
use crate::error::{FieldErrors, Invalid};

/// Nobody works for pay before that age (劳动法 第15条), years.
pub const WORKING_AGE_YEARS: i32 = 16;

/// A stretch of whole months, both ends counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// Months within it that do not count (中断).
    pub interruption: u32,
}

impl Period {
    /// Months that count.
    pub fn months(&self) -> u32 {
        self.from.through(self.to).saturating_sub(self.interruption)
    }
}

/// What a period is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Month of birth, where known.
    pub birth: Option<Month>,
    /// The month of the day on which the form is read.
    pub this_month: Month,
    /// Month in which the individual account was opened: deemed contribution ends the month before. `None` for special work.
    pub account_opened: Option<Month>,
    /// Work start month, where given.
    pub work_start: Option<Month>,
}

/// Says what is wrong with the rows of `list`; a row that could not be read is `None` and takes no part.
pub fn check(errors: &mut FieldErrors, list: &str, rows: &[Option<Period>], frame: &Frame) {
    for (index, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        let field = |name: &str| format!("{list}[{index}].{name}");
        if row.to < row.from {
            errors.add(field("to"), Invalid::new("period_ends_before_start"));
            continue;
        }
        if let Some(birth) = frame.birth
            && row.from < birth.plus(WORKING_AGE_YEARS * 12)
        {
            let first = birth.plus(WORKING_AGE_YEARS * 12);
            errors.add(field("from"), Invalid::new("period_before_working_age").with("first", first));
        } else if let Some(start) = frame.work_start
            && row.from < start
        {
            errors.add(field("from"), Invalid::new("period_before_work_start").with("start", start));
        }
        if row.to > frame.this_month {
            errors.add(field("to"), Invalid::new("period_in_future"));
        } else if let Some(opened) = frame.account_opened
            && row.to >= opened
        {
            errors.add(field("to"), Invalid::new("period_past_account").with("last", opened.plus(-1)));
        }
        if row.interruption > 0 && row.interruption >= row.from.through(row.to) {
            errors.add(field("interruption_months"), Invalid::new("interruption_too_long"));
        }
        // A row that ends before it starts is told that; it has no month to share.
        let shares = |earlier: &Period| earlier.from <= earlier.to && earlier.from <= row.to && row.from <= earlier.to;
        let earlier = rows.iter().take(index).position(|earlier| earlier.as_ref().is_some_and(shares));
        if let Some(other) = earlier {
            errors.add(field("from"), Invalid::new("period_overlaps").with("row", other + 1));
        }
    }
}

/// Months from work start up to the account's opening that no row covers. A month that two rows share is covered once.
pub fn uncovered(rows: &[Period], work_start: Month, account_opened: Month) -> u32 {
    let mut rows: Vec<&Period> = rows.iter().filter(|row| row.from <= row.to).collect();
    rows.sort_by_key(|row| row.from);
    let months = |from: Month, to: Month| u32::try_from(to.min(account_opened).since(from)).unwrap_or(0);
    // Everything before `next` is covered or counted.
    let mut next = work_start;
    let mut missing = 0;
    for row in rows {
        missing += months(next, row.from);
        next = next.max(row.to.plus(1));
    }
    missing + months(next, account_opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap_or_else(|invalid| panic!("{text}: {invalid:?}"))
    }

    fn period(from: &str, to: &str, interruption: u32) -> Period {
        Period { from: month(from), to: month(to), interruption }
    }

    fn frame() -> Frame {
        Frame {
            birth: Some(month("1966-10")),
            this_month: month("2026-11"),
            account_opened: Some(month("1995-07")),
            work_start: Some(month("1982-10")),
        }
    }

    fn codes(rows: &[Period], frame: &Frame) -> Vec<(String, &'static str)> {
        let rows: Vec<Option<Period>> = rows.iter().copied().map(Some).collect();
        let mut errors = FieldErrors::default();
        check(&mut errors, "deemed_periods", &rows, frame);
        errors.0.into_iter().map(|(field, invalid)| (field.into_owned(), invalid.code)).collect()
    }

    #[test]
    fn the_published_case_counts_150_months() {
        assert_eq!(period("1982-10", "1995-06", 3).months(), 150);
        assert_eq!(codes(&[period("1982-10", "1995-06", 3)], &frame()), []);
    }

    #[test]
    fn each_fault_is_named_at_its_row() {
        for (row, field, code) in [
            (period("1990-02", "1990-01", 0), "to", "period_ends_before_start"),
            (period("1982-09", "1983-01", 0), "from", "period_before_working_age"),
            (period("1994-01", "1995-07", 0), "to", "period_past_account"),
            (period("1994-01", "2026-12", 0), "to", "period_in_future"),
            (period("1994-01", "1994-03", 3), "interruption_months", "interruption_too_long"),
        ] {
            assert_eq!(codes(&[row], &frame()), [(format!("deemed_periods[0].{field}"), code)]);
        }
        let later_start = Frame { work_start: Some(month("1985-01")), ..frame() };
        let before = codes(&[period("1984-12", "1985-02", 0)], &later_start);
        assert_eq!(before, [("deemed_periods[0].from".to_owned(), "period_before_work_start")]);
    }

    #[test]
    fn the_last_month_before_the_account_opened_is_the_last_that_counts() {
        let other_place = Frame { account_opened: Some(month("1998-01")), ..frame() };
        assert_eq!(codes(&[period("1990-01", "1997-12", 0)], &other_place), []);
        assert_eq!(codes(&[period("1990-01", "1998-01", 0)], &other_place).len(), 1);
        // Special work is not bound to the account.
        let special = Frame { account_opened: None, ..frame() };
        assert_eq!(codes(&[period("1990-01", "2010-12", 0)], &special), []);
    }

    #[test]
    fn overlaps_are_named_at_the_later_row_and_touching_is_none() {
        let touching = [period("1985-01", "1985-06", 0), period("1985-07", "1985-12", 0)];
        assert_eq!(codes(&touching, &frame()), []);
        let sharing = [period("1985-07", "1985-12", 0), period("1985-01", "1985-07", 0)];
        assert_eq!(codes(&sharing, &frame()), [("deemed_periods[1].from".to_owned(), "period_overlaps")]);
        // A row turned round shares no month with the row around it.
        let turned = [period("1985-06", "1985-05", 0), period("1985-01", "1985-12", 0)];
        assert_eq!(codes(&turned, &frame()), [("deemed_periods[0].to".to_owned(), "period_ends_before_start")]);
    }

    #[test]
    fn months_that_nothing_covers_are_counted() {
        let rows = [period("1982-10", "1985-12", 0), period("1986-03", "1995-06", 0)];
        assert_eq!(uncovered(&rows, month("1982-10"), month("1995-07")), 2);
        assert_eq!(uncovered(&[], month("1995-07"), month("1995-07")), 0);
        assert_eq!(uncovered(&[], month("1998-01"), month("1995-07")), 0);
        // Rows that overlap do not make up for months that nothing covers.
        let overlapping = [period("1982-10", "1990-12", 0), period("1985-01", "1995-04", 0)];
        assert_eq!(uncovered(&overlapping, month("1982-10"), month("1995-07")), 2);
    }
}
