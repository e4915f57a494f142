//! 设置: language, large print, and what this is.

use dioxus::prelude::*;
use shared::i18n::Language;

use crate::preferences::{PREFERENCES, choose_language, choose_large_print};
use crate::routes::Route;
use crate::session::SERVICE;
use crate::ui::{DetailRow, Details, Helpline, List, ListLink, PageHeader, Section, Shape, Switch};
use crate::{session, t};

/// The name of a language in itself: whoever seeks it can read it.
const fn own_name(language: Language) -> &'static str {
    match language {
        Language::ZhCn => "language-name-zh-cn",
        Language::En => "language-name-en",
    }
}

/// `/settings`
#[component]
pub(crate) fn Settings() -> Element {
    let preferences = *PREFERENCES.read();
    let service = SERVICE.read();
    rsx! {
        PageHeader { title: t!("nav-settings"), back: Route::Me {} }
        fieldset { class: "field",
            legend { class: "section-title", {t!("settings-language")} }
            for language in Language::ALL {
                label { key: "{language.tag()}", class: "check card-check",
                    input {
                        r#type: "radio",
                        name: "language",
                        "data-testid": "language-{language.tag()}",
                        checked: preferences.language == language,
                        onchange: move |_| choose_language(language),
                    }
                    span { class: "check-label", lang: language.tag(), {t!(own_name(language))} }
                }
            }
        }
        Section { title: t!("settings-display"),
            div { class: "list",
                Switch { test: "setting-large-print", label: t!("settings-large-print"), note: t!("settings-large-print-note"),
                    on: preferences.large_print, onchange: choose_large_print }
            }
        }
        if session::may_manage_agents() {
            Section { title: t!("settings-security"),
                List {
                    ListLink { test: "settings-face", icon: Shape::Person, title: t!("face-title"), note: t!("face-settings-note"), to: Route::FaceSettings {} }
                }
            }
        }
        Section { title: t!("settings-about"),
            List {
                ListLink { test: "settings-terms", icon: Shape::Form, title: t!("legal-terms"), to: Route::Legal { doc: "terms".into() } }
                ListLink { test: "settings-privacy", icon: Shape::Shield, title: t!("legal-privacy"), to: Route::Legal { doc: "privacy".into() } }
            }
            div { class: "after",
                Details {
                    DetailRow { label: t!("settings-app-version"), test: "settings-version", {env!("CARGO_PKG_VERSION")} }
                    if let Some(service) = service.as_ref() {
                        DetailRow { label: t!("settings-server-version"), {service.version.clone()} }
                    }
                }
            }
        }
        div { class: "after", Helpline {} }
    }
}
