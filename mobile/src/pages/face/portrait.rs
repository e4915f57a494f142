//! The ID card's side with the portrait: photographed or chosen, looked at, and used; or done without, where that is possible.

use dioxus::prelude::*;
use shared::api::FACE_PORTRAIT_BYTES;

use crate::platform::faces;
use crate::t;
use crate::ui::{Button, ButtonKind, Card, Icon, Notice, NoticeKind, Shape};

const FILE: &str = "face-portrait-file";

/// Asks for the photo. Gives a JPEG in base64, or nothing for the way without a card.
#[component]
pub(super) fn Portrait(
    /// Whether there is a way without a card.
    optional: bool,
    /// Why the server did not take the photo before.
    refused: Option<String>,
    pending: bool,
    onuse: EventHandler<Option<String>>,
) -> Element {
    let mut photo = use_signal(|| None::<String>);
    let mut reading = use_signal(|| false);
    let mut unreadable = use_signal(|| false);
    // A new input after each choice: the same file can be chosen again.
    let mut round = use_signal(|| 0_u32);
    let choose = move |event: FormEvent| {
        let Some(file) = event.files().into_iter().next() else { return };
        round += 1;
        reading.set(true);
        unreadable.set(false);
        photo.set(None);
        spawn(async move {
            let kind = file.content_type().unwrap_or_default();
            let read = match file.read_bytes().await {
                Ok(content) => faces::photo(&content, &kind, FACE_PORTRAIT_BYTES).await,
                Err(_) => None,
            };
            unreadable.set(read.is_none());
            photo.set(read);
            reading.set(false);
        });
    };
    let wrong = if unreadable() { Some(t!("face-portrait-unreadable")) } else { refused.filter(|_| photo().is_none()) };
    rsx! {
        Card {
            div { class: "stack", "data-testid": "face-portrait",
                h2 { {t!("face-portrait-title")} }
                p { {t!("face-portrait-text")} }
                if let Some(why) = wrong {
                    div { "data-testid": "face-portrait-refused", Notice { kind: NoticeKind::Bad, p { {why} } } }
                }
                if let Some(jpeg) = photo() {
                    img { class: "face-card-photo", src: "data:image/jpeg;base64,{jpeg}", alt: t!("face-portrait-photo") }
                }
                div { class: "form-actions",
                    if let Some(jpeg) = photo() {
                        Button { test: "face-portrait-use", label: t!("face-portrait-use"), pending, onclick: move |()| {
                            // A refused one is not offered again.
                            photo.set(None);
                            onuse.call(Some(jpeg.clone()));
                        } }
                    }
                    label { class: if photo().is_some() { "button secondary face-file" } else { "button primary face-file" }, r#for: FILE,
                        Icon { shape: Shape::Scan }
                        span { if photo().is_some() { {t!("face-portrait-again")} } else { {t!("face-portrait-take")} } }
                        for key in [round()] {
                            input { key: "{key}", id: FILE, class: "face-file-input", r#type: "file", accept: "image/*", "data-testid": FILE,
                                disabled: pending, onchange: choose }
                        }
                    }
                    if optional {
                        Button { test: "face-portrait-none", kind: ButtonKind::Secondary, label: t!("face-portrait-none"), pending,
                            onclick: move |()| onuse.call(None) }
                    }
                }
                p { class: "hint", role: "status",
                    if reading() { {t!("face-portrait-reading")} } else { {t!("face-portrait-kept")} }
                }
                if optional {
                    p { class: "hint", {t!("face-portrait-none-note")} }
                }
            }
        }
    }
}
