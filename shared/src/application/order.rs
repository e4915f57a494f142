//! The order in which the form shows its fields: what findings and differences are listed in.

use super::form::Section;

/// The fields from top to bottom. Birth date and sex are the register's, shown above what is typed.
const FIELDS: &[&str] = &[
    "birth_date",
    "sex",
    "mobile",
    "archive_birth_date",
    "archive_birth_reason",
    "category",
    "post",
    "work_start_month",
    "choice",
    "chosen_month",
    "notice_date",
    "card_wrong",
    "bank",
    "card_number",
    "deemed_periods",
    "special_periods",
    "materials",
    "remarks",
    "application",
];

/// The fields of a row, of either list, from left to right.
const CELLS: &[&str] = &["from", "to", "employer", "interruption_months", "work_kind", "job_title"];

/// Where a path stands in the form, to sort by. What is said of a list as a whole stands before its rows; kinds of
/// material are equal, so that a stable sort leaves them in the policy's order.
pub(super) fn place(path: &str) -> (usize, usize, usize, usize) {
    let (top, rest) = path.split_at(path.find(['[', '.']).unwrap_or(path.len()));
    let section = Section::of(path);
    let section = Section::ALL.iter().position(|known| *known == section).unwrap_or(Section::ALL.len());
    let field = FIELDS.iter().position(|known| *known == top).unwrap_or(FIELDS.len());
    let (row, cell) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((row, cell)) => {
            (row.parse::<usize>().map_or(0, |row| row.saturating_add(1)), cell.trim_start_matches('.'))
        }
        None => (0, ""),
    };
    let cell = CELLS.iter().position(|known| *known == cell).map_or(0, |cell| cell + 1);
    (section, field, row, cell)
}

#[cfg(test)]
mod tests {
    use super::super::form::{ApplicationForm, DeemedPeriodIn, SpecialPeriodIn};
    use super::*;

    fn names(value: impl serde::Serialize) -> Vec<String> {
        match serde_json::to_value(value) {
            Ok(serde_json::Value::Object(fields)) => fields.keys().cloned().collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_field_of_the_form_has_its_place() {
        for field in names(ApplicationForm::default()) {
            assert!(FIELDS.contains(&field.as_str()), "{field}");
        }
        for cell in names(DeemedPeriodIn::default()).into_iter().chain(names(SpecialPeriodIn::default())) {
            assert!(CELLS.contains(&cell.as_str()), "{cell}");
        }
        // The sections come in their own order: no field stands in front of an earlier section's.
        let sections: Vec<usize> = FIELDS.iter().map(|field| place(field).0).collect();
        assert!(sections.is_sorted(), "{sections:?}");
    }

    #[test]
    fn rows_are_told_by_number_not_by_letter() {
        let mut paths = [
            "materials.other",
            "deemed_periods[10].from",
            "deemed_periods[2].employer",
            "deemed_periods[2].from",
            "remarks",
            "deemed_periods",
            "materials.id_card_front",
            "mobile",
        ];
        paths.sort_by_key(|path| place(path));
        let expected = [
            "mobile",
            "deemed_periods",
            "deemed_periods[2].from",
            "deemed_periods[2].employer",
            "deemed_periods[10].from",
            "materials.other",
            "materials.id_card_front",
            "remarks",
        ];
        assert_eq!(paths, expected);
    }
}
