//! The small pictures of all pages, kind by kind; what was not looked at yet is marked.

use dioxus::prelude::*;

use super::super::desk::use_desk;
use super::Photo;
use crate::ui::{Icon, Shape};
use crate::{platform, t, words};

const LIST: &str = "photo-strip";
const OPENED: &str = "photo-strip-opened";

/// Pages of one kind after the other.
fn grouped(all: Vec<Photo>) -> Vec<(String, Vec<Photo>)> {
    let mut kinds: Vec<(String, Vec<Photo>)> = Vec::new();
    for photo in all {
        match kinds.last_mut() {
            Some((kind, photos)) if *kind == photo.kind => photos.push(photo),
            _ => kinds.push((photo.kind.clone(), vec![photo])),
        }
    }
    kinds
}

#[component]
pub(super) fn Strip(all: Vec<Photo>, opened: String, unread: Vec<String>) -> Element {
    let mut desk = use_desk();
    let at = opened.clone();
    use_effect(use_reactive!(|at| {
        let _moved = at;
        platform::bring_into_row(LIST, OPENED);
    }));
    rsx! {
        div { class: "photo-strip", id: LIST, role: "group", "aria-label": t!("viewer-strip"),
            for (kind, photos) in grouped(all) {
                div { key: "{kind}", class: "photo-kind", role: "group", "aria-label": words::material(&kind),
                    p { "aria-hidden": "true", {words::material(&kind)} }
                    div { class: "photo-row",
                        for photo in photos {
                            button { key: "{photo.id}", class: "photo-small", r#type: "button",
                                id: if photo.id == opened { OPENED },
                                "data-testid": "photo-{photo.path()}",
                                "aria-current": if photo.id == opened { "true" },
                                "aria-label": if unread.contains(&photo.id) { format!("{} · {}", photo.name(), t!("agency-unread")) } else { photo.name() },
                                "data-unread": if unread.contains(&photo.id) { "true" },
                                onclick: { let id = photo.id.clone(); move |_| desk.turn_to(&id) },
                                if photo.sheet.is_pdf {
                                    Icon { shape: Shape::File }
                                } else {
                                    img { src: photo.sheet.thumbnail.clone(), alt: "", loading: "lazy" }
                                }
                                if unread.contains(&photo.id) {
                                    span { class: "photo-unread", "aria-hidden": "true", {t!("agency-unread")} }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
