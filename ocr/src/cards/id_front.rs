//! 居民身份证, the side with the portrait.

use shared::api::ReadFieldCode as Code;

use super::rows::{Row, Rows, date};
use super::{Found, number};

/// What stands on the card beside the person's own.
const LABELS: [&str; 6] = ["姓名", "性别", "民族", "出生", "住址", "公民身份"];

pub(super) fn fields(rows: &Rows) -> Vec<Found> {
    let mut fields = Vec::new();
    if let Some((name, sureness)) = name(rows) {
        fields.push(Found::new(Code::Name, name, sureness));
    }
    let number = rows.0.iter().rev().find_map(|row| number::identity(&row.text).map(|found| (found, row.sureness)));
    if let Some((text, sureness)) = rows.behind(&["性别", "别"]) {
        let sex = if text.starts_with('男') { Some("male") } else { text.starts_with('女').then_some("female") };
        fields.extend(sex.map(|sex| Found::new(Code::Sex, sex, sureness)));
    }
    if let Some((nation, sureness)) = rows.behind(&["民族", "族"]).filter(|(nation, _)| is_word(nation)) {
        fields.push(Found::new(Code::Nation, nation, sureness));
    }
    if let Some((text, sureness)) = rows.behind(&["出生", "生"]) {
        fields.extend(date(text).map(|date| Found::new(Code::BirthDate, date, sureness)));
    }
    if let Some((address, sureness)) = address(rows) {
        fields.push(Found::new(Code::Address, address, sureness));
    }
    if let Some(((number, fits), sureness)) = number {
        fields.push(Found { check_failed: !fits, ..Found::new(Code::DocumentNumber, number, sureness) });
    }
    fields
}

/// Behind its label; where the label was not read, the first row that is a name and no other label's.
fn name(rows: &Rows) -> Option<(&str, f32)> {
    rows.behind(&["姓名", "名"]).filter(|(name, _)| is_word(name)).or_else(|| {
        let first =
            rows.0.iter().find(|row| is_word(&row.text) && !LABELS.iter().any(|label| row.text.contains(label)))?;
        Some((first.text.as_str(), first.sureness))
    })
}

/// The rows from its label to the number's.
fn address(rows: &Rows) -> Option<(String, f32)> {
    let start = rows.0.iter().position(|row| row.text.contains("住址") || row.text.starts_with('址'))?;
    let ends =
        |row: &Row| row.text.contains("公民身份") || row.text.contains("号码") || number::identity(&row.text).is_some();
    let parts: Vec<&Row> = rows.0.iter().skip(start).take_while(|row| !ends(row)).take(4).collect();
    let text: String = parts.iter().map(|row| row.text.as_str()).collect();
    let sureness = parts.iter().map(|row| row.sureness).reduce(f32::min)?;
    let text = text.split_once('址').map(|(_, rest)| rest.to_owned())?;
    (!text.is_empty()).then_some((text, sureness))
}

/// Han characters only, with the dot of names of the north-west, and not many of them.
fn is_word(text: &str) -> bool {
    let length = text.chars().count();
    (1..=15).contains(&length) && text.chars().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '·'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Vec<(Code, String, bool)> {
        fields(&Rows::saying(texts)).into_iter().map(|found| (found.field, found.value, found.check_failed)).collect()
    }

    #[test]
    fn every_field_is_found() {
        let read = read(&[
            "姓名孙德福",
            "性别男民族汉",
            "出生1949年12月31日",
            "住址吉林省长春市朝阳区人民",
            "大街1号",
            "公民身份号码11010519491231002X",
        ]);
        let expected = [
            (Code::Name, "孙德福", false),
            (Code::Sex, "male", false),
            (Code::Nation, "汉", false),
            (Code::BirthDate, "1949-12-31", false),
            (Code::Address, "吉林省长春市朝阳区人民大街1号", false),
            (Code::DocumentNumber, "11010519491231002X", false),
        ];
        assert_eq!(read, expected.map(|(code, value, failed)| (code, value.to_owned(), failed)));
    }

    #[test]
    fn a_lost_label_and_a_wrong_digit_are_seen() {
        let read = read(&["孙德福", "性别女民族朝鲜", "公民身份号码110105194912310021"]);
        let expected = [
            (Code::Name, "孙德福", false),
            (Code::Sex, "female", false),
            (Code::Nation, "朝鲜", false),
            (Code::DocumentNumber, "110105194912310021", true),
        ];
        assert_eq!(read, expected.map(|(code, value, failed)| (code, value.to_owned(), failed)));
    }
}
