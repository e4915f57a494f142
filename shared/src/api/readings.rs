//! What a photographed document was read to say: suggestions for a form, and where they differ from what is known.

use serde::{Deserialize, Serialize};

use crate::retirement::coded;

coded! {
    /// What a photo looks like by the words on it.
    LooksLike {
        /// 居民身份证, the side with the portrait.
        IdCardFront = "id_card_front",
        /// 居民身份证, the side with the emblem.
        IdCardBack = "id_card_back",
        /// A bank card or social-security card.
        Card = "card",
        /// 户口簿.
        HouseholdRegister = "household_register",
    }
}

coded! {
    /// What a piece of text on a document means.
    ReadFieldCode {
        /// 姓名
        Name = "name",
        /// 性别: `male` or `female`.
        Sex = "sex",
        /// 民族, without 族.
        Nation = "nation",
        /// 出生日期, as `2026-11-27`.
        BirthDate = "birth_date",
        /// 住址
        Address = "address",
        /// 公民身份号码
        DocumentNumber = "document_number",
        /// 签发机关
        Issuer = "issuer",
        /// 有效期限, first day, as `2026-11-27`.
        ValidFrom = "valid_from",
        /// 有效期限, last day, as `2026-11-27`, or `long_term`.
        ValidUntil = "valid_until",
        /// 开户银行
        Bank = "bank",
        /// 银行卡号
        CardNumber = "card_number",
    }
}

coded! {
    /// What a reading was compared with.
    ComparedWith {
        /// The person as the register gave them when the application was begun.
        Register = "register",
        /// What stands in the application's form.
        Form = "form",
    }
}

impl LooksLike {
    /// Whether a photo that looks like this may lie under a kind of material: a card may bear both numbers, and a kind that
    /// nothing is known of takes anything.
    pub fn fits(self, kind: &str) -> bool {
        match kind {
            "id_card_front" => self == Self::IdCardFront,
            "id_card_back" => self == Self::IdCardBack,
            "social_security_card_front" => self == Self::Card,
            "household_register" => self == Self::HouseholdRegister,
            _ => true,
        }
    }
}

/// One thing that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReadField {
    /// What it means.
    pub field: ReadFieldCode,
    /// What was read.
    pub value: String,
    /// How sure the reader is, per cent.
    pub confidence: u32,
    /// Whether it is a number whose check digit does not fit: something was misread, or the document is wrong.
    pub check_failed: bool,
}

/// Where what was read is not what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReadDifference {
    /// Which.
    pub field: ReadFieldCode,
    /// What stands there.
    pub expected: String,
    /// Where it stands.
    pub source: ComparedWith,
}

/// A photo's reading. Nothing of it is taken over unless a person says so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReadingOut {
    /// What the photo looks like; null where nothing plain is on it.
    pub looks_like: Option<LooksLike>,
    /// What was read, where the kind of material has fields.
    pub fields: Vec<ReadField>,
    /// Where it differs from the register or the form.
    pub differences: Vec<ReadDifference>,
}

impl ReadingOut {
    /// What was read of one field.
    pub fn field(&self, code: ReadFieldCode) -> Option<&ReadField> {
        self.fields.iter().find(|read| read.field == code)
    }
}

#[cfg(test)]
mod tests {
    use super::LooksLike;

    #[test]
    fn only_what_plainly_is_something_else_does_not_fit() {
        assert!(LooksLike::IdCardFront.fits("id_card_front"));
        assert!(!LooksLike::IdCardFront.fits("household_register"));
        assert!(!LooksLike::IdCardBack.fits("id_card_front"));
        assert!(LooksLike::Card.fits("social_security_card_front"));
        assert!(LooksLike::Card.fits("archive_birth_page"));
    }
}
