//! 我的: who one is here, and everything that is one's own.

use dioxus::prelude::*;
use shared::api::MeOut;

use crate::routes::{Next, Route};
use crate::ui::{
    Confirm, Helpline, Icon, List, ListButton, ListLink, Notice, NoticeKind, PageHeader, Shape, Tag, TagKind,
};
use crate::{session, t, words};

/// `/me`
#[component]
pub(crate) fn Me() -> Element {
    let Some(me) = session::me() else { return rsx! {} };
    rsx! {
        PageHeader { title: t!("nav-me") }
        PersonCard { me: me.clone() }
        div { class: "lists",
            List { test: "me-enterprise",
                if session::may_manage_agents() {
                    ListLink { test: "me-agents", icon: Shape::People, title: t!("agents-title"), note: t!("agents-note"), to: Route::AgentsList {} }
                }
                if session::is_legal_representative() {
                    ListLink { test: "me-audit-log", icon: Shape::Log, title: t!("nav-audit-log"), note: t!("audit-note"), to: Route::AuditLog {} }
                }
                if me.memberships.len() > 1 {
                    ListLink { test: "me-switch", icon: Shape::Switch, title: t!("switch-enterprise"),
                        note: t!("me-switch-note", count = me.memberships.len()), to: Route::ChooseEnterprise { next: Next::default() } }
                }
                ListLink { test: "me-scan", icon: Shape::Scan, title: t!("scan-title"), note: t!("scan-note"), to: Route::Scan {} }
            }
            List { test: "me-account",
                ListLink { test: "me-password", icon: Shape::Lock, title: t!("me-password"), to: Route::ChangePassword {} }
                ListLink { test: "me-sessions", icon: Shape::Devices, title: t!("nav-sessions"), to: Route::Sessions {} }
                ListLink { test: "me-settings", icon: Shape::Settings, title: t!("nav-settings"), note: t!("settings-note"), to: Route::Settings {} }
            }
            LogOut {}
        }
        div { class: "after", Helpline {} }
    }
}

/// Name, masked number, enterprise and role.
#[component]
fn PersonCard(me: MeOut) -> Element {
    rsx! {
        div { class: "person", "data-testid": "person-card",
            span { class: "person-mark", "aria-hidden": "true", Icon { shape: Shape::Person } }
            div { class: "person-body",
                p { class: "person-name", "data-testid": "person-name", {me.name} }
                p { class: "person-line", "data-testid": "person-mobile", {me.mobile_masked} }
                if let Some(account) = me.account_name {
                    p { class: "person-line", {t!("me-account-name", name = account)} }
                }
                if let Some(current) = me.current {
                    p { class: "person-enterprise",
                        span { "data-testid": "person-enterprise", {current.enterprise_name} }
                        Tag { kind: TagKind::Accent, label: words::role(current.role) }
                    }
                    if let Some(date) = current.valid_until {
                        p { class: "person-line", {t!("agent-until", date = date)} }
                    }
                }
            }
        }
    }
}

/// 退出登录, asked first: what was typed and not sent is forgotten.
#[component]
fn LogOut() -> Element {
    let mut open = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let mut failure = use_signal(|| None::<String>);
    let leave = move |()| {
        pending.set(true);
        spawn(async move {
            let outcome = session::log_out().await;
            pending.set(false);
            open.set(false);
            if let Err(error) = outcome {
                failure.set(Some(error.message(words::language_now())));
            }
        });
    };
    rsx! {
        if let Some(message) = failure() {
            Notice { kind: NoticeKind::Bad, p { {message} } }
        }
        List { test: "me-leave",
            ListButton { test: "log-out", icon: Shape::LogOut, danger: true, title: t!("log-out"), onclick: move |()| open.set(true) }
        }
        Confirm { id: "confirm-log-out", open, title: t!("log-out-title"), text: t!("log-out-text"), yes: t!("log-out"), pending: pending(), onyes: leave }
    }
}
