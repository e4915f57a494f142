//! `appeals`: making one, and the operator's side of it.

use backend::services::appeals;
use integration_tests::{Person, TestApp, operator};
use serde_json::{Value, json};
use shared::api::AppealOut;

fn form() -> Value {
    let person = Person::number(1);
    json!({
        "credit_code": "914403001922038216",
        "name": person.name,
        "contact_mobile": person.mobile,
        "statement": "原法定代表人已离职，手机号无法接收验证码。",
    })
}

#[tokio::test]
async fn an_appeal_is_listed_and_settled_with_an_answer() {
    let app = TestApp::new().await;
    let out: AppealOut = app.post("/appeals", form()).await.expect(201);
    assert!(out.receipt_number.starts_with("SS20261123"));
    let open = appeals::list(&app.app, false).await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].contact_mobile, Person::number(1).mobile);
    assert_eq!(open[0].statement, "原法定代表人已离职，手机号无法接收验证码。");
    assert!(appeals::settle(&app.app, &operator(), &out.receipt_number, "已核实，请重新注册。").await.unwrap());
    assert_eq!(app.sms.kinds(&Person::number(1).mobile), ["appeal-settled"]);
    assert!(appeals::list(&app.app, false).await.unwrap().is_empty());
    assert_eq!(appeals::list(&app.app, true).await.unwrap()[0].answer.as_deref(), Some("已核实，请重新注册。"));
    assert!(appeals::settle(&app.app, &operator(), &out.receipt_number, "again").await.is_err());
    assert!(appeals::settle(&app.app, &operator(), "SS0", "none").await.is_err());
}

#[tokio::test]
async fn each_field_is_refused_by_its_name() {
    let app = TestApp::new().await;
    let cases = [
        ("credit_code", json!("9144"), "credit_code_length"),
        ("name", json!(""), "required"),
        ("contact_mobile", json!("000"), "phone_format"),
        ("statement", json!("太短"), "too_short"),
        ("statement", json!("长".repeat(1001)), "too_long"),
    ];
    for (field, value, code) in cases {
        let mut body = form();
        body[field] = value;
        app.post("/appeals", body).await.refused_field(field, code);
    }
    assert!(appeals::list(&app.app, false).await.unwrap().is_empty());
}

#[tokio::test]
async fn one_address_makes_ten_a_day() {
    let app = TestApp::new().await;
    for _ in 0..10 {
        app.post("/appeals", form()).await.expect_status(201);
    }
    app.post("/appeals", form()).await.refused(429, "too_many_requests");
    app.wait(chrono::Duration::hours(25));
    app.post("/appeals", form()).await.expect_status(201);
}
