//! Reminders: an application that waits for the enterprise while its month of retirement runs out is told of once, to whom it
//! concerns, in the app and by SMS.

use backend::services::demo_insured::DemoInsured;
use backend::services::notices;
use chrono::NaiveDateTime;
use integration_tests::applications::{Office, PATH};
use integration_tests::people::PASSWORD;
use integration_tests::servers::another_server;
use poem::http::Method;
use serde_json::{Value, json};
use shared::api::{ApplicationOut, NoticeKind, NoticeOut, NoticePage};
use shared::application::Action;

/// A woman whose statutory month is December 2026, and her form.
fn woman(office: &Office) -> (DemoInsured, Value) {
    let person = office.people[1].clone();
    let start = person.record.account_opened_month.to_string();
    let form = json!({
        "mobile": "13800001234", "category": "female_50", "post": "操作工", "work_start_month": start,
        "choice": "statutory", "remarks": "",
    });
    (person, form)
}

/// The same, a month later than she could.
fn later(form: &Value) -> Value {
    let mut form = form.clone();
    form["choice"] = json!("flexible_late");
    form["chosen_month"] = json!("2027-01");
    form["notice_date"] = json!("2026-11-20");
    form
}

async fn drafted(office: &Office) -> ApplicationOut {
    let (person, form) = woman(office);
    let made = office.create(&person).await;
    let kept: ApplicationOut = office.save(&made, form).await.expect(200);
    assert_eq!(kept.retirement_month.map(|month| month.to_string()).as_deref(), Some("2026-12"));
    kept
}

/// Lets the time come, as the agency's clocks show it, and logs the agent in anew.
async fn at(office: &mut Office, time: &str) {
    let then: NaiveDateTime = time.parse().expect("a time");
    let now = office.app.app.clock.now().naive_utc() + chrono::Duration::hours(8);
    office.app.wait(then - now);
    office.agent = office.app.log_in(&office.agent.person.clone(), PASSWORD).await;
}

async fn remind(office: &Office) -> usize {
    notices::remind(&office.app.app).await.expect("looked")
}

async fn told(office: &Office) -> Vec<NoticeOut> {
    let page: NoticePage = office.app.call(&office.agent, Method::GET, "/notifications", None).await.expect(200);
    page.items.into_iter().filter(|notice| notice.event == NoticeKind::DeadlineNear).collect()
}

/// Reminders that went out by SMS.
async fn sms(office: &Office) -> usize {
    notices::send_outgoing(&office.app.app).await.expect("sent");
    let all = office.app.sms.kinds(&office.agent.person.mobile);
    all.into_iter().filter(|kind| *kind == "application-deadline-near").count()
}

#[tokio::test]
async fn one_is_reminded_once_ten_working_days_before_the_month_ends_and_by_day() {
    let mut office = Office::open().await;
    let draft = drafted(&office).await;
    for time in ["2026-12-16T10:00:00", "2026-12-17T08:59:00"] {
        at(&mut office, time).await;
        assert_eq!(remind(&office).await, 0, "{time}");
    }
    at(&mut office, "2026-12-17T09:00:00").await;
    assert_eq!(remind(&office).await, 1);
    let notices = told(&office).await;
    let [notice] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!((notice.application_id.as_str(), notice.name.as_str()), (draft.id.as_str(), "周桂兰"));
    assert_eq!(notice.last_day.map(|day| day.to_string()).as_deref(), Some("2026-12-31"));
    assert_eq!(sms(&office).await, 1);
    at(&mut office, "2026-12-30T10:00:00").await;
    assert_eq!((remind(&office).await, told(&office).await.len(), sms(&office).await), (0, 1, 1));
    // Nothing of the application itself has changed: whoever is at it saves over what they know.
    assert_eq!(office.now(&draft.id).await.revision, draft.revision);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_at_the_same_instant_remind_once() {
    let mut office = Office::open().await;
    drafted(&office).await;
    let (person, form) = (office.person().clone(), Office::good_form(office.person()));
    let november = office.create(&person).await;
    let november: ApplicationOut = office.save(&november, form).await.expect(200);
    let other = another_server(&office.app, 8, |_| {});
    let (one, two) = tokio::join!(notices::remind(&office.app.app), notices::remind(&other));
    assert_eq!(one.expect("looked") + two.expect("looked"), 1, "of November alone, whose end is near");
    assert_eq!(told(&office).await.len(), 1);
    at(&mut office, "2026-12-18T09:00:00").await;
    let (one, two) = tokio::join!(notices::remind(&office.app.app), notices::remind(&other));
    assert_eq!(one.expect("looked") + two.expect("looked"), 1, "a month that is over is no news");
    assert_eq!((told(&office).await.len(), sms(&office).await), (2, 2));
    assert_eq!(told(&office).await.iter().filter(|notice| notice.application_id == november.id).count(), 1);
}

#[tokio::test]
async fn nobody_is_reminded_of_what_was_submitted_until_it_is_the_enterprises_again() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    // The man's month is November, which ends in five working days.
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    assert_eq!((remind(&office).await, told(&office).await.len()), (0, 0));
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    assert_eq!(remind(&office).await, 0);
    office.decide(&first, &ready.id, Action::RequestCorrection).await.expect_status(200);
    assert_eq!((remind(&office).await, told(&office).await.len()), (1, 1));
}

