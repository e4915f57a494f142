//! The fields that adding and editing an agent share.

use dioxus::prelude::*;
use shared::access::{Actor, Permission};
use shared::api::{AgentIn, AgentOut};

use super::super::parts::document_types;
use crate::forms::Form;
use crate::ui::{CheckGroup, DateField, InputKind, SelectField, TextField};
use crate::{field, session, t, words};

/// Name, document, mobile number, account name. With `known`, an agent that is edited: numbers stay empty to stay as
/// they are, and a person who acts for others too keeps what is theirs.
#[component]
pub(super) fn Identity(form: Form, known: Option<AgentOut>) -> Element {
    let locked = known.as_ref().is_some_and(|agent| agent.shared_identity);
    let (document, mobile) = match &known {
        Some(agent) => (agent.document_masked.clone(), agent.mobile_masked.clone()),
        None => (String::new(), String::new()),
    };
    // What cannot be changed needs no advice.
    let hint = |masked: &str, new: String| match known {
        _ if locked => String::new(),
        Some(_) => t!("agent-keep-hint", masked = masked),
        None => new,
    };
    rsx! {
        TextField { form, name: field!(AgentIn.name), label: t!("field-name"), disabled: locked }
        SelectField { form, name: field!(AgentIn.document_type), label: t!("field-document-type"), options: document_types(), disabled: locked }
        TextField { form, name: field!(AgentIn.document_number), label: t!("field-document-number"), kind: InputKind::Code, disabled: locked,
            placeholder: document.clone(), hint: hint(&document, String::new()) }
        TextField { form, name: field!(AgentIn.mobile), label: t!("field-mobile"), kind: InputKind::Mobile, disabled: locked,
            placeholder: mobile.clone(), hint: hint(&mobile, t!("agent-mobile-hint")) }
        TextField { form, name: field!(AgentIn.account_name), label: t!("agent-account-name"), kind: InputKind::AccountName, disabled: locked,
            hint: if locked { String::new() } else { t!("agent-account-name-hint") } }
    }
}

/// Permissions and the last day.
#[component]
pub(super) fn Terms(form: Form, known: Option<AgentOut>) -> Element {
    let held = known.map(|agent| agent.permissions).unwrap_or_default();
    let fixed = session::actor().map(|actor| not_to_give(&actor, &held)).unwrap_or_default();
    let options = Permission::ALL
        .map(|permission| {
            let note = if fixed.contains(&permission) {
                t!("agent-permission-not-held")
            } else {
                t!(permission_note(permission))
            };
            (permission.code().to_owned(), words::permission(permission), note)
        })
        .to_vec();
    let disabled: Vec<String> = fixed.iter().map(|permission| permission.code().to_owned()).collect();
    rsx! {
        CheckGroup { form, name: field!(AgentIn.permissions), label: t!("agent-permissions"), options, disabled }
        DateField { form, name: field!(AgentIn.valid_until), label: t!("agent-valid-until"), optional: true,
            hint: t!("agent-valid-until-hint"), min: session::today().to_string() }
    }
}

const fn permission_note(permission: Permission) -> &'static str {
    match permission {
        Permission::FileApplications => "agent-permission-file-applications-note",
        Permission::ManageAgents => "agent-permission-manage-agents-note",
    }
}

/// What the actor cannot give: what it lacks itself, save what the agent has already and may keep.
fn not_to_give(actor: &Actor, held: &[Permission]) -> Vec<Permission> {
    Permission::ALL.into_iter().filter(|permission| !actor.holds(*permission) && !held.contains(permission)).collect()
}

#[cfg(test)]
mod tests {
    use shared::access::Role;

    use super::*;

    #[test]
    fn a_permission_that_is_lacked_cannot_be_given_but_kept() {
        let manager = Actor { role: Role::Agent, permissions: vec![Permission::ManageAgents] };
        assert_eq!(not_to_give(&manager, &[]), [Permission::FileApplications]);
        assert_eq!(not_to_give(&manager, &[Permission::FileApplications]), []);
        let legal = Actor { role: Role::LegalRepresentative, permissions: vec![] };
        assert_eq!(not_to_give(&legal, &[]), []);
    }
}
