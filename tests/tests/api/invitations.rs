//! Invitations: a new agent sets a password by a link from an SMS.

use chrono::Duration;
use integration_tests::people::PASSWORD;
use integration_tests::{Login, Person, TestApp};
use poem::http::Method;
use serde_json::{Value, json};
use shared::access::{AgentState, StepUpPurpose};
use shared::api::{AgentOut, AuditAction, InvitationOut};
use shared::legal;

async fn invite(app: &TestApp, legal: &Login, person: &Person) -> AgentOut {
    let mut form = app.agent_form(person, &["file_applications"]);
    form["start"] = json!("invitation");
    form["initial_password"] = json!("");
    app.call_proven(legal, StepUpPurpose::AddAgent, Method::POST, "/agents", Some(form)).await.expect(201)
}

fn acceptance(password: &str) -> Value {
    json!({
        "new_password": password, "terms_version": legal::TERMS.version, "privacy_version": legal::PRIVACY.version,
        "client": "native",
    })
}

#[tokio::test]
async fn an_invited_agent_sets_a_password_and_is_logged_in() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let person = Person::number(2);
    let agent = invite(&app, &legal, &person).await;
    assert_eq!((agent.state, agent.sms_sent), (AgentState::Invited, Some(true)));
    app.try_log_in(&person.mobile, PASSWORD).await.refused(401, "wrong_credentials");
    let token = app.sms.last_invitation(&person.mobile).unwrap();
    let path = format!("/invitations/{token}");
    let out: InvitationOut = app.get(&path).await.expect(200);
    assert_eq!((out.name.as_str(), out.account_name.as_str()), (person.name.as_str(), person.account_name.as_str()));
    let accept = format!("{path}/accept");
    app.post(&accept, acceptance("short")).await.refused_field("new_password", "password_too_short");
    app.post(&accept, json!({"new_password": PASSWORD})).await.refused_field("terms_version", "consent_required");
    let login = app.login_from(&app.post(&accept, acceptance(PASSWORD)).await, &person);
    assert_eq!(login.enterprise, legal.enterprise);
    app.post(&accept, acceptance(PASSWORD)).await.refused(410, "invitation_ended");
    app.get(&path).await.refused(410, "invitation_ended");
    app.log_in(&person, PASSWORD).await;
    assert!(app.log_of(&legal).await.contains(&AuditAction::InvitationAccepted));
}

#[tokio::test]
async fn a_new_invitation_ends_the_earlier_one_and_both_end_in_time() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let person = Person::number(2);
    let agent = invite(&app, &legal, &person).await;
    let first = app.sms.last_invitation(&person.mobile).unwrap();
    app.wait(Duration::minutes(5));
    let path = format!("/agents/{}/invitation", agent.id);
    app.call(&legal, Method::POST, &path, None).await.expect_status(204);
    app.call(&legal, Method::POST, &path, None).await.refused(429, "sms_too_many");
    let second = app.sms.last_invitation(&person.mobile).unwrap();
    app.get(&format!("/invitations/{first}")).await.refused(410, "invitation_ended");
    app.get(&format!("/invitations/{second}")).await.expect_status(200);
    app.wait(Duration::days(7));
    app.get(&format!("/invitations/{second}")).await.refused(410, "invitation_ended");
    app.get("/invitations/made-up").await.refused(410, "invitation_ended");
}

#[tokio::test]
async fn an_invitation_that_could_not_be_sent_is_said_and_sent_again() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let person = Person::number(2);
    let form = {
        let mut form = app.agent_form(&person, &["file_applications"]);
        form["start"] = json!("invitation");
        form
    };
    let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    app.sms.set_broken(true);
    let agent: AgentOut =
        app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", &proof)], Some(form)).await.expect(201);
    assert_eq!(agent.sms_sent, Some(false));
    let path = format!("/agents/{}/invitation", agent.id);
    app.call(&legal, Method::POST, &path, None).await.refused(503, "sms_unavailable");
    app.sms.set_broken(false);
    app.call(&legal, Method::POST, &path, None).await.expect_status(204);
    assert!(app.sms.last_invitation(&person.mobile).is_some());
}

#[tokio::test]
async fn who_has_a_password_is_not_invited() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.add_agent(&legal, &Person::number(2), &["file_applications"]).await;
    let path = format!("/agents/{}/invitation", agent.id);
    app.call(&legal, Method::POST, &path, None).await.refused(409, "action_not_allowed");
}

#[tokio::test]
async fn a_disabled_invitation_does_not_open() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let person = Person::number(2);
    let agent = invite(&app, &legal, &person).await;
    let token = app.sms.last_invitation(&person.mobile).unwrap();
    let switch = |what: &str| format!("/agents/{}/{what}", agent.id);
    let purpose = StepUpPurpose::SwitchAgent;
    app.call_proven(&legal, purpose, Method::POST, &switch("disable"), None).await.expect_status(200);
    app.post(&format!("/invitations/{token}/accept"), acceptance(PASSWORD)).await.refused(410, "invitation_ended");
    let out: AgentOut = app.call_proven(&legal, purpose, Method::POST, &switch("enable"), None).await.expect(200);
    assert_eq!(out.state, AgentState::Invited);
    app.post(&format!("/invitations/{token}/accept"), acceptance(PASSWORD)).await.expect_status(201);
}
