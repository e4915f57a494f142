//! 扫码登录 on the phone: what asks to be let in, and the answer.

use dioxus::prelude::*;
use shared::api::QrLoginRequest;
use shared::error::ProblemCode;

use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, DetailRow, Details, EmptyState, ErrorPage, LinkButton, Notice, NoticeKind, PageHeader, Shape,
    Skeleton,
};
use crate::{api, platform, session, t, words};

/// How it came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Open,
    Approved,
    Refused,
    Ended,
}

/// `/qr/{id}`
#[component]
pub(crate) fn QrApprove(id: String) -> Element {
    let mut request = use_resource(use_reactive!(|id| async move { api::scan_qr_login(&id).await }));
    let content = match &*request.read() {
        None => rsx! {
            Skeleton { rows: 3 }
        },
        Some(Ok(request)) => rsx! {
            Question { key: "{request.id}", request: request.clone() }
        },
        Some(Err(error)) if error.is(ProblemCode::QrLoginEnded) => rsx! {
            Ended {}
        },
        Some(Err(error)) => rsx! {
            ErrorPage { error: error.clone(), onretry: move |()| request.restart() }
        },
    };
    rsx! {
        PageHeader { title: t!("qr-title") }
        {content}
    }
}

#[component]
fn Ended() -> Element {
    rsx! {
        div { "data-testid": "qr-ended",
            EmptyState { shape: Shape::Clock, title: t!("qr-ended-title"), text: t!("qr-ended-text"),
                LinkButton { test: "qr-scan-again", label: t!("scan-title"), icon: Shape::Scan, to: Route::Scan {} }
                LinkButton { test: "qr-home", kind: ButtonKind::Secondary, label: t!("not-found-home"), to: Route::Home {} }
            }
        }
    }
}

/// Whole seconds left; `None` where the device's clock cannot be right, and the server alone knows.
fn seconds_left(request: &QrLoginRequest, now_ms: i64) -> Option<u64> {
    let (from, until) = (request.requested_at.timestamp_millis(), request.expires_at.timestamp_millis());
    let leeway = 5_000;
    let plausible = now_ms >= from - leeway && now_ms < until + 10 * 60_000;
    plausible.then(|| u64::try_from((until - now_ms).min(until - from)).unwrap_or_default().div_ceil(1000))
}

#[component]
fn Question(request: QrLoginRequest) -> Element {
    let id = request.id.clone();
    let mut outcome = use_signal(|| Outcome::Open);
    let mut pending = use_signal(|| None::<bool>);
    let mut failure = use_signal(|| None::<ApiError>);
    // A clock that is far ahead would say that it is over at once: then nothing is counted.
    let counted = use_hook(|| seconds_left(&request, platform::now_ms()).filter(|left| *left > 0));
    let mut left = use_signal(|| counted.unwrap_or_default());
    use_future({
        let request = request.clone();
        move || {
            let request = request.clone();
            async move {
                while counted.is_some() && *outcome.peek() == Outcome::Open {
                    let now = seconds_left(&request, platform::now_ms()).unwrap_or_default();
                    if now != *left.peek() {
                        left.set(now);
                    }
                    if now == 0 && pending.peek().is_none() {
                        outcome.set(Outcome::Ended);
                    }
                    platform::sleep_ms(250).await;
                }
            }
        }
    });
    let answer = use_callback(move |approve: bool| {
        if pending.peek().is_some() {
            return;
        }
        let id = id.clone();
        pending.set(Some(approve));
        failure.set(None);
        spawn(async move {
            let answered = if approve { api::approve_qr_login(&id).await } else { api::refuse_qr_login(&id).await };
            pending.set(None);
            match answered {
                Ok(()) => outcome.set(if approve { Outcome::Approved } else { Outcome::Refused }),
                Err(error) if error.is(ProblemCode::QrLoginEnded) => outcome.set(Outcome::Ended),
                Err(error) => failure.set(Some(error)),
            }
        });
    });
    match outcome() {
        Outcome::Ended => rsx! {
            Ended {}
        },
        Outcome::Approved => rsx! {
            div { class: "success", "data-testid": "qr-approved",
                EmptyState { shape: Shape::Done, title: t!("qr-approved-title"), text: t!("qr-approved-text"),
                    LinkButton { test: "qr-home", label: t!("not-found-home"), to: Route::Home {} }
                }
            }
        },
        Outcome::Refused => rsx! {
            div { "data-testid": "qr-refused",
                EmptyState { shape: Shape::Stop, title: t!("qr-refused-title"), text: t!("qr-refused-text"),
                    LinkButton { test: "qr-password", label: t!("me-password"), to: Route::ChangePassword {} }
                    LinkButton { test: "qr-home", kind: ButtonKind::Secondary, label: t!("not-found-home"), to: Route::Home {} }
                }
            }
        },
        Outcome::Open => rsx! {
            div { class: "stack", "data-testid": "qr-question",
                p { class: "lead", {t!("qr-lead")} }
                RequestDetails { request: request.clone() }
                Notice { kind: NoticeKind::Caution, p { {t!("qr-warning")} } }
                if counted.is_some() {
                    p { class: "countdown", "data-testid": "qr-countdown",
                        {t!("qr-countdown", time = words::minutes_and_seconds(left()))}
                    }
                }
                if let Some(error) = failure() {
                    Notice { kind: NoticeKind::Bad, p { {error.message(words::language())} } }
                }
                div { class: "form-actions",
                    Button { test: "qr-approve", label: t!("qr-approve"), pending: pending() == Some(true), disabled: pending().is_some(),
                        onclick: move |()| answer.call(true) }
                    Button { test: "qr-refuse", kind: ButtonKind::Secondary, label: t!("qr-refuse"), pending: pending() == Some(false),
                        disabled: pending().is_some(), onclick: move |()| answer.call(false) }
                }
            }
        },
    }
}

#[component]
fn RequestDetails(request: QrLoginRequest) -> Element {
    let me = session::me();
    rsx! {
        Details {
            DetailRow { label: t!("qr-device"), test: "qr-device",
                if request.device.is_empty() { {t!("device-unknown")} } else { {request.device} }
            }
            DetailRow { label: t!("qr-ip"), test: "qr-ip", {request.ip} }
            DetailRow { label: t!("qr-when"), test: "qr-when", {words::moment(request.requested_at)} }
            if let Some(me) = me {
                DetailRow { label: t!("qr-as"), test: "qr-as", "{me.name} {me.mobile_masked}" }
                if let Some(current) = me.current {
                    DetailRow { label: t!("field-enterprise-name"), {current.enterprise_name} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countdown_ends_at_nothing_and_distrusts_a_wrong_clock() {
        let at = |millis| chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default();
        let request = QrLoginRequest {
            id: "q".into(),
            device: String::new(),
            ip: String::new(),
            requested_at: at(1_000_000),
            expires_at: at(1_120_000),
            state: shared::api::QrLoginState::Scanned,
        };
        assert_eq!(seconds_left(&request, 1_000_500), Some(120));
        assert_eq!(seconds_left(&request, 1_119_001), Some(1));
        assert_eq!(seconds_left(&request, 1_120_000), Some(0));
        assert_eq!(seconds_left(&request, 1_130_000), Some(0));
        assert_eq!(seconds_left(&request, 0), None);
        assert_eq!(seconds_left(&request, 9_999_999), None);
    }
}
