//! What `shared` makes of a case, as text, and the text's hash.

use std::fmt::Write;

use shared::application::{self, Context};
use shared::i18n::Language;
use shared::retirement::{Category, Choice, Month, Policy, span, statutory};

use crate::generate::{self, Case};

/// One case in so many is looked at from every side: findings in both languages, what a draft keeps, the other categories.
/// That takes longer than the determination itself.
const THOROUGH_EVERY: u32 = 20;

/// The hash over `count` cases of a seed, the first being number `first`.
pub fn digest(seed: u64, first: u32, count: u32) -> u64 {
    (first..first.saturating_add(count)).fold(FNV_OFFSET, |hash, number| fnv(hash, answer(seed, number).as_bytes()))
}

/// A case and everything that is worked out for it, to be read where two machines differ.
pub fn text(seed: u64, number: u32) -> String {
    let Case { today, document, record, form, materials } = generate::case(seed, number);
    let answer = answer(seed, number);
    format!("case {number}\n{today} {document} {materials:?}\n{record:?}\n{form:#?}\n\n{answer}")
}

fn answer(seed: u64, number: u32) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut text, &generate::case(seed, number), number);
    text
}

fn write(out: &mut String, case: &Case, number: u32) -> std::fmt::Result {
    let Case { today, document, record, form, materials } = case;
    let policy = Policy::built_in();
    let context = Context { policy, today: *today, document, record, materials };
    let reading = form.read();
    writeln!(out, "{reading:?}\n{:?}", application::determine(&context, &reading))?;
    writeln!(out, "{:?}", application::estimate(&context, &reading))?;
    let found = application::precheck(&context, form);
    for finding in &found {
        writeln!(out, "{finding:?}")?;
    }
    if !number.is_multiple_of(THOROUGH_EVERY) {
        return Ok(());
    }
    for language in Language::ALL {
        for finding in &found {
            writeln!(out, "{:?}", finding.to_wire(language))?;
        }
    }
    let kept = form.without(reading.errors.0.iter().map(|(field, _)| field.as_ref()));
    writeln!(out, "{:?}", application::differences(form, &kept))?;
    let rules = policy.retirement_in(Month::of(*today));
    for category in Category::ALL {
        let statutory = statutory(rules, *category, record.sex, Month::of(record.birth_date));
        writeln!(out, "{statutory:?}")?;
        for choice in Choice::ALL {
            writeln!(out, "{:?}", span(rules, *category, &statutory, *choice))?;
        }
    }
    Ok(())
}

const FNV_OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01B3;

/// FNV-1a, 64 bits.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv(FNV_OFFSET, b""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fnv(FNV_OFFSET, b"foobar"), 0x8594_4171_F739_67E8);
    }

    #[test]
    fn a_case_is_the_same_each_time_and_another_for_each_number_and_seed() {
        assert_eq!(text(1, 5), text(1, 5));
        assert_ne!(text(1, 5), text(1, 6));
        assert_ne!(digest(1, 0, 20), digest(2, 0, 20));
        assert_ne!(digest(1, 0, 20), digest(1, 1, 20));
    }

    /// What the cases are worth: every outcome turns up, the good ones too.
    #[test]
    fn cases_reach_every_outcome() {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut count = |what: String| *seen.entry(what).or_default() += 1;
        for number in 0..3000 {
            let Case { today, document, record, form, materials } = generate::case(1, number);
            let context = Context {
                policy: Policy::built_in(),
                today,
                document: &document,
                record: &record,
                materials: &materials,
            };
            let reading = form.read();
            let found = application::precheck(&context, &form);
            for finding in &found {
                count(finding.what.code.to_owned());
            }
            if found.iter().all(|finding| finding.severity == application::Severity::Advisory) {
                count("submittable".to_owned());
            }
            if application::estimate(&context, &reading).is_some() {
                count("estimated".to_owned());
            }
            if let Some(determined) = application::determine(&context, &reading) {
                count(format!("{:?} {:?} {}", determined.category, determined.choice, determined.month.is_some()));
            }
        }
        let expected = "agreement_late archive_birth_differs archive_birth_same bank_card_check card_same category_sex \
            choice_not_open choose_one chosen_month_too_early chosen_month_too_late contribution_must_go_on \
            contribution_short date_format date_in_future deemed_gap estimated interruption_too_long material_missing \
            material_pages month_format months_format notice_too_late period_before_work_start \
            period_before_working_age period_ends_before_start period_in_future period_overlaps period_past_account \
            phone_format record_birth_differs record_sex_differs required special_kinds_mixed special_months_short \
            special_periods_required special_periods_unused submittable text_characters too_long too_many_rows";
        let missing: Vec<&str> = expected.split_whitespace().filter(|code| !seen.contains_key(*code)).collect();
        assert_eq!(missing, Vec::<&str>::new(), "{seen:#?}");
        for category in Category::ALL {
            for choice in Choice::ALL {
                let decided = format!("{category:?} {:?} true", Some(choice));
                let special = *category == Category::SpecialWork && *choice != Choice::Statutory;
                assert_eq!(seen.contains_key(&decided), !special, "{decided}");
            }
        }
    }
}