#[tokio::test]
async fn what_was_rejected_waits_for_nobody_until_it_is_taken_up_again() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    office.decide(&first, &ready.id, Action::Reject).await.expect_status(200);
    assert_eq!(remind(&office).await, 0);
    let rejected = office.now(&ready.id).await;
    office.act(&rejected, "refile").await.expect_status(200);
    assert_eq!((remind(&office).await, told(&office).await.len()), (1, 1));
}

#[tokio::test]
async fn what_was_deleted_takes_its_reminder_along() {
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    assert_eq!((remind(&office).await, told(&office).await.len()), (1, 1));
    let path = format!("{PATH}/{}", ready.id);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.expect_status(204);
    assert_eq!((told(&office).await.len(), sms(&office).await), (0, 0));
    assert_eq!(remind(&office).await, 0);
}

#[tokio::test]
async fn another_month_is_another_reminder_and_the_same_one_again_is_none() {
    let mut office = Office::open().await;
    let draft = drafted(&office).await;
    let (_, form) = woman(&office);
    let moved: ApplicationOut = office.save(&draft, later(&form)).await.expect(200);
    assert_eq!(moved.retirement_month.map(|month| month.to_string()).as_deref(), Some("2027-01"));
    at(&mut office, "2026-12-18T10:00:00").await;
    assert_eq!(remind(&office).await, 0, "it was December");
    let back: ApplicationOut = office.save(&moved, form.clone()).await.expect(200);
    assert_eq!(remind(&office).await, 1);
    let moved: ApplicationOut = office.save(&back, later(&form)).await.expect(200);
    assert_eq!(remind(&office).await, 0, "January is far");
    let back: ApplicationOut = office.save(&moved, form.clone()).await.expect(200);
    remind(&office).await;
    assert_eq!((told(&office).await.len(), sms(&office).await), (1, 1), "of December one was told");
    office.save(&back, later(&form)).await.expect_status(200);
    at(&mut office, "2027-01-20T10:00:00").await;
    assert_eq!(remind(&office).await, 1);
    let days: Vec<_> = told(&office).await.into_iter().filter_map(|notice| notice.last_day).collect();
    assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2027-01-31", "2026-12-31"]);
    assert_eq!(sms(&office).await, 2);
}

#[tokio::test]
async fn who_wants_no_reminder_by_sms_gets_none() {
    let office = Office::open().await;
    let set = async |deadline: bool| {
        let wanted = json!({"submitted": true, "decided": true, "deadline": deadline});
        let path = "/notifications/settings";
        office.app.call(&office.agent, Method::PUT, path, Some(wanted)).await.expect_status(200);
    };
    set(false).await;
    office.ready(office.person()).await;
    assert_eq!((remind(&office).await, told(&office).await.len(), sms(&office).await), (1, 1, 0));
    set(true).await;
    assert_eq!(sms(&office).await, 0, "what was not wanted then is not sent now");
}

#[tokio::test]
async fn an_sms_that_waited_until_after_the_submission_is_not_sent() {
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    office.app.sms.set_broken(true);
    assert_eq!((remind(&office).await, sms(&office).await), (1, 0));
    office.act(&ready, "submit").await.expect_status(200);
    office.app.sms.set_broken(false);
    office.app.wait(chrono::Duration::minutes(3));
    assert_eq!(sms(&office).await, 0);
    assert!(office.app.sms.kinds(&office.agent.person.mobile).contains(&"application-submitted"), "others are");
    let left: Vec<String> = office
        .app
        .app
        .db
        .read("SELECT VALUE event FROM outgoing_sms", backend::adapters::surreal::Vars::new())
        .await
        .expect("rows")
        .take(0)
        .expect("events");
    assert_eq!(left, [""; 0], "nor later");
}
