//! `insured-persons`: 获取社保信息.

use std::sync::Arc;

use backend::services::demo_insured::{self, DemoInsured};
use chrono::Duration;
use integration_tests::app::Outside;
use integration_tests::register::BrokenRegister;
use integration_tests::{Answer, Login, TestApp};
use poem::http::Method;
use serde_json::{Value, json};
use shared::api::{AuditAction, AuditPage, InsuredRecord};

const PATH: &str = "/insured-persons/search";
const NOT_FOUND: &str = "未查询到人员信息，请重新核对";

/// An application with the made-up insured persons in its register, and an agent who files for the first enterprise.
async fn filled() -> (TestApp, Login, Login) {
    let app = TestApp::new().await;
    demo_insured::fill(&app.app).await.unwrap();
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, &["file_applications"]).await;
    (app, legal, agent)
}

fn outside(register: BrokenRegister) -> Outside {
    Outside { register: Some(Arc::new(register)), ..Outside::default() }
}

fn form(person: &DemoInsured) -> Value {
    json!({"name": person.name, "document_type": person.document_type, "document_number": person.document_number})
}

async fn find(app: &TestApp, login: &Login, form: Value) -> Answer {
    app.call(login, Method::POST, PATH, Some(form)).await
}

#[tokio::test]
async fn what_the_register_knows_is_told_to_whoever_files() {
    let (app, legal, agent) = filled().await;
    for (login, person) in [(&agent, &demo_insured::people()[0]), (&legal, &demo_insured::people()[9])] {
        let found: InsuredRecord = find(&app, login, form(person)).await.expect(200);
        assert_eq!(found.fetched_at, app.app.clock.now());
        assert_eq!(found, InsuredRecord { fetched_at: found.fetched_at, ..person.record.clone() });
    }
    let typed = &demo_insured::people()[0];
    let spaced: String = typed.document_number.chars().flat_map(|digit| [digit, ' ']).collect();
    let typed = json!({"name": " 孙 德福 ", "document_type": "resident_id", "document_number": spaced});
    find(&app, &agent, typed).await.expect_status(200);
}

#[tokio::test]
async fn every_made_up_person_is_found() {
    let app = TestApp::with(|config| config.policy.register_lookups_per_hour = 1000).await;
    demo_insured::fill(&app.app).await.unwrap();
    let legal = app.legal_rep(1).await;
    for person in demo_insured::people().iter().step_by(7) {
        find(&app, &legal, form(person)).await.expect_status(200);
    }
}

#[tokio::test]
async fn looking_up_needs_login_and_permission() {
    let (app, legal, _) = filled().await;
    let person = &demo_insured::people()[0];
    app.post(PATH, form(person)).await.refused(401, "not_logged_in");
    let manager = app.agent(&legal, 3, &["manage_agents"]).await;
    find(&app, &manager, form(person)).await.refused(403, "not_permitted");
    assert!(!app.log_of(&legal).await.contains(&AuditAction::InsuredPersonLookedUp));
}

#[tokio::test]
async fn nobody_and_another_name_are_told_alike_and_exactly() {
    let (app, _, agent) = filled().await;
    let people = demo_insured::people();
    let mut other_name = form(&people[0]);
    other_name["name"] = json!("孙德禄");
    let mut other_number = form(&people[0]);
    other_number["document_number"] = json!("22010219650101001X");
    let mut messages = Vec::new();
    for form in [other_name, other_number] {
        let answer = find(&app, &agent, form).await;
        answer.refused_field("document_number", "insured_person_not_found");
        let problem = answer.refused(422, "invalid_input");
        messages.push(problem.errors[0].message.clone());
    }
    assert!(messages[0].contains(NOT_FOUND) && messages[0] == messages[1], "{messages:?}");
}

