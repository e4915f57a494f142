//! What the values of the form say, and which element stands for a path. What fields are called, `words` knows.

use serde_json::Value;
use shared::application::ApplicationForm;
use shared::retirement::WorkKind;

use crate::forms::Form;
use crate::{t, words};

/// The list of a row's path with the row's number from 0 and its field: `deemed_periods[0].from`.
fn row(path: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (index, rest) = rest.split_once(']')?;
    Some((list, index.parse().ok()?, rest.trim_start_matches('.')))
}

/// The first part of the ids and test ids of a list's rows.
pub(super) fn list_prefix(list: &str) -> &'static str {
    if list == "special_periods" { "special" } else { "deemed" }
}

/// Id of the element that stands for a path.
pub(super) fn element_id(form: Form, path: &str) -> String {
    if let Some((list, index, _)) = row(path) {
        return format!("{}-row-{index}", list_prefix(list));
    }
    match path {
        "deemed_periods" | "special_periods" | "materials" => super::desk::STEP_TITLE.to_owned(),
        "birth_date" | "sex" | "name" | "document_number" | "document_type" => "record".to_owned(),
        _ => match path.strip_prefix("materials.") {
            Some(kind) => format!("material-{kind}"),
            None => form.field_id(path),
        },
    }
}

/// What stands in a field of the form, for reading; nothing where nothing does.
pub(super) fn value(form: &ApplicationForm, field: &str) -> String {
    match super::choices::value(form, field) {
        Value::Bool(on) => words::field_value(field, &on.to_string()),
        // One's own card is checked digit by digit.
        Value::String(number) if field == "card_number" => number,
        Value::String(text) if !text.is_empty() => words::field_value(field, &text),
        _ => String::new(),
    }
}

/// The name of a kind of special work; nothing where none was chosen.
pub(super) fn work_kind(code: &str) -> String {
    WorkKind::from_code(code).map(words::work_kind).unwrap_or_default()
}

/// The rows of a sub-list, each in one line.
pub(super) fn rows(form: &ApplicationForm, list: &str) -> Vec<String> {
    let line = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let span = |from: &str, to: &str| t!("application-span", from = from, to = to);
    match list {
        "deemed_periods" => form
            .deemed_periods
            .iter()
            .map(|row| {
                let interruption = match row.interruption_months.trim() {
                    "" | "0" => String::new(),
                    months => t!("application-interrupted", months = months),
                };
                line(&[&span(&row.from, &row.to), &row.employer, &interruption])
            })
            .collect(),
        "special_periods" => form
            .special_periods
            .iter()
            .map(|row| {
                let kind = work_kind(&row.work_kind);
                line(&[&span(&row.from, &row.to), &row.employer, &kind, &row.job_title])
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a field of the form is a list.
pub(super) fn is_list(field: &str) -> bool {
    matches!(field, "deemed_periods" | "special_periods")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_rows_are_taken_apart() {
        assert_eq!(row("deemed_periods[3].from"), Some(("deemed_periods", 3, "from")));
        assert_eq!(row("special_periods[0]"), Some(("special_periods", 0, "")));
        assert_eq!(row("post"), None);
        assert_eq!(row("x[y].z"), None);
    }

    #[test]
    fn values_are_read_as_words_and_nothing_as_nothing() {
        let form =
            ApplicationForm { card_number: "4539148803436467".into(), post: "钳工".into(), ..Default::default() };
        assert_eq!(value(&form, "post"), "钳工");
        assert_eq!(value(&form, "card_number"), "4539148803436467");
        assert_eq!(value(&form, "category"), "");
        assert_eq!(value(&form, "deemed_periods"), "");
    }
}
