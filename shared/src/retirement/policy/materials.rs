//! Which documents are asked for, and when.

use serde::{Deserialize, Serialize};

use super::bounds::{code, within};
use crate::retirement::Month;

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
