//! 经办人管理: the enterprise's agents with search; cards on a phone, a table on a wide screen.

use dioxus::prelude::*;
use shared::access::AgentState;
use shared::api::AgentOut;

use crate::routes::Route;
use crate::ui::{
    EmptyState, ErrorPage, Icon, LinkButton, MoreRows, PageHeader, SearchBox, Shape, Skeleton, Tag, TagKind, use_paged,
};
use crate::{api, platform, session, t, words};

/// `/agents`
#[component]
pub(crate) fn AgentsList() -> Element {
    if session::may_manage_agents() {
        rsx! {
            Agents {}
        }
    } else {
        rsx! {
            NotPermitted { title: t!("agents-title") }
        }
    }
}

/// What somebody without the permission sees of a page about agents.
#[component]
pub(super) fn NotPermitted(title: String) -> Element {
    rsx! {
        PageHeader { title, back: Route::Me {} }
        EmptyState { shape: Shape::Lock, title: t!("agents-not-permitted-title"), text: t!("agents-not-permitted-text"),
            LinkButton { test: "not-permitted-home", label: t!("not-found-home"), to: Route::Home {} }
        }
    }
}

/// The page above: a phone comes from 我的, a wide screen from 账号设置.
fn above() -> Route {
    if platform::is_wide() { Route::AccountSettings {} } else { Route::Me {} }
}

#[component]
fn Agents() -> Element {
    let mut search = use_signal(String::new);
    let list = use_paged(search, |search, cursor| async move {
        let page = api::agents(&search, &cursor).await?;
        Ok((page.items, page.next_cursor))
    });
    let items = list.items();
    let nobody = items.as_ref().is_some_and(Vec::is_empty) && search.read().is_empty();
    rsx! {
        PageHeader { title: t!("agents-title"), back: above(),
            Link { class: "button primary", to: Route::AgentNew {}, "data-testid": "agent-add", {t!("agents-add")} }
        }
        if !nobody {
            SearchBox { label: t!("agents-search"), onsearch: move |text| if *search.peek() != text { search.set(text) } }
        }
        match (items, list.failure()) {
            (None, Some(error)) => rsx! {
                ErrorPage { error, onretry: move |()| list.again() }
            },
            (None, None) => rsx! {
                Skeleton { rows: 4 }
            },
            (Some(agents), _) if agents.is_empty() && nobody => rsx! {
                EmptyState { shape: Shape::People, title: t!("agents-empty-title"), text: t!("agents-empty-text"),
                    LinkButton { test: "agent-add-first", label: t!("agents-add-first"), icon: Shape::Plus, to: Route::AgentNew {} }
                }
            },
            (Some(agents), _) if agents.is_empty() => rsx! {
                EmptyState { shape: Shape::Search, title: t!("agents-none-title", search = search.read()), text: t!("agents-none-text") }
            },
            (Some(agents), failure) => rsx! {
                Table { agents, busy: list.is_reading() }
                MoreRows { more: list.has_more(), reading: list.is_reading(), failure, onmore: move |()| list.more() }
            },
        }
    }
}

#[component]
fn Table(agents: Vec<AgentOut>, busy: bool) -> Element {
    rsx! {
        div { class: "agents", role: "table", "aria-label": t!("agents-title"), "aria-busy": if busy { "true" }, "data-testid": "agents",
            div { class: "agents-head", role: "row",
                span { role: "columnheader", {t!("field-name")} }
                span { role: "columnheader", {t!("agent-account-name")} }
                span { role: "columnheader", {t!("field-mobile")} }
                span { role: "columnheader", {t!("agent-permissions")} }
                span { role: "columnheader", {t!("agent-state")} }
            }
            for agent in agents {
                Row { key: "{agent.id}", agent }
            }
        }
    }
}

#[component]
fn Row(agent: AgentOut) -> Element {
    let to = Route::AgentDetail { id: agent.id.clone() };
    rsx! {
        div { class: "agent", role: "row", "data-testid": "agent-row", "data-id": "{agent.id}",
            span { class: "agent-name", role: "cell",
                Link { class: "agent-link", to, "data-testid": "agent-{agent.id}", {agent.name.clone()} }
                if agent.is_self {
                    Tag { kind: TagKind::Accent, label: t!("agent-self") }
                }
            }
            span { class: "agent-cell", role: "cell",
                span { class: "cell-label", {t!("agent-account-name")} }
                {agent.account_name.clone()}
            }
            span { class: "agent-cell", role: "cell",
                span { class: "cell-label", {t!("field-mobile")} }
                {agent.mobile_masked.clone()}
            }
            span { class: "agent-cell tags", role: "cell",
                for permission in agent.permissions.clone() {
                    Tag { key: "{permission.code()}", label: words::permission(permission) }
                }
            }
            span { class: "agent-cell agent-status", role: "cell",
                Tag { kind: state_kind(agent.state), label: words::agent_state(agent.state) }
                if let Some(date) = agent.valid_until {
                    span { class: "row-note", {t!("agent-until", date = date)} }
                }
            }
            Icon { shape: Shape::Forward, class: "chevron" }
        }
    }
}

/// The colour of a state's tag.
pub(super) const fn state_kind(state: AgentState) -> TagKind {
    match state {
        AgentState::Active => TagKind::Good,
        AgentState::Invited => TagKind::Caution,
        AgentState::Disabled => TagKind::Plain,
        AgentState::Expired => TagKind::Bad,
    }
}
