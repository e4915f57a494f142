//! `step-ups`: a proof is fresh, single-use, and bound to session, purpose and minutes.

use chrono::Duration;
use integration_tests::people::PASSWORD;
use integration_tests::{Person, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::access::StepUpPurpose;
use shared::api::AuditAction;

#[tokio::test]
async fn a_proof_works_once() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    let headers = [("X-Step-Up", proof.as_str())];
    let form = app.agent_form(&Person::number(2), &["file_applications"]);
    app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await.expect_status(201);
    let form = app.agent_form(&Person::number(3), &["file_applications"]);
    let answer = app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await;
    answer.refused(403, "step_up_required");
    assert!(app.log_of(&legal).await.contains(&AuditAction::StepUpPassed));
}

#[tokio::test]
async fn a_proof_survives_a_refused_form() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    let headers = [("X-Step-Up", proof.as_str())];
    let mut form = app.agent_form(&Person::number(2), &["file_applications"]);
    form["mobile"] = json!("1");
    app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await.refused_field("mobile", "phone_format");
    let form = app.agent_form(&Person::number(2), &["file_applications"]);
    app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await.expect_status(201);
}

#[tokio::test]
async fn a_proof_is_bound_to_purpose_session_and_minutes() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let elsewhere = app.log_in(&legal.person, PASSWORD).await;
    let form = app.agent_form(&Person::number(2), &["file_applications"]);
    let wrong_purpose = app.step_up(&legal, StepUpPurpose::DeleteAgent).await;
    let other_session = app.step_up(&elsewhere, StepUpPurpose::AddAgent).await;
    let late = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    app.wait(Duration::minutes(i64::from(app.app.config.policy.step_up_minutes)));
    for proof in [wrong_purpose.as_str(), &other_session, &late, "", "made-up"] {
        let answer = app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", proof)], Some(form.clone())).await;
        answer.refused(403, "step_up_required");
    }
}

#[tokio::test]
async fn wrong_password_and_wrong_code_are_named_and_logged() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    app.wait(Duration::hours(1));
    let ask = json!({"purpose": "add_agent"});
    app.call(&legal, Method::POST, "/step-ups/sms-code", Some(ask)).await.expect_status(202);
    let code = app.sms.last_code(&legal.person.mobile).unwrap();
    let body = json!({"purpose": "add_agent", "password": "Wrong-Guess1", "sms_code": code});
    app.call(&legal, Method::POST, "/step-ups", Some(body)).await.refused_field("password", "wrong_credentials");
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let body = json!({"purpose": "add_agent", "password": PASSWORD, "sms_code": wrong});
    app.call(&legal, Method::POST, "/step-ups", Some(body)).await.refused_field("sms_code", "sms_code_rejected");
    let body = json!({"purpose": "delete_agent", "password": PASSWORD, "sms_code": code});
    app.call(&legal, Method::POST, "/step-ups", Some(body)).await.refused_field("sms_code", "sms_code_rejected");
    let body = json!({"purpose": "add_agent", "password": "", "sms_code": ""});
    let answer = app.call(&legal, Method::POST, "/step-ups", Some(body)).await;
    answer.refused_field("password", "required");
    answer.refused_field("sms_code", "required");
    let failed = app.log_of(&legal).await.into_iter().filter(|action| *action == AuditAction::StepUpFailed).count();
    assert_eq!(failed, 3);
}

#[tokio::test]
async fn guessing_the_password_locks() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let body = json!({"purpose": "add_agent", "password": "Wrong-Guess1", "sms_code": "123456"});
    for _ in 0..5 {
        app.call(&legal, Method::POST, "/step-ups", Some(body.clone())).await.expect_status(422);
    }
    app.call(&legal, Method::POST, "/step-ups", Some(body)).await.refused(429, "locked_out");
}

#[tokio::test]
async fn an_agent_without_the_permission_gets_neither_code_nor_proof() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, &["file_applications"]).await;
    let ask = json!({"purpose": "add_agent"});
    app.call(&agent, Method::POST, "/step-ups/sms-code", Some(ask)).await.refused(403, "not_permitted");
    let body = json!({"purpose": "add_agent", "password": PASSWORD, "sms_code": "123456"});
    app.call(&agent, Method::POST, "/step-ups", Some(body)).await.refused(403, "not_permitted");
}

#[tokio::test]
async fn switching_the_enterprise_ends_proofs() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let form = app.registration(&legal.person, 2).await;
    app.post("/enterprises", &form).await.expect_status(201);
    let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    let choose = json!({"enterprise_id": form["credit_code"]});
    app.call(&legal, Method::PUT, "/sessions/current/enterprise", Some(choose)).await.expect_status(200);
    let agent = app.agent_form(&Person::number(3), &["file_applications"]);
    let answer = app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", &proof)], Some(agent)).await;
    answer.refused(403, "step_up_required");
}
