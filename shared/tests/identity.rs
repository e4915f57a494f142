//! Laws of the identity types: published numbers, every wrong character, display and parse, and anything one may type.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use shared::error::Invalid;
use shared::identity::made_up::{self, Origin};
use shared::identity::{
    AccountName, CODES, CreditCode, DocumentType, EnterpriseName, FreeText, IdDocument, Mobile, Password,
    PasswordAttempt, PersonName, Sex, SmsCode,
};

const DIGITS: &str = "0123456789";
const ID_ALPHABET: &str = "0123456789X";
const CREDIT_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LETTERS_AND_DIGITS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Resident identity cards, residence permits and foreign cards as published.
const GB11643_NUMBERS: [(DocumentType, &str); 8] = [
    (DocumentType::ResidentId, "11010519491231002X"),
    (DocumentType::ResidentId, "440524188001010014"),
    (DocumentType::ResidentId, "22010219650101001X"),
    (DocumentType::ResidentId, "220102197010010028"),
    (DocumentType::HkMacaoTaiwanResidencePermit, "810000199408230021"),
    (DocumentType::HkMacaoTaiwanResidencePermit, "820000196802290012"),
    (DocumentType::ForeignPermanentResident, "911124198108030024"),
    (DocumentType::ForeignPermanentResident, "932682198501010017"),
];
const OLD_CARD: &str = "CAN110081080310";
const CREDIT_CODES: [&str; 3] = ["914403001922038216", "91220101571145270J", "91330100799655058B"];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, 30).expect("a day of the calendar")
}

fn id(kind: DocumentType, raw: &str) -> Result<IdDocument, Invalid> {
    IdDocument::parse(kind, raw, today())
}

/// Every text that differs from `text` in exactly one place, by a character of `alphabet`, with the place.
fn one_character_changed(text: &str, alphabet: &str) -> Vec<(usize, String)> {
    let original: Vec<char> = text.chars().collect();
    let mut changed = Vec::new();
    for place in 0..original.len() {
        for c in alphabet.chars().filter(|c| *c != original[place]) {
            let mut other = original.clone();
            other[place] = c;
            changed.push((place, other.into_iter().collect()));
        }
    }
    changed
}

/// Every text in which two different neighbours of `text` have changed places.
fn neighbours_exchanged(text: &str) -> Vec<String> {
    let original: Vec<char> = text.chars().collect();
    (1..original.len())
        .filter(|place| original[place - 1] != original[*place])
        .map(|place| {
            let mut other = original.clone();
            other.swap(place - 1, place);
            other.into_iter().collect()
        })
        .collect()
}

/// A refusal has a listed code with exactly the listed arguments.
fn assert_listed<T>(parsed: Result<T, Invalid>) {
    if let Err(invalid) = parsed {
        let names: Vec<&str> = invalid.args.iter().map(|(name, _)| *name).collect();
        assert!(CODES.iter().any(|(code, args)| *code == invalid.code && *args == names), "{invalid:?}");
    }
}

#[test]
fn every_published_number_is_accepted_and_shown_as_published() {
    for (kind, number) in GB11643_NUMBERS.into_iter().chain([(DocumentType::ForeignPermanentResident, OLD_CARD)]) {
        assert_eq!(id(kind, number).map(|d| d.to_string()), Ok(number.to_owned()));
    }
    for code in CREDIT_CODES {
        assert_eq!(CreditCode::parse(code).map(|c| c.to_string()), Ok(code.to_owned()));
    }
}

#[test]
fn every_published_wrong_number_is_refused_with_its_code() {
    for number in ["15000019970319128X", "511324199612163557"] {
        assert_eq!(id(DocumentType::ResidentId, number), Err(Invalid::new("id_number_check")));
    }
    assert_eq!(CreditCode::parse("914403001922038217"), Err(Invalid::new("credit_code_check")));
    assert_eq!(CreditCode::parse("91350100M0001TGQXM"), Err(Invalid::new("credit_code_check")));
    assert!(CreditCode::parse_confirmed("91350100M0001TGQXM").is_ok_and(|code| !code.check_digit_ok()));
}

