//! `agents`: 经办人管理.

use chrono::Duration;
use integration_tests::people::{OTHER_PASSWORD, PASSWORD};
use integration_tests::{Login, Person, TestApp};
use poem::http::Method;
use serde_json::{Value, json};
use shared::access::{AgentAction, AgentState, Permission, StepUpPurpose};
use shared::api::{AgentOut, AgentPage, AuditAction, AuditPage, MeOut};

const FILE: &[&str] = &["file_applications"];
const BOTH: &[&str] = &["file_applications", "manage_agents"];

async fn edit(app: &TestApp, manager: &Login, agent: &AgentOut, change: Value) -> integration_tests::Answer {
    let mut form = json!({
        "name": agent.name, "document_type": agent.document_type, "account_name": agent.account_name,
        "permissions": agent.permissions, "valid_until": "", "revision": agent.revision,
    });
    for (field, value) in change.as_object().unwrap() {
        form[field] = value.clone();
    }
    let path = format!("/agents/{}", agent.id);
    app.call_proven(manager, StepUpPurpose::EditAgent, Method::PUT, &path, Some(form)).await
}

#[tokio::test]
async fn an_agent_is_added_listed_and_logs_in() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let person = Person::number(2);
    let added = app.add_agent(&legal, &person, FILE).await;
    assert_eq!(
        (added.state, added.permissions.as_slice()),
        (AgentState::Active, [Permission::FileApplications].as_slice())
    );
    assert!(!added.is_self && !added.shared_identity);
    let page: AgentPage = app.call(&legal, Method::GET, "/agents", None).await.expect(200);
    assert_eq!(page.items.iter().map(|agent| &agent.id).collect::<Vec<_>>(), [&added.id]);
    let login = app.log_in(&person, PASSWORD).await;
    assert_eq!(login.enterprise, legal.enterprise);
    let log: AuditPage = app.call(&legal, Method::GET, "/audit-entries", None).await.expect(200);
    let entry = log.items.iter().find(|entry| entry.action == AuditAction::AgentAdded).unwrap();
    assert_eq!(
        (entry.actor_name.as_str(), entry.subject_name.as_deref()),
        (legal.person.name.as_str(), Some(person.name.as_str()))
    );
}

#[tokio::test]
async fn adding_needs_login_permission_and_proof() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let form = app.agent_form(&Person::number(3), FILE);
    app.post("/agents", &form).await.refused(401, "not_logged_in");
    let agent = app.agent(&legal, 2, FILE).await;
    app.call(&agent, Method::POST, "/agents", Some(form.clone())).await.refused(403, "not_permitted");
    app.call(&agent, Method::GET, "/agents", None).await.refused(403, "not_permitted");
    app.call(&legal, Method::POST, "/agents", Some(form)).await.refused(403, "step_up_required");
}

#[tokio::test]
async fn each_field_of_a_new_agent_is_refused_by_its_name() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let good = app.agent_form(&Person::number(2), FILE);
    let cases: [(&str, Value, &str); 13] = [
        ("name", json!(""), "required"),
        ("name", json!("王".repeat(60)), "too_long"),
        ("document_type", json!("x"), "document_type_unknown"),
        ("document_number", json!("511324199612163557"), "id_number_check"),
        ("mobile", json!("1380000"), "phone_format"),
        ("account_name", json!("1abc"), "account_name_start"),
        ("account_name", json!("a"), "too_short"),
        ("initial_password", json!("short"), "password_too_short"),
        ("initial_password", json!("Passw0rd!"), "password_common"),
        ("permissions", json!([]), "permission_required"),
        ("valid_until", json!("tomorrow"), "date_format"),
        ("valid_until", json!("2026-11-22"), "date_in_past"),
        ("name", json!("'; DROP TABLE user; --"), "person_name_characters"),
    ];
    let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    for (field, value, code) in cases {
        let mut form = good.clone();
        form[field] = value;
        let answer = app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", &proof)], Some(form)).await;
        answer.refused_field(field, code);
    }
}

