//! Filters that no index knows: a request looks at a bounded number of rows and says how to go on; whoever does finds
//! everything, in order, once.

use backend::services::applications::explain;
use integration_tests::applications::{Office, PATH};
use integration_tests::copies::{Copy, copy_application};
use integration_tests::table_file::rows;
use poem::http::Method;
use shared::api::{ApplicationFilter, ApplicationPage, ApplicationSort};
use shared::application::Status;
use shared::limits::PAGE_SIZE;
use shared::retirement::Month;

/// More than two requests look at.
const COPIES: usize = 4_700;
/// Every so manyth is for somebody of this name; a page of them lies far behind what one request looks at.
const SELDOM: (usize, &str) = (450, "诸葛明");
const OFTEN: &str = "欧阳海";
const LATE: usize = 4_600;

/// An enterprise with copies of one draft: the months rise with their numbers, as their places in every order do.
async fn crowded() -> Office {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let copies: Vec<Copy> = (0..COPIES)
        .map(|number| {
            let name = if number % SELDOM.0 == SELDOM.0 - 1 { SELDOM.1 } else { OFTEN };
            let month = Month::new(2026, 1).unwrap().plus(i32::try_from(number / 100).unwrap());
            Copy::new(number, name, Some(&month.to_string()))
        })
        .collect();
    copy_application(&office.app.app.db, &made.id, &copies).await.expect("copies");
    office
}

fn seldom() -> Vec<String> {
    (0..COPIES).filter(|number| number % SELDOM.0 == SELDOM.0 - 1).map(Copy::id).collect()
}

/// The ids that each request gives, from the first page to the end.
async fn answers(office: &Office, query: &str) -> Vec<Vec<String>> {
    let mut answers = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("{PATH}?{query}&cursor={cursor}");
        let page: ApplicationPage = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
        assert!(page.items.len() <= PAGE_SIZE);
        answers.push(page.items.into_iter().map(|row| row.id).collect());
        match page.next_cursor {
            Some(next) => cursor = next,
            None => return answers,
        }
        assert!(answers.len() <= COPIES, "there is no end");
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn what_lies_far_behind_is_found_by_going_on_none_twice_none_missed() {
    let office = crowded().await;
    let name = format!("name={}", encoded(SELDOM.1));
    let by_month = |from: usize, to: usize| {
        let month = |number: usize| Month::new(2026, 1).unwrap().plus(i32::try_from(number / 100).unwrap());
        format!("month_from={}&month_to={}", month(from), month(to))
    };
    let within = |from: usize, to: usize| -> Vec<String> {
        (from / 100 * 100..COPIES.min(to / 100 * 100 + 100)).map(Copy::id).collect()
    };
    let cases = [
        ("alone", name.clone(), seldom(), 3),
        ("along the index of a status", format!("{name}&status=draft"), seldom(), 3),
        ("along the index of an agent", format!("{name}&agent={}", office.agent.user_id), seldom(), 3),
        ("in the order of months", format!("{name}&sort=retirement_month"), seldom(), 3),
        (
            "in the order of months, up to one",
            format!("{name}&sort=retirement_month&month_to=2026-09"),
            seldom()[..2].to_vec(),
            1,
        ),
        ("a condition of another index", format!("status=draft&agent={}&{name}", office.agent.user_id), seldom(), 3),
        ("nobody", format!("name={}", encoded("上官")), Vec::new(), 3),
        ("a month, in another order", by_month(LATE, LATE + 10), within(LATE, LATE + 10), 3 + 5),
    ];
    for (what, query, expected, requests) in cases {
        let answers = answers(&office, &query).await;
        assert_eq!(answers.concat(), expected, "{what}");
        assert!(answers.len() <= requests && answers.len() >= requests.min(3), "{what}: {} requests", answers.len());
    }
}

#[tokio::test]
async fn where_many_fit_every_page_is_full() {
    let office = crowded().await;
    // Up to the end of a year: the last of 1,200 rows, of which some are for others.
    let query = format!("name={}&sort=retirement_month&month_to=2026-12", encoded(OFTEN));
    let answers = answers(&office, &query).await;
    let expected: Vec<String> = (0..1_200).filter(|number| number % SELDOM.0 != SELDOM.0 - 1).map(Copy::id).collect();
    assert_eq!(answers.concat(), expected);
    let (last, full) = answers.split_last().unwrap();
    assert!(full.iter().all(|page| page.len() == PAGE_SIZE) && last.len() <= PAGE_SIZE);
}

#[tokio::test]
async fn the_export_looks_to_the_end() {
    let office = crowded().await;
    let months = async |name: &str| -> Vec<String> {
        let path = format!("{PATH}/export?sort=retirement_month&name={}", encoded(name));
        let answer = office.app.call(&office.agent, Method::GET, &path, None).await;
        answer.expect_status(200);
        rows(&answer.body).into_iter().skip(1).map(|row| row[4].clone()).collect()
    };
    let month = |number: usize| Month::new(2026, 1).unwrap().plus(i32::try_from(number / 100).unwrap()).to_string();
    let all = |seldom: bool| -> Vec<String> {
        (0..COPIES).filter(|number| (number % SELDOM.0 == SELDOM.0 - 1) == seldom).map(month).collect()
    };
    assert_eq!(months(SELDOM.1).await, all(true), "rows far behind are in the file");
    // More than are read at once: none twice, none missed, in order.
    assert_eq!(months(OFTEN).await, all(false));
    assert!(months("上官").await.is_empty());
}

#[tokio::test]
async fn a_portion_is_a_forward_scan_that_ends() {
    let office = Office::open().await;
    let acting =
        backend::services::accounts::memberships_in_force(&office.app.app, &office.agent.user_id).await.unwrap();
    let any = || ApplicationFilter { name: Some("诸葛".to_owned()), ..ApplicationFilter::default() };
    for (filter, index) in [
        (any(), "application_newest"),
        (ApplicationFilter { status: Some(Status::Draft), agent: Some("x".to_owned()), ..any() }, "application_status"),
        (ApplicationFilter { sort: Some(ApplicationSort::RetirementMonth), ..any() }, "application_month"),
        (ApplicationFilter { sort: Some(ApplicationSort::Submitted), ..any() }, "application_submitted"),
    ] {
        let plan = explain(&office.app.app, &acting[0], &filter).await.unwrap();
        assert!(plan.contains(index) && plan.contains("direction: Forward, limit: $step"), "{plan}");
        assert!(!plan.contains("Filter") && !plan.contains("Sort") && !plan.contains("TableScan"), "{plan}");
    }
}
