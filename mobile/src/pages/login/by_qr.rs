//! Logging in by a QR code: this page shows it and asks how it stands, a phone that is logged in approves.

use dioxus::prelude::*;
use shared::api::{QrLoginOut, QrLoginState};

use crate::api::{self, ApiError};
use crate::routes::Next;
use crate::ui::{Button, ButtonKind, Icon, Loading, Notice, NoticeKind, QrCode, Shape};
use crate::{platform, session, t, words};

const ASK_EVERY_MS: u32 = 1_500;

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Starting,
    Shown { address: String, scanned: bool },
    Over { address: String, reason: Over },
    Failed(ApiError),
}

/// Why a code is no longer good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Expired,
    Refused,
}

#[component]
pub(super) fn ByQr(next: Next) -> Element {
    let mut view = use_signal(|| View::Starting);
    let mut round = use_signal(|| 0_u32);
    let _following = use_resource(move || {
        let _another_code = round();
        let next = next.clone();
        async move {
            view.set(View::Starting);
            let end = follow(view, &next).await;
            view.set(end.unwrap_or_else(View::Failed));
        }
    });
    let refresh = move |()| round += 1;
    match view() {
        View::Starting => rsx! {
            div { class: "qr-pane", div { class: "qr-frame", Loading {} } }
        },
        View::Failed(error) => rsx! {
            div { class: "qr-pane",
                Notice { kind: NoticeKind::Bad, {error.message(words::language())} }
                Button { test: "qr-refresh", kind: ButtonKind::Secondary, icon: Shape::Refresh, label: t!("retry"), onclick: refresh }
            }
        },
        View::Shown { address, scanned } => rsx! {
            div { class: "qr-pane",
                div { class: if scanned { "qr-frame veiled" } else { "qr-frame" },
                    QrCode { text: address, label: t!("qr-label") }
                    if scanned {
                        div { class: "qr-veil", Icon { shape: Shape::Done } }
                    }
                }
                p { class: "qr-words", role: "status", "data-testid": "qr-state",
                    if scanned { {t!("qr-scanned")} } else { {t!("qr-scan-me")} }
                }
                if !scanned {
                    p { class: "hint", {t!("qr-how")} }
                }
            }
        },
        View::Over { address, reason } => rsx! {
            div { class: "qr-pane",
                div { class: "qr-frame veiled",
                    QrCode { text: address, label: t!("qr-label") }
                    div { class: "qr-veil",
                        Button { test: "qr-refresh", icon: Shape::Refresh, label: t!("qr-refresh"), onclick: refresh }
                    }
                }
                p { class: "qr-words", role: "status", "data-testid": "qr-state",
                    match reason {
                        Over::Expired => t!("qr-expired"),
                        Over::Refused => t!("qr-refused"),
                    }
                }
            }
        },
    }
}

/// Shows a new code and follows it to its end.
async fn follow(mut view: Signal<View>, next: &Next) -> Result<View, ApiError> {
    let QrLoginOut { id, secret, path, expires_in_seconds, .. } = api::start_qr_login().await?;
    let address = format!("{}{path}", platform::origin());
    let ends_ms = platform::now_ms() + i64::try_from(expires_in_seconds).unwrap_or_default() * 1000;
    view.set(View::Shown { address: address.clone(), scanned: false });
    let over = |reason| Ok(View::Over { address: address.clone(), reason });
    loop {
        platform::sleep_ms(ASK_EVERY_MS).await;
        if platform::now_ms() >= ends_ms {
            return over(Over::Expired);
        }
        if !platform::is_visible() {
            continue;
        }
        let state = match api::qr_login_status(&id, &secret).await {
            Ok(status) => status.state,
            // A lost answer is asked for again until the code's time is over.
            Err(ApiError::Network) => continue,
            Err(_) => QrLoginState::Ended,
        };
        match state {
            QrLoginState::Waiting => {}
            QrLoginState::Scanned => {
                let scanned = View::Shown { address: address.clone(), scanned: true };
                if *view.peek() != scanned {
                    view.set(scanned);
                }
            }
            QrLoginState::Approved => {
                let opened = api::log_in_by_qr(id, secret).await?;
                session::begin(opened, next);
                return Ok(View::Starting);
            }
            QrLoginState::Refused => return over(Over::Refused),
            QrLoginState::Ended => return over(Over::Expired),
        }
    }
}
