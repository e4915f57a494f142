//! 添加经办人: the proof of identity first, then the form, then what happens next.

use dioxus::prelude::*;
use shared::access::{AgentState, Permission, StepUpPurpose};
use shared::api::{AgentIn, AgentOut, AgentStart};

use super::super::step_up::flow;
use super::fields::{Identity, Terms};
use crate::forms::{FormSpec, use_form};
use crate::layout::Redirect;
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, Card, DetailRow, Details, EmptyState, ErrorSummary, LinkButton, Notice, NoticeKind, PageHeader,
    PasswordField, RadioCards, Shape, toast,
};
use crate::{api, field, proofs, session, t, words};

const PURPOSE: StepUpPurpose = StepUpPurpose::AddAgent;
/// What waits under this name while a proof is got anew.
const KEY: &str = "agent-new";

#[component]
pub(super) fn New() -> Element {
    // Asked once: a proof that ends while somebody types must not take the form away.
    let proven = use_hook(|| proofs::has(PURPOSE));
    let added = use_signal(|| None::<AgentOut>);
    match added() {
        _ if !proven => rsx! {
            Redirect { to: flow::step_up(PURPOSE, &Route::AgentNew {}) }
        },
        None => rsx! {
            NewForm { added }
        },
        Some(agent) => rsx! {
            Added { agent }
        },
    }
}

/// What the form starts with: the document that nearly everybody has, and the permission that agents are made for.
fn blank() -> AgentIn {
    let may_file = session::actor().is_some_and(|actor| actor.holds(Permission::FileApplications));
    AgentIn {
        document_type: shared::identity::DocumentType::ResidentId.code().to_owned(),
        permissions: if may_file { vec![Permission::FileApplications] } else { Vec::new() },
        ..AgentIn::default()
    }
}

#[component]
fn NewForm(added: Signal<Option<AgentOut>>) -> Element {
    let mut added = added;
    let waiting = use_hook(|| flow::take_up::<AgentIn>(KEY));
    let goes_on = waiting.is_some();
    let form = use_form(
        FormSpec { id: "agent", initial: waiting.unwrap_or_else(blank), draft: true, secrets: &["initial_password"] },
        |input: &AgentIn| input.parse_new(session::today()).err().unwrap_or_default(),
    );
    let save = use_callback(move |()| {
        form.submit(move |mut input: AgentIn| async move {
            if input.start == AgentStart::Invitation {
                input.initial_password.clear();
            }
            // Without a proof the server says so, after it has looked at the fields.
            let proof = proofs::token(PURPOSE).unwrap_or_default();
            match api::add_agent(&input, &proof, &form.idempotency_key()).await {
                Ok(agent) => {
                    proofs::drop_proof(PURPOSE);
                    added.set(Some(agent));
                    Ok(())
                }
                Err(error) => Err(flow::refused(error, PURPOSE, &Route::AgentNew {}, KEY, &input)),
            }
        });
    });
    use_effect(move || {
        if goes_on {
            save.call(());
        }
    });
    let with_password = form.text(field!(AgentIn.start)) == "initial_password";
    let start = vec![
        ("invitation".to_owned(), t!("agent-start-invitation"), t!("agent-start-invitation-note")),
        ("initial_password".to_owned(), t!("agent-start-password"), t!("agent-start-password-note")),
    ];
    rsx! {
        PageHeader { title: t!("agent-new-title"), lead: t!("agent-new-lead"), back: Route::AgentsList {} }
        div { class: "narrow",
            Card {
                form {
                    class: "form",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        save.call(());
                    },
                    ErrorSummary { form }
                    Identity { form }
                    RadioCards { form, name: field!(AgentIn.start), label: t!("agent-start"), options: start }
                    if with_password {
                        PasswordField {
                            form,
                            name: field!(AgentIn.initial_password),
                            label: t!("agent-initial-password"),
                            hint: t!("agent-initial-password-hint"),
                            new: true,
                            own: false,
                            known: vec!["mobile", "document_number", "account_name"],
                        }
                    }
                    Terms { form }
                    div { class: "form-actions",
                        Button { test: "submit", label: t!("save"), pending: form.is_pending() }
                        LinkButton { test: "cancel", kind: ButtonKind::Secondary, label: t!("cancel"), to: Route::AgentsList {} }
                    }
                }
            }
        }
    }
}

