//! The kinds of identity document that a person can register with.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Invalid;

/// Kind of identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum DocumentType {
    /// 居民身份证.
    ResidentId,
    /// 港澳台居民居住证.
    HkMacaoTaiwanResidencePermit,
    /// 外国人永久居留身份证, the card of 2023 and the one before it.
    ForeignPermanentResident,
    /// 护照.
    Passport,
    /// 港澳居民来往内地通行证.
    HkMacaoTravelPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanTravelPermit,
}

impl DocumentType {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::ResidentId,
        Self::HkMacaoTaiwanResidencePermit,
        Self::ForeignPermanentResident,
        Self::Passport,
        Self::HkMacaoTravelPermit,
        Self::TaiwanTravelPermit,
    ];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::HkMacaoTaiwanResidencePermit => "hk_macao_taiwan_residence_permit",
            Self::ForeignPermanentResident => "foreign_permanent_resident",
            Self::Passport => "passport",
            Self::HkMacaoTravelPermit => "hk_macao_travel_permit",
            Self::TaiwanTravelPermit => "taiwan_travel_permit",
        }
    }

    /// The kind of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind that a form field names.
    ///
    /// # Errors
    /// `required` for an empty field, `document_type_unknown` for any other name.
    pub fn parse(code: &str) -> Result<Self, Invalid> {
        if code.is_empty() {
            return Err(Invalid::new("required"));
        }
        Self::from_code(code).ok_or(Invalid::new("document_type_unknown"))
    }
}

impl fmt::Display for DocumentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for DocumentType {
    type Err = Invalid;

    fn from_str(code: &str) -> Result<Self, Invalid> {
        Self::parse(code)
    }
}

/// Sex, as an identity number's 17th digit says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum Sex {
    /// 男: odd.
    Male,
    /// 女: even.
    Female,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_wire_name_are_the_same() {
        for kind in DocumentType::ALL {
            assert_eq!(DocumentType::from_code(kind.code()), Some(kind));
            assert_eq!(kind.to_string().parse(), Ok(kind));
            let wire = serde_json::to_value(kind).expect("an enum without fields has a JSON form");
            assert_eq!(wire, kind.code());
        }
    }

    #[test]
    fn unknown_names_are_refused() {
        assert_eq!(DocumentType::parse(""), Err(Invalid::new("required")));
        assert_eq!(DocumentType::parse("ResidentId"), Err(Invalid::new("document_type_unknown")));
    }
}
