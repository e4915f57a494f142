//! Who the made-up insured persons are: first the ones with a story, then the edges of the rules, one after the other.

use chrono::{DateTime, Datelike, NaiveDate};
use shared::api::InsuredRecord;
use shared::identity::made_up::{self, Origin, REGION};
use shared::identity::{DocumentType, Sex};
use shared::retirement::Month;

use super::{COUNT, DemoInsured};

/// When individual accounts were opened in the two parts of the province.
const OPENINGS: [(i32, u32); 2] = [(1995, 7), (1998, 1)];
/// Just under, at and over what the years from 2029 to 2039 ask for.
const PAID: [u32; 8] = [179, 180, 185, 186, 209, 210, 239, 240];
/// Sex, category in words, months of birth.
type Births = (Sex, &'static str, &'static [(i32, u32)]);
/// Where the months of delay begin, step and end, by sex and original age.
const BIRTHS: [Births; 3] = [
    (Sex::Male, "man", &[(1964, 12), (1965, 1), (1966, 1), (1975, 6), (1976, 9)]),
    (Sex::Female, "woman, 55 by her post", &[(1970, 1), (1970, 6), (1971, 6), (1988, 9)]),
    (Sex::Female, "woman, 50 by her post", &[(1974, 12), (1975, 1), (1976, 6), (1984, 11)]),
];
const BANKS: [&str; 4] = ["中国建设银行", "中国工商银行", "中国农业银行", "吉林银行"];
const SURNAMES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "欧阳",
];
const MEN: [&str; 9] = ["建军", "志强", "国栋", "洪涛", "立新", "永贵", "文斌", "长江", "铁生"];
const WOMEN: [&str; 9] = ["淑芬", "玉兰", "秀芝", "丽娟", "凤英", "亚男", "春梅", "晓红", "桂荣"];
/// Names that forms have to have room for.
const UNUSUAL: [&str; 4] =
    ["买买提·吐尔逊", "阿卜杜热合曼·阿卜杜外力·艾合买提江", "仁增旺姆", "MAXIMILIAN ALEXANDER VON HOHENBERG"];

/// The document that a person shows.
#[derive(Clone, Copy)]
enum Card {
    Resident,
    Permit(Origin),
    Foreign,
    Passport,
    HkMacaoTravel,
    TaiwanTravel,
}

/// A person with what makes them worth having.
pub(super) struct Draft {
    serial: u16,
    name: String,
    sex: Sex,
    born: (i32, u32),
    opening: (i32, u32),
    paid: u32,
    card: Card,
    edge: String,
}

const ALL_OTHER_CARDS: [(Card, &str); 7] = [
    (Card::Permit(Origin::HongKong), "residence permit, Hong Kong"),
    (Card::Permit(Origin::Macao), "residence permit, Macao"),
    (Card::Permit(Origin::Taiwan), "residence permit, Taiwan"),
    (Card::Foreign, "foreign permanent resident"),
    (Card::Passport, "passport"),
    (Card::HkMacaoTravel, "travel permit, Hong Kong and Macao"),
    (Card::TaiwanTravel, "travel permit, Taiwan"),
];

/// Who stands first: name, sex, birth month, opening, paid months, document, story.
type Story = (&'static str, Sex, (i32, u32), usize, u32, Card, &'static str);

const STORIES: [Story; 10] = [
    ("孙德福", Sex::Male, (1966, 6), 0, 371, Card::Resident, "man, retires 2026-11; worked since before accounts"),
    ("周桂兰", Sex::Female, (1976, 4), 1, 298, Card::Resident, "woman, 50 by her post, retires 2026-12"),
    ("吴雅琴", Sex::Female, (1971, 6), 0, 344, Card::Resident, "woman, 55 by her post, retires 2026-11"),
    ("郑国强", Sex::Male, (1966, 11), 1, 262, Card::Resident, "man, retires 2027-05; no card on record"),
    ("冯玉珍", Sex::Female, (1976, 8), 1, 179, Card::Resident, "woman, 50 by her post, one month short of 180"),
    ("陈永胜", Sex::Male, (1966, 12), 0, 180, Card::Resident, "man, retires 2027-06 with exactly 180 months"),
    ("韩铁柱", Sex::Male, (1971, 12), 0, 330, Card::Resident, "man in hazardous work, 55 in 2026-12"),
    ("杨丽华", Sex::Female, (1981, 12), 1, 287, Card::Resident, "woman in hazardous work, 45 in 2026-12"),
    (
        "阿依古丽·艾合买提",
        Sex::Female,
        (1976, 6),
        1,
        301,
        Card::Resident,
        "woman, 50 by her post, 2027-03; name with a dot",
    ),
    (
        "李家豪",
        Sex::Male,
        (1966, 9),
        1,
        205,
        Card::Permit(Origin::HongKong),
        "man, 2027-03; Hong Kong residence permit",
    ),
];

