//! Around the reviewers' pages: who may see them, the menu at the side or the bar above, who one is.

use dioxus::prelude::*;
use shared::api::ReviewerOut;

use super::QueueQuery;
use crate::layout::{Brand, Choices, Redirect};
use crate::reviewer::{self, REVIEWER, Reviewer};
use crate::routes::{Next, Route};
use crate::ui::{ErrorPage, Icon, Shape, Skeleton, toast};
use crate::{t, words};

/// Where so few recovery codes are left, more should be asked for.
const FEW_CODES: u32 = 2;

fn queue() -> Route {
    Route::AgencyQueue { query: QueueQuery::default() }
}

/// The page (the children) for whoever is logged in as a reviewer; everybody else logs in first.
#[component]
pub(super) fn Frame(
    /// The page needs the whole width: a bar above instead of the menu at the side.
    #[props(default)]
    whole: bool,
    children: Element,
) -> Element {
    use_future(|| async {
        if *REVIEWER.peek() == Reviewer::Unknown {
            reviewer::reload().await;
        }
    });
    let route = use_route::<Route>();
    match &*REVIEWER.read() {
        Reviewer::Unknown => rsx! {
            main { class: "plain-main", Skeleton {} }
        },
        Reviewer::LoggedOut => rsx! {
            main { class: "plain-main", Redirect { to: Route::AgencyLogin { next: Next::to(&route) } } }
        },
        Reviewer::Unreachable(error) => rsx! {
            main { class: "plain-main",
                ErrorPage { error: error.clone(), onretry: move |()| { spawn(reviewer::reload()); } }
            }
        },
        Reviewer::LoggedIn(me) => rsx! {
            div { class: if whole { "with-menu agency whole" } else { "with-menu agency" },
                Side { me: (**me).clone() }
                Bar { me: (**me).clone() }
                main { class: "content", id: "content", tabindex: "-1", {children} }
            }
        },
    }
}

/// The menu of a wide screen.
#[component]
fn Side(me: ReviewerOut) -> Element {
    let at_queue = matches!(use_route::<Route>(), Route::AgencyQueue { .. });
    rsx! {
        aside { class: "side",
            Link { class: "brand", to: queue(), "data-testid": "side-brand", Brand {} }
            div { class: "side-enterprise", "data-testid": "reviewer",
                p { class: "side-enterprise-name", {me.name.clone()} }
                p { class: "side-enterprise-role", {reviewer::post(&me)} }
                if me.recovery_codes_left <= FEW_CODES {
                    p { class: "side-enterprise-role", {t!("agency-codes-few", count = me.recovery_codes_left)} }
                }
            }
            nav { class: "side-nav", "aria-label": t!("nav-main"),
                Link { class: "side-link", to: queue(), "data-testid": "agency-queue", "aria-current": if at_queue { "page" } else { "false" },
                    Icon { shape: Shape::Inbox }
                    span { {t!("agency-queue")} }
                }
                LogOut { class: "side-link" }
            }
            Choices { prefix: "side-" }
        }
    }
}

/// The bar of a phone, and of a page that needs the whole width.
#[component]
fn Bar(me: ReviewerOut) -> Element {
    rsx! {
        header { class: "top-bar agency-bar",
            nav { class: "agency-ways", "aria-label": t!("nav-main"),
                Link { class: "choice", to: queue(), "data-testid": "bar-queue",
                    Icon { shape: Shape::Inbox }
                    span { {t!("agency-queue")} }
                }
                LogOut { class: "choice" }
            }
            p { class: "agency-who", "data-testid": "bar-reviewer", "{me.name} · {words::party(me.party)} · {me.region}" }
            Choices { prefix: "bar-" }
        }
    }
}

#[component]
fn LogOut(class: &'static str) -> Element {
    let mut pending = use_signal(|| false);
    rsx! {
        button { class, r#type: "button", "data-testid": "agency-log-out", disabled: pending(),
            onclick: move |_| {
                pending.set(true);
                spawn(async move {
                    if let Err(error) = reviewer::log_out().await {
                        pending.set(false);
                        toast(&error.message(words::language_now()));
                    }
                });
            },
            Icon { shape: Shape::LogOut }
            span { {t!("log-out")} }
        }
    }
}
