//! A bank card, or a social-security card, which bears a person's number and often a bank account's.

use shared::api::ReadFieldCode as Code;

use super::rows::Rows;
use super::{Found, number};

/// A bank as it stands on its cards, and as a form names it.
pub(super) struct Bank {
    pub(super) on_card: &'static str,
    name: &'static str,
}

const fn bank(on_card: &'static str, name: &'static str) -> Bank {
    Bank { on_card, name }
}

/// The longer of two that begin alike comes first. 中国银行 is last of all: other names may be misread as it.
pub(super) const BANKS: [Bank; 20] = [
    bank("工商银行", "中国工商银行"),
    bank("建设银行", "中国建设银行"),
    bank("农业银行", "中国农业银行"),
    bank("邮政储蓄银行", "中国邮政储蓄银行"),
    bank("交通银行", "交通银行"),
    bank("招商银行", "招商银行"),
    bank("中信银行", "中信银行"),
    bank("光大银行", "中国光大银行"),
    bank("民生银行", "中国民生银行"),
    bank("华夏银行", "华夏银行"),
    bank("平安银行", "平安银行"),
    bank("兴业银行", "兴业银行"),
    bank("浦发银行", "上海浦东发展银行"),
    bank("浦东发展银行", "上海浦东发展银行"),
    bank("广发银行", "广发银行"),
    bank("吉林银行", "吉林银行"),
    bank("吉林省农村信用社", "吉林省农村信用社"),
    bank("农村商业银行", "农村商业银行"),
    bank("农村信用社", "农村信用社"),
    bank("中国银行", "中国银行"),
];

pub(super) fn fields(rows: &Rows) -> Vec<Found> {
    let mut fields = Vec::new();
    let is_word = |name: &str| (2..=15).contains(&name.chars().count()) && !name.chars().any(|c| c.is_ascii());
    if let Some((name, sureness)) = rows.behind(&["姓名"]) {
        let name = name.trim_start_matches([':', '：']);
        fields.extend(is_word(name).then(|| Found::new(Code::Name, name, sureness)));
    }
    let mut identity = None;
    let mut card = None;
    for row in &rows.0 {
        // An identity number has eighteen digits, as some cards have; only it has a birth date and a fitting check digit.
        match number::identity(&row.text) {
            Some((number, fits)) if fits || row.text.contains("号码") && row.text.contains("保障") => {
                identity.get_or_insert((number, fits, row.sureness));
            }
            _ => {
                if let Some((number, fits)) = number::card(&row.text) {
                    // Of two numbers the one whose check digit fits.
                    if card.as_ref().is_none_or(|(_, known, _)| fits && !known) {
                        card = Some((number, fits, row.sureness));
                    }
                }
            }
        }
    }
    for (code, found) in [(Code::DocumentNumber, identity), (Code::CardNumber, card)] {
        if let Some((number, fits, sureness)) = found {
            fields.push(Found { check_failed: !fits, ..Found::new(code, number, sureness) });
        }
    }
    let bank = BANKS.iter().find_map(|bank| {
        rows.0
            .iter()
            .find(|row| row.text.contains(bank.on_card))
            .map(|row| Found::new(Code::Bank, bank.name, row.sureness))
    });
    fields.extend(bank);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Vec<(Code, String)> {
        fields(&Rows::saying(texts)).into_iter().map(|found| (found.field, found.value)).collect()
    }

    #[test]
    fn a_bank_card_has_a_bank_and_a_number() {
        let read = read(&["中国工商银行ICBC", "4111111111111111", "VALIDTHRU05/31"]);
        assert_eq!(read, [(Code::CardNumber, "4111111111111111".to_owned()), (Code::Bank, "中国工商银行".to_owned())]);
    }

    #[test]
    fn a_social_security_card_has_a_person() {
        let read =
            read(&["社会保障卡", "姓名孙德福", "社会保障号码11010519491231002X", "吉林银行", "4111111111111111"]);
        let expected = [
            (Code::Name, "孙德福"),
            (Code::DocumentNumber, "11010519491231002X"),
            (Code::CardNumber, "4111111111111111"),
            (Code::Bank, "吉林银行"),
        ];
        assert_eq!(read, expected.map(|(code, value)| (code, value.to_owned())));
    }
}
