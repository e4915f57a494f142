//! 修改密码 of an agent: a new first password, which the agent changes at the next login.

use dioxus::prelude::*;
use shared::access::{AgentAction, StepUpPurpose};
use shared::api::{AgentOut, AgentPasswordIn};
use shared::identity::Password;

use super::agent_detail::AgentFailure;
use super::agents_list::NotPermitted;
use super::step_up::flow;
use crate::forms::{FormSpec, use_form};
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, Card, EmptyState, ErrorSummary, LinkButton, Notice, PageHeader, PasswordField, Shape, Skeleton,
    toast,
};
use crate::{api, field, proofs, session, t};

const PURPOSE: StepUpPurpose = StepUpPurpose::SetAgentPassword;

/// `/agents/{id}/password`
#[component]
pub(crate) fn AgentPassword(id: String) -> Element {
    let mut agent = use_resource(use_reactive!(|id| async move { api::agent(&id).await }));
    if !session::may_manage_agents() {
        return rsx! {
            NotPermitted { title: t!("agent-password-title") }
        };
    }
    match &*agent.read() {
        Some(Ok(found)) => {
            let back = Route::AgentDetail { id: found.id.clone() };
            let refusal = if found.shared_identity {
                Some("agent-shared-note")
            } else if found.actions.contains(&AgentAction::SetPassword) {
                None
            } else {
                Some("agent-no-password-text")
            };
            rsx! {
                PageHeader { title: t!("agent-password-title"), lead: found.name.clone(), back: back.clone() }
                match refusal {
                    None => rsx! { PasswordForm { key: "{found.id}", agent: found.clone() } },
                    Some(text) => rsx! {
                        EmptyState { shape: Shape::Lock, title: t!("agent-no-password-title"), text: t!(text),
                            LinkButton { test: "agent-no-password-back", label: t!("back"), to: back }
                        }
                    },
                }
            }
        }
        Some(Err(error)) => rsx! {
            AgentFailure { title: t!("agent-password-title"), error: error.clone(), onretry: move |()| agent.restart() }
        },
        None => rsx! {
            PageHeader { title: t!("agent-password-title"), back: Route::AgentsList {} }
            Skeleton { rows: 2 }
        },
    }
}

#[component]
fn PasswordForm(agent: AgentOut) -> Element {
    let aside = format!("agent-password.{}", agent.id);
    let (waiting, goes_on) = use_hook(|| {
        let waiting = flow::take_up::<AgentPasswordIn>(&aside);
        let goes_on = waiting.is_some() && proofs::token(PURPOSE).is_some();
        (waiting.unwrap_or_default(), goes_on)
    });
    let account_name = agent.account_name.clone();
    let form = use_form(
        FormSpec { id: "agent-password", initial: waiting, draft: false, secrets: &["new_password"] },
        move |input: &AgentPasswordIn| match Password::parse(&input.new_password, &[&account_name]) {
            Ok(_) => shared::error::FieldErrors::default(),
            Err(invalid) => ("new_password", invalid).into(),
        },
    );
    let save = use_callback({
        let (id, name) = (agent.id.clone(), agent.name.clone());
        move |()| {
            let (id, name, aside) = (id.clone(), name.clone(), aside.clone());
            form.submit(move |input: AgentPasswordIn| async move {
                let proof = proofs::token(PURPOSE).unwrap_or_default();
                match api::set_agent_password(&id, &input, &proof).await {
                    Ok(()) => {
                        proofs::drop_proof(PURPOSE);
                        toast(&t!("agent-password-done", name = name));
                        navigator().replace(Route::AgentDetail { id });
                        Ok(())
                    }
                    Err(error) => Err(flow::refused(error, PURPOSE, &Route::AgentPassword { id }, &aside, &input)),
                }
            });
        }
    });
    use_effect(move || {
        if goes_on {
            save.call(());
        }
    });
    rsx! {
        div { class: "narrow stack",
            Notice { p { {t!("agent-password-note", name = agent.name)} } }
            Card {
                form {
                    class: "form",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        save.call(());
                    },
                    ErrorSummary { form }
                    PasswordField {
                        form,
                        name: field!(AgentPasswordIn.new_password),
                        label: t!("field-new-password"),
                        hint: t!("agent-initial-password-hint"),
                        new: true,
                        own: false,
                        known_texts: vec![agent.account_name.clone()],
                    }
                    div { class: "form-actions",
                        Button { test: "submit", label: t!("save"), pending: form.is_pending() }
                        LinkButton { test: "cancel", kind: ButtonKind::Secondary, label: t!("cancel"), to: Route::AgentDetail { id: agent.id.clone() } }
                    }
                }
            }
        }
    }
}
