//! Policy as data with effective dates: ages, contribution, materials, pension bases. Read and checked before it is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Category, Month, WorkKind};
use crate::identity::Sex;

/// Everything that a province or the State Council sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Ages, flexible retirement, minimum contribution: by effective month, the earliest first.
    pub retirement: Vec<RetirementRules>,
    /// Materials: by effective month, the earliest first.
    pub materials: Vec<MaterialRules>,
    /// Pension bases and divisors.
    pub pension: PensionRules,
}

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

/// Materials from a month on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialRules {
    /// From when they hold.
    pub effective_from: Month,
    /// The kinds, in the order of the form.
    pub kinds: Vec<MaterialKind>,
}

/// One kind of material (附件种类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialKind {
    /// Stable code; its name is the Fluent message `material-…`.
    #[serde(deserialize_with = "code")]
    pub code: String,
    /// When it is asked for.
    pub required: Requirement,
    /// Most pages.
    #[serde(deserialize_with = "within::<1, 500, _>")]
    pub most_pages: u32,
    /// Legal basis: 社会保险经办条例 第31条 forbids asking for proofs without one.
    pub basis: String,
}

/// When a material is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// With every application.
    Always,
    /// Where a deemed contribution period is listed.
    WhenDeemedPeriods,
    /// Where special work is listed.
    WhenSpecialWork,
    /// Welcome, never demanded.
    Never,
}

impl Requirement {
    /// The name on the wire and in the tables.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::WhenDeemedPeriods => "when_deemed_periods",
            Self::WhenSpecialWork => "when_special_work",
            Self::Never => "never",
        }
    }
}

/// Pension bases and divisors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PensionRules {
    /// Age of the first divisor, years.
    #[serde(deserialize_with = "within::<30, 60, _>")]
    pub divisor_first_age: u32,
    /// Months divisor by age.
    pub divisor_months: Vec<u32>,
    /// Bases by year, the earliest first.
    pub bases: Vec<PensionBases>,
}

/// Bases of one year (养老金计发基数), yuan a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PensionBases {
    /// The year.
    pub year: i32,
    /// The province's.
    pub province: f64,
    /// Cities' by division code.
    pub cities: BTreeMap<String, f64>,
}

/// Why a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError {
    /// Name of the file.
    pub file: &'static str,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.file, self.reason)
        } else {
            write!(f, "{}, line {}: {}", self.file, self.line, self.reason)
        }
    }
}

impl std::error::Error for PolicyError {}

/// Names of the policy's files.
pub const FILES: [&str; 3] = ["retirement.json", "materials.json", "pension.json"];

const BUILT_IN: [&str; 3] = [
    include_str!("../../../assets/policy/retirement.json"),
    include_str!("../../../assets/policy/materials.json"),
    include_str!("../../../assets/policy/pension.json"),
];

impl Policy {
    /// The policy that this build carries.
    pub fn built_in() -> &'static Self {
        static POLICY: OnceLock<Policy> = OnceLock::new();
        POLICY.get_or_init(|| Self::parse(BUILT_IN).expect("a test proves that the built-in tables are sound"))
    }

    /// Reads and checks the tables, in the order of [`FILES`].
    ///
    /// # Errors
    /// The first thing that is wrong, with its file and line.
    pub fn parse(tables: [&str; 3]) -> Result<Self, PolicyError> {
        let [retirement, materials, pension] = tables;
        let policy = Self {
            retirement: read(FILES[0], retirement)?,
            materials: read(FILES[1], materials)?,
            pension: read(FILES[2], pension)?,
        };
        policy.check()?;
        Ok(policy)
    }

    /// What no single value shows: order of dates, kinds named once.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), PolicyError> {
        let wrong = |file: usize, reason: String| Err(PolicyError { file: FILES[file], line: 0, reason });
        let months: Vec<Month> = self.retirement.iter().map(|rules| rules.effective_from).collect();
        if let Err(reason) = ascending(&months) {
            return wrong(0, format!("effective_from {reason}"));
        }
        for rules in &self.retirement {
            let kinds: BTreeSet<WorkKind> = rules.special_work.kinds.iter().map(|kind| kind.code).collect();
            if kinds.len() != rules.special_work.kinds.len() {
                return wrong(0, format!("{}: a kind of special work is listed twice", rules.effective_from));
            }
            if rules.minimum_contribution.base_months > rules.minimum_contribution.most_months {
                return wrong(0, format!("{}: base_months is more than most_months", rules.effective_from));
            }
        }
        let months: Vec<Month> = self.materials.iter().map(|rules| rules.effective_from).collect();
        if let Err(reason) = ascending(&months) {
            return wrong(1, format!("effective_from {reason}"));
        }
        for rules in &self.materials {
            let mut seen = BTreeSet::new();
            if let Some(twice) = rules.kinds.iter().find(|kind| !seen.insert(kind.code.as_str())) {
                return wrong(1, format!("{}: {} is listed twice", rules.effective_from, twice.code));
            }
        }
        let years: Vec<i32> = self.pension.bases.iter().map(|bases| bases.year).collect();
        if let Err(reason) = ascending(&years) {
            return wrong(2, format!("year {reason}"));
        }
        if self.pension.divisor_months.windows(2).any(|pair| pair[1] >= pair[0])
            || self.pension.divisor_months.last().is_none_or(|last| *last == 0)
        {
            return wrong(2, "divisor_months has to fall from age to age and stay above 0".to_owned());
        }
        for bases in &self.pension.bases {
            let all = bases.cities.values().chain([&bases.province]);
            if all.into_iter().any(|base| !base.is_finite() || *base <= 0.0) {
                return wrong(2, format!("{}: a base is not more than 0", bases.year));
            }
        }
        Ok(())
    }

    /// Rules of retirement in force in a month; the earliest for months before all of them.
    pub fn retirement_in(&self, month: Month) -> &RetirementRules {
        in_force(&self.retirement, |rules| rules.effective_from <= month)
    }

    /// Materials asked for in a month.
    pub fn materials_in(&self, month: Month) -> &MaterialRules {
        in_force(&self.materials, |rules| rules.effective_from <= month)
    }
}