#[test]
fn every_changed_or_exchanged_character_of_an_identity_number_is_refused() {
    for (kind, number) in GB11643_NUMBERS {
        for (_, wrong) in one_character_changed(number, ID_ALPHABET) {
            for any_kind in DocumentType::ALL {
                assert!(id(any_kind, &wrong).is_err(), "{number} → {wrong} as {any_kind}");
            }
        }
        for wrong in neighbours_exchanged(number) {
            assert!(id(kind, &wrong).is_err(), "{number} → {wrong}");
        }
    }
}

#[test]
fn every_changed_or_exchanged_character_of_a_credit_code_is_refused() {
    for code in CREDIT_CODES {
        let changed = one_character_changed(code, CREDIT_ALPHABET).into_iter().map(|(_, wrong)| wrong);
        for wrong in changed.chain(neighbours_exchanged(code)) {
            assert_eq!(CreditCode::parse(&wrong), Err(Invalid::new("credit_code_check")), "{code} → {wrong}");
            assert!(CreditCode::parse_confirmed(&wrong).is_ok_and(|confirmed| !confirmed.check_digit_ok()));
        }
    }
}

/// 7-3-1 modulo 10 sees every changed digit, and every changed letter but those 10 or 20 places away in the alphabet.
#[test]
fn a_changed_character_of_an_old_card_is_refused_but_for_letters_of_the_same_weight() {
    let value = |c: Option<char>| c.and_then(|c| c.to_digit(36));
    let mut accepted = 0;
    for (place, wrong) in one_character_changed(OLD_CARD, LETTERS_AND_DIGITS) {
        let (was, is) = (value(OLD_CARD.chars().nth(place)), value(wrong.chars().nth(place)));
        let same_weight = place < 3 && was.zip(is).is_some_and(|(was, is)| is >= 10 && was.abs_diff(is) % 10 == 0);
        assert_eq!(id(DocumentType::ForeignPermanentResident, &wrong).is_ok(), same_weight, "{wrong}");
        accepted += usize::from(same_weight);
    }
    // C: M W; A: K U; N: D X.
    assert_eq!(accepted, 6);
}

/// Days on which people of our time were born.
fn birth() -> impl Strategy<Value = NaiveDate> {
    (0..40_000_u64).prop_filter_map("the calendar goes on", |days| today().checked_sub_days(Days::new(days)))
}

fn province() -> impl Strategy<Value = u8> {
    prop::sample::select(vec![11_u8, 15, 21, 22, 23, 31, 37, 46, 50, 54, 61, 65])
}

fn identity_number() -> impl Strategy<Value = (DocumentType, String)> {
    let origin = prop::sample::select(vec![Origin::HongKong, Origin::Macao, Origin::Taiwan]);
    prop_oneof![
        (province(), 0..10_000_u32, birth(), 0..1000_u16).prop_map(|(province, place, birth, sequence)| (
            DocumentType::ResidentId,
            made_up::resident_id(u32::from(province) * 10_000 + place, birth, sequence)
        )),
        (origin, birth(), 0..1000_u16).prop_map(|(origin, birth, sequence)| (
            DocumentType::HkMacaoTaiwanResidencePermit,
            made_up::residence_permit(origin, birth, sequence)
        )),
        (province(), 0..1000_u16, birth(), 0..1000_u16).prop_map(|(province, nationality, birth, sequence)| (
            DocumentType::ForeignPermanentResident,
            made_up::foreign_card(province, nationality, birth, sequence)
        )),
    ]
}

fn old_card() -> impl Strategy<Value = String> {
    ("[A-Z]{3}", 0..10_000_u16, birth(), 0..10_u8)
        .prop_filter_map("three letters", |(letters, place, birth, sequence)| {
            made_up::old_foreign_card(&letters, place, birth, sequence)
        })
}

fn credit_code() -> impl Strategy<Value = String> {
    let character = prop::sample::select(CREDIT_ALPHABET.chars().collect::<Vec<_>>());
    prop::collection::vec(character, 17)
        .prop_filter_map("17 characters of the alphabet", |chars| made_up::credit_code(&String::from_iter(chars)))
}

