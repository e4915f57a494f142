//! Rows of the two sub-lists in one shape, so that one list and one editor serve both.

use serde::{Deserialize, Serialize};
use shared::application::{ApplicationForm, DeemedPeriodIn, SpecialPeriodIn};
use shared::error::FieldErrors;
use shared::retirement::WorkKind;

use crate::forms::Form;

/// Which sub-list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Deemed,
    Special,
}

/// A row as typed; the names are those of the editor's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    #[serde(rename = "row-from")]
    pub(super) from: String,
    #[serde(rename = "row-to")]
    pub(super) to: String,
    #[serde(rename = "row-employer")]
    pub(super) employer: String,
    #[serde(rename = "row-interruption_months")]
    pub(super) interruption_months: String,
    #[serde(rename = "row-work_kind")]
    pub(super) work_kind: String,
    #[serde(rename = "row-job_title")]
    pub(super) job_title: String,
}

impl Row {
    /// Whether nothing was typed.
    pub(super) fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The row as if what is not about its months were filled in, so that they can be checked before it is.
    pub(super) fn completed(mut self, employer: &str) -> Self {
        if self.employer.trim().is_empty() {
            employer.clone_into(&mut self.employer);
        }
        if self.work_kind.is_empty() {
            WorkKind::OtherHarmful.code().clone_into(&mut self.work_kind);
        }
        self
    }
}

/// The editor's name of a row's field.
pub(super) fn editor_name(field: &str) -> Option<&'static str> {
    Some(match field {
        "from" => "row-from",
        "to" => "row-to",
        "employer" => "row-employer",
        "interruption_months" => "row-interruption_months",
        "work_kind" => "row-work_kind",
        "job_title" => "row-job_title",
        _ => return None,
    })
}

impl Kind {
    /// The list's wire name.
    pub(super) const fn list(self) -> &'static str {
        match self {
            Self::Deemed => "deemed_periods",
            Self::Special => "special_periods",
        }
    }

    /// The first part of ids, test ids and messages.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Deemed => "deemed",
            Self::Special => "special",
        }
    }

    /// The rows of a form.
    pub(super) fn rows(self, form: &ApplicationForm) -> Vec<Row> {
        match self {
            Self::Deemed => form.deemed_periods.iter().cloned().map(Row::from).collect(),
            Self::Special => form.special_periods.iter().cloned().map(Row::from).collect(),
        }
    }

    /// Puts rows in place of those of a form.
    pub(super) fn put(self, form: &mut ApplicationForm, rows: Vec<Row>) {
        match self {
            Self::Deemed => form.deemed_periods = rows.into_iter().map(Row::into).collect(),
            Self::Special => form.special_periods = rows.into_iter().map(Row::into).collect(),
        }
    }

    /// What is wrong with a row, under the names of the editor's fields.
    pub(super) fn errors_of(self, index: usize, errors: &FieldErrors) -> FieldErrors {
        let prefix = format!("{}[{index}].", self.list());
        let of_row = errors.0.iter().filter_map(|(path, invalid)| {
            let name = editor_name(path.strip_prefix(&prefix)?)?;
            Some((name.into(), invalid.clone()))
        });
        FieldErrors(of_row.collect())
    }

    /// Changes the rows of the form on the desk.
    pub(super) fn change(self, form: Form, change: impl FnOnce(&mut Vec<Row>)) {
        let mut typed: ApplicationForm = form.value_now();
        let mut rows = self.rows(&typed);
        change(&mut rows);
        self.put(&mut typed, rows);
        let value = serde_json::to_value(&typed).unwrap_or_default();
        form.set(self.list(), value.get(self.list()).cloned().unwrap_or_default());
    }
}

impl From<DeemedPeriodIn> for Row {
    fn from(row: DeemedPeriodIn) -> Self {
        let DeemedPeriodIn { from, to, employer, interruption_months } = row;
        Self { from, to, employer, interruption_months, ..Self::default() }
    }
}

impl From<SpecialPeriodIn> for Row {
    fn from(row: SpecialPeriodIn) -> Self {
        let SpecialPeriodIn { from, to, employer, work_kind, job_title } = row;
        Self { from, to, employer, work_kind, job_title, ..Self::default() }
    }
}

impl From<Row> for DeemedPeriodIn {
    fn from(row: Row) -> Self {
        let Row { from, to, employer, interruption_months, .. } = row;
        Self { from, to, employer, interruption_months }
    }
}

impl From<Row> for SpecialPeriodIn {
    fn from(row: Row) -> Self {
        let Row { from, to, employer, work_kind, job_title, .. } = row;
        Self { from, to, employer, work_kind, job_title }
    }
}

#[cfg(test)]
mod tests {
    use shared::error::Invalid;

    use super::*;

    #[test]
    fn rows_and_the_form_s_rows_are_inverse() {
        let row = |from: &str| Row { from: from.into(), employer: "长春第一机械厂".into(), ..Row::default() };
        for kind in [Kind::Deemed, Kind::Special] {
            let mut form = ApplicationForm::default();
            kind.put(&mut form, vec![row("1982-10"), row("1990-01")]);
            assert_eq!(kind.rows(&form), [row("1982-10"), row("1990-01")]);
        }
    }

    #[test]
    fn an_error_of_a_row_reaches_the_editor_of_that_row_alone() {
        let mut errors = FieldErrors::default();
        errors.add("deemed_periods[1].from", Invalid::new("period_overlaps"));
        errors.add("post", Invalid::new("required"));
        assert!(Kind::Deemed.errors_of(0, &errors).0.is_empty());
        let found = Kind::Deemed.errors_of(1, &errors);
        assert_eq!(found.of("row-from").map(|invalid| invalid.code), Some("period_overlaps"));
        assert!(Kind::Special.errors_of(1, &errors).0.is_empty());
    }

    #[test]
    fn months_can_be_checked_before_the_row_is_complete() {
        let row = Row { from: "1982-10".into(), to: "1995-06".into(), ..Row::default() };
        let mut form = ApplicationForm::default();
        Kind::Deemed.put(&mut form, vec![row.clone()]);
        assert!(form.read().deemed[0].is_none());
        Kind::Deemed.put(&mut form, vec![row.completed("长春第一机械厂")]);
        assert!(form.read().deemed[0].is_some());
    }

    #[test]
    fn every_field_of_a_row_is_in_the_editor() {
        let row = serde_json::to_value(Row::default()).unwrap_or_default();
        let names = serde_json::to_value((DeemedPeriodIn::default(), SpecialPeriodIn::default())).unwrap_or_default();
        for fields in names.as_array().into_iter().flatten().filter_map(|row| row.as_object()) {
            for field in fields.keys() {
                let name = editor_name(field).unwrap_or_default();
                assert!(row.get(name).is_some(), "{field}");
            }
        }
    }
}
