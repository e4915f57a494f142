//! `enterprises`: registration.

use chrono::Duration;
use integration_tests::people::{OTHER_PASSWORD, company};
use integration_tests::{Person, TestApp};
use poem::http::Method;
use serde_json::{Value, json};
use shared::access::Role;
use shared::api::{AuditAction, MeOut};
use shared::identity::made_up;

#[tokio::test]
async fn a_registration_logs_the_legal_representative_in() {
    let app = TestApp::new().await;
    let login = app.legal_rep(1).await;
    let me: MeOut = app.call(&login, Method::GET, "/me", None).await.expect(200);
    let current = me.current.unwrap();
    assert_eq!(current.role, Role::LegalRepresentative);
    assert_eq!(current.enterprise_id, company(1));
    assert_eq!(me.name, login.person.name);
    assert!(me.mobile_masked.contains("****") && !me.mobile_masked.contains(&login.person.mobile[3..7]));
    assert!(!me.document_masked.contains(&login.person.document_number[6..14]), "the birth date is masked");
    assert_eq!(app.log_of(&login).await, [AuditAction::EnterpriseRegistered]);
}

#[tokio::test]
async fn an_enterprise_registers_once() {
    let app = TestApp::new().await;
    app.legal_rep(1).await;
    let form = app.registration(&Person::number(2), 1).await;
    app.post("/enterprises", form).await.refused(409, "enterprise_exists");
}

#[tokio::test]
async fn two_registrations_of_one_code_at_once_make_one_enterprise() {
    let app = TestApp::new().await;
    let first = app.registration(&Person::number(1), 1).await;
    // Asked for within the other code's five minutes.
    app.wait(Duration::minutes(-61));
    let mut second = app.registration(&Person::number(2), 1).await;
    second["credit_code"] = first["credit_code"].clone();
    app.wait(Duration::minutes(-60));
    let (a, b) = tokio::join!(app.post("/enterprises", &first), app.post("/enterprises", &second));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{a:?} {b:?}");
}

#[tokio::test]
async fn each_field_is_refused_by_its_name() {
    let app = TestApp::new().await;
    let good = app.registration(&Person::number(1), 1).await;
    let unborn = made_up::resident_id(made_up::REGION, "2099-01-01".parse().unwrap(), 1);
    let cases: [(&str, Value, &str); 16] = [
        ("credit_code", json!(""), "required"),
        ("credit_code", json!("9144030019220382"), "credit_code_length"),
        ("credit_code", json!("914403001922038217"), "credit_code_check"),
        ("enterprise_name", json!(""), "required"),
        ("enterprise_name", json!("长".repeat(200)), "too_long"),
        ("legal_rep_name", json!("王<国"), "person_name_characters"),
        ("document_type", json!(""), "choose_one"),
        ("document_type", json!("driving_licence"), "document_type_unknown"),
        ("document_number", json!("15000019970319128X"), "id_number_check"),
        ("document_number", json!(unborn), "birth_date_in_future"),
        ("mobile", json!("12345678901"), "phone_format"),
        ("sms_code", json!("12ab"), "sms_code_format"),
        ("password", json!("short"), "password_too_short"),
        ("password", json!("Password123!"), "password_common"),
        ("terms_version", json!(""), "consent_required"),
        ("privacy_version", json!("1999-01-01"), "consent_outdated"),
    ];
    for (field, value, code) in cases {
        let mut form = good.clone();
        form[field] = value.clone();
        let answer = app.post("/enterprises", &form).await;
        let problem = answer.refused(422, "invalid_input");
        let found = problem.errors.iter().find(|error| error.field == field);
        let found = found.unwrap_or_else(|| panic!("{field} = {value}: {:?}", problem.errors));
        assert_eq!(found.code, code, "{field} = {value}");
    }
    // Nothing of it was kept: the good form still registers.
    app.post("/enterprises", good).await.expect_status(201);
}

#[tokio::test]
async fn an_unusual_credit_code_registers_once_confirmed() {
    let app = TestApp::new().await;
    let mut form = app.registration(&Person::number(1), 1).await;
    form["credit_code"] = json!("91350100M0001TGQXM");
    app.post("/enterprises", &form).await.refused_field("credit_code", "credit_code_check");
    form["credit_code_confirmed"] = json!(true);
    app.post("/enterprises", &form).await.expect_status(201);
}

#[tokio::test]
async fn the_code_has_to_be_the_one_sent_for_this() {
    let app = TestApp::new().await;
    let person = Person::number(1);
    let mut form = app.registration(&person, 1).await;
    let right = form["sms_code"].clone();
    form["sms_code"] = if right == "000000" { json!("000001") } else { json!("000000") };
    app.post("/enterprises", &form).await.refused_field("sms_code", "sms_code_rejected");
    form["sms_code"] = json!(app.code(&person.mobile, "login").await);
    app.post("/enterprises", &form).await.refused_field("sms_code", "sms_code_rejected");
}

#[tokio::test]
async fn a_person_registers_a_second_enterprise_with_their_own_password() {
    let app = TestApp::new().await;
    let login = app.legal_rep(1).await;
    let mut form = app.registration(&login.person, 2).await;
    form["password"] = json!(OTHER_PASSWORD);
    app.post("/enterprises", &form).await.refused_field("password", "existing_password_wrong");
    let form = app.registration(&login.person, 2).await;
    let second = app.login_from(&app.post("/enterprises", &form).await, &login.person);
    assert_eq!(second.user_id, login.user_id);
    let me: MeOut = app.call(&second, Method::GET, "/me", None).await.expect(200);
    assert_eq!(me.memberships.len(), 2);
}

#[tokio::test]
async fn a_number_or_document_of_somebody_else_is_refused_at_its_field() {
    let app = TestApp::new().await;
    let first = app.legal_rep(1).await;
    let mut form = app.registration(&first.person, 2).await;
    form["document_number"] = json!(Person::number(2).document_number);
    app.post("/enterprises", &form).await.refused_field("document_number", "existing_document_differs");
    let mut form = app.registration(&Person::number(3), 3).await;
    form["document_number"] = json!(first.person.document_number);
    app.post("/enterprises", &form).await.refused_field("document_number", "document_of_another_person");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_it_is_read() {
    let app = TestApp::new().await;
    let mut form = app.registration(&Person::number(1), 1).await;
    form["enterprise_name"] = json!("长".repeat(120_000));
    app.post("/enterprises", &form).await.refused(413, "body_too_large");
}
