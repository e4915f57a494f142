//! Policy as data with effective dates: ages, contribution, materials, pension bases. Read and checked before it is used.

mod bounds;
mod check;
mod materials;
mod pension;
mod rules;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Month;
pub use check::PolicyError;
pub use materials::{MaterialKind, MaterialRules, Requirement};
pub use pension::{PensionBases, PensionRules};
pub use rules::{AgeRule, ContributionRule, FlexibleRule, RetirementRules, SpecialKindRule, SpecialWorkRule};

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
