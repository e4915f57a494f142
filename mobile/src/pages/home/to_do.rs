//! 待办: what waits for the person, applications first.

use dioxus::prelude::*;
use shared::access::AgentState;
use shared::api::{AgentPage, ApplicationCounts};
use shared::application::Status;

use crate::api::ApiError;
use crate::list_query::ListQuery;
use crate::routes::Route;
use crate::ui::{ErrorPage, List, ListLink, Notice, NoticeKind, Section, Shape, Skeleton};
use crate::{api, notices, session, t};

/// What whoever files applications or manages agents has to do.
#[component]
pub(super) fn ToDo() -> Element {
    let mut read = use_resource(|| async {
        let counts = if session::may_file_applications() { Some(api::application_counts().await?) } else { None };
        let agents = if session::may_manage_agents() { Some(api::agents("", "").await?) } else { None };
        let mut tasks = counts.as_ref().map(of_applications).unwrap_or_default();
        tasks.extend(agents.as_ref().map(of_agents).unwrap_or_default());
        Ok::<_, ApiError>(tasks)
    });
    notices::use_news(move || read.restart());
    rsx! {
        Section { title: t!("home-to-do"),
            match &*read.read() {
                None => rsx! { Skeleton { rows: 2 } },
                Some(Err(error)) => rsx! {
                    ErrorPage { error: error.clone(), onretry: move |()| read.restart() }
                },
                Some(Ok(tasks)) => rsx! { ToDoList { tasks: tasks.clone() } },
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
                    Task::Corrections(count) => rsx! {
                        ListLink { test: "to-do-corrections", to: list(Status::CorrectionRequested), icon: Shape::Edit,
                            title: t!("home-corrections", count = count), note: t!("home-corrections-note") }
                    },
                    Task::Rejected(count) => rsx! {
                        ListLink { test: "to-do-rejected", to: list(Status::Rejected), icon: Shape::Warning,
                            title: t!("home-rejected", count = count), note: t!("home-rejected-note") }
                    },
                    Task::Drafts(count) => rsx! {
                        ListLink { test: "to-do-drafts", to: list(Status::Draft), icon: Shape::Form,
                            title: t!("home-drafts", count = count), note: t!("home-drafts-note") }
                    },
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

fn list(status: Status) -> Route {
    Route::ApplicationsList { query: ListQuery::of(status) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Corrections(u64),
    Rejected(u64),
    Drafts(u64),
    FirstAgent,
    Invited(usize),
    Expired(usize),
}

/// What the applications ask for; what was sent back waits before what was never sent.
fn of_applications(counts: &ApplicationCounts) -> Vec<Task> {
    let counted = [
        (counts.of(Status::CorrectionRequested), Task::Corrections as fn(u64) -> Task),
        (counts.of(Status::Rejected), Task::Rejected),
        (counts.of(Status::Draft), Task::Drafts),
    ];
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, task)| task(count)).collect()
}

/// What the first page of agents asks for.
fn of_agents(page: &AgentPage) -> Vec<Task> {
    if page.items.is_empty() {
        return vec![Task::FirstAgent];
    }
    let count = |state| page.items.iter().filter(|agent| agent.state == state).count();
    let counted =
        [(count(AgentState::Invited), Task::Invited as fn(usize) -> Task), (count(AgentState::Expired), Task::Expired)];
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, task)| task(count)).collect()
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
        assert_eq!(of_agents(&page(&[])), [Task::FirstAgent]);
        assert_eq!(of_agents(&page(&[AgentState::Active])), []);
        let mixed = [AgentState::Invited, AgentState::Expired, AgentState::Invited, AgentState::Disabled];
        assert_eq!(of_agents(&page(&mixed)), [Task::Invited(2), Task::Expired(1)]);
    }

    #[test]
    fn what_was_sent_back_comes_first_and_what_is_at_the_agency_asks_for_nothing() {
        let counts =
            ApplicationCounts { draft: 2, submitted: 5, correction_requested: 1, approved: 9, ..Default::default() };
        assert_eq!(of_applications(&counts), [Task::Corrections(1), Task::Drafts(2)]);
        assert_eq!(of_applications(&ApplicationCounts::default()), []);
    }
}
