//! Whom one acts for, for people who act for several enterprises.

use dioxus::prelude::*;

use super::parts::LogOut;
use crate::api::ApiError;
use crate::routes::{Next, Route};
use crate::ui::{EmptyState, List, ListButton, Notice, NoticeKind, PageHeader, Shape, Tag, TagKind};
use crate::{api, session, t, words};

/// The page to choose or switch the enterprise.
#[component]
pub(crate) fn ChooseEnterprise(next: Next) -> Element {
    let mut failure = use_signal(|| None::<ApiError>);
    let mut choosing = use_signal(|| None::<String>);
    let Some(me) = session::me() else { return rsx! {} };
    let current = me.current.as_ref().map(|membership| membership.enterprise_id.clone());
    let choose = move |id: String| {
        let next = next.clone();
        choosing.set(Some(id.clone()));
        failure.set(None);
        spawn(async move {
            let chosen = api::choose_enterprise(&id).await;
            choosing.set(None);
            match chosen {
                Ok(me) => {
                    let to = session::entrance(&me, &next);
                    session::update(me);
                    navigator().replace(to);
                }
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    if me.memberships.is_empty() {
        return rsx! {
            NoEnterprise {}
        };
    }
    rsx! {
        PageHeader {
            title: t!("choose-title"),
            lead: t!("choose-lead", name = me.name),
            back: current.as_ref().map(|_| Route::Home {}),
        }
        if let Some(error) = failure() {
            Notice { kind: NoticeKind::Bad, {error.message(words::language())} }
        }
        List { test: "enterprises",
            for membership in me.memberships {
                ListButton {
                    key: "{membership.enterprise_id}",
                    test: "enterprise-{membership.enterprise_id}",
                    icon: Shape::Building,
                    title: membership.enterprise_name,
                    note: membership.enterprise_id.clone(),
                    disabled: choosing.read().is_some(),
                    onclick: {
                        let (id, choose) = (membership.enterprise_id.clone(), choose.clone());
                        move |()| choose.clone()(id.clone())
                    },
                    if choosing.read().as_ref() == Some(&membership.enterprise_id) {
                        span { class: "spinner", "aria-hidden": "true" }
                    }
                    if current.as_ref() == Some(&membership.enterprise_id) {
                        Tag { kind: TagKind::Good, label: t!("choose-current") }
                    }
                    Tag { kind: TagKind::Accent, label: words::role(membership.role) }
                }
            }
        }
        LogOut {}
    }
}

/// Logged in, but nobody has a use for the person any more.
#[component]
fn NoEnterprise() -> Element {
    rsx! {
        PageHeader { title: t!("choose-none-title") }
        EmptyState { shape: Shape::Building, title: t!("choose-none"), text: t!("choose-none-text"),
            LogOut {}
        }
    }
}
