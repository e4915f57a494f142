//! 法人注册: registering an enterprise with its legal representative.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::error::{FieldErrors, Invalid};
use crate::identity::{CreditCode, DocumentType, EnterpriseName, IdDocument, Mobile, Password, PersonName, SmsCode};
use crate::legal;

/// What a registration form carries, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct RegisterIn {
    /// 统一社会信用代码, 18 characters of GB 32100-2015.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub credit_code: String,
    /// Set after the user confirmed a code whose check character does not fit.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub credit_code_confirmed: bool,
    /// 企业名称
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub enterprise_name: String,
    /// 法定代表人姓名
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub legal_rep_name: String,
    /// 证件类型: a code of [`DocumentType`].
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub document_type: String,
    /// 证件号码
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub document_number: String,
    /// 手机号码
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub mobile: String,
    /// 短信验证码 sent to that number for registration.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub sms_code: String,
    /// 密码
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub password: String,
    /// Version of the terms consented to; empty while not.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub terms_version: String,
    /// Version of the privacy notice consented to; empty while not.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub privacy_version: String,
    /// How the new session's token travels.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub client: super::ClientKind,
}

/// A registration whose every field stood the rules.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Unified social credit code.
    pub credit_code: CreditCode,
    /// Name of the enterprise.
    pub enterprise_name: EnterpriseName,
    /// Name of the legal representative.
    pub legal_rep_name: PersonName,
    /// Document of the legal representative.
    pub document: IdDocument,
    /// Mobile number of the legal representative.
    pub mobile: Mobile,
    /// The SMS code, not yet checked.
    pub sms_code: SmsCode,
    /// The password chosen (or, where the number has an account already, its present one).
    pub password: Password,
}

impl RegisterIn {
    /// Reads the form. `today` in the agency's time zone: no birth date may lie after it.
    ///
    /// # Errors
    /// Every field's refusal, in the order of the form.
    pub fn parse(&self, today: NaiveDate) -> Result<Registration, FieldErrors> {
        let mut errors = FieldErrors::default();
        let credit_code = if self.credit_code_confirmed {
            CreditCode::parse_confirmed(&self.credit_code)
        } else {
            CreditCode::parse(&self.credit_code)
        };
        let credit_code = errors.take("credit_code", credit_code);
        let enterprise_name = errors.take("enterprise_name", EnterpriseName::parse(&self.enterprise_name));
        let legal_rep_name = errors.take("legal_rep_name", PersonName::parse(&self.legal_rep_name));
        let document = parse_document(&mut errors, &self.document_type, &self.document_number, today);
        let mobile = errors.take("mobile", Mobile::parse(&self.mobile));
        let sms_code = errors.take("sms_code", SmsCode::parse(&self.sms_code));
        let password = errors.take(
            "password",
            Password::parse(&self.password, &[&self.mobile, &self.document_number, &self.credit_code]),
        );
        parse_consent(&mut errors, "terms_version", &self.terms_version, legal::TERMS.version);
        parse_consent(&mut errors, "privacy_version", &self.privacy_version, legal::PRIVACY.version);
        match (credit_code, enterprise_name, legal_rep_name, document, mobile, sms_code, password) {
            (
                Some(credit_code),
                Some(enterprise_name),
                Some(legal_rep_name),
                Some(document),
                Some(mobile),
                Some(sms_code),
                Some(password),
            ) if errors.0.is_empty() => {
                Ok(Registration { credit_code, enterprise_name, legal_rep_name, document, mobile, sms_code, password })
            }
            _ => Err(errors),
        }
    }
}

/// Reads a document's type and number, each refusal at its own field.
pub(crate) fn parse_document(
    errors: &mut FieldErrors,
    kind: &str,
    number: &str,
    today: NaiveDate,
) -> Option<IdDocument> {
    let kind = if kind.is_empty() {
        errors.add("document_type", Invalid::new("choose_one"));
        return None;
    } else {
        let known = DocumentType::from_code(kind).ok_or(Invalid::new("document_type_unknown"));
        errors.take("document_type", known)?
    };
    errors.take("document_number", IdDocument::parse(kind, number, today))
}

/// Checks that the version consented to is the one in force.
pub(crate) fn parse_consent(errors: &mut FieldErrors, field: &'static str, given: &str, in_force: &str) {
    if given.is_empty() {
        errors.add(field, Invalid::new("consent_required"));
    } else if given != in_force {
        errors.add(field, Invalid::new("consent_outdated"));
    }
}
