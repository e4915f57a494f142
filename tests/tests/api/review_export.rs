//! `GET /reviews/export`: the queue as a table file.

use backend::adapters::surreal::Vars;
use backend::services::audit::verify;
use chrono::{DateTime, Duration, Utc};
use integration_tests::Answer;
use integration_tests::applications::Office;
use integration_tests::copies::{Copy, copy_application};
use integration_tests::table_file::rows;
use poem::http::Method;
use shared::api::{ApplicationOut, AuditAction, ReviewPage};
use shared::application::{Action, Status};
use surrealdb_types::SurrealValue;

async fn export(office: &Office, token: &str, query: &str) -> Answer {
    office.review(token, Method::GET, &format!("/reviews/export?{query}"), None).await
}

async fn table(office: &Office, token: &str, query: &str) -> Vec<Vec<String>> {
    let answer = export(office, token, query).await;
    answer.expect_status(200);
    assert!(answer.header("content-disposition").contains("reviews.xlsx"));
    rows(&answer.body)
}

async fn submitted(office: &Office) -> ApplicationOut {
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect(200)
}

fn shown(at: DateTime<Utc>) -> String {
    (at + Duration::hours(8)).format("%Y-%m-%d %H:%M").to_string()
}

#[tokio::test]
async fn the_file_holds_what_the_query_leaves_of_the_reviewers_own_queue() {
    let office = Office::open().await;
    let (first, second) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("second1", "second", "220100").await);
    let elsewhere = office.reviewer("first2", "first", "220200").await;
    let one = submitted(&office).await;
    let at = one.submitted_at.unwrap();
    let copies = [
        Copy::new(1, "=1+1", Some("2027-03")).of("female_55").submitted(at - Duration::days(60)),
        Copy::new(2, "诸葛 <明> & 子", None).submitted(at - Duration::days(3)),
    ];
    copy_application(&office.app.app.db, &one.id, &copies).await.unwrap();
    office.decide(&first, &Copy::id(2), Action::Claim).await.expect_status(200);

    let all = table(&office, &first, "").await;
    let head = [
        "姓名",
        "证件号码",
        "单位名称",
        "退休类别",
        "退休年月",
        "业务状态",
        "提交时间",
        "办理期限",
        "剩余工作日",
        "受理人",
    ];
    assert_eq!(all[0], head);
    let listed: ReviewPage = office.review(&first, Method::GET, "/reviews?sort=newest", None).await.expect(200);
    let (masked, enterprise) = (listed.items[0].document_masked.as_str(), one.enterprise_name.as_str());
    let month = one.retirement_month.unwrap().to_string();
    // Who waits longest comes first; cells at a row's end that are empty are not there.
    let long_ago = shown(at - Duration::days(60));
    let late = ["=1+1", masked, enterprise, "女职工（55 岁）", "2027-03", "提交待初审", long_ago.as_str()];
    assert_eq!(all[1][..7], late, "a name that looks like a formula is text");
    assert_eq!(all[1].len(), 9);
    assert!(all[1][8].parse::<i32>().unwrap() < 0, "{:?}", all[1]);
    assert_eq!((all[2][0].as_str(), all[2][9].as_str()), ("诸葛 <明> & 子", "审核员"));
    let now = shown(at);
    let last =
        [one.name.as_str(), masked, enterprise, "男职工", &month, "提交待初审", now.as_str(), "2026-12-21", "20"];
    assert_eq!(all[3..], [last]);

    // The parameters are the list's, in its order.
    let names = async |token: &str, query: &str| -> Vec<String> {
        table(&office, token, query).await.into_iter().skip(1).map(|row| row[0].clone()).collect()
    };
    assert_eq!(names(&first, "sort=newest&submitted_from=2026-11-01").await, [one.name.as_str(), "诸葛 <明> & 子"]);
    assert_eq!(names(&first, "shelf=mine").await, ["诸葛 <明> & 子"]);
    assert_eq!(names(&first, "shelf=overdue&category=female_55").await, ["=1+1"]);
    assert_eq!(names(&first, &format!("number={}", office.person().document_number)).await.len(), 3);
    assert!(names(&first, "shelf=held").await.is_empty());
    export(&office, &first, "category=x").await.refused_field("category", "choose_one");

    // A link sends the browser's language, so it names the app's.
    assert_eq!(table(&office, &first, "language=en").await[0][0], "Name");

    // Another region's and another stage's are other queues.
    assert!(names(&second, "").await.is_empty() && names(&elsewhere, "").await.is_empty());
    office.decide(&first, &Copy::id(2), Action::Approve).await.expect_status(200);
    assert_eq!(office.now(&Copy::id(2)).await.status, Status::InSecondReview);
    assert_eq!(names(&second, "").await, ["诸葛 <明> & 子"]);
    assert_eq!(names(&first, "").await, ["=1+1", one.name.as_str()]);
    // Nothing in it is more than the list shows.
    let file = export(&office, &first, "").await.body;
    assert!(!format!("{:?}", rows(&file)).contains(&office.person().document_number));
}

