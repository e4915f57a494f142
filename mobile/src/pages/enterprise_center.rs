//! 法人中心: the enterprise acted for, and the way to its settings.

use dioxus::prelude::*;
use shared::access::Role;

use crate::routes::{Next, Route};
use crate::ui::{DetailRow, Details, List, ListLink, PageHeader, Section, Shape, Tag, TagKind};
use crate::{session, t, words};

/// `/enterprise`
#[component]
pub(crate) fn EnterpriseCenter() -> Element {
    let Some(me) = session::me() else { return rsx! {} };
    let Some(current) = me.current else { return rsx! {} };
    let title = if session::is_legal_representative() { t!("nav-enterprise-legal") } else { t!("nav-enterprise") };
    rsx! {
        PageHeader { title, lead: current.enterprise_name.clone() }
        Details {
            DetailRow { label: t!("field-enterprise-name"), test: "enterprise-name", {current.enterprise_name.clone()} }
            DetailRow { label: t!("field-credit-code"), test: "enterprise-credit-code",
                span { class: "digits", {current.enterprise_id.clone()} }
            }
            DetailRow { label: t!("enterprise-my-role"), test: "enterprise-role", "{me.name} · {words::role(current.role)}" }
            DetailRow { label: t!("enterprise-my-permissions"),
                span { class: "tags",
                    if current.role == Role::LegalRepresentative {
                        Tag { kind: TagKind::Accent, label: t!("enterprise-all-permissions") }
                    } else {
                        for permission in current.permissions.clone() {
                            Tag { key: "{permission.code()}", kind: TagKind::Accent, label: words::permission(permission) }
                        }
                    }
                }
            }
            if let Some(date) = current.valid_until {
                DetailRow { label: t!("agent-valid-until"), "{date}" }
            }
        }
        Section { title: t!("enterprise-management"),
            List { test: "enterprise-entries",
                ListLink { test: "enterprise-account", icon: Shape::Shield, title: t!("nav-account"), note: t!("enterprise-account-note"), to: Route::AccountSettings {} }
                if session::is_legal_representative() {
                    ListLink { test: "enterprise-audit-log", icon: Shape::Log, title: t!("nav-audit-log"), note: t!("audit-note"), to: Route::AuditLog {} }
                }
                if me.memberships.len() > 1 {
                    ListLink { test: "enterprise-switch", icon: Shape::Switch, title: t!("switch-enterprise"),
                        note: t!("me-switch-note", count = me.memberships.len()), to: Route::ChooseEnterprise { next: Next::default() } }
                }
            }
        }
    }
}