/// Texts of the characters that the constructors treat specially, and wholly arbitrary ones.
fn anything() -> impl Strategy<Value = String> {
    let special: Vec<char> =
        "0123456789Xx９ＸABab王芳\u{20000}··•.-–—'’ _+@$\u{3000}\t\n\r\u{0}\u{7f}\u{200B}\u{200D}\u{202E}\
        \u{FEFF}\u{301}😀\u{FE0F}<>＜（(é\u{E000}\u{10FFFF}İßǅΣ"
            .chars()
            .collect();
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(special), 0..40).prop_map(String::from_iter),
        "[0-9A-Za-z ]{0,40}",
        "[\u{4E00}-\u{9FFF}· ]{0,60}",
    ]
}

/// What parses is shown in a form that parses to the same value, and is its own canonical form.
fn assert_stable<T: PartialEq + std::fmt::Debug + ToString>(raw: &str, parse: impl Fn(&str) -> Result<T, Invalid>) {
    let first = parse(raw);
    if let Ok(value) = &first {
        let canonical = value.to_string();
        let again = parse(&canonical);
        assert_eq!(again.as_ref(), Ok(value), "{raw:?}");
        assert_eq!(again.map(|v| v.to_string()), Ok(canonical), "{raw:?}");
    }
    assert_listed(first);
}

/// Partly full-width, spread out by spaces, in lower case: as a phone's keyboard may write it.
fn carelessly_typed(number: &str) -> String {
    let mut typed = String::new();
    for (place, c) in number.chars().enumerate() {
        let wide = char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
        typed.push(if place % 3 == 0 { wide } else { c.to_ascii_lowercase() });
        if place % 4 == 3 {
            typed.push('\u{3000}');
        }
    }
    typed
}

