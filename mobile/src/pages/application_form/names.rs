//! What fields are called, what their values say, and which element stands for a path.

use shared::application::{ApplicationForm, Section};

use crate::forms::Form;
use crate::t;

/// A code as a part of a message's id.
pub(super) fn dashed(code: &str) -> String {
    code.replace('_', "-")
}

/// The name of a step.
pub(super) fn section(section: Section) -> String {
    t!(&format!("application-section-{}", dashed(section.code())))
}

/// The list of a row's path with the row's number from 0 and its field: `deemed_periods[0].from`.
fn row(path: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (index, rest) = rest.split_once(']')?;
    Some((list, index.parse().ok()?, rest.trim_start_matches('.')))
}

/// What a path is called.
pub(super) fn label(path: &str) -> String {
    if let Some((list, index, field)) = row(path) {
        let row = t!("application-row", row = index + 1);
        if field.is_empty() {
            return format!("{} {row}", label(list));
        }
        return format!("{} {row} {}", label(list), label(field));
    }
    match path {
        "application" => t!("application-title"),
        "deemed_periods" => section(Section::DeemedPeriods),
        "special_periods" => section(Section::SpecialWork),
        "materials" => section(Section::Materials),
        _ => match path.strip_prefix("materials.") {
            Some(kind) => t!(&format!("material-{}", dashed(kind))),
            None => t!(&format!("application-field-{}", dashed(path))),
        },
    }
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

/// The words for a code of a choice.
pub(super) fn coded(prefix: &str, code: &str) -> String {
    if code.is_empty() { String::new() } else { t!(&format!("{prefix}-{}", dashed(code))) }
}

/// What stands in a field of the form, for reading.
pub(super) fn value(form: &ApplicationForm, field: &str) -> String {
    match field {
        "mobile" => form.mobile.clone(),
        "archive_birth_date" => form.archive_birth_date.clone(),
        "archive_birth_reason" => form.archive_birth_reason.clone(),
        "category" => coded("application-category", &form.category),
        "post" => form.post.clone(),
        "work_start_month" => form.work_start_month.clone(),
        "choice" => coded("application-choice", &form.choice),
        "chosen_month" => form.chosen_month.clone(),
        "notice_date" => form.notice_date.clone(),
        "card_wrong" if form.card_wrong => t!("application-yes"),
        "card_wrong" => t!("application-no"),
        "bank" => form.bank.clone(),
        "card_number" => form.card_number.clone(),
        "remarks" => form.remarks.clone(),
        _ => String::new(),
    }
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
                let kind = coded("work-kind", &row.work_kind);
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
    use shared::i18n::{Language, has};
    use shared::retirement::Policy;

    use super::*;

    #[test]
    fn paths_of_rows_are_taken_apart() {
        assert_eq!(row("deemed_periods[3].from"), Some(("deemed_periods", 3, "from")));
        assert_eq!(row("special_periods[0]"), Some(("special_periods", 0, "")));
        assert_eq!(row("post"), None);
        assert_eq!(row("x[y].z"), None);
    }

    #[test]
    fn every_field_and_material_has_a_name_in_both_languages() {
        let form = serde_json::to_value(ApplicationForm::default()).unwrap_or_default();
        let fields = form.as_object().into_iter().flatten().map(|(name, _)| name.clone());
        let plain = fields.filter(|name| !is_list(name)).map(|name| format!("application-field-{}", dashed(&name)));
        let materials = Policy::built_in().materials.iter().flat_map(|rules| &rules.kinds);
        let materials = materials.map(|kind| format!("material-{}", dashed(&kind.code)));
        for id in plain.chain(materials) {
            assert!(Language::ALL.into_iter().all(|language| has(language, &id)), "{id}");
        }
    }
}
