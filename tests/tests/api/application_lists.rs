//! 正常退休申请查询: filters, order, pages, counts, export – each bound to the enterprise and served by an index.

use integration_tests::applications::{Office, PATH};
use integration_tests::table_file::rows;
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationCounts, ApplicationOut, ApplicationPage};
use shared::application::Status;

async fn page(office: &Office, query: &str) -> ApplicationPage {
    office.app.call(&office.agent, Method::GET, &format!("{PATH}?{query}"), None).await.expect(200)
}

fn filter(query: &str) -> shared::api::ApplicationFilter {
    let mut typed = serde_json::Map::new();
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        typed.insert(name.to_owned(), json!(value));
    }
    serde_json::from_value::<shared::api::ApplicationQuery>(typed.into()).unwrap().parse().unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let office = Office::open().await;
    let one = office.person().clone();
    let others: Vec<_> = office.people.iter().filter(|person| person.name != one.name).take(3).cloned().collect();
    let submitted: ApplicationOut = office.act(&office.ready(&one).await, "submit").await.expect(200);
    let mut made = Vec::new();
    for person in &others {
        office.app.wait(chrono::Duration::seconds(5));
        made.push(office.create(person).await);
    }
    let all = page(&office, "").await;
    assert_eq!(all.items.len(), 4);
    assert_eq!(all.items[0].id, made[2].id, "the last changed comes first");
    let month = submitted.retirement_month.unwrap();
    let day = (submitted.submitted_at.unwrap() + chrono::Duration::hours(8)).date_naive();
    for (query, expected) in [
        (format!("name={}", encoded(&one.name)), 1),
        (format!("document_number={}", one.document_number), 1),
        (format!("document_number={}", &one.document_number[..17]), 0),
        ("status=submitted".to_owned(), 1),
        ("status=draft".to_owned(), 3),
        ("category=male".to_owned(), 1),
        (format!("month_from={month}&month_to={month}"), 1),
        (format!("month_from={}", month.plus(1)), 0),
        (format!("month_to={}", month.plus(-1)), 0),
        (format!("submitted_from={day}&submitted_to={day}"), 1),
        (format!("submitted_from={}", day + chrono::Days::new(1)), 0),
        (format!("submitted_to={}", day - chrono::Days::new(1)), 0),
        (format!("agent={}", office.agent.user_id), 4),
        (format!("agent={}", office.legal.user_id), 0),
        (format!("status=submitted&category=male&agent={}&name={}", office.agent.user_id, encoded(&one.name)), 1),
        ("sort=submitted".to_owned(), 1),
        ("sort=retirement_month".to_owned(), 1),
        // The same where the filter is about the column that the list is sorted by.
        (format!("sort=retirement_month&month_from={month}&month_to={month}"), 1),
        (format!("sort=retirement_month&month_from={}", month.plus(1)), 0),
        (format!("sort=retirement_month&month_to={}", month.plus(-1)), 0),
        (format!("sort=submitted&submitted_from={day}&submitted_to={day}"), 1),
        (format!("sort=submitted&submitted_from={}", day + chrono::Days::new(1)), 0),
        (format!("sort=submitted&submitted_to={}", day - chrono::Days::new(1)), 0),
        ("sort=submitted&submitted_from=1000-01-01&submitted_to=9999-12-31".to_owned(), 1),
        (format!("sort=submitted&document_number={}", one.document_number), 1),
        (format!("sort=retirement_month&document_number={}", one.document_number), 1),
    ] {
        let found = page(&office, &query).await.items.len();
        assert_eq!(found, expected, "{query}");
    }
    let counts: ApplicationCounts =
        office.app.call(&office.agent, Method::GET, &format!("{PATH}/counts"), None).await.expect(200);
    assert_eq!((counts.draft, counts.submitted), (3, 1));
    // Numbers are masked in lists.
    let text = serde_json::to_string(&page(&office, "").await).unwrap();
    assert!(!text.contains(&one.document_number) && text.contains("***"));
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repeat_in_every_order() {
    let office = Office::open().await;
    let people: Vec<_> = office
        .people
        .iter()
        .filter(|person| person.record.sex == shared::identity::Sex::Male)
        .take(45)
        .cloned()
        .collect();
    let mut ids = Vec::new();
    for person in &people {
        let made = office.create(person).await;
        let form = json!({"category": "male", "choice": "statutory"});
        let _saved: ApplicationOut = office.save(&made, form).await.expect(200);
        ids.push(made.id);
    }
    ids.sort_unstable();
    for sort in ["updated", "retirement_month"] {
        let mut seen = Vec::new();
        let mut months = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = page(&office, &format!("sort={sort}&cursor={cursor}")).await;
            months.extend(page.items.iter().filter_map(|row| row.retirement_month));
            seen.extend(page.items.into_iter().map(|row| row.id));
            match page.next_cursor {
                Some(next) => cursor = next,
                None => break,
            }
        }
        if sort == "retirement_month" {
            assert!(months.is_sorted(), "{months:?}");
        }
        seen.sort_unstable();
        assert_eq!(seen, ids, "{sort}");
    }
}

#[tokio::test]
async fn the_export_is_a_table_file_of_what_the_filter_leaves() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let path = format!("{PATH}/export?status=draft");
    let answer = office.app.call(&office.agent, Method::GET, &path, None).await;
    answer.expect_status(200);
    assert!(answer.header("content-disposition").contains("retirement-applications.xlsx"));
    let table = rows(&answer.body);
    assert_eq!(table[0][..3], ["姓名", "证件号码", "业务状态"]);
    let listed = page(&office, "").await.items.remove(0);
    assert_eq!(table[1][..3], [made.name.as_str(), listed.document_masked.as_str(), "未提交"]);
    assert_eq!((table.len(), table[1].last().map(String::as_str)), (2, Some(office.agent.person.name.as_str())));
    let empty = office.app.call(&office.agent, Method::GET, &format!("{PATH}/export?status=approved"), None).await;
    assert_eq!(rows(&empty.body), table[..1]);
    office
        .app
        .call(&office.agent, Method::GET, &format!("{PATH}/export?status=x"), None)
        .await
        .refused_field("status", "choose_one");
}

#[tokio::test]
async fn every_list_is_served_by_the_index_made_for_it() {
    let office = Office::open().await;
    let acting =
        backend::services::accounts::memberships_in_force(&office.app.app, &office.agent.user_id).await.unwrap();
    for (query, index) in [
        ("", "application_newest"),
        ("status=draft", "application_status"),
        ("category=male", "application_category"),
        ("agent=x", "application_agent"),
        ("document_number=x", "application_document"),
        ("sort=submitted", "application_submitted"),
        ("sort=retirement_month", "application_month"),
        ("status=draft&name=x&month_from=2026-01", "application_status"),
        ("sort=submitted&document_number=x", "application_document"),
        // What the filter says of the sorted column is where the scan begins, and nothing is left to be filtered.
        ("sort=submitted&submitted_from=2026-01-02&submitted_to=2026-01-02", "MoreThan '67790ab6752cffffg'"),
        ("sort=retirement_month&month_from=2026-01&month_to=2026-02", "MoreThan '2026-01', direction: Forward, limit"),
    ] {
        let plan = backend::services::applications::explain(&office.app.app, &acting[0], &filter(query)).await.unwrap();
        assert!(plan.contains(index), "{query}: {plan}");
        assert!(!plan.contains("TableScan") && !plan.contains("Iterate Table"), "{query}: {plan}");
    }
    assert_eq!(Status::ALL.len(), 6);
}