/// Everybody, in an order that never changes.
pub(super) fn drafts() -> impl Iterator<Item = Draft> {
    let stories = STORIES.iter().map(|(name, sex, born, opening, paid, card, edge)| {
        let opening = OPENINGS[*opening];
        (Some(*name), *sex, *born, opening, *paid, *card, (*edge).to_owned())
    });
    let births = || BIRTHS.iter().flat_map(|(sex, who, months)| months.iter().map(|month| (*sex, *who, *month)));
    let edges = births().flat_map(|(sex, who, born)| {
        OPENINGS.iter().flat_map(move |opening| {
            PAID.iter().map(move |paid| (None, sex, born, *opening, *paid, Card::Resident, who.to_owned()))
        })
    });
    let cards = ALL_OTHER_CARDS.iter().flat_map(move |(card, words)| {
        births().map(move |(sex, who, born)| (None, sex, born, OPENINGS[1], 240, *card, format!("{who}; {words}")))
    });
    // Whoever is left retires within the next years, so that a demonstration does not run out of people.
    let near = (0..COUNT).map(|index| {
        let (sex, year, who) = match index % 3 {
            0 => (Sex::Male, 1966, "man"),
            1 => (Sex::Female, 1971, "woman, 55 by her post"),
            _ => (Sex::Female, 1976, "woman, 50 by her post"),
        };
        let months = (index / 3 % 30) as u32;
        let born = (year + i32::try_from(months / 12).unwrap_or_default(), months % 12 + 1);
        let paid = 150 + (index as u32 * 7) % 190;
        (None, sex, born, OPENINGS[index % 2], paid, Card::Resident, format!("{who}, near retirement"))
    });
    stories.chain(edges).chain(cards).chain(near).zip(0_u16..).map(
        |((name, sex, born, opening, paid, card, edge), serial)| {
            let name = name.map_or_else(|| name_of(serial, sex), str::to_owned);
            Draft { serial, name, sex, born, opening, paid, card, edge }
        },
    )
}

fn name_of(serial: u16, sex: Sex) -> String {
    let index = usize::from(serial);
    if index % 29 == 0 {
        return UNUSUAL[index / 29 % UNUSUAL.len()].to_owned();
    }
    let given = if sex == Sex::Male { MEN } else { WOMEN };
    format!("{}{}", SURNAMES[index % SURNAMES.len()], given[index % given.len()])
}

fn month((year, month): (i32, u32)) -> Month {
    Month::new(year, month).unwrap_or(Month::FIRST)
}

impl Draft {
    /// The person with everything that the register knows.
    pub(super) fn into_person(self) -> DemoInsured {
        let serial = u32::from(self.serial);
        let born = month(self.born).first_day();
        let born = born.with_day(1 + serial % 28).unwrap_or(born);
        let (document_type, document_number) = self.document(born);
        // Nobody is insured as a child: the younger ones' accounts opened with their first job.
        let first_job = Month::of(born).plus(18 * 12);
        let opened = month(self.opening).max(first_job);
        let has_card = self.name != "郑国强" && serial % 5 != 4;
        let region = if serial % 3 == 2 { "220200" } else { "220100" };
        let record = InsuredRecord {
            name: self.name.clone(),
            sex: self.sex,
            birth_date: born,
            personal_number: format!("2201{:09}", 900_000_000 + serial),
            first_insured_month: first_job,
            account_opened_month: opened,
            paid_months: self.paid,
            bank: has_card.then(|| BANKS[serial as usize % BANKS.len()].to_owned()),
            // Of no bank's numbers.
            card_number: has_card.then(|| format!("6200000000000{serial:06}")),
            region: (serial % 17 != 16).then(|| region.to_owned()),
            average_index: (serial % 7 != 6).then(|| f64::from(60 + serial * 13 % 200) / 100.0),
            account_balance: (serial % 11 != 10).then(|| f64::from(self.paid * 31_000 + serial * 977) / 100.0),
            fetched_at: DateTime::UNIX_EPOCH,
        };
        let edge = format!("{}; born {}, account of {opened}, {} months paid", self.edge, Month::of(born), self.paid);
        DemoInsured { name: self.name, document_type, document_number, edge, record }
    }

    fn document(&self, born: NaiveDate) -> (DocumentType, String) {
        // The 17th digit tells the sex.
        let sequence = self.serial * 2 + u16::from(self.sex == Sex::Male);
        match self.card {
            Card::Resident => (DocumentType::ResidentId, made_up::resident_id(REGION, born, sequence)),
            Card::Permit(origin) => {
                (DocumentType::HkMacaoTaiwanResidencePermit, made_up::residence_permit(origin, born, sequence))
            }
            Card::Foreign => (DocumentType::ForeignPermanentResident, made_up::foreign_card(22, 124, born, sequence)),
            Card::Passport => (DocumentType::Passport, format!("X{:08}", 90_000_000 + u32::from(self.serial))),
            Card::HkMacaoTravel => {
                (DocumentType::HkMacaoTravelPermit, format!("H{:08}", 99_000_000 + u32::from(self.serial)))
            }
            Card::TaiwanTravel => {
                (DocumentType::TaiwanTravelPermit, format!("{:08}", 99_000_000 + u32::from(self.serial)))
            }
        }
    }
}
