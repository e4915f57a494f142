//! Who may do what: every operation of the document by everybody there is, on records of one's own side and of another's.
//! An operation that the table does not name fails, and so does a name that no operation has.

mod requests;
mod roles;
mod table;

use std::collections::BTreeSet;

use integration_tests::Answer;
use poem::http::Method;
use serde_json::Value;

use requests::Operation;
use roles::{Role, World};
use table::{Expected, RULES, Rule};

/// Every operation of the document that the server gives.
fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&backend::http::openapi_document()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                takes_json: operation["requestBody"]["content"]
                    .as_object()
                    .is_some_and(|content| content.keys().any(|media| media.starts_with("application/json"))),
            });
        }
    }
    operations
}

fn rule(id: &str) -> &'static Rule {
    RULES.iter().find(|rule| rule.operation == id).unwrap_or_else(|| panic!("nobody says who may {id}"))
}

/// What an answer says of permission.
fn outcome(method: &Method, answer: &Answer) -> Expected {
    let status = answer.status.as_u16();
    // An answer to HEAD has no body to tell more.
    let code = if *method == Method::HEAD || answer.body.is_empty() {
        match status {
            401 => "not_logged_in",
            403 => "not_permitted or password_change_required",
            404 => "not_found",
            409 => "enterprise_not_chosen",
            _ => "",
        }
        .to_owned()
    } else {
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        body["code"].as_str().unwrap_or_default().to_owned()
    };
    match (status, code.as_str()) {
        (401, "not_logged_in") => Expected::NotLoggedIn,
        (403, "not_permitted") => Expected::NotPermitted,
        (403, "password_change_required") => Expected::PasswordChange,
        (403, "not_permitted or password_change_required") => Expected::Forbidden,
        (409, "enterprise_not_chosen") => Expected::NotChosen,
        (404, "not_found") => Expected::NotFound,
        // Such an answer would hide whether the permission was asked for.
        (400 | 405 | 415 | 500, _) => Expected::Unclear,
        _ => Expected::Passes,
    }
}

#[test]
fn the_table_names_every_operation_and_no_other() {
    let named: BTreeSet<&str> = RULES.iter().map(|rule| rule.operation).collect();
    assert_eq!(named.len(), RULES.len(), "an operation stands there twice");
    let operations = operations();
    let there: BTreeSet<&str> = operations.iter().map(|operation| operation.id.as_str()).collect();
    assert_eq!(named, there);
}

#[tokio::test]
async fn everybody_may_what_the_table_says_and_nothing_else() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    let mut operations = operations();
    // It ends the session that another operation is tried on.
    operations.sort_by_key(|operation| operation.id == "end_other_sessions");
    for operation in operations {
        let rule = rule(&operation.id);
        // Those who may come last: nothing that they change stands in the way of the others.
        let mut roles: Vec<(Role, Expected)> = Role::ALL.iter().map(|role| (*role, rule.expected(*role))).collect();
        roles.sort_by_key(|(_, expected)| *expected == Expected::Passes);
        for (role, expected) in roles {
            let answer = world.send(role, &operation, rule.on.id(&world)).await;
            let found = outcome(&operation.method, &answer);
            if !found.is(expected) {
                // A content that somebody should not have got is no text to show.
                let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
                let (status, code) = (answer.status, &body["code"]);
                wrong.push(format!(
                    "{role:?} {}: {expected:?} expected, {found:?} found: {status} {code}",
                    operation.id
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is asked for by an id that no record has is not found, whatever stands in it.
#[tokio::test]
async fn an_id_that_is_made_up_finds_nothing() {
    let world = World::new().await;
    for operation in operations() {
        let rule = rule(&operation.id);
        if !rule.on.is_a_record() {
            continue;
        }
        let who = Role::ALL.iter().copied().find(|role| rule.expected(*role) == Expected::Passes).unwrap();
        for id in ["nobody", "x%27%20OR%201=1", "%E4%BD%A0", "00000000000000000000000000000000"] {
            let answer = world.send(who, &operation, id).await;
            assert_eq!(outcome(&operation.method, &answer), Expected::NotFound, "{who:?} {} {id}", operation.id);
        }
    }
}
