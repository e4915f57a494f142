//! 退休认定信息: what the determination comes to, and what is wrong with it.

use super::super::reading::Reading;
use super::{Context, Findings, periods};
use crate::error::Invalid;
use crate::retirement::periods::WORKING_AGE_YEARS;
use crate::retirement::{self, Category, Choice, Month, Span, Statutory};

/// What the determination comes to, as far as it is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Determination {
    /// The category.
    pub category: Category,
    /// The statutory month.
    pub statutory: Statutory,
    /// Months that each choice leaves; `None` where it is not open.
    pub early: Option<Span>,
    /// The same for late retirement.
    pub late: Option<Span>,
    /// The choice, where one was made.
    pub choice: Option<Choice>,
    /// The month of retirement, where it is decided and within its limits.
    pub month: Option<Month>,
    /// Minimum contribution months for it.
    pub minimum: Option<u32>,
    /// Contribution months counted today: paid and deemed.
    pub counted: u32,
    /// Months that can still be paid before the month of retirement.
    pub to_come: u32,
}

/// Works out the determination; `None` while no category that fits the person is chosen.
pub fn determine(context: &Context<'_>, reading: &Reading) -> Option<Determination> {
    let category = reading.category.filter(|category| category.fits(context.record.sex))?;
    let rules = context.rules();
    let statutory = retirement::statutory(rules, category, context.record.sex, Month::of(context.record.birth_date));
    let span = |choice| retirement::span(rules, category, &statutory, choice);
    let month = match reading.choice {
        None => None,
        Some(Choice::Statutory) => Some(statutory.month),
        Some(choice) => reading
            .chosen_month
            .filter(|chosen| retirement::check_chosen(rules, category, &statutory, choice, *chosen).is_ok()),
    };
    let minimum = match (reading.choice, month) {
        (Some(choice), Some(month)) => Some(retirement::minimum_contribution(rules, &statutory, choice, month)),
        _ => None,
    };
    // Nothing is to come where the month of retirement is over already.
    let to_come = month.map_or(0, |month| u32::try_from(month.since(context.this_month())).unwrap_or(0));
    Some(Determination {
        category,
        statutory,
        early: span(Choice::FlexibleEarly),
        late: span(Choice::FlexibleLate),
        choice: reading.choice,
        month,
        minimum,
        counted: context.record.paid_months.saturating_add(periods::deemed_months(reading)),
        to_come,
    })
}

pub(super) fn check(found: &mut Findings, context: &Context<'_>, reading: &Reading) {
    for field in ["category", "post", "work_start_month", "choice"] {
        found.need(reading, field);
    }
    if reading.category.is_some_and(|category| !category.fits(context.record.sex)) {
        found.block("category", Invalid::new("category_sex"));
    }
    if let Some(start) = reading.work_start_month {
        let working_age = context.earliest_birth(reading).plus(WORKING_AGE_YEARS * 12);
        if start < working_age {
            found.block("work_start_month", Invalid::new("period_before_working_age").with("first", working_age));
        } else if start > context.this_month() {
            found.block("work_start_month", Invalid::new("period_in_future"));
        }
    }
    let Some(determined) = determine(context, reading) else { return };
    if let Some(choice) = determined.choice.filter(|choice| *choice != Choice::Statutory) {
        flexible(found, context, reading, &determined, choice);
    }
    contribution(found, &determined);
}

/// The month chosen, and the notice or agreement that goes with it.
fn flexible(
    found: &mut Findings,
    context: &Context<'_>,
    reading: &Reading,
    determined: &Determination,
    choice: Choice,
) {
    let rules = context.rules();
    if retirement::span(rules, determined.category, &determined.statutory, choice).is_none() {
        found.block("choice", Invalid::new("choice_not_open"));
        return;
    }
    found.need(reading, "chosen_month");
    found.need(reading, "notice_date");
    // Whatever month is chosen: a notice is not given in the future.
    if reading.notice_date.is_some_and(|notice| notice > context.today) {
        found.block("notice_date", Invalid::new("date_in_future"));
    }
    let Some(chosen) = reading.chosen_month else { return };
    if let Err(invalid) = retirement::check_chosen(rules, determined.category, &determined.statutory, choice, chosen) {
        found.block("chosen_month", invalid);
        return;
    }
    let deadline = retirement::notice_deadline(rules, &determined.statutory, choice, chosen);
    let (Some(notice), Some(deadline)) = (reading.notice_date, deadline) else { return };
    if notice > deadline && choice == Choice::FlexibleEarly {
        found.block("notice_date", Invalid::new("notice_too_late").with("deadline", deadline));
    } else if notice > deadline && notice <= context.today {
        found.advise("notice_date", Invalid::new("agreement_late").with("deadline", deadline));
    }
}

/// Too little, even when contribution goes on until retirement, blocks; enough only when it does is worth saying.
fn contribution(found: &mut Findings, determined: &Determination) {
    let Some(minimum) = determined.minimum else { return };
    let counted = determined.counted;
    let numbers = |code| {
        Invalid::new(code)
            .with("minimum", minimum)
            .with("counted", counted)
            .with("missing", minimum.saturating_sub(counted))
    };
    if counted.saturating_add(determined.to_come) < minimum {
        found.block("choice", numbers("contribution_short"));
    } else if counted < minimum {
        found.advise("choice", numbers("contribution_must_go_on"));
    }
}