/// What happens next.
fn what_next(agent: &AgentOut) -> &'static str {
    match (agent.state, agent.sms_sent) {
        (AgentState::Invited, Some(true)) => "agent-added-invited",
        (AgentState::Invited, _) => "agent-added-invitation-failed",
        (_, Some(true)) => "agent-added-existing",
        (_, Some(false)) => "agent-added-existing-not-told",
        (_, None) => "agent-added-password",
    }
}

/// The agent is there.
#[component]
fn Added(agent: AgentOut) -> Element {
    let (id, name) = (agent.id.clone(), agent.name.clone());
    let mut sent = use_signal(|| agent.state != AgentState::Invited || agent.sms_sent == Some(true));
    let mut sending = use_signal(|| false);
    let mut failure = use_signal(|| None::<String>);
    let send = move |()| {
        let (id, name) = (id.clone(), name.clone());
        sending.set(true);
        spawn(async move {
            let outcome = api::invite_agent(&id).await;
            sending.set(false);
            match outcome {
                Ok(()) => {
                    failure.set(None);
                    sent.set(true);
                    toast(&t!("agent-invite-done", name = name));
                }
                Err(error) => failure.set(Some(error.message(words::language_now()))),
            }
        });
    };
    let next = if agent.state == AgentState::Invited && sent() { "agent-added-invited" } else { what_next(&agent) };
    let state = words::agent_state(agent.state);
    rsx! {
        PageHeader { title: t!("agent-new-title"), back: Route::AgentsList {} }
        div { class: "narrow success", "data-testid": "agent-added",
            EmptyState { shape: Shape::Done, title: t!("agent-added-title", name = agent.name),
                text: t!(next, mobile = agent.mobile_masked, account = agent.account_name) }
            if !sent() {
                div { class: "stack",
                    Notice { kind: NoticeKind::Caution,
                        p { {t!("agent-invitation-failed-note")} }
                        if let Some(message) = failure() {
                            p { {message} }
                        }
                    }
                    Button { test: "action-invite", label: t!("agent-invite"), icon: Shape::Message, pending: sending(), wide: true, onclick: send }
                }
            }
            Details {
                DetailRow { label: t!("agent-account-name"), {agent.account_name.clone()} }
                DetailRow { label: t!("agent-state"), test: "agent-added-state", {state} }
            }
            div { class: "form-actions after",
                LinkButton { test: "agent-added-list", label: t!("agents-back"), to: Route::AgentsList {} }
                LinkButton { test: "agent-added-detail", kind: ButtonKind::Secondary, label: t!("agent-added-detail"),
                    to: Route::AgentDetail { id: agent.id.clone() } }
                LinkButton { test: "agent-added-another", kind: ButtonKind::Secondary, label: t!("agent-added-another"),
                    to: flow::step_up(PURPOSE, &Route::AgentNew {}) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::i18n::{Language, has};

    use super::*;

    #[test]
    fn whoever_was_added_is_told_of_what_happens_next() {
        let agent = |state, sms_sent| AgentOut {
            id: "a".into(),
            name: "张三".into(),
            document_type: "resident_id".into(),
            document_masked: String::new(),
            mobile_masked: String::new(),
            account_name: String::new(),
            state,
            permissions: vec![],
            valid_until: None,
            is_self: false,
            shared_identity: false,
            actions: vec![],
            revision: 1,
            created_at: chrono::DateTime::default(),
            updated_at: chrono::DateTime::default(),
            sms_sent,
            last_login_at: None,
        };
        let states = [AgentState::Invited, AgentState::Active];
        for state in states {
            for sms_sent in [None, Some(true), Some(false)] {
                let id = what_next(&agent(state, sms_sent));
                assert!(Language::ALL.into_iter().all(|language| has(language, id)), "{id}");
            }
        }
        assert_eq!(what_next(&agent(AgentState::Invited, Some(false))), "agent-added-invitation-failed");
        assert_eq!(what_next(&agent(AgentState::Active, None)), "agent-added-password");
    }
}
