//! 获取社保信息: looking a person up in the insured-person register.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::registration::parse_document;
use crate::error::FieldErrors;
use crate::identity::{IdDocument, PersonName, Sex};
use crate::retirement::Month;

/// Whom to look up, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct InsuredPersonIn {
    /// 姓名
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub name: String,
    /// 证件类型: a code of `DocumentType`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub document_type: String,
    /// 证件号码
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub document_number: String,
}

impl InsuredPersonIn {
    /// Reads the form. `today` is the day on which it is read.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self, today: NaiveDate) -> Result<(PersonName, IdDocument), FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", PersonName::parse(&self.name));
        let document = parse_document(&mut errors, &self.document_type, &self.document_number, today);
        match (name, document) {
            (Some(name), Some(document)) => Ok((name, document)),
            _ => Err(errors),
        }
    }
}

/// What the register knows of a person (社保信息). Fetched, never typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct InsuredRecord {
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: Sex,
    /// 出生日期
    pub birth_date: NaiveDate,
    /// 个人编号
    pub personal_number: String,
    /// 首次参保年月
    pub first_insured_month: Month,
    /// 个人账户建立年月. It differs by place: the register says it.
    pub account_opened_month: Month,
    /// 实际缴费月数
    pub paid_months: u32,
    /// 发放银行; absent where no card is on record.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// 社保卡银行账号. Whole here; lists and logs never hold it.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_number: Option<String>,
    /// 参保地: six-digit division code of the city whose bases count.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// 平均缴费工资指数; absent where the register does not know it.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average_index: Option<f64>,
    /// 个人账户储存额, yuan.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_balance: Option<f64>,
    /// When the register was asked.
    pub fetched_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_are_named_when_both_are_wrong() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        let errors = InsuredPersonIn::default().parse(today).err().unwrap_or_default();
        let fields: Vec<&str> = errors.0.iter().map(|(field, _)| field.as_ref()).collect();
        assert_eq!(fields, ["name", "document_type"]);
    }
}
