//! The documents of one kind that are on the server: in the order of their pages, to be looked at, moved and deleted.

use dioxus::prelude::*;
use shared::api::{AttachmentOrder, AttachmentOut};

use super::super::delete_paper::DeletePaper;
use super::super::desk::use_desk;
use super::super::reasons::is_about_page;
use super::Opened;
use crate::ui::{Icon, Shape, Tag, TagKind, toast};
use crate::{api, platform, t, words};

/// Moved by so many places, or not at all at either end.
fn moved(ids: &[String], id: &str, by: isize) -> Option<Vec<String>> {
    let from = ids.iter().position(|known| known == id)?;
    let to = from.checked_add_signed(by).filter(|to| *to < ids.len())?;
    let mut ids = ids.to_vec();
    ids.swap(from, to);
    Some(ids)
}

/// A document: its picture, its place, and what can be done.
#[component]
pub(super) fn Attached(file: AttachmentOut, place: usize, ids: Vec<String>) -> Element {
    let mut desk = use_desk();
    let opened = use_context::<Opened>();
    let mut open = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let name = file.file_name.clone();
    let shift = {
        let (ids, file) = (ids.clone(), file.clone());
        move |by: isize| {
            let Some(ids) = moved(&ids, &file.id, by) else { return };
            let (kind, id) = (file.kind.clone(), file.id.clone());
            busy.set(true);
            spawn(async move {
                let to = ids.iter().position(|known| *known == id).unwrap_or_default() + 1;
                let answer = api::order_attachments(&desk.id(), &AttachmentOrder { kind, ids }).await;
                busy.set(false);
                match answer {
                    Ok(list) => {
                        desk.application.write().attachments = list.items;
                        toast(&t!("paper-moved", place = to));
                        platform::sleep_ms(60).await;
                        platform::focus_quietly(&format!("paper-{id}"));
                    }
                    Err(error) => toast(&error.message(words::language_now())),
                }
            });
        }
    };
    let (mut back, mut forth) = (shift.clone(), shift);
    let last = ids.len();
    let application = desk.application.read();
    let is_noted = is_about_page(&application.reasons, &application.attachments, &file.id);
    drop(application);
    rsx! {
        li { class: "sheet", "data-testid": "attachment", "data-id": "{file.id}",
            button { class: "sheet-picture", r#type: "button", id: "paper-{file.id}", "data-testid": "attachment-open",
                "aria-label": t!("paper-open", place = place, name = name.clone()),
                onclick: { let id = file.id.clone(); move |_| opened.open(&id) },
                if file.media_type == "application/pdf" {
                    span { class: "sheet-pdf",
                        Icon { shape: Shape::File }
                        span { {t!("paper-pdf", pages = file.pages)} }
                    }
                } else {
                    img { src: api::thumbnail_address(&desk.id(), &file.id), alt: "", loading: "lazy" }
                }
                span { class: "sheet-place", "aria-hidden": "true", "{place}" }
            }
            p { class: "sheet-name", title: name.clone(), {name.clone()} }
            p { class: "hint", {words::size(file.bytes)} }
            if is_noted {
                span { "data-testid": "attachment-noted",
                    Tag { kind: TagKind::Bad, label: t!("application-reason") }
                }
            }
            if !file.override_reason.is_empty() {
                Tag { kind: TagKind::Caution, label: t!("paper-explained", reason = file.override_reason.clone()) }
            }
            div { class: "sheet-tools",
                if last > 1 {
                    button { class: "button secondary tool", r#type: "button", "data-testid": "attachment-earlier",
                        disabled: busy() || place == 1, "aria-label": t!("paper-earlier", name = name.clone()),
                        onclick: move |_| back(-1), Icon { shape: Shape::Back } span { {t!("paper-earlier-short")} } }
                    button { class: "button secondary tool", r#type: "button", "data-testid": "attachment-later",
                        disabled: busy() || place == last, "aria-label": t!("paper-later", name = name.clone()),
                        onclick: move |_| forth(1), Icon { shape: Shape::Forward } span { {t!("paper-later-short")} } }
                }
                button { class: "button secondary tool", r#type: "button", "data-testid": "attachment-delete",
                    "aria-label": format!("{} {name}", t!("delete")), onclick: move |_| open.set(true), Icon { shape: Shape::Trash } span { {t!("delete")} } }
                DeletePaper { id: "attachment-{file.id}-delete", file: file.clone(), open, done: t!("application-file-deleted", name = name) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_page_changes_places_with_its_neighbour() {
        let ids = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(moved(&ids, "b", -1), Some(["b", "a", "c"].map(str::to_owned).to_vec()));
        assert_eq!(moved(&ids, "b", 1), Some(["a", "c", "b"].map(str::to_owned).to_vec()));
        assert_eq!(moved(&ids, "a", -1), None);
        assert_eq!(moved(&ids, "c", 1), None);
    }
}
