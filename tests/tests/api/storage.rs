//! What lies in the database: nothing that a thief of the folder could use.

use backend::adapters::register_table;
use backend::adapters::surreal::Vars;
use backend::services::demo_insured;
use integration_tests::TestApp;
use integration_tests::people::PASSWORD;
use poem::http::Method;
use serde_json::json;
use surrealdb_types::Value;

const TABLES: &[&str] = &[
    "enterprise",
    "user",
    "claim",
    "membership",
    "session",
    "sms_code",
    "allowance",
    "login_guard",
    "qr_login",
    "step_up",
    "invitation",
    "idempotency",
    "audit",
    "appeal",
    "insured_register",
    "insured_import",
];

#[tokio::test]
async fn numbers_codes_tokens_and_passwords_are_not_in_any_row() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, &["file_applications"]).await;
    demo_insured::fill(&app.app).await.unwrap();
    let insured = &demo_insured::people()[0];
    let form = json!({
        "name": insured.name, "document_type": insured.document_type, "document_number": insured.document_number,
    });
    app.call(&agent, Method::POST, "/insured-persons/search", Some(form)).await.expect_status(200);
    let code = app.code(&legal.person.mobile, "login").await;
    let mut dump = String::new();
    let register = register_table::current(&app.app.db).await.unwrap().unwrap();
    let register = register_table::table(&register.generation);
    for table in TABLES.iter().copied().chain([register.as_str()]) {
        let rows: Value =
            app.app.db.read(&format!("SELECT * FROM {table}"), Vars::new()).await.unwrap().take(0).unwrap();
        dump.push_str(&format!("{rows:?}"));
    }
    assert!(dump.contains(&legal.person.name), "the dump holds the rows");
    let card_number = insured.record.card_number.clone().unwrap();
    let secrets = [
        &insured.name,
        &insured.document_number,
        &insured.record.personal_number,
        &card_number,
        &legal.person.mobile,
        &legal.person.document_number,
        &agent.person.mobile,
        &agent.person.document_number,
        &legal.token,
        &agent.token,
        &PASSWORD.to_owned(),
    ];
    for secret in secrets {
        assert!(!dump.contains(secret.as_str()), "{secret} lies open in the database");
    }
    assert!(!dump.contains(&format!("\"{code}\"")), "an SMS code lies open in the database");
}

#[tokio::test]
async fn what_is_over_is_swept_away() {
    let app = TestApp::new().await;
    app.legal_rep(1).await;
    app.wait(chrono::Duration::days(30));
    assert!(backend::services::sweeper::sweep(&app.app).await.unwrap() > 0);
    assert_eq!(backend::services::sweeper::sweep(&app.app).await.unwrap(), 0);
    for table in ["session", "sms_code", "allowance", "login_guard"] {
        let rows: Vec<Value> =
            app.app.db.read(&format!("SELECT * FROM {table}"), Vars::new()).await.unwrap().take(0).unwrap();
        assert!(rows.is_empty(), "{table}");
    }
}

#[tokio::test]
async fn every_listing_is_served_by_an_index() {
    let app = TestApp::new().await;
    let queries = [
        "SELECT id FROM membership WHERE enterprise = enterprise:x AND role = 'agent' AND sort_key > '' ORDER BY sort_key LIMIT 21",
        "SELECT id FROM membership WHERE user = user:x LIMIT 200",
        "SELECT id FROM audit WHERE enterprise = enterprise:x AND newest > '' ORDER BY newest LIMIT 21",
        "SELECT * FROM audit WITH INDEX audit_chain WHERE lane = 'a' AND number > 0 AND number <= 500 ORDER BY number LIMIT 1000",
        "SELECT id FROM session WHERE user = user:x LIMIT 500",
        "SELECT id FROM session WHERE membership = membership:x",
        "SELECT id FROM appeal WHERE state = 'open' AND newest > '' ORDER BY newest LIMIT 200",
        "SELECT id FROM sms_outbox WHERE mobile = 'x' ORDER BY newest LIMIT 50",
        "SELECT id FROM invitation WHERE membership = membership:x",
        "SELECT id FROM session WHERE expires_at <= d'2026-01-01T00:00:00Z' LIMIT 500",
        "SELECT VALUE id FROM application WITH INDEX application_awaited WHERE awaited_month = '2026-12' AND reminded = false LIMIT 200",
    ];
    for query in queries {
        let plan: Value = app.app.db.read(&format!("EXPLAIN {query}"), Vars::new()).await.unwrap().take(0).unwrap();
        let plan = format!("{plan:?}");
        assert!(plan.contains("IndexScan") || plan.contains("Iterate Index"), "{query}\n{plan}");
    }
}
