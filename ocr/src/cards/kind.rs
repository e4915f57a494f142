//! What a page is, by the words that only such pages have.

use shared::api::LooksLike;

use super::bank::BANKS;
use super::number;
use super::rows::Rows;

/// A kind's words; a misread one does not matter while others stand.
const WORDS: [(LooksLike, &[&str]); 4] = [
    (LooksLike::HouseholdRegister, &["常住人口", "户口", "户主", "户别", "户号", "承办人", "登记事项"]),
    (LooksLike::IdCardFront, &["公民身份", "身份号码", "姓名", "性别", "民族", "出生", "住址"]),
    (LooksLike::IdCardBack, &["居民身份证", "签发机关", "有效期限", "公安局", "中华人民共和国"]),
    (LooksLike::Card, &["社会保障", "银行卡", "储蓄卡", "借记卡", "银联", "UnionPay", "VALID", "有效期至", "发卡"]),
];

/// The kind with the most of its words, where there are two at least; the first of two that have as many.
pub(super) fn of(rows: &Rows) -> Option<LooksLike> {
    let count = |words: &[&str]| words.iter().filter(|word| rows.has(word)).count();
    let mut scores = WORDS.map(|(kind, words)| (kind, count(words)));
    // A bank's name and a number that only cards have say as much as words.
    let bank = BANKS.iter().any(|bank| rows.has(bank.on_card));
    let number = rows.0.iter().any(|row| number::card(&row.text).is_some_and(|(_, fits)| fits));
    scores[3].1 += usize::from(bank) + usize::from(number);
    // 常住人口登记卡 asks for name, sex and birth, too, and 社会保障卡 says 中华人民共和国 and a name.
    if scores[0].1 >= 2 {
        return Some(LooksLike::HouseholdRegister);
    }
    if rows.has("社会保障") && !rows.has("住址") {
        return Some(LooksLike::Card);
    }
    let most = scores.iter().map(|(_, score)| *score).max()?;
    scores.iter().find(|(_, score)| *score == most && most >= 2).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_the_kind() {
        for (texts, kind) in [
            (&["姓名孙德福", "性别男民族汉", "出生1966年1月1日"][..], Some(LooksLike::IdCardFront)),
            (&["中华人民共和国", "居民身份证", "签发机关长春市公安局"], Some(LooksLike::IdCardBack)),
            (&["中国工商银行", "6222020000000000006"], None),
            (&["中国工商银行", "4111111111111111"], Some(LooksLike::Card)),
            (&["中华人民共和国社会保障卡", "姓名孙德福", "社会保障号码"], Some(LooksLike::Card)),
            (
                &["常住人口登记卡", "姓名孙德福", "性别男", "户主或与户主关系", "出生地"],
                Some(LooksLike::HouseholdRegister),
            ),
            (&["通知", "出生"], None),
            (&[], None),
        ] {
            assert_eq!(of(&Rows::saying(texts)), kind, "{texts:?}");
        }
    }
}