#[tokio::test]
async fn duplicates_within_the_enterprise_are_refused_by_field() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let first = Person::number(2);
    app.add_agent(&legal, &first, FILE).await;
    let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    for (field, value) in
        [("mobile", &first.mobile), ("document_number", &first.document_number), ("account_name", &first.account_name)]
    {
        let mut form = app.agent_form(&Person::number(3), FILE);
        form[field] = json!(value);
        let answer = app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", &proof)], Some(form)).await;
        answer.refused_field(field, "taken_in_enterprise");
    }
    let mut form = app.agent_form(&Person::number(3), FILE);
    form["mobile"] = json!(legal.person.mobile);
    let answer = app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", &proof)], Some(form)).await;
    answer.refused_field("mobile", "taken_in_enterprise");
}

#[tokio::test]
async fn search_finds_by_name_account_name_and_number() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    for serial in 2..6 {
        app.add_agent(&legal, &Person::number(serial), FILE).await;
    }
    let wanted = Person::number(4);
    let last_four = &wanted.mobile[7..];
    for search in [wanted.name.as_str(), "PERSON4", last_four, &wanted.mobile] {
        let path = format!("/agents?search={}", urlencode(search));
        let page: AgentPage = app.call(&legal, Method::GET, &path, None).await.expect(200);
        let names: Vec<_> = page.items.iter().map(|agent| agent.account_name.as_str()).collect();
        assert_eq!(names, ["person4"], "{search}");
    }
    let page: AgentPage = app.call(&legal, Method::GET, "/agents?search=nobody", None).await.expect(200);
    assert!(page.items.is_empty());
    let path = format!("/agents?search={}", "a".repeat(65));
    app.call(&legal, Method::GET, &path, None).await.refused_field("search", "search_too_long");
}

fn urlencode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repeat() {
    let app = TestApp::with(|config| config.policy.sms_per_day = 1000).await;
    let legal = app.legal_rep(1).await;
    for serial in 2..27 {
        app.add_agent(&legal, &Person::number(serial), FILE).await;
    }
    let first: AgentPage = app.call(&legal, Method::GET, "/agents", None).await.expect(200);
    assert_eq!(first.items.len(), 20);
    let path = format!("/agents?cursor={}", first.next_cursor.unwrap());
    let second: AgentPage = app.call(&legal, Method::GET, &path, None).await.expect(200);
    assert_eq!((second.items.len(), second.next_cursor), (5, None));
    let mut ids: Vec<_> = first.items.iter().chain(&second.items).map(|agent| agent.id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 25);
    app.call(&legal, Method::GET, "/agents?cursor=%21%21", None).await.refused_field("cursor", "cursor_invalid");
}

#[tokio::test]
async fn an_edit_changes_what_was_asked_and_says_so_in_the_log() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.add_agent(&legal, &Person::number(2), FILE).await;
    let other = Person::number(7);
    let change = json!({
        "name": other.name, "mobile": other.mobile, "document_number": other.document_number, "account_name": "renamed",
        "permissions": BOTH, "valid_until": "2027-06-30",
    });
    let edited: AgentOut = edit(&app, &legal, &agent, change).await.expect(200);
    assert_eq!(
        (edited.name.as_str(), edited.account_name.as_str(), edited.permissions.len()),
        (other.name.as_str(), "renamed", 2)
    );
    assert_eq!(edited.valid_until.unwrap().to_string(), "2027-06-30");
    assert!(edited.revision > agent.revision);
    app.try_log_in(&Person::number(2).mobile, PASSWORD).await.refused(401, "wrong_credentials");
    app.try_log_in("person2", PASSWORD).await.refused(401, "wrong_credentials");
    app.log_in(&other, PASSWORD).await;
    app.try_log_in("renamed", PASSWORD).await.expect_status(201);
    let log: AuditPage = app.call(&legal, Method::GET, "/audit-entries", None).await.expect(200);
    let entry = log.items.iter().find(|entry| entry.action == AuditAction::AgentEdited).unwrap();
    assert_eq!(
        entry.changed_fields,
        ["name", "document_number", "mobile", "account_name", "permissions", "valid_until"]
    );
    // What was given up is free again.
    app.add_agent(&legal, &Person::number(2), FILE).await;
}

