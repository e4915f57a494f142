//! The first page behind the login: for whom one acts, and what needs doing.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::access::AgentState;
use shared::api::{AgentPage, MembershipOut};

use crate::layout::Choices;
use crate::routes::{Next, Route};
use crate::ui::{
    Card, ErrorPage, Icon, List, ListLink, Notice, NoticeKind, PageHeader, Section, Shape, Skeleton, Tag, TagKind,
};
use crate::{api, session, t, words};

/// So many days before a permission ends, its holder is told.
const TOLD_BEFORE_DAYS: i64 = 30;

/// The home page.
#[component]
pub(crate) fn Home() -> Element {
    let Some(me) = session::me() else { return rsx! {} };
    let Some(current) = me.current else { return rsx! {} };
    let several = me.memberships.len() > 1;
    rsx! {
        PageHeader { title: t!("home-hello", name = me.name),
            div { class: "only-narrow", Choices {} }
        }
        Enterprise { current: current.clone(), several }
        Ending { current }
        if session::may_manage_agents() {
            ToDo {}
        }
        Entries {}
    }
}

#[component]
fn Enterprise(current: MembershipOut, several: bool) -> Element {
    rsx! {
        Card { class: "enterprise-card",
            p { class: "enterprise-name", "data-testid": "enterprise-name", {current.enterprise_name} }
            p { class: "enterprise-code", "{current.enterprise_id}" }
            div { class: "cluster",
                Tag { kind: TagKind::Accent, label: words::role(current.role) }
                if !session::is_legal_representative() {
                    for permission in current.permissions {
                        Tag { key: "{permission.code()}", label: words::permission(permission) }
                    }
                }
                if several {
                    Link { class: "switch-link", to: Route::ChooseEnterprise { next: Next::default() }, "data-testid": "home-switch-enterprise",
                        Icon { shape: Shape::Switch }
                        span { {t!("switch-enterprise")} }
                    }
                }
            }
        }
    }
}

/// One's own permission ends soon.
#[component]
fn Ending(current: MembershipOut) -> Element {
    let Some(until) = current.valid_until.filter(|until| ends_soon(*until, session::today())) else {
        return rsx! {};
    };
    rsx! {
        Section { title: t!("home-mind"),
            Notice { kind: NoticeKind::Caution, {t!("home-permission-ends", date = until)} }
        }
    }
}

fn ends_soon(until: NaiveDate, today: NaiveDate) -> bool {
    (until - today).num_days() <= TOLD_BEFORE_DAYS
}

/// What a manager has to do about the agents.
#[component]
fn ToDo() -> Element {
    let mut agents = use_resource(|| async { api::agents("", "").await });
    rsx! {
        Section { title: t!("home-to-do"),
            match &*agents.read() {
                None => rsx! { Skeleton { rows: 2 } },
                Some(Err(error)) => rsx! {
                    ErrorPage { error: error.clone(), onretry: move |()| agents.restart() }
                },
                Some(Ok(page)) => rsx! { ToDoList { tasks: tasks(page) } },
            }
        }
    }
}

#[component]
fn ToDoList(tasks: Vec<Task>) -> Element {
    if tasks.is_empty() {
        return rsx! {
            Notice { kind: NoticeKind::Good, {t!("home-nothing-to-do")} }
        };
    }
    rsx! {
        List { test: "to-do",
            for task in tasks {
                match task {
                    Task::FirstAgent => rsx! {
                        ListLink { test: "to-do-first-agent", to: Route::AgentNew {}, icon: Shape::Plus,
                            title: t!("home-first-agent"), note: t!("home-first-agent-note") }
                    },
                    Task::Invited(count) => rsx! {
                        ListLink { test: "to-do-invited", to: Route::AgentsList {}, icon: Shape::Message,
                            title: t!("home-invited", count = count), note: t!("home-invited-note") }
                    },
                    Task::Expired(count) => rsx! {
                        ListLink { test: "to-do-expired", to: Route::AgentsList {}, icon: Shape::Clock,
                            title: t!("home-expired", count = count), note: t!("home-expired-note") }
                    },
                }
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    FirstAgent,
    Invited(usize),
    Expired(usize),
}

/// What the first page of agents asks for.
fn tasks(page: &AgentPage) -> Vec<Task> {
    if page.items.is_empty() {
        return vec![Task::FirstAgent];
    }
    let count = |state| page.items.iter().filter(|agent| agent.state == state).count();
    let counted =
        [(count(AgentState::Invited), Task::Invited as fn(usize) -> Task), (count(AgentState::Expired), Task::Expired)];
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, task)| task(count)).collect()
}

/// The ways to everything else.
#[component]
fn Entries() -> Element {
    rsx! {
        Section { title: t!("home-services"),
            List { test: "services",
                if session::may_manage_agents() {
                    ListLink { test: "home-agents", to: Route::AgentsList {}, icon: Shape::People,
                        title: t!("home-agents"), note: t!("home-agents-note") }
                }
                ListLink { test: "home-scan", to: Route::Scan {}, icon: Shape::Scan,
                    title: t!("home-scan"), note: t!("home-scan-note") }
                if session::is_legal_representative() {
                    ListLink { test: "home-audit-log", to: Route::AuditLog {}, icon: Shape::Log,
                        title: t!("nav-audit-log"), note: t!("home-audit-log-note") }
                }
                ListLink { test: "home-sessions", to: Route::Sessions {}, icon: Shape::Devices,
                    title: t!("nav-sessions"), note: t!("home-sessions-note") }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::api::AgentOut;

    use super::*;

    fn agent(state: AgentState) -> AgentOut {
        AgentOut {
            id: "a".into(),
            name: "李四".into(),
            document_type: "resident_id".into(),
            document_masked: String::new(),
            mobile_masked: String::new(),
            account_name: "lisi".into(),
            state,
            permissions: vec![],
            valid_until: None,
            is_self: false,
            shared_identity: false,
            actions: vec![],
            revision: 1,
            created_at: chrono::DateTime::default(),
            updated_at: chrono::DateTime::default(),
            sms_sent: None,
            last_login_at: None,
        }
    }

    fn page(states: &[AgentState]) -> AgentPage {
        AgentPage { items: states.iter().copied().map(agent).collect(), next_cursor: None }
    }

    #[test]
    fn an_enterprise_without_agents_is_told_to_add_one() {
        assert_eq!(tasks(&page(&[])), [Task::FirstAgent]);
        assert_eq!(tasks(&page(&[AgentState::Active])), []);
        let mixed = [AgentState::Invited, AgentState::Expired, AgentState::Invited, AgentState::Disabled];
        assert_eq!(tasks(&page(&mixed)), [Task::Invited(2), Task::Expired(1)]);
    }

    #[test]
    fn an_end_is_told_a_month_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        assert!(ends_soon(day("2026-12-01"), day("2026-11-23")));
        assert!(!ends_soon(day("2027-06-30"), day("2026-11-23")));
    }
}
