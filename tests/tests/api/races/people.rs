//! One person, several enterprises: whoever is a member has a way in, and an account that has ended leaves nothing behind.

use std::sync::Arc;

use backend::adapters::surreal::{Vars, record};
use integration_tests::people::{OTHER_PASSWORD, PASSWORD};
use integration_tests::{Answer, Login, Person, TestApp};
use poem::http::Method;
use serde_json::{Value, json};
use shared::access::{AgentState, StepUpPurpose};
use shared::api::AgentOut;
use shared::legal;
use surrealdb_types::RecordId;

use super::together;

const ROUNDS: u32 = 16;

/// An application whose sessions and proofs last, with the legal representatives of two enterprises.
async fn two_enterprises() -> (Arc<TestApp>, Login, Login) {
    let app = TestApp::with(|config| {
        config.policy.session_absolute_hours = 1_000_000;
        config.policy.session_idle_minutes = 60_000_000;
        config.policy.step_up_minutes = 60_000_000;
        config.policy.invitation_days = 10_000;
        (config.policy.sms_per_hour, config.policy.sms_per_day) = (1_000, 1_000);
    })
    .await;
    let (first, second) = (app.legal_rep(1).await, app.legal_rep(2).await);
    (Arc::new(app), first, second)
}

/// A request of a manager with a proof that was given before.
async fn with_proof(
    app: Arc<TestApp>,
    login: Login,
    proof: String,
    method: Method,
    path: String,
    body: Option<Value>,
) -> Answer {
    app.call_with(&login, method, &path, &[("X-Step-Up", &proof)], body).await
}