#[tokio::test]
async fn a_stale_edit_is_a_conflict_and_changes_nothing() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.add_agent(&legal, &Person::number(2), FILE).await;
    edit(&app, &legal, &agent, json!({"permissions": BOTH})).await.expect_status(200);
    edit(&app, &legal, &agent, json!({"permissions": ["manage_agents"]})).await.refused(409, "revision_conflict");
    let now: AgentOut = app.call(&legal, Method::GET, &format!("/agents/{}", agent.id), None).await.expect(200);
    assert_eq!(now.permissions, Permission::ALL);
}

#[tokio::test]
async fn an_edit_cannot_take_what_another_agent_has() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.add_agent(&legal, &Person::number(2), FILE).await;
    let other = Person::number(3);
    app.add_agent(&legal, &other, FILE).await;
    edit(&app, &legal, &agent, json!({"mobile": other.mobile}))
        .await
        .refused_field("mobile", "mobile_of_another_person");
    edit(&app, &legal, &agent, json!({"account_name": other.account_name}))
        .await
        .refused_field("account_name", "taken");
    let change = json!({"document_number": other.document_number});
    edit(&app, &legal, &agent, change).await.refused_field("document_number", "document_of_another_person");
}

#[tokio::test]
async fn a_new_password_from_a_manager_ends_sessions_and_has_to_be_changed() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, FILE).await;
    let path = format!("/agents/{}/password", agent.user_id);
    let bad = Some(json!({"new_password": "12345678"}));
    let purpose = StepUpPurpose::SetAgentPassword;
    app.call_proven(&legal, purpose, Method::PUT, &path, bad).await.refused_field("new_password", "password_classes");
    let good = Some(json!({"new_password": OTHER_PASSWORD}));
    app.call(&legal, Method::PUT, &path, good.clone()).await.refused(403, "step_up_required");
    app.call_proven(&legal, purpose, Method::PUT, &path, good).await.expect_status(204);
    app.call(&agent, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.try_log_in(&agent.person.mobile, PASSWORD).await.refused(401, "wrong_credentials");
    let login = app.log_in(&agent.person, OTHER_PASSWORD).await;
    let me: MeOut = app.call(&login, Method::GET, "/me", None).await.expect(200);
    assert!(me.must_change_password);
    assert!(app.sms.kinds(&agent.person.mobile).contains(&"agent-password-set"));
    assert!(app.log_of(&legal).await.contains(&AuditAction::AgentPasswordSet));
}

#[tokio::test]
async fn a_disabled_agent_is_out_at_once_and_in_again_when_enabled() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, FILE).await;
    let switch = |what: &str| format!("/agents/{}/{what}", agent.user_id);
    let purpose = StepUpPurpose::SwitchAgent;
    app.call(&legal, Method::POST, &switch("disable"), None).await.refused(403, "step_up_required");
    app.call_proven(&legal, purpose, Method::POST, &switch("enable"), None).await.refused(409, "action_not_allowed");
    let out: AgentOut = app.call_proven(&legal, purpose, Method::POST, &switch("disable"), None).await.expect(200);
    assert_eq!(out.state, AgentState::Disabled);
    assert!(out.actions.contains(&AgentAction::Enable) && !out.actions.contains(&AgentAction::Disable));
    app.call(&agent, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.try_log_in(&agent.person.mobile, PASSWORD).await.refused(403, "no_membership");
    app.call_proven(&legal, purpose, Method::POST, &switch("enable"), None).await.expect_status(200);
    app.log_in(&agent.person, PASSWORD).await;
    let log = app.log_of(&legal).await;
    assert!(log.contains(&AuditAction::AgentDisabled) && log.contains(&AuditAction::AgentEnabled));
}

