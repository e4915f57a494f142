//! Made cards, flat and photographed: what is printed on them is what is read.

mod models;

use models::reader;
use ocr::fixtures::{Person, bank_card, id_back, id_front, jpeg, photographed, upside_down};
use shared::api::{LooksLike, ReadFieldCode as Code};

/// The bench reads all forty; these show here that nothing is broken.
const CARDS: u64 = 4;

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

#[test]
fn what_is_no_picture_is_refused() {
    assert!(matches!(reader().page(b"%PDF-1.7"), Err(ocr::Trouble::Picture)));
}
