//! Bases and divisors of the pension estimate.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bounds::within;

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
