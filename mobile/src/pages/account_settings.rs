//! 账号设置: one's own account, and 我的经办人.

use dioxus::prelude::*;

use crate::routes::Route;
use crate::ui::{DetailRow, Details, List, ListLink, PageHeader, Section, Shape};
use crate::{session, t, words};

/// `/enterprise/settings`
#[component]
pub(crate) fn AccountSettings() -> Element {
    let Some(me) = session::me() else { return rsx! {} };
    rsx! {
        PageHeader { title: t!("nav-account"), back: Route::EnterpriseCenter {} }
        List { test: "account-entries",
            if session::may_manage_agents() {
                ListLink { test: "account-agents", icon: Shape::People, title: t!("nav-agents"), note: t!("agents-note"), to: Route::AgentsList {} }
            }
            ListLink { test: "account-password", icon: Shape::Lock, title: t!("me-password"), to: Route::ChangePassword {} }
            ListLink { test: "account-sessions", icon: Shape::Devices, title: t!("nav-sessions"), to: Route::Sessions {} }
            ListLink { test: "account-settings", icon: Shape::Settings, title: t!("nav-settings"), note: t!("settings-note"), to: Route::Settings {} }
        }
        Section { title: t!("account-about-me"),
            Details {
                DetailRow { label: t!("field-name"), {me.name} }
                DetailRow { label: t!("field-document-type"), {words::document_type(&me.document_type)} }
                DetailRow { label: t!("field-document-number"), {me.document_masked} }
                DetailRow { label: t!("field-mobile"), {me.mobile_masked} }
                if let Some(account) = me.account_name {
                    DetailRow { label: t!("agent-account-name"), {account} }
                }
            }
            p { class: "hint after", {t!("account-about-me-hint")} }
        }
    }
}
