//! Choosing files for a material: a plain file input, dressed as a button.

use dioxus::html::FileData;
use dioxus::prelude::*;

use super::desk::{Desk, use_desk};
use super::paper::NewPaper;
use crate::ui::{Icon, Shape, toast};
use crate::{platform, t};

/// What the server takes.
const ACCEPTED: &str = "image/jpeg,image/png,image/webp,application/pdf";

#[component]
pub(super) fn Picker(code: String, name: String) -> Element {
    let desk = use_desk();
    // A new input after each choice: the same file can be chosen again after it was deleted.
    let mut round = use_signal(|| 0_u32);
    let id = format!("material-{code}-file");
    rsx! {
        label { class: "button secondary picker", r#for: "{id}",
            Icon { shape: Shape::Upload }
            span { {t!("application-upload")} }
            span { class: "unseen", {name} }
            for round_now in [round()] {
                input {
                    key: "{round_now}",
                    id: "{id}",
                    class: "picker-input",
                    r#type: "file",
                    "data-testid": "material-{code}-file",
                    accept: ACCEPTED,
                    multiple: true,
                    onchange: {
                        let (code, id) = (code.clone(), id.clone());
                        move |event: FormEvent| {
                            let files = event.files();
                            if files.is_empty() {
                                return;
                            }
                            let (code, id) = (code.clone(), id.clone());
                            spawn(async move {
                                take(desk, code, files).await;
                                round += 1;
                                platform::sleep_ms(60).await;
                                platform::focus_quietly(&id);
                            });
                        }
                    },
                }
            }
        }
    }
}

/// Reads files and sends them on their way.
async fn take(desk: Desk, kind: String, files: Vec<FileData>) {
    for file in files {
        let Ok(content) = file.read_bytes().await else {
            toast(&t!("paper-unreadable", name = file.name()));
            continue;
        };
        desk.add_papers(vec![NewPaper {
            kind: kind.clone(),
            file_name: file.name(),
            media_type: file.content_type().unwrap_or_default(),
            content: content.to_vec(),
            faults: Vec::new(),
            override_reason: String::new(),
        }]);
    }
}
