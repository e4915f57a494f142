//! Retirement: ages, contribution, periods and pension as pure functions over policy data.
//!
//! Nothing here reads a clock or a database, so that the app answers at once, offline too, and the server gives the same
//! answer, which is the one that counts.

mod category;
mod month;
#[cfg(feature = "openapi")]
mod month_openapi;
mod pension;
pub mod periods;
mod policy;
mod statutory;

pub(crate) use category::coded;
pub use category::{Category, Choice, WorkKind};
pub use month::Month;
pub use pension::{Pension, PensionInputs, estimate};
pub use periods::Period;
pub use policy::{
    AgeRule, ContributionRule, FILES, FlexibleRule, MaterialKind, MaterialRules, PensionBases, PensionRules, Policy,
    PolicyError, Requirement, RetirementRules, SpecialKindRule, SpecialWorkRule,
};
pub use statutory::{Span, Statutory, check_chosen, minimum_contribution, notice_deadline, span, statutory};
