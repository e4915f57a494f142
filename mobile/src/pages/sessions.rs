//! 登录设备: where one is logged in, and how to end it.

use dioxus::prelude::*;
use shared::api::SessionInfo;
use shared::error::ProblemCode;

use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, Card, Confirm, ErrorPage, Icon, Notice, NoticeKind, PageHeader, Shape, Skeleton, Tag, TagKind,
    toast,
};
use crate::{api, t, words};

/// What is to be ended.
#[derive(Debug, Clone, PartialEq)]
enum Which {
    One(Box<SessionInfo>),
    Others,
}

/// `/sessions`
#[component]
pub(crate) fn Sessions() -> Element {
    let mut list = use_resource(api::sessions);
    let mut asked = use_signal(|| Which::Others);
    let mut open = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let mut failure = use_signal(|| None::<ApiError>);
    let end = move |()| {
        let which = asked.peek().clone();
        pending.set(true);
        failure.set(None);
        spawn(async move {
            let outcome = match &which {
                Which::One(session) => api::end_session(&session.id).await,
                Which::Others => api::end_other_sessions().await,
            };
            pending.set(false);
            open.set(false);
            match outcome {
                Ok(()) => toast(&t!("session-ended")),
                // It has ended by itself meanwhile.
                Err(error) if error.is(ProblemCode::NotFound) => toast(&t!("session-ended")),
                Err(error) => failure.set(Some(error)),
            }
            list.restart();
        });
    };
    let (title, text) = match &*asked.read() {
        Which::One(session) => {
            (t!("session-end-title"), t!("session-end-text", device = device(session), ip = session.ip))
        }
        Which::Others => (t!("session-end-others-title"), t!("session-end-others-text")),
    };
    rsx! {
        PageHeader { title: t!("nav-sessions"), lead: t!("sessions-lead"), back: Route::Me {} }
        if let Some(error) = failure() {
            Notice { kind: NoticeKind::Bad, p { {error.message(words::language())} } }
        }
        match &*list.read() {
            None => rsx! {
                Skeleton { rows: 3 }
            },
            Some(Err(error)) => rsx! {
                ErrorPage { error: error.clone(), onretry: move |()| list.restart() }
            },
            Some(Ok(sessions)) => rsx! {
                div { class: "sessions", role: "list", "data-testid": "sessions",
                    for session in sessions.items.clone() {
                        Row {
                            key: "{session.id}",
                            session: session.clone(),
                            onend: move |()| {
                                asked.set(Which::One(Box::new(session.clone())));
                                open.set(true);
                            },
                        }
                    }
                }
                if sessions.items.iter().any(|session| !session.current) {
                    div { class: "form-actions after",
                        Button { test: "sessions-end-others", kind: ButtonKind::Danger, label: t!("session-end-others"), icon: Shape::LogOut,
                            onclick: move |()| {
                                asked.set(Which::Others);
                                open.set(true);
                            } }
                    }
                }
                p { class: "hint after", {t!("sessions-hint")} }
            },
        }
        Confirm { id: "confirm-end", open, title, text, yes: t!("session-end"), danger: true, pending: pending(), onyes: end }
    }
}

fn device(session: &SessionInfo) -> String {
    if session.device.is_empty() { t!("device-unknown") } else { session.device.clone() }
}

#[component]
fn Row(session: SessionInfo, onend: EventHandler<()>) -> Element {
    let device = device(&session);
    rsx! {
        div { role: "listitem", "data-testid": if session.current { "session-current" } else { "session-other" },
            Card { class: "session",
                span { class: "row-icon", Icon { shape: Shape::Devices } }
                div { class: "session-body",
                    p { class: "session-device",
                        {device.clone()}
                        if session.current {
                            Tag { kind: TagKind::Good, label: t!("session-current") }
                        }
                    }
                    p { class: "row-note", {t!("session-ip", ip = session.ip)} }
                    p { class: "row-note", {t!("session-last-used", time = words::moment(session.last_used_at))} }
                    p { class: "row-note", {t!("session-created", time = words::moment(session.created_at))} }
                }
                if !session.current {
                    button {
                        class: "button secondary",
                        r#type: "button",
                        "data-testid": "session-end-{session.id}",
                        "aria-label": t!("session-end-of", device = device),
                        onclick: move |_| onend.call(()),
                        {t!("session-end")}
                    }
                }
            }
        }
    }
}
