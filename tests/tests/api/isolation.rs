//! Another enterprise's record is not found, whatever is tried on it.

use integration_tests::people::PASSWORD;
use integration_tests::{Person, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::access::StepUpPurpose;

#[tokio::test]
async fn another_enterprises_agent_is_not_found_by_any_operation() {
    let app = TestApp::with(|config| config.policy.sms_per_day = 1000).await;
    let (ours, theirs) = (app.legal_rep(1).await, app.legal_rep(2).await);
    let agent = app.add_agent(&theirs, &Person::number(3), &["file_applications"]).await;
    let own = app.add_agent(&ours, &Person::number(4), &["file_applications"]).await;
    let form = json!({
        "name": "张三", "document_type": "resident_id", "account_name": "zhangsan", "permissions": ["file_applications"],
        "revision": 1,
    });
    let password = json!({"new_password": "Cedar-Lake9"});
    let operations = [
        (Method::GET, "", None, None),
        (Method::PUT, "", Some(StepUpPurpose::EditAgent), Some(form)),
        (Method::PUT, "/password", Some(StepUpPurpose::SetAgentPassword), Some(password)),
        (Method::POST, "/disable", Some(StepUpPurpose::SwitchAgent), None),
        (Method::POST, "/enable", Some(StepUpPurpose::SwitchAgent), None),
        (Method::POST, "/invitation", None, None),
        (Method::DELETE, "", Some(StepUpPurpose::DeleteAgent), None),
    ];
    for (method, tail, purpose, body) in operations {
        for id in [agent.id.as_str(), "nobody", "x%27%20OR%201=1"] {
            let path = format!("/agents/{id}{tail}");
            let answer = match purpose {
                Some(purpose) => app.call_proven(&ours, purpose, method.clone(), &path, body.clone()).await,
                None => app.call(&ours, method.clone(), &path, body.clone()).await,
            };
            answer.refused(404, "not_found");
        }
    }
    // Theirs idled out while ours tried.
    let theirs = app.log_in(&theirs.person, PASSWORD).await;
    app.call(&theirs, Method::GET, &format!("/agents/{}", agent.id), None).await.expect_status(200);
    app.call(&ours, Method::GET, &format!("/agents/{}", own.id), None).await.expect_status(200);
}
