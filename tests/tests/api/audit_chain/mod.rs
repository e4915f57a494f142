//! The chains of the audit log: whatever somebody with the database in hand does to an entry is found and named.

mod fields;
mod older;
mod places;
mod views;
mod writers;

use backend::adapters::surreal::Vars;
use backend::config::Secret;
use backend::services::audit::{Fault, Head, Report, verify};
use backend::services::reviewers::{self, Account};
use integration_tests::people::PASSWORD;
use integration_tests::servers::another_server;
use integration_tests::{Login, TestApp, operator, totp};
use poem::http::Method;
use serde_json::json;
use shared::access::StepUpPurpose;
use shared::identity::{AccountName, PersonName};
use surrealdb_types::{RecordId, SurrealValue, Value};

/// A service with a log, and somebody who owns its database and took the fence away.
struct Log {
    app: TestApp,
    legal: Login,
}

/// An entry as it lies in the table.
#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
struct Row {
    id: RecordId,
    lane: String,
    number: i64,
}

/// Entries that bear a reviewer's account.
async fn log_in_a_reviewer(app: &TestApp) {
    let (login, name) = (AccountName::parse("first1").unwrap(), PersonName::parse("审核员").unwrap());
    let (region, stage) = ("220100", "first");
    let account = Account { login: &login, name: &name, region, stage, leads: false, document: None };
    let made = reviewers::create(&app.app, &operator(), &account).await.unwrap().unwrap();
    let code = totp(&made.secret, app.app.clock.now());
    let body = json!({"login": "first1", "password": made.password.expose(), "code": code, "client": "native"});
    app.post("/reviewer-sessions", body).await.expect_status(201);
}

impl Log {
    /// A dozen kinds of entries through the real interface, and so many log-ins that chains have several.
    async fn written() -> Self {
        let app = TestApp::with(|config| config.policy.sms_per_day = 1000).await;
        let legal = app.legal_rep(1).await;
        let agent = app.agent(&legal, 2, &["file_applications"]).await;
        app.try_log_in(&agent.person.mobile, "Wrong-Pass9").await.expect_status(401);
        app.call(&agent, Method::POST, "/sessions/end-others", None).await.expect_status(204);
        let form =
            json!({"name": "张三", "document_type": "resident_id", "document_number": legal.person.document_number});
        app.call(&agent, Method::POST, "/insured-persons/search", Some(form)).await.expect_status(422);
        app.call(&agent, Method::GET, "/retirement-applications/export", None).await.expect_status(200);
        for switch in ["disable", "enable"] {
            let path = format!("/agents/{}/{switch}", agent.user_id);
            let answer = app.call_proven(&legal, StepUpPurpose::SwitchAgent, Method::POST, &path, None).await;
            answer.expect_status(200);
        }
        log_in_a_reviewer(&app).await;
        for _ in 0..16 {
            app.wait(chrono::Duration::seconds(1));
            app.log_in(&agent.person, PASSWORD).await;
        }
        let log = Self { app, legal };
        log.raw("REMOVE EVENT audit_append_only ON audit", Vars::new()).await;
        log
    }

    async fn raw(&self, statements: &str, vars: Vars) {
        self.app.app.db.write(&format!("{statements};"), vars).await.unwrap();
    }

    async fn rows(&self) -> Vec<Row> {
        let query = "SELECT id, lane, number FROM audit ORDER BY lane, number";
        self.app.app.db.read(query, Vars::new()).await.unwrap().take(0).unwrap()
    }

    /// A whole row, to be put back.
    async fn whole(&self, id: &RecordId) -> Value {
        let vars = Vars::new().set("id", id.clone());
        let rows: Vec<Value> = self.app.app.db.read("SELECT * FROM $id", vars).await.unwrap().take(0).unwrap();
        rows.into_iter().next().unwrap()
    }

    /// Puts a row as it was, whether it was changed or removed.
    async fn put_back(&self, id: &RecordId, row: Value) {
        self.raw("UPSERT $id CONTENT $row", Vars::new().set("id", id.clone()).set("row", row)).await;
    }

    async fn verify(&self) -> Report {
        verify(&self.app.app, &[]).await.unwrap()
    }

    async fn verify_against(&self, noted: &[(String, Head)]) -> Report {
        verify(&self.app.app, noted).await.unwrap()
    }

    async fn whole_again(&self) {
        let report = self.verify().await;
        assert!(report.broken.is_empty(), "{:?}", report.broken);
    }
}

fn key(id: &RecordId) -> String {
    backend::adapters::surreal::key_of(id).to_owned()
}

/// Whether a report names an entry, and nothing but what is said.
#[track_caller]
fn names(report: &Report, what: &str, expected: &[(&str, i64, Option<&str>, Fault)]) {
    let found: Vec<_> = report
        .broken
        .iter()
        .map(|broken| {
            let (lane, number) = (broken.lane.as_deref().unwrap_or_default(), broken.number.unwrap_or_default());
            (lane, number, broken.id.as_deref(), broken.fault.clone())
        })
        .collect();
    assert_eq!(found, expected, "{what}");
}

#[tokio::test]
async fn a_log_that_nobody_touched_is_whole() {
    let log = Log::written().await;
    let report = log.verify().await;
    assert!(report.broken.is_empty(), "{:?}", report.broken);
    let rows = log.rows().await;
    assert_eq!((report.entries, report.before), (rows.len() as u64, 0));
    assert_eq!(report.heads.len(), 16);
    let actions = log.app.log_of(&log.legal).await;
    let kinds: std::collections::HashSet<_> = actions.iter().collect();
    assert!(kinds.len() >= 11 && actions.len() >= 30, "{} of {kinds:?}", actions.len());
}

#[tokio::test]
async fn the_service_itself_cannot_change_or_remove_an_entry() {
    let app = TestApp::new().await;
    app.legal_rep(1).await;
    for statement in
        ["DELETE audit", "UPDATE audit SET actor_name = 'x'", "UPSERT audit SET actor_name = 'x' WHERE true"]
    {
        let refused = app.app.db.write(&format!("{statement};"), Vars::new()).await.unwrap_err();
        assert!(refused.to_string().contains("audit_append_only"), "{statement}: {refused}");
    }
    assert!(verify(&app.app, &[]).await.unwrap().broken.is_empty());
}

#[tokio::test]
async fn another_key_proves_nothing() {
    let log = Log::written().await;
    let key = Secret::new("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
    let other = another_server(&log.app, 9, |config| config.secrets.data_key = key);
    let report = verify(&other, &[]).await.unwrap();
    assert!(report.broken.iter().all(|broken| broken.fault == Fault::Changed) && report.broken.len() > 10);
}
