//! Identity numbers, names, passwords and codes as types that exist only when they are right.
//!
//! Every type has private fields and one fallible constructor, which both the form and the server call. The constructor
//! first brings the input into its canonical form (full-width digits, spaces and invisible characters of a paste), then
//! refuses what is wrong with an [`Invalid`](crate::error::Invalid) whose code is listed in [`CODES`]. What belongs to a
//! person never appears whole in `Debug`.

/// Gives a newtype over `String` its canonical text as `as_str`, `AsRef`, `Display`, and `FromStr` by way of `parse`.
macro_rules! canonical_text {
    ($name:ident) => {
        impl $name {
            /// The canonical form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::error::Invalid;

            fn from_str(raw: &str) -> Result<Self, Self::Err> {
                Self::parse(raw)
            }
        }
    };
}

mod account_name;
mod bank_card;
mod check_digit;
mod common_passwords;
mod credit_code;
mod document_type;
mod enterprise_name;
mod free_text;
mod id_document;
mod id_rules;
pub mod made_up;
mod mobile;
mod normal;
mod password;
mod person_name;
mod plain_text;
mod sms_code;

pub use account_name::AccountName;
pub use bank_card::BankCard;
pub use credit_code::CreditCode;
pub use document_type::{DocumentType, Sex};
pub use enterprise_name::EnterpriseName;
pub use free_text::FreeText;
pub use id_document::IdDocument;
pub use mobile::Mobile;
pub(crate) use normal::half_width;
pub use password::{Password, PasswordAttempt, Strength};
pub use person_name::PersonName;
pub use plain_text::PlainText;
pub use sms_code::SmsCode;

/// Every code that a constructor of this module refuses with, and the arguments its sentence may use, in that order.
pub const CODES: &[(&str, &[&str])] = &[
    ("required", &[]),
    ("too_short", &["min"]),
    ("too_long", &["max"]),
    ("invalid_characters", &["character"]),
    ("document_type_unknown", &[]),
    ("id_number_fifteen_digits", &[]),
    ("id_number_length", &["expected", "actual"]),
    ("id_number_characters", &["character"]),
    ("id_number_other_type", &["document_type"]),
    ("id_number_region", &[]),
    ("id_number_birth_date", &[]),
    ("birth_date_in_future", &[]),
    ("id_number_check", &[]),
    ("foreign_card_format", &[]),
    ("passport_format", &["min", "max"]),
    ("hk_macao_permit_format", &[]),
    ("taiwan_permit_format", &[]),
    ("credit_code_length", &["expected", "actual"]),
    ("credit_code_characters", &["character"]),
    ("credit_code_check", &[]),
    ("phone_format", &[]),
    ("sms_code_format", &["digits"]),
    ("person_name_characters", &["character"]),
    ("person_name_mixed", &[]),
    ("person_name_ends", &[]),
    ("enterprise_name_characters", &["character"]),
    ("enterprise_name_letters", &[]),
    ("account_name_characters", &["character"]),
    ("account_name_start", &[]),
    ("account_name_looks_like_number", &[]),
    ("password_too_short", &["min"]),
    ("password_too_long", &["max"]),
    ("password_outer_space", &[]),
    ("password_characters", &["character"]),
    ("password_classes", &["min", "present"]),
    ("password_common", &[]),
    ("password_contains_account", &[]),
    ("password_contains_number", &["run"]),
    ("text_characters", &["character"]),
    ("bank_card_digits", &["character"]),
    ("bank_card_length", &["min", "max", "actual"]),
    ("bank_card_check", &[]),
];

#[cfg(test)]
mod tests {
    use super::CODES;

    const SOURCES: &[&str] = &[
        include_str!("account_name.rs"),
        include_str!("bank_card.rs"),
        include_str!("credit_code.rs"),
        include_str!("document_type.rs"),
        include_str!("enterprise_name.rs"),
        include_str!("free_text.rs"),
        include_str!("id_document.rs"),
        include_str!("id_rules.rs"),
        include_str!("mobile.rs"),
        include_str!("password.rs"),
        include_str!("person_name.rs"),
        include_str!("plain_text.rs"),
        include_str!("sms_code.rs"),
    ];

    fn codes_in_the_sources() -> Vec<&'static str> {
        SOURCES
            .iter()
            .flat_map(|source| source.split("Invalid::new(\"").skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect()
    }

    #[test]
    fn every_code_that_is_emitted_is_listed() {
        for code in codes_in_the_sources() {
            assert!(CODES.iter().any(|(listed, _)| *listed == code), "{code} is not in CODES");
        }
    }

    #[test]
    fn every_listed_code_is_emitted_and_listed_once() {
        let emitted = codes_in_the_sources();
        for (index, (code, _)) in CODES.iter().enumerate() {
            assert!(emitted.contains(code), "{code} is listed but never used");
            assert!(!CODES.iter().skip(index + 1).any(|(other, _)| other == code), "{code} is listed twice");
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{code} is not snake_case");
        }
    }
}
