//! The pension estimate (Jilin), always labelled as an estimate.
//!
//! ```text
//! avg        = (city base + province base × index) / 2
//! basic      = avg × total years × 1%
//! extra      = if actual paid years ≥ 20: avg × (0.15% a year for years 21–25, 0.20% for 26–30, 0.25% from 31) of total years
//! account    = account balance / months divisor
//! transition = province base × index × deemed years × (1.4% if actual years ≥ 20, else 1.2%)
//! ```

use super::policy::{PensionBases, PensionRules};

/// What the estimate is made from; money in yuan, times in months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PensionInputs {
    /// City base, a month.
    pub city_base: f64,
    /// Province base, a month.
    pub province_base: f64,
    /// Average contribution index (平均缴费工资指数).
    pub index: f64,
    /// Months paid into the account.
    pub paid_months: f64,
    /// Deemed contribution months.
    pub deemed_months: f64,
    /// Balance of the individual account.
    pub balance: f64,
    /// Months divisor.
    pub divisor: f64,
}

/// The parts of a pension, yuan a month, each rounded to the fen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pension {
    /// 基础养老金, without what follows.
    pub basic: f64,
    /// 增发 for long contribution.
    pub extra: f64,
    /// 个人账户养老金
    pub account: f64,
    /// 过渡性养老金
    pub transition: f64,
    /// All of them.
    pub total: f64,
}

/// Years paid from which on the extra and the higher transition rate count.
const LONG_YEARS: f64 = 20.0;

/// Estimates a pension.
pub fn estimate(inputs: &PensionInputs) -> Pension {
    let paid_years = inputs.paid_months / 12.0;
    let deemed_years = inputs.deemed_months / 12.0;
    let years = paid_years + deemed_years;
    let indexed = inputs.province_base * inputs.index;
    let average = (inputs.city_base + indexed) / 2.0;
    let long = paid_years >= LONG_YEARS;
    let basic = fen(average * years * 0.01);
    let extra = if long { fen(average * extra_rate(years)) } else { 0.0 };
    let account = if inputs.divisor > 0.0 { fen(inputs.balance / inputs.divisor) } else { 0.0 };
    let transition = fen(indexed * deemed_years * if long { 0.014 } else { 0.012 });
    Pension { basic, extra, account, transition, total: fen(basic + extra + account + transition) }
}

fn extra_rate(years: f64) -> f64 {
    let within = |from: f64, to: f64| (years.min(to) - from).max(0.0);
    within(20.0, 25.0) * 0.0015 + within(25.0, 30.0) * 0.0020 + within(30.0, f64::INFINITY) * 0.0025
}

fn fen(yuan: f64) -> f64 {
    (yuan * 100.0).round() / 100.0
}

impl PensionRules {
    /// The months divisor at an age in months: linear between birthdays, to one decimal; `None` outside the table.
    pub fn divisor(&self, age_months: u32) -> Option<f64> {
        let above = age_months.checked_sub(self.divisor_first_age * 12)?;
        let at = |index: u32| {
            let index = usize::try_from(index).ok()?;
            self.divisor_months.get(index).map(|months| f64::from(*months))
        };
        let (year, month) = (above / 12, above % 12);
        let start = at(year)?;
        if month == 0 {
            return Some(start);
        }
        let end = at(year + 1)?;
        Some(((start + (end - start) * f64::from(month) / 12.0) * 10.0).round() / 10.0)
    }

    /// The bases of a year, or of the last year before it that is known.
    pub fn bases_in(&self, year: i32) -> Option<&PensionBases> {
        self.bases.iter().rev().find(|bases| bases.year <= year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retirement::Policy;

    fn rules() -> &'static PensionRules {
        &Policy::built_in().pension
    }

    #[test]
    fn the_published_case_comes_out() {
        let inputs = PensionInputs {
            city_base: 7178.50,
            province_base: 7178.50,
            index: 1.48,
            paid_months: (44.0 - 17.08) * 12.0,
            deemed_months: 17.08 * 12.0,
            balance: 189_789.05,
            divisor: 139.0,
        };
        let parts = Pension { basic: 3916.59, extra: 467.32, account: 1365.39, transition: 2540.45, total: 8289.75 };
        assert_eq!(estimate(&inputs), parts);
    }

    #[test]
    fn under_twenty_paid_years_there_is_no_extra_and_a_lower_transition() {
        let inputs = PensionInputs {
            city_base: 8000.0,
            province_base: 7000.0,
            index: 1.0,
            paid_months: 239.0,
            deemed_months: 120.0,
            balance: 0.0,
            divisor: 139.0,
        };
        let short = estimate(&inputs);
        assert_eq!((short.extra, short.transition), (0.0, 840.0));
        let long = estimate(&PensionInputs { paid_months: 240.0, ..inputs });
        assert_eq!((long.extra, long.transition), (131.25, 980.0));
    }

    #[test]
    fn the_divisor_is_that_of_the_age() {
        for (years, months) in [(40, 233.0), (50, 195.0), (55, 170.0), (60, 139.0), (70, 56.0)] {
            assert_eq!(rules().divisor(years * 12), Some(months));
        }
        // 60 years and 3 months: 139 + (132 − 139) × 3/12 = 137.25.
        assert_eq!(rules().divisor(60 * 12 + 3), Some(137.3));
        assert_eq!(rules().divisor(39 * 12 + 11), None);
        assert_eq!(rules().divisor(70 * 12 + 1), None);
        assert_eq!(rules().divisor_months.len(), 31);
    }

    #[test]
    fn the_last_known_bases_stand_in_for_a_year_to_come() {
        assert_eq!(rules().bases_in(2024).map(|bases| bases.province), Some(7178.50));
        assert_eq!(rules().bases_in(2027).map(|bases| bases.cities["220100"]), Some(7978.25));
        assert_eq!(rules().bases_in(2023), None);
    }
}
