//! Bad input, field by field: a named error at its field, nothing stored, nothing executed.

use integration_tests::applications::{Office, PATH};
use poem::http::Method;
use serde_json::{Value, json};
use shared::application::ApplicationForm;

/// What is no value of any field: control characters, pictures, queries, markup, more than fits.
fn bad_texts() -> [(&'static str, String); 5] {
    [
        ("control characters", "\u{0}\u{7}x".to_owned()),
        ("emoji", "😀".to_owned()),
        ("SQL", "x'; DELETE application; --".to_owned()),
        ("HTML", "<img src=x onerror=alert(1)>".to_owned()),
        ("too long", "长".repeat(2000)),
    ]
}

fn good_rows() -> Value {
    json!({
        "deemed_periods": [{"from": "1985-01", "to": "1986-12", "employer": "长春第一机械厂", "interruption_months": "1"}],
        "special_periods": [{"from": "1985-01", "to": "1986-12", "employer": "长春第一机械厂", "work_kind": "underground", "job_title": "掘进工"}],
    })
}

/// Every text field of the form by its path, with a form that has a row in each list.
fn fields() -> (Value, Vec<String>) {
    let mut form = serde_json::to_value(ApplicationForm::default()).unwrap();
    for (list, rows) in good_rows().as_object().unwrap() {
        form[list] = rows.clone();
    }
    let mut paths = Vec::new();
    for (name, value) in form.as_object().unwrap() {
        match value {
            Value::String(_) => paths.push(name.clone()),
            Value::Array(rows) => {
                paths.extend(rows[0].as_object().unwrap().keys().map(|key| format!("{name}[0].{key}")))
            }
            _ => {}
        }
    }
    (form, paths)
}

fn with(form: &Value, path: &str, value: Value) -> Value {
    let mut form = form.clone();
    match path.split_once("[0].") {
        Some((list, name)) => form[list][0][name] = value,
        None => form[path] = value,
    }
    form
}

#[tokio::test]
async fn every_field_of_the_form_names_what_is_wrong_and_stores_nothing() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let (form, paths) = fields();
    assert_eq!(paths.len(), 12 + 4 + 5, "{paths:?}");
    for path in &paths {
        for (what, text) in bad_texts() {
            let answer = office.save(&made, with(&form, path, json!(text))).await;
            let problem = answer.refused(422, "invalid_input");
            let named: Vec<&str> = problem.errors.iter().map(|error| error.field.as_str()).collect();
            assert_eq!(named, [path.as_str()], "{what}");
            assert!(!problem.errors[0].message.is_empty());
        }
        for wrong in [json!(7), json!(true), json!({"x": 1}), json!(["x"])] {
            let answer = office.save(&made, with(&form, path, wrong.clone())).await;
            let problem = answer.refused(422, "invalid_input");
            assert_eq!(
                (problem.errors[0].field.as_str(), problem.errors[0].code.as_str()),
                (path.as_str(), "wrong_type"),
                "{wrong}"
            );
        }
    }
    let now = office.now(&made.id).await;
    assert_eq!((now.revision, now.form), (made.revision, ApplicationForm::default()), "nothing was stored");
    // A draft may be empty anywhere.
    for path in &paths {
        let now = office.now(&made.id).await;
        office.save(&now, with(&form, path, json!(""))).await.expect_status(200);
    }
}

#[tokio::test]
async fn too_many_rows_and_too_large_bodies_are_refused() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let rows: Vec<Value> = (0..41).map(|_| json!({"from": "1985-01"})).collect();
    let answer = office.save(&made, json!({"deemed_periods": rows})).await;
    answer.refused_field("deemed_periods", "too_many_rows");
    let huge = json!({"remarks": "x".repeat(300_000)});
    office.save(&made, huge).await.refused(413, "body_too_large");
    office.save(&made, json!({"post": "", "unknown": 1})).await.expect_status(200);
}

#[tokio::test]
async fn whom_an_application_is_for_is_refused_by_field() {
    let office = Office::open().await;
    let good = Office::begin(office.person());
    for (field, value, code) in [
        ("name", json!(""), "required"),
        ("name", json!("<王二>"), "person_name_characters"),
        ("name", json!("王".repeat(60)), "too_long"),
        ("name", json!("王二😀"), "person_name_characters"),
        ("name", json!(7), "wrong_type"),
        ("document_type", json!(""), "choose_one"),
        ("document_type", json!("x"), "document_type_unknown"),
        ("document_number", json!(""), "required"),
        ("document_number", json!("511324199612163557"), "id_number_check"),
        ("document_number", json!("1' OR '1'='1"), "id_number_length"),
        ("document_number", json!("22010219650101001X"), "insured_person_not_found"),
    ] {
        let mut form = good.clone();
        form[field] = value;
        office.app.call(&office.agent, Method::POST, PATH, Some(form)).await.refused_field(field, code);
    }
    let page: shared::api::ApplicationPage = office.app.call(&office.agent, Method::GET, PATH, None).await.expect(200);
    assert!(page.items.is_empty());
}

#[tokio::test]
async fn a_query_is_refused_by_field() {
    let office = Office::open().await;
    for (query, field, code) in [
        ("status=gone", "status", "choose_one"),
        ("category=x", "category", "choose_one"),
        ("month_from=2026-13", "month_from", "month_format"),
        ("month_from=2026-02&month_to=2026-01", "month_to", "period_ends_before_start"),
        ("submitted_from=yesterday", "submitted_from", "date_format"),
        ("sort=name", "sort", "choose_one"),
        ("cursor=%21", "cursor", "cursor_invalid"),
        (&format!("name={}", "a".repeat(65)), "name", "search_too_long"),
    ] {
        let path = format!("{PATH}?{query}");
        office.app.call(&office.agent, Method::GET, &path, None).await.refused_field(field, code);
    }
    for injected in ["name=%27%20OR%20true", "document_number=%27%3BDELETE%20application%3B--", "agent=x%60%3B"] {
        let path = format!("{PATH}?{injected}");
        let page: shared::api::ApplicationPage =
            office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
        assert!(page.items.is_empty(), "{injected}");
    }
}
