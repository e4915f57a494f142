//! Made cards and pages, flat and photographed: what is printed on them is what is read.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use ocr::fixtures::{Person, bank_card, id_back, id_front, jpeg, page, page_lines, photographed, upside_down};
use ocr::{Models, Reader};
use shared::api::{LooksLike, ReadFieldCode as Code};

/// The bench reads all forty; these show here that nothing is broken.
const CARDS: u64 = 4;

fn reader() -> &'static Reader {
    static LOADED: OnceLock<Reader> = OnceLock::new();
    LOADED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models");
        let file = |name: &str| fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let models = Models {
            detection: file("ch_PP-OCRv4_det_infer.onnx"),
            recognition: file("ch_PP-OCRv4_rec_infer.onnx"),
            characters: String::from_utf8(file("keys_ch_PP-OCRv4_rec_infer.txt")).expect("UTF-8"),
        };
        Reader::new(models).expect("the models load")
    })
}

#[test]
fn identity_cards_are_read_flat_and_photographed() {
    for seed in 0..CARDS {
        let person = Person::made(seed);
        let flat = id_front(&person);
        for picture in [flat.clone(), photographed(&flat, seed)] {
            let reading = reader().card(&jpeg(&picture)).expect("a reading");
            assert_eq!(reading.looks_like, Some(LooksLike::IdCardFront), "{seed}: {reading:?}");
            let read = |code| reading.value(code).unwrap_or_default().to_owned();
            assert_eq!(read(Code::DocumentNumber), person.number, "{seed}");
            assert_eq!(read(Code::Name), person.name, "{seed}");
            assert_eq!(read(Code::Sex), if person.male { "male" } else { "female" }, "{seed}");
            assert_eq!(read(Code::BirthDate), person.birth.to_string(), "{seed}");
            assert!(reading.fields.iter().all(|field| !field.check_failed), "{seed}: {reading:?}");
        }
    }
}

#[test]
fn the_back_says_until_when() {
    let person = Person::made(3);
    let reading = reader().card(&jpeg(&photographed(&id_back(&person), 3))).expect("a reading");
    assert_eq!(reading.looks_like, Some(LooksLike::IdCardBack), "{reading:?}");
    let until = reading.value(Code::ValidUntil).unwrap_or_default();
    assert_eq!(until, if person.male { "2036-05-08" } else { "long_term" }, "{reading:?}");
    assert!(reading.value(Code::Issuer).is_some_and(|issuer| issuer.ends_with("公安局")), "{reading:?}");
}

#[test]
fn a_bank_card_has_its_number_and_its_bank() {
    let person = Person::made(5);
    let reading = reader().card(&jpeg(&photographed(&bank_card(&person), 5))).expect("a reading");
    assert_eq!(reading.looks_like, Some(LooksLike::Card), "{reading:?}");
    assert_eq!(reading.value(Code::CardNumber), Some(person.card_number.as_str()), "{reading:?}");
    assert_eq!(reading.value(Code::Bank), Some("中国工商银行"), "{reading:?}");
}

#[test]
fn a_card_that_stands_on_its_head_is_read_all_the_same() {
    let person = Person::made(7);
    let picture = upside_down(&photographed(&id_front(&person), 7));
    let reading = reader().card(&jpeg(&picture)).expect("a reading");
    assert_eq!(reading.value(Code::DocumentNumber), Some(person.number.as_str()), "{reading:?}");
}

/// The share of characters that have to be changed to make one text of the other (Levenshtein), as an accuracy in per cent.
fn accuracy(read: &str, truth: &str) -> f64 {
    let (read, truth): (Vec<char>, Vec<char>) = (read.chars().collect(), truth.chars().collect());
    let mut row: Vec<usize> = (0..=truth.len()).collect();
    for (i, a) in read.iter().enumerate() {
        let mut last = row[0];
        row[0] = i + 1;
        for (j, b) in truth.iter().enumerate() {
            let changed = last + usize::from(a != b);
            last = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    100.0 * (1.0 - row[truth.len()] as f64 / truth.len() as f64)
}

#[test]
fn a_straightened_page_reads_as_well_as_the_flat_one() {
    let (mut flat, mut straightened) = (0.0, 0.0);
    for seed in 0..2 {
        let truth = page_lines(seed).join("\n");
        let picture = page(seed);
        let read = |picture| accuracy(&reader().page(&jpeg(picture)).expect("a reading").text(), &truth);
        flat += read(&picture) / 2.0;
        straightened += read(&photographed(&picture, seed)) / 2.0;
    }
    assert!(flat > 95.0, "the flat page: {flat:.1} %");
    assert!(straightened >= flat - 2.0, "flat {flat:.1} %, photographed {straightened:.1} %");
}

#[test]
fn what_is_no_picture_is_refused() {
    assert!(matches!(reader().page(b"%PDF-1.7"), Err(ocr::Trouble::Picture)));
}
