//! 居民身份证, the side with the emblem.

use shared::api::ReadFieldCode as Code;

use super::Found;
use super::rows::{Rows, date};

pub(super) fn fields(rows: &Rows) -> Vec<Found> {
    let mut fields = Vec::new();
    if let Some((issuer, sureness)) = rows.behind(&["签发机关", "机关"]).filter(|(issuer, _)| !issuer.is_empty())
    {
        fields.push(Found::new(Code::Issuer, issuer, sureness));
    }
    if let Some((text, sureness)) = rows.behind(&["有效期限", "期限"]) {
        fields.extend(date(text).map(|date| Found::new(Code::ValidFrom, date, sureness)));
        // Ten numbers are two dates; behind the first one stands the last day, or that there is none.
        let until = if text.contains("长期") { Some("long_term".to_owned()) } else { last_day(text) };
        fields.extend(until.map(|until| Found::new(Code::ValidUntil, until, sureness)));
    }
    fields
}

fn last_day(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 16).then(|| digits.get(8..).and_then(date)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuer_and_both_days() {
        let read = |validity: &str| {
            let found = fields(&Rows::saying(&["居民身份证", "签发机关长春市公安局朝阳分局", validity]));
            found.into_iter().map(|found| found.value).collect::<Vec<_>>()
        };
        let issuer = "长春市公安局朝阳分局";
        assert_eq!(read("有效期限2015.03.04-2035.03.04"), [issuer, "2015-03-04", "2035-03-04"]);
        assert_eq!(read("有效期限2015.03.04-长期"), [issuer, "2015-03-04", "long_term"]);
        assert_eq!(read("有效期限2015.03.04"), [issuer, "2015-03-04"]);
    }
}
