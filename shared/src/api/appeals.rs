//! 账号申诉: for those who can no longer get in by themselves.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::{FieldErrors, Invalid};
use crate::identity::{CreditCode, FreeText, Mobile, PersonName};

/// A statement of an appeal, 10 to 1000 characters.
pub type Statement = FreeText<10, 1000>;

/// The form of an appeal, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AppealIn {
    /// 统一社会信用代码 of the enterprise; may be empty where it is not known.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub credit_code: String,
    /// Name of the person who appeals.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub name: String,
    /// A mobile number where the person can be reached.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub contact_mobile: String,
    /// What happened.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub statement: String,
}

/// An appeal whose every field stood the rules.
#[derive(Debug, Clone)]
pub struct Appeal {
    /// Credit code, where given.
    pub credit_code: Option<CreditCode>,
    /// Name.
    pub name: PersonName,
    /// Number to be reached at.
    pub contact_mobile: Mobile,
    /// What happened.
    pub statement: Statement,
}

impl AppealIn {
    /// Reads the form.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self) -> Result<Appeal, FieldErrors> {
        let mut errors = FieldErrors::default();
        let credit_code = if self.credit_code.trim().is_empty() {
            None
        } else {
            // A person who has lost their papers may misremember a character: the operator looks into it.
            errors.take("credit_code", CreditCode::parse_confirmed(&self.credit_code))
        };
        let name = errors.take("name", PersonName::parse(&self.name));
        let contact_mobile = errors.take("contact_mobile", Mobile::parse(&self.contact_mobile));
        let statement = errors.take("statement", Statement::parse(&self.statement));
        match (name, contact_mobile, statement) {
            (Some(name), Some(contact_mobile), Some(statement)) if errors.0.is_empty() => {
                Ok(Appeal { credit_code, name, contact_mobile, statement })
            }
            _ => Err(errors),
        }
    }
}

/// An appeal was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AppealOut {
    /// Receipt number, to be named at the helpline.
    pub receipt_number: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Checks a search text.
///
/// # Errors
/// `search_too_long` over [`crate::limits::SEARCH_MAX_CHARS`].
pub fn parse_search(raw: &str) -> Result<String, Invalid> {
    let text = raw.trim();
    if text.chars().count() > crate::limits::SEARCH_MAX_CHARS {
        return Err(Invalid::new("search_too_long").with("max", crate::limits::SEARCH_MAX_CHARS));
    }
    Ok(text.to_lowercase())
}