/// The last entry that holds, else the first. `check` made sure that there is one.
fn in_force<T>(entries: &[T], holds: impl Fn(&T) -> bool) -> &T {
    entries.iter().rev().find(|entry| holds(entry)).unwrap_or(&entries[0])
}

fn ascending<T: PartialOrd + fmt::Display>(keys: &[T]) -> Result<(), String> {
    if keys.is_empty() {
        return Err("is missing: there is no entry".to_owned());
    }
    match keys.windows(2).find(|pair| pair[0] >= pair[1]) {
        Some(pair) => Err(format!("has to rise from entry to entry, but {} follows {}", pair[1], pair[0])),
        None => Ok(()),
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, PolicyError> {
    serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        // The line stands apart.
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason).to_owned();
        PolicyError { file, line: error.line(), reason }
    })
}

/// A number within bounds; the error comes with the line of the number.
fn within<'de, const LEAST: u32, const MOST: u32, D: Deserializer<'de>>(input: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(input)?;
    if (LEAST..=MOST).contains(&number) {
        Ok(number)
    } else {
        Err(serde::de::Error::custom(format!("{number} is not between {LEAST} and {MOST}")))
    }
}

fn code<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let code = String::deserialize(input)?;
    let fits = !code.is_empty() && code.len() <= 40 && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if fits { Ok(code) } else { Err(serde::de::Error::custom(format!("{code:?} is no snake_case code"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(file: usize, from: &str, to: &str) -> PolicyError {
        let mut tables = BUILT_IN.map(str::to_owned);
        assert!(tables[file].contains(from), "{from}");
        tables[file] = tables[file].replacen(from, to, 1);
        Policy::parse([&tables[0], &tables[1], &tables[2]]).expect_err("broken")
    }

    #[test]
    fn the_built_in_tables_are_sound() {
        let policy = Policy::parse(BUILT_IN).expect("sound");
        assert_eq!(&policy, Policy::built_in());
        let wire = serde_json::to_string(&policy).expect("serialisable");
        assert_eq!(serde_json::from_str::<Policy>(&wire).ok(), Some(policy));
    }

    #[test]
    fn a_broken_table_is_told_with_the_line_that_is_wrong() {
        let line_of =
            |file: usize, text: &str| BUILT_IN[file].lines().position(|line| line.contains(text)).map(|at| at + 1);
        for (file, from, to, says) in [
            (0, "\"original_age_years\": 55", "\"original_age_years\": 5", "5 is not between 40 and 70"),
            (0, "\"step_months\": 2", "\"step_months\": 0", "0 is not between 1 and 120"),
            (0, "\"delay_starts\": \"2025-01\"", "\"delay_starts\": \"2025-13\"", "no month of the form YYYY-MM"),
            (0, "\"code\": \"underground\"", "\"code\": \"under_water\"", "unknown variant `under_water`"),
            (0, "\"most_months\": 36", "\"most_month\": 36", "unknown field `most_month`"),
            (1, "\"required\": \"when_special_work\"", "\"required\": \"perhaps\"", "unknown variant `perhaps`"),
            (1, "\"most_pages\": 60", "\"most_pages\": \"60\"", "invalid type: string"),
            (2, "\"province\": 7322.08", "\"province\": \"7322.08\"", "invalid type: string"),
        ] {
            let error = broken(file, from, to);
            assert!(error.reason.contains(says), "{error}");
            assert_eq!(Some(error.line), line_of(file, from), "{error}");
            assert_eq!(error.file, FILES[file]);
        }
    }

    #[test]
    fn what_no_single_value_shows_is_checked_too() {
        for (file, from, to, says) in [
            (0, "\"code\": \"underground\"", "\"code\": \"high_altitude\"", "listed twice"),
            (0, "\"base_months\": 180", "\"base_months\": 300", "more than most_months"),
            (1, "\"code\": \"id_card_back\"", "\"code\": \"id_card_front\"", "id_card_front is listed twice"),
            (2, "230, 226", "226, 230", "has to fall"),
            (2, "\"year\": 2025", "\"year\": 2024", "has to rise"),
            (2, "7852.58", "-1.0", "not more than 0"),
        ] {
            let error = broken(file, from, to);
            assert!(error.to_string().contains(says), "{error}");
        }
        let empty = Policy::parse(["[]", BUILT_IN[1], BUILT_IN[2]]).expect_err("no rules");
        assert_eq!(empty.to_string(), "retirement.json: effective_from is missing: there is no entry");
    }

    #[test]
    fn minimum_contribution_grows_by_the_year() {
        let rule = Policy::built_in().retirement[0].minimum_contribution;
        for (year, months) in [(2025, 180), (2029, 180), (2030, 186), (2034, 210), (2039, 240), (2060, 240), (-1, 180)]
        {
            assert_eq!(rule.in_year(year), months, "{year}");
        }
    }
}
