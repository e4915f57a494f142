//! 打印: the application's papers.

use dioxus::prelude::*;
use shared::api::{ApplicationOut, ClientKind};

use crate::ui::{Icon, Shape};
use crate::{api, platform, t};

/// The form, and the sheet of photos where there are documents.
#[component]
pub(super) fn Print(application: ApplicationOut) -> Element {
    // A native shell has no cookie: what it opens outside of itself would not be let in.
    if platform::client_kind() == ClientKind::Native {
        return rsx! {
            p { class: "hint", {t!("print-native")} }
        };
    }
    let id = application.id.as_str();
    let mut papers = vec![("print-form", "print-form-note", api::form_address(id))];
    if !application.attachments.is_empty() {
        papers.push(("print-photos", "print-photos-note", api::photo_sheet_address(id)));
    }
    rsx! {
        div { class: "list", role: "list",
            for (test, note, address) in papers {
                div { key: "{test}", role: "listitem",
                    a { class: "row", href: address, download: "", "data-testid": test,
                        span { class: "row-icon", Icon { shape: Shape::Download } }
                        span { class: "row-body",
                            span { class: "row-title", {t!(test)} }
                            span { class: "row-note", {t!(note)} }
                        }
                    }
                }
            }
        }
    }
}
