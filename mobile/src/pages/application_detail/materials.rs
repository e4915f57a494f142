//! 附件材料: the documents of an application by kind, each a way to its content.

use dioxus::prelude::*;
use shared::api::{AttachmentOut, ClientKind};
use shared::retirement::Policy;

use crate::ui::{Icon, Notice, Shape};
use crate::{api, platform, t, words};

/// Every kind that there is something of.
#[component]
pub(super) fn Materials(id: String, attachments: Vec<AttachmentOut>) -> Element {
    if attachments.is_empty() {
        return rsx! {
            Notice { {t!("application-no-materials")} }
        };
    }
    rsx! {
        div { class: "list",
            for (kind, files) in by_kind(attachments) {
                div { key: "{kind}", "data-testid": "material", "data-kind": "{kind}",
                    p { class: "material-kind", {words::material(&kind)} }
                    for file in files {
                        File { key: "{file.id}", application: id.clone(), file }
                    }
                }
            }
        }
    }
}

#[component]
fn File(application: String, file: AttachmentOut) -> Element {
    // A link cannot send a native shell's token along.
    let can_open = platform::client_kind() == ClientKind::Browser;
    let kind = if file.media_type == "application/pdf" { "application-file-pdf" } else { "application-file-picture" };
    rsx! {
        div { class: "file",
            Icon { shape: Shape::File }
            div { class: "file-body",
                if can_open {
                    a {
                        class: "file-name",
                        href: api::attachment_address(&application, &file.id),
                        target: "_blank",
                        rel: "noopener",
                        "data-testid": "attachment-{file.id}",
                        "aria-label": t!("application-open-file", name = file.file_name.clone()),
                        {file.file_name.clone()}
                    }
                } else {
                    span { class: "file-name", {file.file_name.clone()} }
                }
                p { class: "row-note",
                    "{t!(kind)} · {size(file.bytes)} · {words::moment(file.uploaded_at)} · {file.uploaded_by}"
                }
            }
        }
    }
}

/// The files under their kinds, in the order of the form; kinds that the policy does not know come last.
fn by_kind(attachments: Vec<AttachmentOut>) -> Vec<(String, Vec<AttachmentOut>)> {
    let known = Policy::built_in().materials.last();
    let place = |code: &str| {
        known.and_then(|rules| rules.kinds.iter().position(|kind| kind.code == code)).unwrap_or(usize::MAX)
    };
    let mut kinds: Vec<(String, Vec<AttachmentOut>)> = Vec::new();
    for file in attachments {
        match kinds.iter_mut().find(|(kind, _)| *kind == file.kind) {
            Some((_, files)) => files.push(file),
            None => kinds.push((file.kind.clone(), vec![file])),
        }
    }
    kinds.sort_by_key(|(kind, _)| place(kind));
    kinds
}

const KIB: u64 = 1024;

/// A size as people say it; never nothing.
fn size(bytes: u64) -> String {
    match parts(bytes) {
        (tenths, true) => t!("size-mb", size = format!("{}.{}", tenths / 10, tenths % 10)),
        (kilobytes, false) => t!("size-kb", size = kilobytes),
    }
}

/// Tenths of megabytes, or whole kilobytes.
const fn parts(bytes: u64) -> (u64, bool) {
    if bytes >= KIB * KIB { (bytes / (KIB * KIB / 10), true) } else { (bytes.div_ceil(KIB), false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: &str, kind: &str) -> AttachmentOut {
        AttachmentOut {
            id: id.into(),
            kind: kind.into(),
            file_name: String::new(),
            media_type: "image/jpeg".into(),
            bytes: 1,
            pages: 1,
            width: 0,
            height: 0,
            faults: Vec::new(),
            override_reason: String::new(),
            uploaded_at: chrono::DateTime::default(),
            uploaded_by: String::new(),
        }
    }

    #[test]
    fn files_stand_under_their_kinds_in_the_order_of_the_form() {
        let kinds =
            by_kind(vec![file("1", "new_kind"), file("2", "other"), file("3", "id_card_front"), file("4", "other")]);
        let seen: Vec<(&str, usize)> = kinds.iter().map(|(kind, files)| (kind.as_str(), files.len())).collect();
        assert_eq!(seen, [("id_card_front", 1), ("other", 2), ("new_kind", 1)]);
    }

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        assert_eq!(parts(1), (1, false));
        assert_eq!(parts(300 * KIB), (300, false));
        assert_eq!(parts(KIB * KIB * 5 / 2), (25, true));
    }
}
