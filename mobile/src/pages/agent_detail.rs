//! One agent: everything that is known, and what may be done to it.

mod actions;

use dioxus::prelude::*;
use shared::api::AgentOut;
use shared::error::ProblemCode;

use super::agents_list::{NotPermitted, state_kind};
use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{
    DetailRow, Details, EmptyState, ErrorPage, LinkButton, Notice, NoticeKind, PageHeader, Shape, Skeleton, Tag,
    TagKind,
};
use crate::{api, session, t, words};
use actions::Actions;

/// `/agents/{id}`
#[component]
pub(crate) fn AgentDetail(id: String) -> Element {
    let mut agent = use_resource(use_reactive!(|id| async move { api::agent(&id).await }));
    if !session::may_manage_agents() {
        return rsx! {
            NotPermitted { title: t!("agent-title") }
        };
    }
    match &*agent.read() {
        // The key: another agent's page is another page, its questions and notices are its own.
        Some(Ok(found)) => rsx! {
            Found { key: "{found.id}", agent: found.clone(), onchanged: move |()| agent.restart() }
        },
        Some(Err(error)) => rsx! {
            AgentFailure { title: t!("agent-title"), error: error.clone(), onretry: move |()| agent.restart() }
        },
        None => rsx! {
            PageHeader { title: t!("agent-title"), back: Route::AgentsList {} }
            Skeleton { rows: 5 }
        },
    }
}

#[component]
fn Found(agent: AgentOut, onchanged: EventHandler<()>) -> Element {
    rsx! {
        PageHeader { title: agent.name.clone(), back: Route::AgentsList {},
            Tag { kind: state_kind(agent.state), label: words::agent_state(agent.state) }
        }
        div { class: "stack",
            Notices { agent: agent.clone() }
            AgentDetails { agent: agent.clone() }
            Actions { agent, onchanged }
        }
    }
}

/// An agent that could not be read: gone, or not reached.
#[component]
pub(super) fn AgentFailure(title: String, error: ApiError, onretry: EventHandler<()>) -> Element {
    rsx! {
        PageHeader { title, back: Route::AgentsList {} }
        if error.is(ProblemCode::NotFound) {
            EmptyState { shape: Shape::Person, title: t!("agent-gone-title"), text: t!("agent-gone-text"),
                LinkButton { test: "agent-gone-list", label: t!("agents-back"), to: Route::AgentsList {} }
            }
        } else {
            ErrorPage { error, onretry }
        }
    }
}

#[component]
fn Notices(agent: AgentOut) -> Element {
    rsx! {
        if agent.is_self {
            Notice {
                p { {t!("agent-self-note")} }
                p {
                    Link { to: Route::ChangePassword {}, "data-testid": "own-password", {t!("me-password")} }
                }
            }
        } else if agent.shared_identity {
            Notice { kind: NoticeKind::Caution, p { {t!("agent-shared-note")} } }
        }
    }
}

#[component]
fn AgentDetails(agent: AgentOut) -> Element {
    rsx! {
        Details {
            DetailRow { label: t!("field-name"), test: "agent-name", {agent.name} }
            DetailRow { label: t!("field-document-type"), test: "agent-document-type", {words::document_type(&agent.document_type)} }
            DetailRow { label: t!("field-document-number"), test: "agent-document", {agent.document_masked} }
            DetailRow { label: t!("field-mobile"), test: "agent-mobile", {agent.mobile_masked} }
            DetailRow { label: t!("agent-account-name"), test: "agent-account-name",
                if agent.account_name.is_empty() { {t!("agent-no-account-name")} } else { {agent.account_name} }
            }
            DetailRow { label: t!("agent-state"), test: "agent-state",
                Tag { kind: state_kind(agent.state), label: words::agent_state(agent.state) }
            }
            DetailRow { label: t!("agent-permissions"), test: "agent-permissions",
                span { class: "tags",
                    for permission in agent.permissions {
                        Tag { key: "{permission.code()}", kind: TagKind::Accent, label: words::permission(permission) }
                    }
                }
            }
            DetailRow { label: t!("agent-valid-until"), test: "agent-valid-until",
                match agent.valid_until {
                    Some(date) => rsx! { "{date}" },
                    None => rsx! { {t!("agent-no-end")} },
                }
            }
            DetailRow { label: t!("agent-last-login"), test: "agent-last-login",
                match agent.last_login_at {
                    Some(at) => rsx! { {words::moment(at)} },
                    None => rsx! { {t!("agent-never-logged-in")} },
                }
            }
            DetailRow { label: t!("agent-created-at"), {words::moment(agent.created_at)} }
            DetailRow { label: t!("agent-updated-at"), {words::moment(agent.updated_at)} }
        }
    }
}
