//! Numbers with a check digit, found in what was read.

use chrono::NaiveDate;
use shared::api::ReadFieldCode;
use shared::identity::{BankCard, DocumentType, IdDocument};

/// A number and whether its check digit fits.
pub(super) type Checked = (String, bool);

/// The identity number in a text: eighteen characters in a row, those whose check digit fits before others.
pub(super) fn identity(text: &str) -> Option<Checked> {
    let candidates = runs(text, |c| c.is_ascii_digit() || c == 'X');
    let windows = candidates.iter().flat_map(|run| windows(run, 18));
    let shaped: Vec<&str> = windows.filter(|number| !number.get(..17).is_some_and(|n| n.contains('X'))).collect();
    let fits = |number: &&&str| IdDocument::parse(DocumentType::ResidentId, number, NaiveDate::MAX).is_ok();
    if let Some(number) = shaped.iter().find(fits) {
        return Some(((*number).to_owned(), true));
    }
    shaped.first().map(|number| ((*number).to_owned(), false))
}

/// The number of a bank card in a text: sixteen to nineteen digits.
pub(super) fn card(text: &str) -> Option<Checked> {
    let candidates = runs(text, |c| c.is_ascii_digit());
    let sized = candidates.iter().find(|run| (16..=19).contains(&run.len()))?;
    Some((sized.clone(), BankCard::parse(sized).is_ok()))
}

/// The number of that field in a text, where its check digit fits.
pub(super) fn sound(field: ReadFieldCode, text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let found = match field {
        ReadFieldCode::DocumentNumber => identity(&text),
        ReadFieldCode::CardNumber => card(&text),
        _ => None,
    };
    found.filter(|(_, fits)| *fits).map(|(number, _)| number)
}

/// Stretches of such characters, upper-case.
fn runs(text: &str, keep: impl Fn(char) -> bool) -> Vec<String> {
    let text = text.to_uppercase();
    text.split(|c: char| !keep(c)).filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

fn windows(run: &str, length: usize) -> impl Iterator<Item = &str> {
    (0..(run.len() + 1).saturating_sub(length)).filter_map(move |start| run.get(start..start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_fits_is_taken_out_of_its_row() {
        assert_eq!(identity("公民身份号码11010519491231002x"), Some(("11010519491231002X".to_owned(), true)));
        assert_eq!(identity("号码111010519491231002X"), Some(("11010519491231002X".to_owned(), true)));
        assert_eq!(identity("110105194912310021"), Some(("110105194912310021".to_owned(), false)));
        assert_eq!(identity("1101051949123100"), None);
    }

    #[test]
    fn a_card_has_its_own_length() {
        assert_eq!(
            card("6222021234567890128").map(|(_, fits)| fits),
            Some(BankCard::parse("6222021234567890128").is_ok())
        );
        assert_eq!(card("2031/05"), None);
        assert_eq!(sound(ReadFieldCode::CardNumber, "4111 1111 1111 1111").as_deref(), Some("4111111111111111"));
        assert_eq!(sound(ReadFieldCode::CardNumber, "4111 1111 1111 1112"), None);
    }
}
