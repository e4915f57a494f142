//! `GET /reviews`: filters beside the shelf, how far one request looks, and that an index serves every list.

use backend::services::{reviewers, reviews};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use integration_tests::applications::Office;
use integration_tests::copies::{Copy, copy_application};
use poem::http::Method;
use shared::api::{ApplicationOut, ReviewFilter, ReviewPage, ReviewShelf};
use shared::application::Action;
use shared::limits::PAGE_SIZE;
use shared::retirement::Category;

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn page(office: &Office, token: &str, query: &str) -> ReviewPage {
    office.review(token, Method::GET, &format!("/reviews?{query}"), None).await.expect(200)
}

/// The ids that each request gives, from the first page to the end.
async fn answers(office: &Office, token: &str, query: &str) -> Vec<Vec<String>> {
    let mut answers = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = page(office, token, &format!("{query}&cursor={cursor}")).await;
        assert!(page.items.len() <= PAGE_SIZE);
        answers.push(page.items.into_iter().map(|row| row.id).collect());
        match page.next_cursor {
            Some(next) => cursor = next,
            None => return answers,
        }
        assert!(answers.len() <= 100, "there is no end");
    }
}

async fn submitted(office: &Office) -> ApplicationOut {
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect(200)
}

/// An application of the queue, as the tests know it.
struct Waiting {
    id: String,
    name: String,
    category: &'static str,
    at: DateTime<Utc>,
    holder: Option<&'static str>,
}

impl Waiting {
    fn day(&self) -> NaiveDate {
        (self.at + Duration::hours(8)).date_naive()
    }
}

/// When they were submitted: at the edges of the agency's days, and two so long ago that they are late.
const TIMES: [&str; 9] = [
    "2026-09-01T15:59:59.999999999Z",
    "2026-09-01T16:00:00Z",
    "2026-11-16T03:00:00Z",
    "2026-11-17T15:59:59.999999999Z",
    "2026-11-17T16:00:00Z",
    "2026-11-18T01:00:00Z",
    "2026-11-18T15:59:59.999999999Z",
    "2026-11-18T16:00:00Z",
    "2026-11-20T09:00:00Z",
];
const NAMES: [&str; 3] = ["诸葛明", "诸葛亮", "欧阳海"];

/// What waits: of every third name, each third held by `first` or by `other`, the one that all are copies of at last.
async fn queue(office: &Office, first: &str, other: &str) -> Vec<Waiting> {
    let whole = submitted(office).await;
    let mut waiting = Vec::new();
    let mut copies = Vec::new();
    for (number, at) in TIMES.iter().enumerate() {
        let (name, category) = (NAMES[number % 3], if number % 2 == 0 { "female_55" } else { "male" });
        let at: DateTime<Utc> = at.parse().unwrap();
        let holder = [None, Some("first"), Some("other")][number / 3 % 3];
        copies.push(Copy::new(number, name, None).of(category).submitted(at));
        waiting.push(Waiting { id: Copy::id(number), name: name.to_owned(), category, at, holder });
    }
    copy_application(&office.app.app.db, &whole.id, &copies).await.unwrap();
    for one in &waiting {
        let token = match one.holder {
            Some("first") => first,
            Some(_) => other,
            None => continue,
        };
        office.decide(token, &one.id, Action::Claim).await.expect_status(200);
    }
    let at = whole.submitted_at.unwrap();
    waiting.push(Waiting { id: whole.id, name: whole.name, category: "male", at, holder: None });
    waiting
}

