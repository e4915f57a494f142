//! The words on the page: Fluent messages in the language that the person chose.

mod applications;
mod papers;

use dioxus::prelude::ReadableExt;
use shared::access::{AgentState, Permission, Role};
use shared::i18n::{self, Language};

use crate::preferences::PREFERENCES;
pub(crate) use applications::*;
pub(crate) use papers::*;

/// The message `id` in the current language; a component that calls it draws itself anew when the language changes.
///
/// `t!("home-title")`, `t!("home-hello", name = me.name)`.
#[macro_export]
macro_rules! t {
    ($id:expr) => { $crate::words::text($id, &[]) };
    ($id:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::text($id, &[$((stringify!($name), ($value).to_string().as_str())),+])
    };
}

/// The current language.
pub(crate) fn language() -> Language {
    PREFERENCES.read().language
}

/// The current language for an event handler or a task: draws nothing anew.
pub(crate) fn language_now() -> Language {
    PREFERENCES.peek().language
}

/// What [`t!`](crate::t) calls.
pub(crate) fn text(id: &str, args: &[(&str, &str)]) -> String {
    i18n::text(language(), id, args)
}

/// The name of a document type's code.
pub(crate) fn document_type(code: &str) -> String {
    text(&format!("document-type-{}", code.replace('_', "-")), &[])
}

/// The name of a role.
pub(crate) fn role(role: Role) -> String {
    text(
        match role {
            Role::LegalRepresentative => "role-legal-representative",
            Role::Agent => "role-agent",
        },
        &[],
    )
}

/// The name of a permission.
pub(crate) fn permission(permission: Permission) -> String {
    text(&format!("permission-{}", permission.code().replace('_', "-")), &[])
}

/// The name of an agent's state.
pub(crate) fn agent_state(state: AgentState) -> String {
    text(
        match state {
            AgentState::Invited => "agent-state-invited",
            AgentState::Active => "agent-state-active",
            AgentState::Disabled => "agent-state-disabled",
            AgentState::Expired => "agent-state-expired",
        },
        &[],
    )
}

/// A moment as people of the province read it: China has one time zone, eight hours ahead of UTC.
pub(crate) fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    (at + chrono::TimeDelta::hours(8)).format("%Y-%m-%d %H:%M").to_string()
}

/// Minutes and seconds, `1:05`.
pub(crate) fn minutes_and_seconds(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_shown_in_the_time_of_china() {
        let at = chrono::DateTime::from_timestamp(1_793_493_000, 0).unwrap_or_default();
        assert_eq!(moment(at), "2026-11-01 08:30");
    }

    #[test]
    fn seconds_have_two_digits() {
        assert_eq!(minutes_and_seconds(65), "1:05");
        assert_eq!(minutes_and_seconds(9), "0:09");
    }

    #[test]
    fn every_code_has_a_name_in_both_languages() {
        let types = shared::identity::DocumentType::ALL.map(|kind| format!("document-type-{}", kind.code()));
        let permissions = Permission::ALL.map(|permission| format!("permission-{}", permission.code()));
        for id in types.iter().chain(&permissions) {
            for language in Language::ALL {
                assert!(i18n::has(language, &id.replace('_', "-")), "{id} in {}", language.tag());
            }
        }
    }
}
