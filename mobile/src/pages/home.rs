//! The first page behind the login: for whom one acts, and what needs doing.

mod to_do;

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::api::MembershipOut;

use crate::layout::Choices;
use crate::list_query::ListQuery;
use crate::routes::{Next, Route};
use crate::ui::{Card, Icon, List, ListLink, Notice, NoticeKind, PageHeader, Section, Shape, Tag, TagKind};
use crate::{session, t, words};
use to_do::ToDo;

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
        if session::may_manage_agents() || session::may_file_applications() {
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

/// The ways to everything else.
#[component]
fn Entries() -> Element {
    rsx! {
        Section { title: t!("home-services"),
            List { test: "services",
                if session::may_file_applications() {
                    ListLink { test: "home-applications", to: Route::ApplicationsList { query: ListQuery::default() }, icon: Shape::Form,
                        title: t!("home-applications"), note: t!("home-applications-note") }
                }
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
    use super::*;

    #[test]
    fn an_end_is_told_a_month_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        assert!(ends_soon(day("2026-12-01"), day("2026-11-23")));
        assert!(!ends_soon(day("2027-06-30"), day("2026-11-23")));
    }
}
