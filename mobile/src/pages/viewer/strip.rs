//! The small pictures of all documents, to go to any of them at once.

use dioxus::prelude::*;

use super::Sheet;
use crate::ui::{Icon, Shape};
use crate::{platform, t};

const LIST: &str = "viewer-strip";

#[component]
pub(super) fn Strip(sheets: Vec<Sheet>, place: usize, onpick: EventHandler<String>) -> Element {
    use_effect(use_reactive!(|place| platform::bring_into_row(LIST, &format!("{LIST}-{place}"))));
    if sheets.len() < 2 {
        return rsx! {};
    }
    rsx! {
        div { class: "viewer-strip", id: LIST, role: "group", "aria-label": t!("viewer-strip"),
            for (number, sheet) in sheets.into_iter().enumerate() {
                button { key: "{sheet.id}", id: "{LIST}-{number}", r#type: "button", "data-testid": "viewer-thumbnail",
                    "aria-current": if number == place { "true" },
                    "aria-label": t!("paper-open", place = number + 1, name = sheet.title.clone()),
                    onclick: { let id = sheet.id.clone(); move |_| onpick.call(id.clone()) },
                    if sheet.is_pdf {
                        Icon { shape: Shape::File }
                    } else {
                        img { src: sheet.thumbnail, alt: "", loading: "lazy" }
                    }
                }
            }
        }
    }
}
