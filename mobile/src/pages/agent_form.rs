//! 添加经办人 and 编辑经办人.

mod conflict;
mod edit;
mod fields;
mod new;

use dioxus::prelude::*;

use super::agents_list::NotPermitted;
use crate::{session, t};

/// `/agents/new`
#[component]
pub(crate) fn AgentNew() -> Element {
    if session::may_manage_agents() {
        rsx! {
            new::New {}
        }
    } else {
        rsx! {
            NotPermitted { title: t!("agent-new-title") }
        }
    }
}

/// `/agents/{id}/edit`
#[component]
pub(crate) fn AgentEdit(id: String) -> Element {
    if session::may_manage_agents() {
        rsx! {
            edit::Edit { key: "{id}", id: id.clone() }
        }
    } else {
        rsx! {
            NotPermitted { title: t!("agent-edit-title") }
        }
    }
}
