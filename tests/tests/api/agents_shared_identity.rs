//! A person who acts for several enterprises: one login of their own, which no enterprise can take over.

use integration_tests::people::PASSWORD;
use integration_tests::{Login, Person, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::access::StepUpPurpose;
use shared::api::{AgentOut, MeOut};

const FILE: &[&str] = &["file_applications"];

/// An agent of the first enterprise whom the second adds too.
async fn shared(app: &TestApp) -> (Login, Login, Login, AgentOut) {
    let (first, second) = (app.legal_rep(1).await, app.legal_rep(2).await);
    let agent = app.agent(&first, 3, FILE).await;
    let added = app.add_agent(&second, &agent.person, &["file_applications", "manage_agents"]).await;
    (first, second, agent, added)
}

#[tokio::test]
async fn a_person_with_an_account_joins_with_their_own_login() {
    let app = TestApp::new().await;
    let (_, _, agent, added) = shared(&app).await;
    assert_eq!(added.id, agent.user_id);
    assert!(added.shared_identity);
    assert_eq!(added.sms_sent, Some(true));
    assert!(app.sms.kinds(&agent.person.mobile).contains(&"agent-added"));
    let login = app.log_in(&agent.person, PASSWORD).await;
    let me: MeOut = app.call(&login, Method::GET, "/me", None).await.expect(200);
    assert_eq!(me.memberships.len(), 2);
    assert!(!me.must_change_password);
}

#[tokio::test]
async fn neither_enterprise_can_change_their_login() {
    let app = TestApp::new().await;
    let (first, second, agent, _) = shared(&app).await;
    for manager in [&first, &second] {
        let path = format!("/agents/{}", agent.user_id);
        let row: AgentOut = app.call(manager, Method::GET, &path, None).await.expect(200);
        let password = Some(json!({"new_password": "Hijack-Try1"}));
        let purpose = StepUpPurpose::SetAgentPassword;
        let answer = app.call_proven(manager, purpose, Method::PUT, &format!("{path}/password"), password).await;
        answer.refused(409, "shared_identity");
        for (field, value) in [("mobile", Person::number(9).mobile), ("name", "新名字".to_owned())] {
            let mut form = json!({
                "name": row.name, "document_type": row.document_type, "account_name": row.account_name,
                "permissions": row.permissions, "revision": row.revision,
            });
            form[field] = json!(value);
            let answer = app.call_proven(manager, StepUpPurpose::EditAgent, Method::PUT, &path, Some(form)).await;
            answer.refused(409, "shared_identity");
        }
    }
    app.log_in(&agent.person, PASSWORD).await;
}

#[tokio::test]
async fn deleted_in_one_enterprise_they_go_on_in_the_other() {
    let app = TestApp::new().await;
    let (first, second, agent, _) = shared(&app).await;
    let here = app.log_in(&agent.person, PASSWORD).await;
    for (login, enterprise) in [(&agent, &first.enterprise), (&here, &second.enterprise)] {
        let body = json!({"enterprise_id": enterprise});
        app.call(login, Method::PUT, "/sessions/current/enterprise", Some(body)).await.expect_status(200);
    }
    let path = format!("/agents/{}", agent.user_id);
    app.call_proven(&first, StepUpPurpose::DeleteAgent, Method::DELETE, &path, None).await.expect_status(204);
    app.call(&agent, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.call(&here, Method::GET, "/me", None).await.expect_status(200);
    let login = app.log_in(&agent.person, PASSWORD).await;
    assert_eq!(login.enterprise, second.enterprise);
    let row: AgentOut = app.call(&second, Method::GET, &path, None).await.expect(200);
    assert!(!row.shared_identity, "now the second enterprise's alone");
}

#[tokio::test]
async fn a_number_with_another_document_is_refused_at_the_number() {
    let app = TestApp::new().await;
    let (first, second) = (app.legal_rep(1).await, app.legal_rep(2).await);
    let agent = app.agent(&first, 3, FILE).await;
    let proof = app.step_up(&second, StepUpPurpose::AddAgent).await;
    let mut form = app.agent_form(&Person::number(4), FILE);
    form["mobile"] = json!(agent.person.mobile);
    let headers = [("X-Step-Up", proof.as_str())];
    let answer = app.call_with(&second, Method::POST, "/agents", &headers, Some(form)).await;
    answer.refused_field("mobile", "mobile_of_another_person");
    let mut form = app.agent_form(&Person::number(4), FILE);
    form["document_number"] = json!(agent.person.document_number);
    let answer = app.call_with(&second, Method::POST, "/agents", &headers, Some(form)).await;
    answer.refused_field("document_number", "document_of_another_person");
}