proptest! {
    #[test]
    fn a_made_up_identity_number_keeps_the_laws((kind, number) in identity_number()) {
        let document = id(kind, &number).map_err(|e| TestCaseError::fail(format!("{number}: {e:?}")))?;
        prop_assert_eq!(document.to_string(), number.clone());
        let birth = document.birth_date().map(|d| d.format("%Y%m%d").to_string());
        prop_assert_eq!(birth.as_deref(), number.get(6..14));
        let odd = number.chars().nth(16).and_then(|c| c.to_digit(10)).is_some_and(|d| d % 2 == 1);
        prop_assert_eq!(document.sex(), Some(if odd { Sex::Male } else { Sex::Female }));
        let shown = format!("{document:?} {}", document.masked());
        prop_assert!(!shown.contains(&number[6..14]));
        prop_assert_eq!(id(kind, &carelessly_typed(&number)), Ok(document));
        for (_, wrong) in one_character_changed(&number, ID_ALPHABET) {
            prop_assert!(id(kind, &wrong).is_err(), "{} → {}", number, wrong);
        }
        for wrong in neighbours_exchanged(&number) {
            prop_assert!(id(kind, &wrong).is_err(), "{} → {}", number, wrong);
        }
    }

    #[test]
    fn an_identity_number_fits_one_kind_and_every_other_kind_names_it((kind, number) in identity_number()) {
        for other in DocumentType::ALL.into_iter().filter(|other| *other != kind) {
            let refused = Invalid::new("id_number_other_type").with("document_type", kind);
            prop_assert_eq!(id(other, &number), Err(refused), "{} as {}", number, other);
        }
    }

    #[test]
    fn a_made_up_old_card_keeps_the_laws(number in old_card()) {
        let kind = DocumentType::ForeignPermanentResident;
        prop_assert_eq!(id(kind, &number).map(|d| d.to_string()), Ok(number.clone()));
        prop_assert_eq!(id(kind, &carelessly_typed(&number)), id(kind, &number));
        for (place, wrong) in one_character_changed(&number, DIGITS) {
            prop_assert!(id(kind, &wrong).is_err(), "{} → {} at {}", number, wrong, place);
        }
    }

    #[test]
    fn a_made_up_credit_code_keeps_the_laws(code in credit_code()) {
        prop_assert_eq!(CreditCode::parse(&code).map(|c| c.to_string()), Ok(code.clone()));
        prop_assert_eq!(CreditCode::parse(&carelessly_typed(&code)), CreditCode::parse(&code));
        let changed = one_character_changed(&code, CREDIT_ALPHABET).into_iter().map(|(_, wrong)| wrong);
        for wrong in changed.chain(neighbours_exchanged(&code)) {
            prop_assert_eq!(CreditCode::parse(&wrong), Err(Invalid::new("credit_code_check")));
        }
    }

    #[test]
    fn made_up_companies_and_mobiles_are_accepted(serial in any::<u32>()) {
        prop_assert!(CreditCode::parse(&made_up::company_code(made_up::REGION, u64::from(serial))).is_ok());
        prop_assert!(Mobile::parse(&made_up::mobile(serial)).is_ok());
    }

    #[test]
    fn a_mobile_number_is_eleven_digits_however_typed(
        number in "1[3-9][0-9]{9}", prefix in "(|\\+86|\\+86 |0086|86|86-)",
    ) {
        let mobile = Mobile::parse(&number);
        prop_assert_eq!(mobile.as_ref().map(ToString::to_string), Ok(number.clone()));
        prop_assert_eq!(&Mobile::parse(&format!("{prefix}{}", carelessly_typed(&number))), &mobile);
        let shown = format!("{mobile:?}");
        prop_assert!(!shown.contains(&number));
    }

    #[test]
    fn whatever_is_typed_is_taken_stably_or_refused_with_a_listed_code(raw in anything(), known in anything()) {
        for kind in DocumentType::ALL {
            assert_stable(&raw, |text| id(kind, text));
        }
        assert_stable(&raw, CreditCode::parse);
        assert_stable(&raw, CreditCode::parse_confirmed);
        assert_stable(&raw, Mobile::parse);
        assert_stable(&raw, PersonName::parse);
        assert_stable(&raw, EnterpriseName::parse);
        assert_stable(&raw, AccountName::parse);
        assert_stable(&raw, DocumentType::parse);
        assert_stable(&raw, FreeText::<0, 30>::parse);
        assert_stable(&raw, FreeText::<10, 1000>::parse);
        assert_listed(SmsCode::parse(&raw));
        assert_listed(PasswordAttempt::parse(&raw));
        assert_listed(Password::parse(&raw, &[&known]));
    }

    #[test]
    fn a_password_is_kept_as_typed_and_never_printed(raw in "[a-z]{3}[A-Z]{3}[0-9]{3}[#%&]{3}[ -~]{0,20}[#%&]") {
        if let Ok(password) = Password::parse(&raw, &[]) {
            prop_assert_eq!(password.expose(), &raw);
            let shown = format!("{password:?}");
        prop_assert!(!shown.contains(&raw));
        }
    }

    #[test]
    fn a_password_with_the_account_or_six_of_a_number_inside_is_refused(
        account in "[a-z]{4,12}", mobile in "1[3-9][0-9]{9}", from in 0..6_usize,
    ) {
        let known = [account.as_str(), mobile.as_str()];
        let refusal = |raw: String| Password::parse(&raw, &known).map_err(|e| e.code).err();
        prop_assert_eq!(refusal(format!("#{}9Zz", account.to_uppercase())), Some("password_contains_account"));
        prop_assert_eq!(refusal(format!("%qZ{}", &mobile[from..from + 6])), Some("password_contains_number"));
    }

    #[test]
    fn names_in_chinese_or_in_latin_letters_are_kept(
        han in "[\u{4E00}-\u{9FFF}]{1,20}·[\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}]{1,20}",
        latin in "[A-Z][a-z]{1,20}( |-|')[A-Z][a-z]{1,20}",
    ) {
        prop_assert_eq!(PersonName::parse(&han).map(|n| n.to_string()), Ok(han.clone()));
        prop_assert_eq!(PersonName::parse(&han.replace('·', "•")).map(|n| n.to_string()), Ok(han.clone()));
        prop_assert_eq!(PersonName::parse(&latin).map(|n| n.to_string()), Ok(latin.clone()));
        prop_assert_eq!(PersonName::parse(&format!("{han}{latin}")).map_err(|e| e.code), Err("person_name_mixed"));
    }
}
