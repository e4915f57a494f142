//! What only a demonstration offers: the outbox and the made-up people.

use backend::adapters::register_table;
use backend::config::Mode;
use backend::services::{demo, demo_insured};
use integration_tests::TestApp;
use integration_tests::servers::another_server;
use shared::api::ServiceInfo;

#[tokio::test]
async fn outside_a_demonstration_there_is_no_outbox() {
    let app = TestApp::with(|config| config.mode = Mode::Production).await;
    app.get("/demo/sms-outbox").await.refused(404, "not_found");
    let info: ServiceInfo = app.get("/service-info").await.expect(200);
    assert!(!info.demo);
    assert_eq!(info.today.to_string(), "2026-11-23");
}

#[tokio::test]
async fn demo_people_are_filled_once_and_log_in() {
    let app = TestApp::new().await;
    assert_eq!(demo::fill(&app.app).await.unwrap(), 5);
    assert_eq!(demo::fill(&app.app).await.unwrap(), 0);
    assert_eq!(demo_insured::fill(&app.app).await.unwrap(), demo_insured::COUNT);
    assert_eq!(demo_insured::fill(&app.app).await.unwrap(), 0, "the table is filled once");
    for account in demo::accounts() {
        app.try_log_in(&account.mobile, demo::PASSWORD).await.expect_status(201);
    }
    app.get("/demo/sms-outbox?mobile=123").await.refused_field("mobile", "phone_format");
    app.get("/demo/sms-outbox").await.expect_status(200);
}

#[tokio::test]
async fn servers_that_start_at_the_same_instant_fill_it_in_together() {
    let app = TestApp::new().await;
    let other = another_server(&app, 9, |_| {});
    let (one, two) = tokio::join!(demo::fill(&app.app), demo::fill(&other));
    assert_eq!(one.expect("filled") + two.expect("filled"), 5);
    let (one, two) = tokio::join!(demo_insured::fill(&app.app), demo_insured::fill(&other));
    assert!(one.expect("filled") + two.expect("filled") >= demo_insured::COUNT);
    let register = register_table::current(&app.app.db).await.expect("looked").expect("a register");
    assert_eq!(usize::try_from(register.persons).ok(), Some(demo_insured::COUNT));
    for account in demo::accounts() {
        app.try_log_in(&account.mobile, demo::PASSWORD).await.expect_status(201);
    }
}