#[tokio::test]
async fn a_deleted_agent_is_gone_and_its_number_free() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, FILE).await;
    let path = format!("/agents/{}", agent.user_id);
    app.call(&legal, Method::DELETE, &path, None).await.refused(403, "step_up_required");
    app.call_proven(&legal, StepUpPurpose::DeleteAgent, Method::DELETE, &path, None).await.expect_status(204);
    app.call(&agent, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.try_log_in(&agent.person.mobile, PASSWORD).await.refused(401, "wrong_credentials");
    app.call(&legal, Method::GET, &path, None).await.refused(404, "not_found");
    let again = app.add_agent(&legal, &agent.person, FILE).await;
    assert_ne!(again.id, agent.user_id, "a new account, not the old one revived");
    assert!(app.log_of(&legal).await.contains(&AuditAction::AgentDeleted));
}

#[tokio::test]
async fn after_its_last_day_an_agent_is_out() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let mut form = app.agent_form(&Person::number(2), FILE);
    form["valid_until"] = json!("2026-12-31");
    let added: AgentOut =
        app.call_proven(&legal, StepUpPurpose::AddAgent, Method::POST, "/agents", Some(form)).await.expect(201);
    let login = app.log_in(&Person::number(2), PASSWORD).await;
    app.wait(Duration::days(45));
    app.try_log_in(&login.person.mobile, PASSWORD).await.refused(403, "no_membership");
    let legal = app.log_in(&legal.person, PASSWORD).await;
    let now: AgentOut = app.call(&legal, Method::GET, &format!("/agents/{}", added.id), None).await.expect(200);
    assert_eq!(now.state, AgentState::Expired);
}

#[tokio::test]
async fn a_managing_agent_gives_only_what_it_has_and_never_touches_itself_or_the_legal_rep() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let manager = app.agent(&legal, 2, &["manage_agents"]).await;
    let form = app.agent_form(&Person::number(3), BOTH);
    let answer = app.call_proven(&manager, StepUpPurpose::AddAgent, Method::POST, "/agents", Some(form)).await;
    answer.refused_field("permissions", "permission_not_held");
    let agent = app.add_agent(&manager, &Person::number(3), &["manage_agents"]).await;
    edit(&app, &manager, &agent, json!({"permissions": BOTH}))
        .await
        .refused_field("permissions", "permission_not_held");
    let myself: AgentOut =
        app.call(&manager, Method::GET, &format!("/agents/{}", manager.user_id), None).await.expect(200);
    assert!(myself.is_self && myself.actions.is_empty());
    edit(&app, &manager, &myself, json!({"permissions": BOTH})).await.refused(403, "not_permitted");
    for (id, status, code) in [(&manager.user_id, 403, "not_permitted"), (&legal.user_id, 404, "not_found")] {
        let path = format!("/agents/{id}");
        let purpose = StepUpPurpose::DeleteAgent;
        app.call_proven(&manager, purpose, Method::DELETE, &path, None).await.refused(status, code);
        let purpose = StepUpPurpose::SwitchAgent;
        let path = format!("/agents/{id}/disable");
        app.call_proven(&manager, purpose, Method::POST, &path, None).await.refused(status, code);
    }
}

#[tokio::test]
async fn a_demoted_manager_stops_managing_at_once() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let manager = app.agent(&legal, 2, BOTH).await;
    let row: AgentOut = app.call(&legal, Method::GET, &format!("/agents/{}", manager.user_id), None).await.expect(200);
    app.call(&manager, Method::GET, "/agents", None).await.expect_status(200);
    edit(&app, &legal, &row, json!({"permissions": FILE})).await.expect_status(200);
    let manager = app.log_in(&manager.person, PASSWORD).await;
    app.call(&manager, Method::GET, "/agents", None).await.refused(403, "not_permitted");
}
