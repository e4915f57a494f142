//! Ages, flexible retirement, minimum contribution and special work: what holds from a month on.

use serde::{Deserialize, Serialize};

use super::bounds::within;
use crate::identity::Sex;
use crate::retirement::{Category, Month, WorkKind};

/// Rules of retirement from a month on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetirementRules {
    /// From when they hold.
    pub effective_from: Month,
    /// Where they stand.
    pub source: String,
    /// The month from which delays are counted.
    pub delay_starts: Month,
    /// Men.
    pub male: AgeRule,
    /// Women in management or technical posts.
    pub female_55: AgeRule,
    /// Women in other posts.
    pub female_50: AgeRule,
    /// Flexible early and late retirement.
    pub flexible: FlexibleRule,
    /// Minimum contribution.
    pub minimum_contribution: ContributionRule,
    /// Special work types.
    pub special_work: SpecialWorkRule,
}

/// How an original age is delayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeRule {
    /// Age before any delay, years.
    #[serde(deserialize_with = "within::<40, 70, _>")]
    pub original_age_years: u32,
    /// So many months of reaching the original age later bring one month of delay more.
    #[serde(deserialize_with = "within::<1, 120, _>")]
    pub step_months: u32,
    /// Longest delay, months.
    #[serde(deserialize_with = "within::<0, 240, _>")]
    pub cap_months: u32,
}

/// Flexible retirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlexibleRule {
    /// Most months before or after the statutory month.
    #[serde(deserialize_with = "within::<0, 120, _>")]
    pub most_months: u32,
    /// Months ahead that the employer has written notice of an early retirement.
    #[serde(deserialize_with = "within::<0, 24, _>")]
    pub early_notice_months: u32,
    /// Months ahead of the statutory month that a late retirement is agreed on in writing.
    #[serde(deserialize_with = "within::<0, 24, _>")]
    pub late_agreement_months: u32,
}

/// Minimum contribution months by year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContributionRule {
    /// Months at first.
    #[serde(deserialize_with = "within::<0, 600, _>")]
    pub base_months: u32,
    /// Last year of the first figure.
    #[serde(deserialize_with = "within::<1990, 2100, _>")]
    pub grows_after_year: u32,
    /// Months more each year.
    #[serde(deserialize_with = "within::<0, 120, _>")]
    pub yearly_months: u32,
    /// Never more than that.
    #[serde(deserialize_with = "within::<0, 600, _>")]
    pub most_months: u32,
}

impl ContributionRule {
    /// Minimum contribution months in a year.
    pub fn in_year(&self, year: i32) -> u32 {
        let grown = u32::try_from(year).unwrap_or(0).saturating_sub(self.grows_after_year);
        self.base_months.saturating_add(self.yearly_months.saturating_mul(grown)).min(self.most_months)
    }
}

/// Earlier retirement after special work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialWorkRule {
    /// Where it stands.
    pub source: String,
    /// Men's age, years.
    #[serde(deserialize_with = "within::<40, 70, _>")]
    pub male_age_years: u32,
    /// Women's age, years.
    #[serde(deserialize_with = "within::<40, 70, _>")]
    pub female_age_years: u32,
    /// How long each kind has to have been done.
    pub kinds: Vec<SpecialKindRule>,
}

impl SpecialWorkRule {
    /// The age of retirement, years.
    pub const fn age_years(&self, sex: Sex) -> u32 {
        match sex {
            Sex::Male => self.male_age_years,
            Sex::Female => self.female_age_years,
        }
    }

    /// Months that a kind has to have been done; `None` for a kind that gives no earlier retirement.
    pub fn months_of(&self, kind: WorkKind) -> Option<u32> {
        self.kinds.iter().find(|rule| rule.code == kind).map(|rule| rule.years * 12)
    }
}

/// One kind of special work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialKindRule {
    /// The kind.
    pub code: WorkKind,
    /// Years that it has to have been done.
    #[serde(deserialize_with = "within::<1, 40, _>")]
    pub years: u32,
}

impl RetirementRules {
    /// The age rule of a category; `None` for special work, which has no delay.
    pub const fn age_rule(&self, category: Category) -> Option<AgeRule> {
        match category {
            Category::Male => Some(self.male),
            Category::Female55 => Some(self.female_55),
            Category::Female50 => Some(self.female_50),
            Category::SpecialWork => None,
        }
    }
}
