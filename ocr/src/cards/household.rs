//! 常住人口登记卡 of a 户口簿: name and number, to see whose page it is.

use shared::api::ReadFieldCode as Code;

use super::rows::Rows;
use super::{Found, number};

pub(super) fn fields(rows: &Rows) -> Vec<Found> {
    let mut fields = Vec::new();
    if let Some((text, sureness)) = rows.behind(&["姓名"]) {
        // The table's next column stands in the same row.
        let end = ["户主", "性别", "曾用名", "与户主"].iter().filter_map(|label| text.find(label)).min();
        let name = end.and_then(|end| text.get(..end)).unwrap_or(text);
        let fits = (2..=15).contains(&name.chars().count())
            && name.chars().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '·'));
        fields.extend(fits.then(|| Found::new(Code::Name, name, sureness)));
    }
    let number = rows.0.iter().find_map(|row| number::identity(&row.text).map(|found| (found, row.sureness)));
    if let Some(((number, fits), sureness)) = number {
        fields.push(Found { check_failed: !fits, ..Found::new(Code::DocumentNumber, number, sureness) });
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_ends_where_the_next_column_begins() {
        let rows =
            Rows::saying(&["常住人口登记卡", "姓名孙德福户主或与户主关系户主", "公民身份证件编号11010519491231002X"]);
        let read: Vec<String> = fields(&rows).into_iter().map(|found| found.value).collect();
        assert_eq!(read, ["孙德福", "11010519491231002X"]);
    }
}
