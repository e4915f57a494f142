//! Logging in: by password, by SMS code, or by a QR code that a phone approves.

mod by_password;
mod by_qr;
mod by_sms;

use dioxus::prelude::*;

use crate::layout::Redirect;
use crate::routes::{Next, Route};
use crate::session::{self, SESSION};
use crate::ui::{Icon, PageHeader, Shape};
use crate::{platform, t};
use by_password::ByPassword;
use by_qr::ByQr;
use by_sms::BySms;

const KEPT: &str = "login-way";
/// A choice outlives a reload, not a day.
const KEPT_MS: i64 = 10 * 60 * 1000;

/// How one logs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Password,
    Sms,
    Qr,
}

impl Way {
    const ALL: [Self; 3] = [Self::Password, Self::Sms, Self::Qr];

    const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Sms => "sms",
            Self::Qr => "qr",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Password => "login-by-password",
            Self::Sms => "login-by-sms",
            Self::Qr => "login-by-qr",
        }
    }

    /// A wide screen shows the QR code first, a phone the password; unless another way was chosen just now.
    fn first(wide: bool, kept: Option<&str>, now_ms: i64) -> Self {
        let recent = kept.and_then(|kept| kept.split_once(' ')).and_then(|(name, at)| {
            let age = now_ms - at.parse::<i64>().ok()?;
            let way = Self::ALL.into_iter().find(|way| way.name() == name)?;
            (0..KEPT_MS).contains(&age).then_some(way)
        });
        recent.unwrap_or(if wide { Self::Qr } else { Self::Password })
    }
}

/// The login page.
#[component]
pub(crate) fn Login(next: Next) -> Element {
    let mut way = use_signal(|| Way::first(platform::is_wide(), platform::stored(KEPT).as_deref(), platform::now_ms()));
    let mut choose = move |chosen: Way| {
        platform::store(KEPT, &format!("{} {}", chosen.name(), platform::now_ms()));
        way.set(chosen);
    };
    if let Some(me) = SESSION.read().me() {
        platform::forget(KEPT);
        return rsx! {
            Redirect { to: session::entrance(me, &next) }
        };
    }
    let back = next.route().is_some();
    rsx! {
        div { class: "entry-panes",
            Pitch {}
            section { class: "entry-card",
                div { class: "entry-head",
                    PageHeader { title: t!("login-title"), lead: if back { t!("login-to-go-on") } else { String::new() } }
                    if way() == Way::Qr {
                        button { class: "corner", r#type: "button", "data-testid": "password-login-here",
                            onclick: move |_| choose(Way::Password),
                            Icon { shape: Shape::Lock }
                            span { {t!("login-password-here")} }
                        }
                    }
                }
                div { class: "ways", role: "group", "aria-label": t!("login-ways"),
                    for item in Way::ALL {
                        button {
                            key: "{item.name()}",
                            class: "way",
                            r#type: "button",
                            "data-testid": "way-{item.name()}",
                            "aria-pressed": if item == way() { "true" } else { "false" },
                            onclick: move |_| choose(item),
                            {t!(item.words())}
                        }
                    }
                }
                match way() {
                    Way::Password => rsx! { ByPassword { next: next.clone() } },
                    Way::Sms => rsx! { BySms { next: next.clone() } },
                    Way::Qr => rsx! { ByQr { next: next.clone() } },
                }
                nav { class: "entry-links", "aria-label": t!("login-help"),
                    Link { to: Route::Register {}, "data-testid": "register-link", {t!("login-register")} }
                    Link { to: Route::ForgotPassword {}, "data-testid": "forgot-password-link", {t!("login-forgotten")} }
                    Link { to: Route::Appeal {}, "data-testid": "appeal-link", {t!("login-appeal")} }
                    Link { to: Route::AgencyLogin { next: Next::default() }, "data-testid": "agency-link", {t!("agency-link")} }
                }
            }
        }
    }
}

/// What the service is for, beside the card on a wide screen.
#[component]
fn Pitch() -> Element {
    let points = [
        (Shape::Form, "pitch-apply", "pitch-apply-text"),
        (Shape::People, "pitch-agents", "pitch-agents-text"),
        (Shape::Shield, "pitch-safe", "pitch-safe-text"),
    ];
    rsx! {
        section { class: "pitch", "aria-label": t!("app-name"),
            p { class: "pitch-title", {t!("app-tagline")} }
            ul {
                for (shape, title, text) in points {
                    li { key: "{title}",
                        span { class: "pitch-icon", Icon { shape } }
                        div {
                            p { class: "pitch-point", {t!(title)} }
                            p { {t!(text)} }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_way_is_that_of_the_screen_or_of_just_now() {
        assert_eq!(Way::first(true, None, 0), Way::Qr);
        assert_eq!(Way::first(false, None, 0), Way::Password);
        assert_eq!(Way::first(true, Some("sms 1000"), 2000), Way::Sms);
        assert_eq!(Way::first(true, Some("sms 1000"), 1000 + KEPT_MS), Way::Qr);
        assert_eq!(Way::first(false, Some("sms later"), 2000), Way::Password);
        assert_eq!(Way::first(false, Some("smoke 1000"), 2000), Way::Password);
    }
}