#[tokio::test]
async fn each_field_is_refused_by_its_name() {
    let (app, legal, agent) = filled().await;
    let good = form(&demo_insured::people()[0]);
    let cases = [
        ("name", json!(""), "required"),
        ("name", json!("孙1"), "person_name_characters"),
        ("document_type", json!(""), "choose_one"),
        ("document_type", json!("id_card"), "document_type_unknown"),
        ("document_number", json!(""), "required"),
        ("document_number", json!("511324199612163557"), "id_number_check"),
        ("document_number", json!("'; DELETE insured_person; --"), "id_number_length"),
    ];
    for (field, value, code) in cases {
        let mut form = good.clone();
        form[field] = value;
        find(&app, &agent, form).await.refused_field(field, code);
    }
    find(&app, &agent, json!({"name": ["孙德福"]})).await.refused(400, "malformed_request");
    assert!(!app.log_of(&legal).await.contains(&AuditAction::InsuredPersonLookedUp), "nobody was asked for");
}

#[tokio::test]
async fn the_log_says_who_asked_for_whom_and_why_found_or_not() {
    let (app, legal, agent) = filled().await;
    let person = &demo_insured::people()[0];
    find(&app, &agent, form(person)).await.expect_status(200);
    let mut nobody = form(person);
    nobody["name"] = json!("孙德禄");
    find(&app, &agent, nobody).await.expect_status(422);
    let log: AuditPage = app.call(&legal, Method::GET, "/audit-entries", None).await.expect(200);
    let entries: Vec<_> = log.items.iter().filter(|entry| entry.action == AuditAction::InsuredPersonLookedUp).collect();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        assert_eq!(entry.actor_name, agent.person.name);
        assert_eq!(entry.purpose.as_deref(), Some("retirement_application"));
        let subject = entry.subject_name.as_deref().unwrap();
        assert!(subject.starts_with("孙** 220***********"), "{subject}");
        assert!(!subject.contains(&person.document_number));
    }
}

#[tokio::test]
async fn one_person_asks_for_so_many_an_hour() {
    let app = TestApp::with(|config| config.policy.register_lookups_per_hour = 3).await;
    demo_insured::fill(&app.app).await.unwrap();
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, &["file_applications"]).await;
    let people = demo_insured::people();
    for person in &people[..3] {
        find(&app, &agent, form(person)).await.expect_status(200);
        app.wait(Duration::minutes(1));
    }
    let problem = find(&app, &agent, form(&people[3])).await.refused(429, "too_many_requests");
    assert_eq!(problem.retry_after_seconds, Some(57 * 60));
    let agent_again = app.log_in(&agent.person, integration_tests::people::PASSWORD).await;
    find(&app, &agent_again, form(&people[3])).await.refused(429, "too_many_requests");
    find(&app, &legal, form(&people[3])).await.expect_status(200);
    app.wait(Duration::minutes(58));
    find(&app, &agent, form(&people[3])).await.expect_status(200);
}

#[tokio::test]
async fn a_register_that_is_down_costs_no_allowance_and_leaves_an_entry() {
    let limit = |config: &mut backend::config::Config| config.policy.register_lookups_per_hour = 1;
    let person = &demo_insured::people()[0];
    for broken in [BrokenRegister::Unreachable, BrokenRegister::Refusing] {
        let app = TestApp::within(limit, outside(broken)).await;
        let legal = app.legal_rep(1).await;
        for _ in 0..2 {
            let problem = find(&app, &legal, form(person)).await.refused(503, "register_unavailable");
            assert!(problem.detail.contains("保留") && problem.detail.contains("再试"), "{}", problem.detail);
            assert_eq!(problem.retry_after_seconds, None);
        }
        assert!(app.log_of(&legal).await.contains(&AuditAction::InsuredPersonLookedUp));
    }
    let app = TestApp::within(|_| {}, outside(BrokenRegister::Resting(17))).await;
    let legal = app.legal_rep(1).await;
    let answer = find(&app, &legal, form(person)).await;
    assert_eq!(answer.refused(503, "register_unavailable").retry_after_seconds, Some(17));
    assert_eq!(answer.header("retry-after"), "17");
}

#[tokio::test]
async fn before_the_first_import_there_is_nobody() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let answer = find(&app, &legal, form(&demo_insured::people()[0])).await;
    answer.refused_field("document_number", "insured_person_not_found");
}
