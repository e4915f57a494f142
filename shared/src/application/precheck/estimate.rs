//! The pension estimate of an application: the register's figures, the form's periods, the policy's bases.

use super::super::reading::Reading;
use super::{Context, determine, periods};
use crate::retirement::{self, Month, Pension, PensionInputs};

/// The estimate of a pension with what it was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EstimateOut {
    /// What went in.
    pub inputs: PensionInputs,
    /// What came out.
    pub parts: Pension,
    /// The year of the bases.
    pub base_year: i32,
    /// Age at retirement, months.
    pub age_months: u32,
}

/// Estimates the pension; `None` where the register or the form lacks an input. It takes contribution to go on until
/// retirement, and the account's balance as it is today.
pub fn estimate(context: &Context<'_>, reading: &Reading) -> Option<EstimateOut> {
    let determination = determine(context, reading)?;
    let month = determination.month?;
    let record = context.record;
    let rules = &context.policy.pension;
    let bases = rules.bases_in(month.year())?;
    let city_base = *bases.cities.get(record.region.as_deref()?)?;
    let age_months = u32::try_from(month.since(Month::of(record.birth_date))).ok()?;
    let inputs = PensionInputs {
        city_base,
        province_base: bases.province,
        index: record.average_index?,
        paid_months: f64::from(record.paid_months.saturating_add(determination.to_come)),
        deemed_months: f64::from(periods::deemed_months(reading)),
        balance: record.account_balance?,
        divisor: rules.divisor(age_months)?,
    };
    Some(EstimateOut { inputs, parts: retirement::estimate(&inputs), base_year: bases.year, age_months })
}
