//! 提交前检查: everything that a reviewer could send back and that is knowable now, in the order of the form.

mod determination;
mod estimate;
mod materials;
mod periods;
mod person;
mod special;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::form::{ApplicationForm, Section};
use super::order::place;
use super::reading::Reading;
use crate::api::InsuredRecord;
use crate::error::{FieldErrors, Invalid};
use crate::i18n::Language;
use crate::identity::IdDocument;
use crate::retirement::{Month, Policy, RetirementRules};

pub use determination::{Determination, determine};
pub use estimate::{EstimateOut, estimate};
pub use materials::is_wanted;

/// Whether an application can be filed with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum Severity {
    /// It cannot be submitted so.
    Blocking,
    /// It can, but a reviewer may ask.
    Advisory,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Path of the field, or `materials.KIND`.
    pub field: String,
    /// Whether it blocks.
    pub severity: Severity,
    /// What it is about; its sentence is the error message of the code.
    pub what: Invalid,
}

/// One finding on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FindingOut {
    /// The step of the form.
    pub section: Section,
    /// Path of the field, or `materials.KIND`.
    pub field: String,
    /// Whether it blocks.
    pub severity: Severity,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do, in the language of the request.
    pub message: String,
}

impl Finding {
    /// For the wire.
    pub fn to_wire(&self, language: Language) -> FindingOut {
        FindingOut {
            section: Section::of(&self.field),
            field: self.field.clone(),
            severity: self.severity,
            code: self.what.code.to_owned(),
            message: self.what.message(language),
        }
    }
}

/// What an application is held against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rules.
    pub policy: &'a Policy,
    /// The day.
    pub today: NaiveDate,
    /// The person's document.
    pub document: &'a IdDocument,
    /// What the register knows.
    pub record: &'a InsuredRecord,
    /// Pages by kind of material.
    pub materials: &'a [(String, u32)],
}

impl<'a> Context<'a> {
    fn this_month(&self) -> Month {
        Month::of(self.today)
    }

    fn rules(&self) -> &'a RetirementRules {
        self.policy.retirement_in(self.this_month())
    }

    /// The month of birth that working age is counted from. Where the archive gives an earlier one, it may prevail: that is
    /// the reviewer's to decide, so it must not block that the worker began as early as the archive allows.
    fn earliest_birth(&self, reading: &Reading) -> Month {
        let record = self.record.birth_date;
        Month::of(reading.archive_birth_date.map_or(record, |archive| archive.min(record)))
    }
}

/// Checks an application. Blocking findings are those that stop a submission; nothing that only a person can judge blocks.
pub fn precheck(context: &Context<'_>, form: &ApplicationForm) -> Vec<Finding> {
    let reading = form.read();
    let mut found = Findings::default();
    found.block_all(&reading.errors);
    person::check(&mut found, context, &reading);
    determination::check(&mut found, context, &reading);
    person::check_card(&mut found, context, form, &reading);
    periods::check_deemed(&mut found, context, form, &reading);
    special::check(&mut found, context, form, &reading);
    materials::check(&mut found, context, form);
    found.0.sort_by_key(|finding| place(&finding.field));
    found.0
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    /// A field is told one thing at a time: the first that is wrong with it.
    fn block(&mut self, field: impl Into<String>, what: Invalid) {
        let field = field.into();
        let known = self.0.iter().any(|known| known.severity == Severity::Blocking && known.field == field);
        if !known {
            self.0.push(Finding { field, severity: Severity::Blocking, what });
        }
    }

    fn block_all(&mut self, errors: &FieldErrors) {
        for (field, invalid) in &errors.0 {
            self.block(field.clone(), invalid.clone());
        }
    }

    fn advise(&mut self, field: impl Into<String>, what: Invalid) {
        self.0.push(Finding { field: field.into(), severity: Severity::Advisory, what });
    }

    /// A field that cannot stay empty. What counts as empty, reading decides: nothing but invisible characters does too.
    fn need(&mut self, reading: &Reading, field: impl Into<String>) {
        let field = field.into();
        if reading.empty.contains(&field) {
            self.block(field, Invalid::new("required"));
        }
    }
}
