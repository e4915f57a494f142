use super::*;

fn broken(file: usize, from: &str, to: &str) -> PolicyError {
    let mut tables = BUILT_IN.map(str::to_owned);
    assert!(tables[file].contains(from), "{from}");
    tables[file] = tables[file].replacen(from, to, 1);
    Policy::parse([&tables[0], &tables[1], &tables[2]]).expect_err("broken")
}

#[test]
fn the_built_in_tables_are_sound() {
    let policy = Policy::parse(BUILT_IN).expect("sound");
    assert_eq!(&policy, Policy::built_in());
    let wire = serde_json::to_string(&policy).expect("serialisable");
    assert_eq!(serde_json::from_str::<Policy>(&wire).ok(), Some(policy));
}

#[test]
fn a_broken_table_is_told_with_the_line_that_is_wrong() {
    let line_of =
        |file: usize, text: &str| BUILT_IN[file].lines().position(|line| line.contains(text)).map(|at| at + 1);
    for (file, from, to, says) in [
        (0, "\"original_age_years\": 55", "\"original_age_years\": 5", "5 is not between 40 and 70"),
        (0, "\"step_months\": 2", "\"step_months\": 0", "0 is not between 1 and 120"),
        (0, "\"delay_starts\": \"2025-01\"", "\"delay_starts\": \"2025-13\"", "no month of the form YYYY-MM"),
        (0, "\"code\": \"underground\"", "\"code\": \"under_water\"", "unknown variant `under_water`"),
        (0, "\"most_months\": 36", "\"most_month\": 36", "unknown field `most_month`"),
        (1, "\"required\": \"when_special_work\"", "\"required\": \"perhaps\"", "unknown variant `perhaps`"),
        (1, "\"most_pages\": 60", "\"most_pages\": \"60\"", "invalid type: string"),
        (2, "\"province\": 7322.08", "\"province\": \"7322.08\"", "invalid type: string"),
    ] {
        let error = broken(file, from, to);
        assert!(error.reason.contains(says), "{error}");
        assert_eq!(Some(error.line), line_of(file, from), "{error}");
        assert_eq!(error.file, FILES[file]);
    }
}

#[test]
fn what_no_single_value_shows_is_checked_too() {
    for (file, from, to, says) in [
        (0, "\"code\": \"underground\"", "\"code\": \"high_altitude\"", "listed twice"),
        (0, "\"base_months\": 180", "\"base_months\": 300", "more than most_months"),
        (1, "\"code\": \"id_card_back\"", "\"code\": \"id_card_front\"", "id_card_front is listed twice"),
        (2, "230, 226", "226, 230", "has to fall"),
        (2, "\"year\": 2025", "\"year\": 2024", "has to rise"),
        (2, "7852.58", "-1.0", "not more than 0"),
    ] {
        let error = broken(file, from, to);
        assert!(error.to_string().contains(says), "{error}");
    }
    let empty = Policy::parse(["[]", BUILT_IN[1], BUILT_IN[2]]).expect_err("no rules");
    assert_eq!(empty.to_string(), "retirement.json: effective_from is missing: there is no entry");
}

#[test]
fn minimum_contribution_grows_by_the_year() {
    let rule = Policy::built_in().retirement[0].minimum_contribution;
    for (year, months) in [(2025, 180), (2029, 180), (2030, 186), (2034, 210), (2039, 240), (2060, 240), (-1, 180)] {
        assert_eq!(rule.in_year(year), months, "{year}");
    }
}
