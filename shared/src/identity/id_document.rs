//! An identity document: its kind and a number that fits the kind.

use std::fmt;

use chrono::NaiveDate;

use super::document_type::{DocumentType, Sex};
use super::{id_rules, normal};
use crate::error::Invalid;

/// An identity document whose number keeps every published rule of its kind.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdDocument {
    kind: DocumentType,
    number: String,
}

impl IdDocument {
    /// Reads a number as typed or pasted. `today` is the day on which it is read: nobody is born after it.
    ///
    /// # Errors
    /// Says which part of the number is wrong, or which other kind the number belongs to.
    pub fn parse(kind: DocumentType, raw: &str, today: NaiveDate) -> Result<Self, Invalid> {
        let number = normal::compact(raw);
        if number.is_empty() {
            return Err(Invalid::new("required"));
        }
        id_rules::check(kind, &number, today)?;
        Ok(Self { kind, number })
    }

    /// Kind of document.
    pub const fn kind(&self) -> DocumentType {
        self.kind
    }

    /// The number in canonical form: half-width, upper-case, without spaces.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// The birth date, where the number carries all of it.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        match self.kind {
            DocumentType::Passport | DocumentType::HkMacaoTravelPermit | DocumentType::TaiwanTravelPermit => None,
            _ => id_rules::birth_date(&self.number),
        }
    }

    /// The sex, where the number carries it.
    pub fn sex(&self) -> Option<Sex> {
        match self.kind {
            DocumentType::Passport | DocumentType::HkMacaoTravelPermit | DocumentType::TaiwanTravelPermit => None,
            _ => id_rules::sex(&self.number),
        }
    }

    /// The number as it may be shown: first 3 and last 4 of 18 characters, else the first and the last 3.
    pub fn masked(&self) -> String {
        if self.number.len() == 18 { normal::masked(&self.number, 3, 4) } else { normal::masked(&self.number, 1, 3) }
    }
}

impl fmt::Display for IdDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number)
    }
}

