//! The OpenAPI document: committed, current, and covered.

use std::collections::BTreeSet;

use serde_json::Value;

#[test]
fn the_committed_document_is_the_servers() {
    let committed = include_str!("../../../assets/openapi.json");
    let current = backend::http::openapi_document();
    assert!(committed == current, "assets/openapi.json is out of date: run `cargo xtask openapi`");
}

#[test]
fn every_operation_says_who_may_and_how_it_fails() {
    const PUBLIC: &[&str] = &[
        "get_service_info",
        "send_sms_code",
        "register_enterprise",
        "log_in_by_password",
        "log_in_by_sms_code",
        "log_in_by_qr_login",
        "log_in_reviewer",
        "create_qr_login",
        "get_qr_login_status",
        "reset_password",
        "make_appeal",
        "get_invitation",
        "accept_invitation",
        "list_demo_sms",
        "describe_uploads",
        "check_paper",
    ];
    let document: Value = serde_json::from_str(&backend::http::openapi_document()).unwrap();
    let mut open = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no id"));
            assert!(operation["summary"].is_string(), "{id} has no summary");
            if id != "get_service_info" {
                assert!(operation["responses"]["default"].is_object(), "{id} has no problem answer");
            }
            if operation["security"].is_null() {
                open.insert(id.to_owned());
            }
        }
    }
    assert_eq!(open, PUBLIC.iter().map(|id| (*id).to_owned()).collect());
}
