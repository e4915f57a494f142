//! 附件材料: the documents of an application by kind, each a way to its content.

use dioxus::prelude::*;
use shared::api::{ApplicationOut, AttachmentOut, ClientKind};

use crate::pages::viewer::{Viewer, sheets, together};
use crate::ui::{Icon, Notice, Shape, Tag, TagKind};
use crate::{platform, t, words};

/// Every kind that there is something of.
#[component]
pub(super) fn Materials(application: ApplicationOut) -> Element {
    let opened = use_signal(|| None::<String>);
    if application.attachments.is_empty() {
        return rsx! {
            Notice { {t!("application-no-materials")} }
        };
    }
    let noted: Vec<String> = application
        .reasons
        .iter()
        .filter_map(|reason| Some(reason.document(&application.attachments)?.id.clone()))
        .collect();
    rsx! {
        div { class: "list",
            for (kind, files) in words::by_material(application.attachments.clone()) {
                div { key: "{kind}", "data-testid": "material", "data-kind": "{kind}",
                    p { class: "material-kind", {words::material(&kind)} }
                    for file in files {
                        File { key: "{file.id}", noted: noted.contains(&file.id), file, opened }
                    }
                }
            }
        }
        Viewer { opened, together: together(&application.id), sheets: sheets(&application) }
    }
}

#[component]
fn File(file: AttachmentOut, noted: bool, opened: Signal<Option<String>>) -> Element {
    let mut opened = opened;
    // A picture's address cannot send a native shell's token along.
    let can_open = platform::client_kind() == ClientKind::Browser;
    let kind = if file.media_type == "application/pdf" { "application-file-pdf" } else { "application-file-picture" };
    let size = words::size(file.bytes);
    rsx! {
        div { class: "file",
            Icon { shape: Shape::File }
            div { class: "file-body",
                if can_open {
                    button {
                        class: "file-name linked",
                        r#type: "button",
                        "data-testid": "attachment-{file.id}",
                        "aria-label": t!("application-open-file", name = file.file_name.clone()),
                        onclick: { let id = file.id.clone(); move |_| opened.set(Some(id.clone())) },
                        {file.file_name.clone()}
                    }
                } else {
                    span { class: "file-name", {file.file_name.clone()} }
                }
                p { class: "row-note", "{t!(kind)} · {size} · {words::moment(file.uploaded_at)} · {file.uploaded_by}" }
                if noted {
                    Tag { kind: TagKind::Bad, label: t!("application-reasons") }
                }
                if !file.override_reason.is_empty() {
                    Tag { kind: TagKind::Caution, label: t!("paper-explained", reason = file.override_reason.clone()) }
                }
            }
        }
    }
}
