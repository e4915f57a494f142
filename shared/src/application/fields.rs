//! Reading one field after the other: its value, or why it is refused, or that it is empty.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::form::ROWS_MAX;
use crate::error::{FieldErrors, Invalid};

/// What was found while reading field after field.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) errors: FieldErrors,
    /// Paths of the fields with nothing to be seen in them.
    pub(super) empty: BTreeSet<String>,
}

impl Fields {
    /// A field's value; nothing for an empty one.
    pub(super) fn take<T>(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        raw: &str,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let field = field.into();
        // Nothing but spaces is as good as empty. Invisible characters are too, wherever a value may not hold them: there
        // `parse` finds that nothing is left.
        let parsed = if raw.trim().is_empty() { Err(Invalid::new("required")) } else { parse(raw) };
        if parsed.as_ref().is_err_and(|invalid| invalid.code == "required") {
            self.empty.insert(field.into_owned());
            return None;
        }
        self.errors.take(field, parsed)
    }

    pub(super) fn too_many(&mut self, list: &'static str, rows: usize) {
        if rows > ROWS_MAX {
            self.errors.add(list, Invalid::new("too_many_rows").with("max", ROWS_MAX));
        }
    }
}

pub(super) fn one_of<T>(from_code: impl FnOnce(&str) -> Option<T>) -> impl FnOnce(&str) -> Result<T, Invalid> {
    move |code| from_code(code).ok_or(Invalid::new("choose_one"))
}

/// A number of months as typed, up to three digits.
pub(super) fn parse_months(raw: &str) -> Result<u32, Invalid> {
    let raw = raw.trim();
    let digits = raw.len() <= 3 && raw.bytes().all(|b| b.is_ascii_digit());
    let number = if digits { raw.parse().ok() } else { None };
    number.ok_or(Invalid::new("months_format"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_a_value_a_fault_or_nothing() {
        let mut fields = Fields::default();
        assert_eq!(fields.take("a", " 12 ", parse_months), Some(12));
        assert_eq!(fields.take("b", "1234", parse_months), None);
        assert_eq!(fields.take("c", "\u{3000}", parse_months), None);
        assert_eq!(fields.errors.of("b").map(|invalid| invalid.code), Some("months_format"));
        assert_eq!((fields.errors.0.len(), fields.empty), (1, BTreeSet::from(["c".to_owned()])));
    }

    #[test]
    fn a_number_of_months_is_digits_alone() {
        for (typed, months) in
            [("0", Some(0)), ("999", Some(999)), ("+3", None), ("-3", None), ("3个", None), ("1.5", None)]
        {
            assert_eq!(parse_months(typed).ok(), months, "{typed}");
        }
    }
}
