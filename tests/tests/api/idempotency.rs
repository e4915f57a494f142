//! A retried create is one create.

use integration_tests::{Person, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::access::StepUpPurpose;
use shared::api::{AgentOut, AgentPage};

#[tokio::test]
async fn a_repeated_registration_is_one_enterprise_and_logs_in_again() {
    let app = TestApp::new().await;
    let person = Person::number(1);
    let form = app.registration(&person, 1).await;
    let body = serde_json::to_vec(&form).unwrap();
    let headers = [("Idempotency-Key", "one")];
    let first = app.send(Method::POST, "/enterprises", &headers, Some(body.clone())).await;
    let again = app.send(Method::POST, "/enterprises", &headers, Some(body)).await;
    let (first, again) = (app.login_from(&first, &person), app.login_from(&again, &person));
    assert_eq!((&first.user_id, &first.enterprise), (&again.user_id, &again.enterprise));
    let mut other = form;
    other["enterprise_name"] = json!("另一家企业有限公司");
    let body = serde_json::to_vec(&other).unwrap();
    let answer = app.send(Method::POST, "/enterprises", &headers, Some(body)).await;
    answer.refused(409, "idempotency_mismatch");
}

#[tokio::test]
async fn a_repeated_add_is_one_agent() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
    let form = app.agent_form(&Person::number(2), &["file_applications"]);
    let headers = [("X-Step-Up", proof.as_str()), ("Idempotency-Key", "two")];
    let first: AgentOut =
        app.call_with(&legal, Method::POST, "/agents", &headers, Some(form.clone())).await.expect(201);
    let again: AgentOut = app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await.expect(201);
    assert_eq!(first.id, again.id);
    let page: AgentPage = app.call(&legal, Method::GET, "/agents", None).await.expect(200);
    assert_eq!(page.items.len(), 1);
}

#[tokio::test]
async fn one_persons_key_is_not_anothers() {
    let app = TestApp::new().await;
    for serial in [1, 11] {
        let legal = app.legal_rep(serial).await;
        let proof = app.step_up(&legal, StepUpPurpose::AddAgent).await;
        let form = app.agent_form(&Person::number(serial + 1), &["file_applications"]);
        let headers = [("X-Step-Up", proof.as_str()), ("Idempotency-Key", "same")];
        app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await.expect_status(201);
    }
}