impl fmt::Debug for IdDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdDocument({}, {})", self.kind, self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentType::{
        ForeignPermanentResident, HkMacaoTaiwanResidencePermit, HkMacaoTravelPermit, Passport, ResidentId,
        TaiwanTravelPermit,
    };

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    fn parse(kind: DocumentType, raw: &str) -> Result<IdDocument, Invalid> {
        IdDocument::parse(kind, raw, day(2025, 6, 30))
    }

    fn code(kind: DocumentType, raw: &str) -> &'static str {
        parse(kind, raw).map_or_else(|invalid| invalid.code, |_| "accepted")
    }

    #[test]
    fn published_numbers_tell_birth_and_sex() {
        for (kind, number, birth, sex) in [
            (ResidentId, "11010519491231002X", day(1949, 12, 31), Sex::Female),
            (ResidentId, "440524188001010014", day(1880, 1, 1), Sex::Male),
            (ResidentId, "22010219650101001X", day(1965, 1, 1), Sex::Male),
            (ResidentId, "220102197010010028", day(1970, 10, 1), Sex::Female),
            (HkMacaoTaiwanResidencePermit, "810000199408230021", day(1994, 8, 23), Sex::Female),
            (HkMacaoTaiwanResidencePermit, "820000196802290012", day(1968, 2, 29), Sex::Male),
            (ForeignPermanentResident, "911124198108030024", day(1981, 8, 3), Sex::Female),
            (ForeignPermanentResident, "932682198501010017", day(1985, 1, 1), Sex::Male),
        ] {
            let document = parse(kind, number).unwrap_or_else(|e| panic!("{number}: {e:?}"));
            assert_eq!((document.birth_date(), document.sex()), (Some(birth), Some(sex)), "{number}");
        }
    }

    #[test]
    fn the_old_foreign_card_has_no_century_and_no_sex() {
        let card = parse(ForeignPermanentResident, "can110081080310").expect("published");
        assert_eq!((card.as_str(), card.birth_date(), card.sex()), ("CAN110081080310", None, None));
        assert_eq!(code(ForeignPermanentResident, "CAN110081080311"), "id_number_check");
        assert_eq!(code(ForeignPermanentResident, "CAN110081130310"), "id_number_birth_date");
        assert_eq!(code(ForeignPermanentResident, "CA1110081080310"), "foreign_card_format");
        assert_eq!(code(ForeignPermanentResident, "CAN11008108031"), "foreign_card_format");
    }

    #[test]
    fn typing_habits_do_not_matter() {
        let typed = parse(ResidentId, " １１０１０５ 19491231\u{3000}002x\u{200B}").expect("the published number");
        assert_eq!(typed.as_str(), "11010519491231002X");
    }

    #[test]
    fn each_fault_has_its_code() {
        for (number, expected) in [
            ("", "required"),
            (" \u{3000}\u{FEFF}", "required"),
            ("110105491231002", "id_number_fifteen_digits"),
            ("1101051949123100", "id_number_length"),
            ("11010519491231002XX", "id_number_length"),
            ("110105194X12310021", "id_number_characters"),
            ("11010519491231002Y", "id_number_characters"),
            ("11010519491231００２人", "id_number_characters"),
            ("00010519491231002X", "id_number_region"),
            ("110105194913310021", "id_number_birth_date"),
            ("110105190002290021", "id_number_birth_date"),
            ("110105000001010021", "id_number_birth_date"),
            ("110105202507010021", "birth_date_in_future"),
            ("15000019970319128X", "id_number_check"),
            ("511324199612163557", "id_number_check"),
        ] {
            assert_eq!(code(ResidentId, number), expected, "{number}");
        }
        assert_eq!(
            parse(ResidentId, "1101"),
            Err(Invalid::new("id_number_length").with("expected", 18).with("actual", 4))
        );
    }

    #[test]
    fn nobody_is_born_tomorrow() {
        let born = "11010520250701002";
        let number = format!("{born}{}", super::super::check_digit::gb11643(born).expect("17 digits"));
        assert!(IdDocument::parse(ResidentId, &number, day(2025, 7, 1)).is_ok());
        let refused = IdDocument::parse(ResidentId, &number, day(2025, 6, 30));
        assert_eq!(refused, Err(Invalid::new("birth_date_in_future")));
    }

    #[test]
    fn a_number_of_another_kind_names_that_kind() {
        for (kind, number, other) in [
            (ResidentId, "810000199408230021", HkMacaoTaiwanResidencePermit),
            (ResidentId, "830000199408230021", HkMacaoTaiwanResidencePermit),
            (ResidentId, "911124198108030024", ForeignPermanentResident),
            (ResidentId, "CAN110081080310", ForeignPermanentResident),
            (HkMacaoTaiwanResidencePermit, "11010519491231002X", ResidentId),
            (HkMacaoTaiwanResidencePermit, "932682198501010017", ForeignPermanentResident),
            (ForeignPermanentResident, "11010519491231002X", ResidentId),
            (ForeignPermanentResident, "820000196802290012", HkMacaoTaiwanResidencePermit),
            (Passport, "11010519491231002X", ResidentId),
            (Passport, "CAN110081080310", ForeignPermanentResident),
            (TaiwanTravelPermit, "830000199408230021", HkMacaoTaiwanResidencePermit),
            (HkMacaoTravelPermit, "810000199408230021", HkMacaoTaiwanResidencePermit),
        ] {
            let expected = Invalid::new("id_number_other_type").with("document_type", other.code());
            assert_eq!(parse(kind, number), Err(expected), "{kind} {number}");
        }
        assert_eq!(code(HkMacaoTaiwanResidencePermit, "810101199408230021"), "id_number_region");
    }

    #[test]
    fn documents_without_a_check_rule_have_a_shape() {
        for (kind, good, bad, refusal) in [
            (
                Passport,
                vec!["E12345678", "ea1234567", "12345", "A2345678901234567"],
                vec!["1234", "E1234-567", "A23456789012345678", "护照12345"],
                "passport_format",
            ),
            (
                HkMacaoTravelPermit,
                vec!["H12345678", "m1234567800"],
                vec!["12345678", "H1234567", "H123456789", "C12345678"],
                "hk_macao_permit_format",
            ),
            (
                TaiwanTravelPermit,
                vec!["12345678", "1234567801", "1234567801b"],
                vec!["1234567", "123456789", "12345678B", "T12345678"],
                "taiwan_permit_format",
            ),
        ] {
            for number in good {
                assert_eq!(code(kind, number), "accepted", "{number}");
            }
            for number in bad {
                assert_eq!(code(kind, number), refusal, "{number}");
            }
        }
    }

    #[test]
    fn debug_and_mask_hide_the_middle() {
        let document = parse(ResidentId, "11010519491231002X").expect("published");
        assert_eq!(document.masked(), "110***********002X");
        assert_eq!(format!("{document:?}"), "IdDocument(resident_id, 110***********002X)");
        assert_eq!(parse(Passport, "E12345678").map(|d| d.masked()), Ok("E*****678".to_owned()));
    }
}
