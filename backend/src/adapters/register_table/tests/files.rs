//! Tests of files that are wrong: told by row and column, in words, with nobody's data, and changing nothing.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_by_row_and_column_and_changes_nothing() {
    let stage = Stage::new().await;
    stage.import(&csv([1])).await.expect("imported");
    let good = line(9);
    let values = |column: &str, value: &str| {
        let place = COLUMNS.iter().position(|name| *name == column).expect("a column");
        good.split(',').enumerate().map(|(at, old)| if at == place { value } else { old }).collect::<Vec<_>>().join(",")
    };
    let cases = [
        ("document_type", "id_card"),
        ("document_type", ""),
        ("document_number", "22010019660618001"),
        ("name", "孙1"),
        ("sex", "female"),
        ("sex", "M"),
        ("birth_date", "1966-06-19"),
        ("birth_date", "18/06/1966"),
        ("birth_date", "2027-01-01"),
        ("personal_number", ""),
        ("personal_number", "22-01"),
        ("first_insured_month", "1986-13"),
        ("first_insured_month", "1966-05"),
        ("account_opened_month", "2026-12"),
        ("paid_months", "841"),
        ("paid_months", "-1"),
        ("bank", "建"),
        ("card_number", "6.2E+18"),
        ("card_number", "123"),
        ("region", "2201"),
        ("average_index", "NaN"),
        ("average_index", "10.01"),
        ("account_balance", "1,5"),
        ("account_balance", "1e5"),
    ];
    for (column, value) in cases {
        let text = format!("{HEADER}\n{}\n{}\n", line(2), values(column, &format!("\"{value}\"")));
        let error = format!("{:#}", stage.import(&text).await.expect_err(column));
        assert!(error.contains(&format!("row 3, {column}: ")), "{column} = {value}: {error}");
        assert!(!error.contains(&number(9)) && !error.contains("孙德福"), "{error}");
    }
    assert!(stage.find(1).await.is_some() && stage.find(2).await.is_none());
    assert_eq!(stage.rows().await, [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_stands_there_twice_is_told_with_both_rows() {
    let stage = Stage::new().await;
    let error = stage.wrong(csv([1, 2, 3, 2]).as_bytes());
    assert!(error.contains("row 5, document_number") && error.contains("row 3 already"), "{error}");
    assert!(!error.contains(&number(2)), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_faults_are_listed_and_the_others_counted() {
    let stage = Stage::new().await;
    let lines = "resident_id,1,孙德福,male,1966-06-18,P1,1986-09,1995-07,371,,,,,\n".repeat(250);
    let error = stage.wrong(format!("{HEADER}\n{lines}").as_bytes());
    assert_eq!(
        (error.lines().count(), error.contains("250 things"), error.contains("and 150 more")),
        (102, true, true)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_another_kind_are_refused_in_words() {
    let stage = Stage::new().await;
    let person = line(1);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(HEADER.bytes().flat_map(|byte| [byte, 0])).collect();
    let mut gbk = format!("{HEADER}\nresident_id,1,").into_bytes();
    gbk.extend([0xCB, 0xEF, 0xB5, 0xC2]);
    let cases: [(Vec<u8>, &str); 11] = [
        (Vec::new(), "the file is empty"),
        (HEADER.into(), "names columns and nobody"),
        (person.clone().into(), "row 1 has to name the columns"),
        (HEADER.replace("sex", "gender").into(), "there is no column gender; missing: sex"),
        (HEADER.replace("sex", "name").into(), "name is named twice; missing: sex"),
        (format!("{HEADER},note").into(), "there is no column note"),
        (format!("{HEADER}\n{person},more\n").into(), "row 2: it has 15 columns, the header has 14"),
        (format!("{HEADER}\n\n{person}\nresident_id,\"1\n{person}").into(), "row 4: a quotation mark"),
        (utf16, "UTF-16"),
        (gbk, "iconv -f GB18030 -t UTF-8"),
        (format!("{HEADER}\n{person}\0").into(), "zero byte"),
    ];
    for (bytes, words) in cases {
        let error = stage.wrong(&bytes);
        assert!(error.contains(words), "{words}: {error}");
        assert!(!error.contains(&number(1)), "{error}");
    }
    assert!(check(&stage.folder.path().to_owned(), &*stage.clock, &|_| {}).is_err(), "a folder is no file");
    let with_mark = format!("\u{FEFF}{}", csv([1]));
    assert_eq!(check(&stage.file(with_mark.as_bytes()), &*stage.clock, &|_| {}).expect("as Excel writes it"), 1);
    let turned = format!("{}\n{}\n", reversed(HEADER), reversed(&person));
    assert_eq!(stage.import(&turned).await.expect("columns in any order"), 1);
    assert!(stage.find(1).await.is_some());
}

fn reversed(line: &str) -> String {
    line.split(',').rev().collect::<Vec<_>>().join(",")
}
