//! Applications made up from a seed: mostly such as people file, often with one thing wrong, now and then plain nonsense.

use chrono::NaiveDate;
use shared::api::InsuredRecord;
use shared::application::{ApplicationForm, ROWS_MAX};
use shared::identity::{DocumentType, IdDocument, Sex, made_up};
use shared::retirement::{Month, Policy};

use crate::random::Random;
use crate::typed;

/// Everything that an application is judged by.
pub(crate) struct Case {
    pub(crate) today: NaiveDate,
    pub(crate) document: IdDocument,
    pub(crate) record: InsuredRecord,
    pub(crate) form: ApplicationForm,
    pub(crate) materials: Vec<(String, u32)>,
}

/// The case of that number.
pub(crate) fn case(seed: u64, number: u32) -> Case {
    let random = &mut Random::of(seed, number);
    let today = day(random, 2025, 2040);
    let sex = *random.one_of(&[Sex::Male, Sex::Female]);
    let birth = if random.chance(5) { day(random, 1900, 2024) } else { day(random, 1960, 1990) };
    let record = record(random, sex, birth);
    let form = form(random, today, &record);
    Case { today, document: document(random, sex, birth), materials: materials(random), record, form }
}

fn day(random: &mut Random, first: i32, last: i32) -> NaiveDate {
    let year = random.between(first, last);
    // Day 366 exists in leap years only.
    NaiveDate::from_yo_opt(year, random.below(366) + 1).or(NaiveDate::from_yo_opt(year, 1)).unwrap_or_default()
}

/// A document of any kind, mostly of the person's own birth date and sex.
fn document(random: &mut Random, sex: Sex, birth: NaiveDate) -> IdDocument {
    let birth = if random.chance(10) { day(random, 1960, 1990) } else { birth };
    let odd = u16::from((sex == Sex::Male) != random.chance(5));
    let sequence = u16::try_from(random.below(499)).unwrap_or_default() * 2 + odd;
    let resident = made_up::resident_id(made_up::REGION, birth, sequence);
    let (kind, number) = match random.below(10) {
        0 => (DocumentType::Passport, "E12345678".to_owned()),
        1 => (
            DocumentType::HkMacaoTaiwanResidencePermit,
            made_up::residence_permit(made_up::Origin::Macao, birth, sequence),
        ),
        2 => (DocumentType::ForeignPermanentResident, made_up::foreign_card(22, 124, birth, sequence)),
        _ => (DocumentType::ResidentId, resident.clone()),
    };
    // Made-up numbers keep the rules of their kinds; 2199 is after every birth.
    let last = Month::LAST.first_day();
    IdDocument::parse(kind, &number, last)
        .or_else(|_| IdDocument::parse(DocumentType::ResidentId, &resident, last))
        .expect("made up by the rules")
}

fn record(random: &mut Random, sex: Sex, birth: NaiveDate) -> InsuredRecord {
    let opened = *random.one_of(&["1995-07", "1995-07", "1998-01", "2003-03"]);
    let account_opened_month = opened.parse().unwrap_or(Month::FIRST);
    let number = |random: &mut Random, end: u32| f64::from(random.below(end)) / 100.0;
    let has = random.below(16);
    InsuredRecord {
        name: "王建国".to_owned(),
        sex,
        birth_date: birth,
        personal_number: format!("22{:08}", random.below(100_000_000)),
        first_insured_month: account_opened_month,
        account_opened_month,
        paid_months: if random.chance(1) { u32::MAX } else { random.below(480) },
        bank: (has != 1).then(|| "吉林银行".to_owned()),
        card_number: (has != 2).then(|| "4539148803436467".to_owned()),
        region: (has != 3).then(|| (*random.one_of(&["220100", "220100", "220100", "220200"])).to_owned()),
        average_index: (has != 4).then(|| number(random, 300)),
        account_balance: (has != 5).then(|| number(random, 40_000_000)),
        fetched_at: chrono::DateTime::UNIX_EPOCH,
    }
}

fn form(random: &mut Random, today: NaiveDate, record: &InsuredRecord) -> ApplicationForm {
    let birth = record.birth_date;
    let category = if random.chance(20) {
        "special_work"
    } else if (record.sex == Sex::Male) != random.chance(4) {
        "male"
    } else {
        random.one_of(&["female_50", "female_55"])
    };
    let age = if category == "male" { 60 } else { 52 };
    let start = Month::of(birth).plus(random.between(15 * 12 + 6, 25 * 12));
    let mut form = ApplicationForm {
        mobile: made_up::mobile(random.below(u32::MAX)),
        category: category.to_owned(),
        post: "钳工".to_owned(),
        work_start_month: start.to_string(),
        choice: (*random.one_of(&["statutory", "statutory", "flexible_early", "flexible_late"])).to_owned(),
        card_wrong: random.chance(15),
        remarks: if random.chance(30) { "请尽快办理。".to_owned() } else { String::new() },
        ..ApplicationForm::default()
    };
    if form.choice != "statutory" || random.chance(5) {
        form.chosen_month = Month::of(birth).plus(age * 12 + random.between(-30, 75)).to_string();
        form.notice_date = Month::of(today).plus(random.between(-8, 1)).first_day().to_string();
    }
    if form.card_wrong || record.bank.is_none() || record.card_number.is_none() {
        form.bank = "中国工商银行长春分行".to_owned();
        form.card_number =
            (*random.one_of(&["4539 1488 0343 6467", "4539148803436467", "4539148803436468"])).to_owned();
    }
    if random.chance(12) {
        let other = Month::of(birth).plus(random.between(-18, 18)).first_day();
        form.archive_birth_date = if random.chance(10) { birth } else { other }.to_string();
        form.archive_birth_reason = "招工表第 2 页".to_owned();
    }
    let rows = if random.chance(1) { ROWS_MAX + 3 } else { usize::try_from(random.below(4)).unwrap_or_default() };
    let mut last = start.plus(-1);
    form.deemed_periods = (0..rows).map(|_| typed::deemed(random, &mut last, record.account_opened_month)).collect();
    let rows = if category == "special_work" || random.chance(8) { random.below(4) } else { 0 };
    let mut last = start.plus(-1);
    form.special_periods = (0..rows).map(|_| typed::special(random, &mut last)).collect();
    typed::spoil(random, &mut form);
    form
}

/// Half the time every kind with a page, else some of them with any number.
fn materials(random: &mut Random) -> Vec<(String, u32)> {
    let complete = random.chance(50);
    let mut filed = Vec::new();
    for kind in &Policy::built_in().materials[0].kinds {
        if complete || random.chance(80) {
            filed.push((kind.code.clone(), if complete { 1 } else { random.below(kind.most_pages + 3) }));
        }
    }
    filed
}