#[tokio::test]
async fn every_filter_narrows_every_shelf_in_both_orders() {
    let office = Office::open().await;
    let (first, other) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("first2", "first", "220100").await);
    let waiting = queue(&office, &first, &other).await;
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    let late = day("2026-10-01");
    type Fits = Box<dyn Fn(&Waiting) -> bool>;
    let filters: [(String, Fits); 10] = [
        (String::new(), Box::new(|_| true)),
        ("category=male".to_owned(), Box::new(|one| one.category == "male")),
        ("category=special_work".to_owned(), Box::new(|_| false)),
        (format!("name={}", encoded("诸葛")), Box::new(|one| one.name.contains("诸葛"))),
        ("submitted_from=2026-11-18".to_owned(), Box::new(move |one| one.day() >= day("2026-11-18"))),
        ("submitted_to=2026-11-18".to_owned(), Box::new(move |one| one.day() <= day("2026-11-18"))),
        (
            "submitted_from=2026-11-18&submitted_to=2026-11-18".to_owned(),
            Box::new(move |one| one.day() == day("2026-11-18")),
        ),
        ("submitted_from=1000-01-01&submitted_to=9999-12-31".to_owned(), Box::new(|_| true)),
        (
            format!("submitted_to=2026-11-18&category=female_55&name={}", encoded("葛")),
            Box::new(move |one| {
                one.day() <= day("2026-11-18") && one.category == "female_55" && one.name.contains("葛")
            }),
        ),
        ("submitted_from=%2B262142-12-31".to_owned(), Box::new(|_| false)),
    ];
    for shelf in ReviewShelf::ALL {
        let lies = |one: &&Waiting| match shelf {
            ReviewShelf::Open => one.holder.is_none(),
            ReviewShelf::Mine => one.holder == Some("first"),
            ReviewShelf::Held => one.holder == Some("other"),
            ReviewShelf::Overdue => one.day() < late,
            ReviewShelf::All => true,
        };
        for (query, fits) in &filters {
            let mut expected: Vec<&str> =
                waiting.iter().filter(lies).filter(|one| fits(one)).map(|one| one.id.as_str()).collect();
            for sort in ["oldest", "newest"] {
                let found = answers(&office, &first, &format!("shelf={}&sort={sort}&{query}", shelf.code())).await;
                assert_eq!(found.concat(), expected, "{} {sort} {query}", shelf.code());
                expected.reverse();
            }
        }
    }
    // Whatever is asked for, it is of the reviewer's region and stage.
    for (login, stage, region) in [("first9", "first", "220200"), ("second1", "second", "220100")] {
        let token = office.reviewer(login, stage, region).await;
        for query in ["category=male", "submitted_from=2026-01-01", "name=%E8%AF%B8"] {
            assert!(page(&office, &token, query).await.items.is_empty(), "{login} {query}");
        }
    }
}

#[tokio::test]
async fn a_number_and_the_filters_combine_and_each_refusal_names_its_field() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let one = submitted(&office).await;
    let number = format!("number={}", office.person().document_number);
    let day = (one.submitted_at.unwrap() + Duration::hours(8)).date_naive();
    for (query, found) in [
        (String::new(), 1),
        (format!("&name={}", encoded(&one.name)), 1),
        ("&name=x".to_owned(), 0),
        ("&category=male".to_owned(), 1),
        ("&category=female_50".to_owned(), 0),
        (format!("&submitted_from={day}&submitted_to={day}"), 1),
        (format!("&submitted_from={}", day + chrono::Days::new(1)), 0),
        (format!("&submitted_to={}", day - chrono::Days::new(1)), 0),
    ] {
        assert_eq!(page(&office, &first, &format!("{number}{query}")).await.items.len(), found, "{query}");
    }
    for (query, field, code) in [
        ("shelf=x", "shelf", "choose_one"),
        ("sort=x", "sort", "choose_one"),
        ("category=x", "category", "choose_one"),
        ("submitted_from=2026-02-30", "submitted_from", "date_format"),
        ("submitted_to=x", "submitted_to", "date_format"),
        ("submitted_from=2026-11-02&submitted_to=2026-11-01", "submitted_to", "period_ends_before_start"),
        ("cursor=x!", "cursor", "cursor_invalid"),
    ] {
        office.review(&first, Method::GET, &format!("/reviews?{query}"), None).await.refused_field(field, code);
    }
    let long = "%E7%8E%8B".repeat(65);
    for field in ["name", "number"] {
        let path = format!("/reviews?{field}={long}");
        office.review(&first, Method::GET, &path, None).await.refused_field(field, "search_too_long");
    }
}

