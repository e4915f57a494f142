//! Around pages before the login: the name of the service, language and large print one tap away, the helpline.

use dioxus::prelude::*;
use shared::i18n::Language;

use crate::preferences::{PREFERENCES, choose_language, choose_large_print};
use crate::routes::Route;
use crate::t;
use crate::ui::{Helpline, Icon, Shape};

/// A bar above, the page in the middle, the helpline below.
#[component]
pub(crate) fn Plain() -> Element {
    let login = matches!(use_route::<Route>(), Route::Start {} | Route::Login { .. });
    rsx! {
        div { class: if login { "plain entry" } else { "plain" },
            header { class: "top-bar",
                Link { class: "brand", to: Route::Start {}, "data-testid": "brand",
                    Brand {}
                }
                Choices {}
            }
            main { class: "plain-main", id: "content", tabindex: "-1",
                Outlet::<Route> {}
            }
            footer { class: "plain-foot",
                Helpline {}
                nav { class: "foot-links", "aria-label": t!("foot-links"),
                    Link { to: Route::Legal { doc: "terms".into() }, "data-testid": "foot-terms", {t!("legal-terms")} }
                    Link { to: Route::Legal { doc: "privacy".into() }, "data-testid": "foot-privacy", {t!("legal-privacy")} }
                }
            }
        }
    }
}

/// Mark and name of the service.
#[component]
pub(crate) fn Brand() -> Element {
    rsx! {
        svg { class: "mark", view_box: "0 0 32 32", "aria-hidden": "true", "focusable": "false",
            rect { class: "mark-ground", width: "32", height: "32", rx: "8" }
            path { class: "mark-line", d: "M16 5.5 7.500 8.700v7.100c0 5.200 3.500 9.200 8.500 10.900 5-1.700 8.500-5.700 8.500-10.900V8.700L16 5.5Z" }
            path { class: "mark-line", d: "m12 15.900 2.9 2.9 5.300-5.800" }
        }
        span { class: "brand-name", {t!("app-name")} }
    }
}

/// Large print and the other language, one tap away.
#[component]
pub(crate) fn Choices(
    /// Before the `data-testid`s, where a page has them twice and the style shows one.
    #[props(default)]
    prefix: &'static str,
) -> Element {
    let preferences = *PREFERENCES.read();
    let other = match preferences.language {
        Language::ZhCn => Language::En,
        Language::En => Language::ZhCn,
    };
    rsx! {
        div { class: "choices",
            button {
                class: "choice",
                r#type: "button",
                "data-testid": "{prefix}toggle-large-print",
                "aria-pressed": if preferences.large_print { "true" } else { "false" },
                onclick: move |_| choose_large_print(!preferences.large_print),
                Icon { shape: Shape::LargePrint }
                span { {t!("large-print")} }
            }
            button {
                class: "choice",
                r#type: "button",
                "data-testid": "{prefix}toggle-language",
                lang: other.tag(),
                onclick: move |_| choose_language(other),
                Icon { shape: Shape::Globe }
                span { {t!("other-language")} }
            }
        }
    }
}
