//! 扫一扫: reads the login code of a computer with the camera, or takes its address.

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::error::{FieldErrors, Invalid};

use crate::forms::{FormSpec, use_form};
use crate::platform::camera::{self, CameraError};
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, Card, ErrorSummary, Notice, NoticeKind, PageHeader, Section, Shape, TextField};
use crate::{field, platform, t};

const VIDEO: &str = "scan-video";
/// Between two looks at the picture: quick for the eye, easy on the battery.
const LOOK_EVERY_MS: u32 = 200;

/// Where the camera stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picture {
    Opening,
    Live,
    Failed(CameraError),
}

/// The id of a QR login: from a code of our own, never from another site's.
fn login_of(text: &str, origin: &str) -> Option<String> {
    let text = text.trim();
    let path = text.strip_prefix(origin).unwrap_or(text);
    // What remains of another site's address does not start with our path.
    if !path.starts_with("/qr/") {
        return None;
    }
    match path.parse::<Route>() {
        Ok(Route::QrApprove { id }) if is_id(&id) => Some(id),
        _ => None,
    }
}

fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// `/scan`
#[component]
pub(crate) fn Scan() -> Element {
    let mut picture = use_signal(|| Picture::Opening);
    let mut foreign = use_signal(|| false);
    let mut look = use_future(move || async move {
        picture.set(Picture::Opening);
        let camera = match camera::open(VIDEO).await {
            Ok(camera) => camera,
            Err(error) => {
                picture.set(Picture::Failed(error));
                return;
            }
        };
        picture.set(Picture::Live);
        loop {
            platform::sleep_ms(LOOK_EVERY_MS).await;
            if !platform::is_visible() {
                continue;
            }
            let Some(text) = camera.frame().as_ref().and_then(camera::read_qr_code) else { continue };
            match login_of(&text, &platform::origin()) {
                Some(id) => {
                    navigator().replace(Route::QrApprove { id });
                    return;
                }
                None if !*foreign.peek() => foreign.set(true),
                None => {}
            }
        }
    });
    let failed = match picture() {
        Picture::Failed(error) => Some(error),
        Picture::Opening | Picture::Live => None,
    };
    rsx! {
        PageHeader { title: t!("scan-title"), lead: t!("scan-lead"), back: Route::Me {} }
        div { class: "narrow stack",
            div { class: if failed.is_some() { "viewfinder off" } else { "viewfinder" },
                video { id: VIDEO, "data-testid": "scan-video", autoplay: true, muted: true, playsinline: true, "aria-label": t!("scan-picture") }
                span { class: "viewfinder-frame", "aria-hidden": "true" }
            }
            p { class: "scan-state", role: "status", "data-testid": "scan-state",
                match picture() {
                    Picture::Opening => t!("scan-opening"),
                    Picture::Live => t!("scan-live"),
                    Picture::Failed(_) => String::new(),
                }
            }
            if foreign() {
                Notice { kind: NoticeKind::Caution, p { {t!("scan-foreign")} } }
            }
            if let Some(error) = failed {
                Notice { kind: NoticeKind::Bad,
                    p { "data-testid": "scan-failure", {t!(failure_words(error))} }
                }
                Button { test: "scan-again", kind: ButtonKind::Secondary, icon: Shape::Refresh, label: t!("retry"), onclick: move |()| look.restart() }
            }
            Section { title: t!("scan-otherwise"),
                p { class: "hint", {t!("scan-otherwise-phone")} }
                Card { Address {} }
            }
        }
    }
}

const fn failure_words(error: CameraError) -> &'static str {
    match error {
        CameraError::Unavailable => "scan-no-camera",
        CameraError::Denied => "scan-denied",
        CameraError::InUse => "scan-in-use",
    }
}

#[derive(Default, Serialize, Deserialize)]
struct Typed {
    address: String,
}

/// The address under the code, typed or pasted.
#[component]
fn Address() -> Element {
    let form =
        use_form(FormSpec { id: "scan", initial: Typed::default(), draft: false, secrets: &[] }, |typed: &Typed| {
            let code = match typed.address.trim() {
                "" => "required",
                address if login_of(address, &platform::origin()).is_none() => "not_a_login_address",
                _ => return FieldErrors::default(),
            };
            ("address", Invalid::new(code)).into()
        });
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                form.submit(move |typed: Typed| async move {
                    if let Some(id) = login_of(&typed.address, &platform::origin()) {
                        navigator().replace(Route::QrApprove { id });
                    }
                    Ok(())
                });
            },
            ErrorSummary { form }
            TextField { form, name: field!(Typed.address), label: t!("scan-address"), hint: t!("scan-address-hint") }
            Button { test: "submit", kind: ButtonKind::Secondary, label: t!("scan-open"), pending: form.is_pending() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_login_codes_are_opened() {
        let origin = "https://si.example.gov.cn";
        let id = |text: &str| login_of(text, origin);
        assert_eq!(id("https://si.example.gov.cn/qr/01JD_x-y").as_deref(), Some("01JD_x-y"));
        assert_eq!(id(" /qr/abc ").as_deref(), Some("abc"));
        for foreign in [
            "https://si.example.gov.cn.evil.example/qr/abc",
            "https://evil.example/qr/abc",
            "//evil.example/qr/abc",
            "https://si.example.gov.cn/me",
            "https://si.example.gov.cn/qr/",
            "/qr/a/b",
            "/qr/%2e%2e",
            "qr/abc",
            "",
        ] {
            assert_eq!(id(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn every_failure_has_words() {
        for error in [CameraError::Unavailable, CameraError::Denied, CameraError::InUse] {
            for language in shared::i18n::Language::ALL {
                assert!(shared::i18n::has(language, failure_words(error)));
            }
        }
    }
}