#[derive(Debug, SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
struct Told {
    actor_name: String,
    detail: Option<String>,
    of_enterprise: bool,
}

#[tokio::test]
async fn an_export_is_entered_by_name_and_for_no_enterprise() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    submitted(&office).await;
    table(&office, &first, "shelf=open").await;
    export(&office, &first, "shelf=x").await.refused_field("shelf", "choose_one");
    let query = "SELECT actor_name, detail, enterprise != NONE AS of_enterprise FROM audit WHERE action = $action";
    let vars = Vars::new().set("action", AuditAction::ApplicationsExported.code());
    let told: Vec<Told> = office.app.app.db.read(query, vars).await.unwrap().take(0).unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].actor_name.as_str(), told[0].of_enterprise), ("审核员", false));
    assert_eq!(told[0].detail.as_deref(), Some("rows=1 party=first_reviewer region=220100"));
    assert!(!office.app.log_of(&office.legal).await.contains(&AuditAction::ApplicationsExported));
    assert!(verify(&office.app.app, &[]).await.unwrap().broken.is_empty());
}

#[tokio::test]
async fn a_file_holds_five_thousand_rows_and_no_more() {
    const MOST: usize = 5_000;
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let one = submitted(&office).await;
    let before = one.submitted_at.unwrap() - Duration::days(1);
    // Four a minute, each at an instant of its own.
    let times: Vec<DateTime<Utc>> = (0..i64::try_from(MOST).unwrap())
        .map(|number| before + Duration::minutes(number / 4) + Duration::nanoseconds(number))
        .collect();
    let copy = |(number, at): (usize, &DateTime<Utc>)| Copy::new(number, "欧阳海", None).of("female_50").submitted(*at);
    // With the one that they are copies of: one too many.
    let copies: Vec<Copy> = times.iter().enumerate().map(copy).collect();
    copy_application(&office.app.app.db, &one.id, &copies).await.unwrap();
    export(&office, &first, "").await.refused_field("submitted_from", "export_too_many");
    // Full to the last row, whether the rows are looked at or the index knows; in order, none twice, none missed.
    let day = (before + Duration::hours(8)).date_naive();
    let of_day = times.iter().filter(|at| (**at + Duration::hours(8)).date_naive() == day).count();
    let told = |rows: &[DateTime<Utc>]| -> Vec<String> { rows.iter().map(|at| shown(*at)).collect() };
    let found = async |query: &str| -> Vec<String> {
        table(&office, &first, query).await.into_iter().skip(1).map(|row| row[6].clone()).collect()
    };
    assert!(found("category=female_50").await == told(&times), "all 5,000");
    let mut of_day = told(&times[..of_day]);
    of_day.reverse();
    assert!(found(&format!("sort=newest&submitted_to={day}")).await == of_day, "those of a day");
}
