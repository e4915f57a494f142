//! What was filed as one number: printed on the paper, worked out anew by the page that somebody comes to with it.

use std::fmt;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::form::Form;

/// What the bytes begin with, so that no other use of SHA-256, and no later list of fields, gives the same ones.
const DOMAIN: &[u8] = b"retirement application form, 1";

/// SHA-256 over what was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// 校验码: the first 80 bits in groups of four, short enough to be compared by eye.
    pub fn code(&self) -> String {
        let hex = hex::encode_upper(&self.0[..10]);
        let groups: Vec<&str> = (0..hex.len()).step_by(4).filter_map(|at| hex.get(at..at + 4)).collect();
        groups.join("-")
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// The digest of what was filed: whom it is about, what the register said, the form, the materials, which submission it is.
///
/// Left out is what changes after the paper was printed without changing what was filed: status, decision, reasons, days of
/// printing. A paper of the day of submission is as good after the approval; where the application stands, the page says
/// itself. Values count, not the words for them, and an empty field is as good as none, so that a field added later
/// changes no paper in a drawer.
///
/// Whoever has the paper can work it out; whoever has not, would have to guess every number on it.
pub fn digest(form: &Form) -> Digest {
    let application = &form.application;
    let record = &application.record;
    let materials: Vec<Value> =
        application.attachments.iter().map(|file| json!({"kind": file.kind, "pages": file.pages})).collect();
    let filed = json!({
        "receipt_number": form.receipt_number,
        "submissions": application.submissions,
        "enterprise_id": application.enterprise_id,
        "enterprise_name": application.enterprise_name,
        "name": application.name,
        "document_type": application.document_type.code(),
        "document_number": application.document_number,
        "record": {
            "name": record.name,
            "sex": record.sex,
            "birth_date": record.birth_date,
            "personal_number": record.personal_number,
            "first_insured_month": record.first_insured_month,
            "account_opened_month": record.account_opened_month,
            "paid_months": record.paid_months,
            "bank": record.bank,
            "card_number": record.card_number,
        },
        "form": application.form,
        "retirement_month": application.retirement_month,
        "materials": materials,
    });
    let mut hash = Sha256::new_with_prefix(DOMAIN);
    feed(&mut hash, &filed);
    Digest(hash.finalize().into())
}

/// One way to write each value: a letter for what it is, its length, its content; fields in the order of their names.
fn feed(hash: &mut Sha256, value: &Value) {
    let mut piece = |kind: u8, bytes: &[u8]| {
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    match value {
        Value::Null => piece(b'0', b""),
        Value::Bool(truth) => piece(b'b', &[u8::from(*truth)]),
        Value::Number(number) => piece(b'n', number.to_string().as_bytes()),
        Value::String(text) => piece(b's', text.as_bytes()),
        Value::Array(items) => {
            piece(b'[', &(items.len() as u64).to_be_bytes());
            items.iter().for_each(|item| feed(hash, item));
        }
        Value::Object(fields) => {
            let mut there: Vec<(&String, &Value)> = fields.iter().filter(|(_, value)| !is_empty(value)).collect();
            there.sort_by_key(|(name, _)| *name);
            piece(b'{', &(there.len() as u64).to_be_bytes());
            for (name, value) in there {
                feed(hash, &Value::String(name.clone()));
                feed(hash, value);
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &Value) -> Vec<u8> {
        let mut hash = Sha256::new();
        feed(&mut hash, value);
        hash.finalize().to_vec()
    }

    #[test]
    fn an_empty_field_is_as_good_as_none() {
        assert_eq!(of(&json!({"a": "1", "b": "", "c": null, "d": false, "e": []})), of(&json!({"a": "1"})));
    }

    #[test]
    fn what_differs_has_another_digest() {
        let values = [
            json!({"a": "1"}),
            json!({"a": 1}),
            json!({"b": "1"}),
            json!({"a": ["1"]}),
            json!({"a": ["", "1"]}),
            json!({"a": ["1", ""]}),
            json!({"a": "1b", "c": "2"}),
            json!({"a": "1", "bc": "2"}),
            json!({"a": true}),
        ];
        let all: std::collections::BTreeSet<Vec<u8>> = values.iter().map(of).collect();
        assert_eq!(all.len(), values.len());
    }

    #[test]
    fn a_code_is_short_enough_to_be_compared() {
        assert_eq!(Digest([0xAB; 32]).code(), "ABAB-ABAB-ABAB-ABAB-ABAB");
    }
}
