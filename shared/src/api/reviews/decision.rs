//! A reviewer's decision and its structured reasons.

use serde::{Deserialize, Serialize};

use crate::api::ReviewReason;
use crate::error::{FieldErrors, Invalid};
use crate::identity::PlainText;
use crate::retirement::coded;

/// Most reasons of one decision.
pub const REASONS_MAX: usize = 50;

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
    /// Whether the reviewer knows that pages were not opened; an approval needs all that are required to have been.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub unread_confirmed: bool,
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
            if !reason.code.is_empty() && ReasonCode::from_code(&reason.code).is_none() {
                errors.add(format!("reasons[{index}].code"), Invalid::new("choose_one"));
            }
            if let Some(text) = errors.take(format!("reasons[{index}].text"), text) {
                let (field, code) = (reason.field.clone(), reason.code.clone());
                // Which document a path names is looked up, not taken from whoever sends it.
                reasons.push(ReviewReason { field, code, text: text.as_str().to_owned(), attachment: None });
            }
        }
        if errors.0.is_empty() { Ok(reasons) } else { Err(errors) }
    }
}

coded! {
    /// Why something is sent back; what it is about stands beside it.
    ReasonCode {
        /// 照片不清晰
        Unclear = "unclear",
        /// 缺页或拍摄不全
        Incomplete = "incomplete",
        /// 材料不符，不是所要求的材料
        WrongDocument = "wrong_document",
        /// 材料已过有效期
        Expired = "expired",
        /// 与社保登记信息不一致
        DiffersFromRegister = "differs_from_register",
        /// 与所附材料不一致
        DiffersFromDocument = "differs_from_document",
        /// 缺少证明材料
        ProofMissing = "proof_missing",
        /// 缺少签字或盖章
        SignatureMissing = "signature_missing",
        /// 填写有误
        FilledWrong = "filled_wrong",
        /// 不符合退休条件
        NotEntitled = "not_entitled",
        /// 其他
        Other = "other",
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
        let reason = |field: &str, text: &str| ReviewReason {
            field: field.into(),
            code: "unclear".into(),
            text: text.into(),
            attachment: None,
        };
        let given = ReviewReason {
            attachment: Some("anothers".into()),
            ..reason("materials.id_card_front[0]", " 照片模糊 ")
        };
        let good = DecisionIn { reasons: vec![given], ..DecisionIn::default() };
        assert_eq!(good.parse(true), Ok(vec![reason("materials.id_card_front[0]", "照片模糊")]));
        let unknown = ReviewReason { code: "because".into(), ..reason("post", "x") };
        let bad =
            DecisionIn { reasons: vec![reason("<b>", "<b>"), reason("post", ""), unknown], ..DecisionIn::default() };
        let errors = bad.parse(true).err().unwrap_or_default();
        let fields: Vec<&str> = errors.0.iter().map(|(field, _)| field.as_ref()).collect();
        assert_eq!(fields, ["reasons[0].field", "reasons[0].text", "reasons[1].text", "reasons[2].code"]);
    }
}
