//! The agency's side: reviewers log in, claim and decide.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ReviewReason;
use crate::application::Party;
use crate::error::{FieldErrors, Invalid};
use crate::identity::PlainText;

/// Most reasons of one decision.
pub const REASONS_MAX: usize = 50;

/// A reviewer logs in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewerLoginIn {
    /// Name to log in with.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub login: String,
    /// Password.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub password: String,
}

/// A reviewer's session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewerSessionOut {
    /// To be sent as `Authorization: Bearer …`.
    pub token: String,
    /// The reviewer's name.
    pub name: String,
    /// `first_reviewer` or `second_reviewer`.
    pub party: Party,
    /// Division code of the region reviewed for.
    pub region: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// A reviewer's decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct DecisionIn {
    /// The revision that was read.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub revision: u64,
    /// Reasons: at least one for sending back and rejecting, none needed for approving.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub reasons: Vec<ReviewReason>,
}

impl DecisionIn {
    /// Reads the reasons; `needed` where at least one has to be given.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self, needed: bool) -> Result<Vec<ReviewReason>, FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.reasons.len() > REASONS_MAX {
            errors.add("reasons", Invalid::new("too_many_rows").with("max", REASONS_MAX));
        } else if needed && self.reasons.is_empty() {
            errors.add("reasons", Invalid::new("required"));
        }
        let mut reasons = Vec::new();
        for (index, reason) in self.reasons.iter().take(REASONS_MAX).enumerate() {
            let text = PlainText::<1, 500>::parse(&reason.text);
            if !is_path(&reason.field) {
                errors.add(format!("reasons[{index}].field"), Invalid::new("choose_one"));
            }
            if let Some(text) = errors.take(format!("reasons[{index}].text"), text) {
                reasons.push(ReviewReason { field: reason.field.clone(), text: text.as_str().to_owned() });
            }
        }
        if errors.0.is_empty() { Ok(reasons) } else { Err(errors) }
    }
}

/// Whether a text can be the path of a field or a material.
fn is_path(text: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'_' | b'.' | b'[' | b']');
    !text.is_empty() && text.len() <= 80 && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_against_the_enterprise_says_why() {
        let none = DecisionIn::default();
        assert_eq!(none.parse(false), Ok(vec![]));
        assert!(none.parse(true).is_err_and(|errors| errors.of("reasons").is_some()));
        let reason = |field: &str, text: &str| ReviewReason { field: field.into(), text: text.into() };
        let good = DecisionIn { revision: 1, reasons: vec![reason("materials.id_card_front", " 照片模糊 ")] };
        assert_eq!(good.parse(true), Ok(vec![reason("materials.id_card_front", "照片模糊")]));
        let bad = DecisionIn { revision: 1, reasons: vec![reason("<b>", "<b>"), reason("post", "")] };
        let errors = bad.parse(true).err().unwrap_or_default();
        let fields: Vec<&str> = errors.0.iter().map(|(field, _)| field.as_ref()).collect();
        assert_eq!(fields, ["reasons[0].field", "reasons[0].text", "reasons[1].text"]);
    }
}