/// Whether somebody whom an enterprise has added can log in, by their password or by the invitation that they got.
async fn has_a_way_in(app: &TestApp, person: &Person, agent: &AgentOut) -> bool {
    if agent.state == AgentState::Invited {
        let Some(token) = app.sms.last_invitation(&person.mobile) else { return false };
        let acceptance = json!({
            "new_password": PASSWORD, "terms_version": legal::TERMS.version,
            "privacy_version": legal::PRIVACY.version, "client": "native",
        });
        app.post(&format!("/invitations/{token}/accept"), acceptance).await.expect_status(201);
    }
    app.try_log_in(&person.mobile, PASSWORD).await.status.is_success()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn deleted_while_another_adds_has_a_way_in() {
    let (app, first, second) = two_enterprises().await;
    for round in 0..ROUNDS {
        let person = Person::number(100 + round);
        let agent = app.add_agent(&first, &person, &["file_applications"]).await;
        let to_delete = app.step_up(&first, StepUpPurpose::DeleteAgent).await;
        let to_add = app.step_up(&second, StepUpPurpose::AddAgent).await;
        let form = app.agent_form(&person, &["file_applications"]);
        let path = format!("/agents/{}", agent.id);
        let delete = with_proof(Arc::clone(&app), first.clone(), to_delete, Method::DELETE, path, None);
        let add = with_proof(Arc::clone(&app), second.clone(), to_add, Method::POST, "/agents".to_owned(), Some(form));
        let (added, deleted) = together(round as usize * 3, add, delete).await;
        deleted.expect_status(204);
        let added: AgentOut = added.expect(201);
        assert!(has_a_way_in(&app, &person, &added).await, "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn added_before_the_first_password_has_a_way_in() {
    let (app, first, second) = two_enterprises().await;
    let person = Person::number(50);
    let mut form = app.agent_form(&person, &["file_applications"]);
    form["start"] = json!("invitation");
    form["initial_password"] = json!("");
    let purpose = StepUpPurpose::AddAgent;
    let agent: AgentOut = app.call_proven(&first, purpose, Method::POST, "/agents", Some(form)).await.expect(201);
    let added = app.add_agent(&second, &person, &["file_applications"]).await;
    assert_eq!(added.id, agent.id);
    let path = format!("/agents/{}", agent.id);
    app.call_proven(&first, StepUpPurpose::DeleteAgent, Method::DELETE, &path, None).await.expect_status(204);
    assert!(has_a_way_in(&app, &person, &added).await, "the second enterprise's invitation");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn edited_while_deleted_leaves_no_reservation() {
    let (app, first, _) = two_enterprises().await;
    let manager = app.agent(&first, 3, &["manage_agents", "file_applications"]).await;
    for round in 0..ROUNDS {
        let agent = app.add_agent(&first, &Person::number(200 + round), &["file_applications"]).await;
        let to_delete = app.step_up(&first, StepUpPurpose::DeleteAgent).await;
        let to_edit = app.step_up(&manager, StepUpPurpose::EditAgent).await;
        let edited = json!({
            "name": agent.name, "document_type": agent.document_type, "account_name": agent.account_name,
            "mobile": Person::number(300 + round).mobile, "permissions": agent.permissions, "revision": agent.revision,
        });
        let path = format!("/agents/{}", agent.id);
        let delete = with_proof(Arc::clone(&app), first.clone(), to_delete, Method::DELETE, path.clone(), None);
        let edit = with_proof(Arc::clone(&app), manager.clone(), to_edit, Method::PUT, path, Some(edited));
        let (_, deleted) = together(round as usize * 3, edit, delete).await;
        deleted.expect_status(204);
        let vars = Vars::new().set("user", record("user", &agent.id));
        let query = "SELECT VALUE id FROM claim WHERE user = $user";
        let left: Vec<RecordId> = app.app.db.read(query, vars).await.unwrap().take(0).unwrap();
        assert_eq!(left, [], "round {round}: number, document and name are free");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn accepted_while_disabled_stays_disabled() {
    let (app, first, _) = two_enterprises().await;
    for round in 0..ROUNDS {
        let person = Person::number(400 + round);
        let mut form = app.agent_form(&person, &["file_applications"]);
        form["start"] = json!("invitation");
        form["initial_password"] = json!("");
        let purpose = StepUpPurpose::AddAgent;
        let agent: AgentOut = app.call_proven(&first, purpose, Method::POST, "/agents", Some(form)).await.expect(201);
        let token = app.sms.last_invitation(&person.mobile).unwrap();
        let proof = app.step_up(&first, StepUpPurpose::SwitchAgent).await;
        let path = format!("/agents/{}/disable", agent.id);
        let disable = with_proof(Arc::clone(&app), first.clone(), proof, Method::POST, path, None);
        let accept = {
            let app = Arc::clone(&app);
            let acceptance = json!({
                "new_password": PASSWORD, "terms_version": legal::TERMS.version,
                "privacy_version": legal::PRIVACY.version, "client": "native",
            });
            async move { app.post(&format!("/invitations/{token}/accept"), acceptance).await }
        };
        let (_, disabled) = together(round as usize * 3, accept, disable).await;
        disabled.expect_status(200);
        let path = format!("/agents/{}", agent.id);
        let now: AgentOut = app.call(&first, Method::GET, &path, None).await.expect(200);
        assert_eq!(now.state, AgentState::Disabled, "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reset_ends_logins_under_way() {
    let (app, first, _) = two_enterprises().await;
    let person = first.person.clone();
    let (mut old, mut new) = (PASSWORD, OTHER_PASSWORD);
    for round in 0..ROUNDS * 2 {
        let code = app.code(&person.mobile, "reset_password").await;
        let reset = {
            let (app, body) =
                (Arc::clone(&app), json!({"mobile": person.mobile, "sms_code": code, "new_password": new}));
            async move { app.post("/password-resets", body).await }
        };
        let login = {
            let (app, mobile) = (Arc::clone(&app), person.mobile.clone());
            async move { app.try_log_in(&mobile, old).await }
        };
        let (reset, login) = together(round as usize, reset, login).await;
        reset.expect_status(204);
        if login.status.is_success() {
            let opened = app.login_from(&login, &person);
            app.call(&opened, Method::GET, "/me", None).await.refused(401, "not_logged_in");
        }
        std::mem::swap(&mut old, &mut new);
    }
}