#[tokio::test]
async fn what_lies_far_behind_is_found_by_going_on_none_twice_none_missed() {
    /// More than two requests look at.
    const COPIES: usize = 4_100;
    const EVERY: usize = 450;
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let whole = submitted(&office).await;
    let before = whole.submitted_at.unwrap() - Duration::days(3);
    let times: Vec<DateTime<Utc>> =
        (0..i64::try_from(COPIES).unwrap()).map(|number| before + Duration::minutes(number)).collect();
    let copies: Vec<Copy> = (0..COPIES)
        .map(|number| {
            let seldom = number % EVERY == EVERY - 1;
            let (name, category) = if seldom { ("诸葛明", "special_work") } else { ("欧阳海", "female_50") };
            Copy::new(number, name, None).of(category).submitted(times[number])
        })
        .collect();
    copy_application(&office.app.app.db, &whole.id, &copies).await.expect("copies");
    let mut expected: Vec<String> = (0..COPIES).filter(|number| number % EVERY == EVERY - 1).map(Copy::id).collect();
    for sort in ["oldest", "newest"] {
        for shelf in ["open", "all"] {
            for filter in [format!("name={}", encoded("诸葛")), "category=special_work".to_owned()] {
                let answers = answers(&office, &first, &format!("shelf={shelf}&sort={sort}&{filter}")).await;
                assert_eq!(answers.concat(), expected, "{shelf} {sort} {filter}");
                assert_eq!(answers.len(), 3, "a request looks at 2,000 rows");
            }
        }
        expected.reverse();
    }
    // Where many fit, a page is full; the day's end is that of the search.
    let day = (before + Duration::hours(8)).date_naive();
    let of_day = times.iter().filter(|at| (**at + Duration::hours(8)).date_naive() == day).count();
    let many: Vec<String> = (0..of_day).filter(|number| number % EVERY != EVERY - 1).map(Copy::id).collect();
    let answers = answers(&office, &first, &format!("category=female_50&submitted_to={day}")).await;
    let (last, full) = answers.split_last().unwrap();
    assert!(full.iter().all(|page| page.len() == PAGE_SIZE) && !last.is_empty());
    assert_eq!(answers.concat(), many);
}

#[tokio::test]
async fn an_index_serves_every_shelf_with_every_filter() {
    let office = Office::open().await;
    let made = office.reviewer_account("first1", "first", "220100", false).await;
    let token = backend::crypto::Token::parse(&office.log_in_reviewer("first1", &made).await).expect("a token");
    let login = reviewers::recognise(&office.app.app, &token).await.expect("known").expect("logged in");
    let plan = async |filter: &ReviewFilter| {
        let plan = reviews::explain(&office.app.app, &login.reviewer, filter).await.expect("a plan");
        assert!(plan.contains("IndexScan") && !plan.contains("TableScan"), "{filter:?}: {plan}");
        plan
    };
    plan(&ReviewFilter { number: Some(office.person().document_number.clone()), ..ReviewFilter::default() }).await;
    let day = NaiveDate::from_ymd_opt(2026, 1, 2);
    for shelf in ReviewShelf::ALL {
        for newest_first in [false, true] {
            let whole = ReviewFilter { shelf: *shelf, newest_first, ..ReviewFilter::default() };
            plan(&whole).await;
            let days = ReviewFilter { submitted_from: day, submitted_to: day, ..whole.clone() };
            // What a reviewer holds is read at once, in whatever order.
            let few = *shelf == ReviewShelf::Mine;
            // Days are where the scan begins, and no row is looked at for them: 2026-01-01, 16:00 UTC, or a day later.
            let begin = if newest_first { "67790ab6752cffffg" } else { "1886a6b4f9840000" };
            let of_days = plan(&days).await;
            assert!(few || of_days.contains(&format!("MoreThan '{begin}', direction: Forward")), "{days:?}: {of_days}");
            for filter in [
                ReviewFilter { name: Some("诸葛".to_owned()), ..whole.clone() },
                ReviewFilter { category: Some(Category::Male), ..whole.clone() },
                ReviewFilter { name: Some("诸葛".to_owned()), category: Some(Category::Male), ..days.clone() },
            ] {
                let of_rows = plan(&filter).await;
                assert!(few || of_rows.contains("limit: $step"), "{filter:?}: {of_rows}");
                assert!(few || !of_rows.contains("Sort"), "{filter:?}: {of_rows}");
            }
        }
    }
}
