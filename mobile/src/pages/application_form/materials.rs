//! 附件材料: a card for each kind that the policy knows, with what is uploaded and what is on its way.

use dioxus::prelude::*;
use shared::api::AttachmentOut;
use shared::application::{ApplicationForm, Severity, is_wanted};
use shared::retirement::{MaterialKind, Month, Requirement};

use super::desk::{Desk, use_desk};
use super::picker::Picker;
use super::reasons::Reasons;
use super::uploads::{State, Upload};
use crate::ui::{Button, ButtonKind, Confirm, Icon, Notice, NoticeKind, Shape, Tag, TagKind, toast};
use crate::{api, policy, session, t, words};

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let form = desk.typed();
    let kinds = &policy::in_force().materials_in(Month::of(session::today())).kinds;
    // What is asked for comes first; what is welcome stays below it.
    let (wanted, welcome): (Vec<&MaterialKind>, Vec<&MaterialKind>) =
        kinds.iter().partition(|kind| is_wanted(kind.required, &form));
    rsx! {
        Notice { kind: NoticeKind::Info, p { {t!("application-materials-lead")} } }
        Reasons { field: "materials" }
        h3 { class: "materials-title", {t!("application-materials-wanted")} }
        for kind in wanted {
            Material { key: "{kind.code}", kind: kind.clone(), wanted: true, why: why(kind.required, &form) }
        }
        h3 { class: "materials-title", {t!("application-materials-welcome")} }
        for kind in welcome {
            Material { key: "{kind.code}", kind: kind.clone(), wanted: false, why: why(kind.required, &form) }
        }
    }
}

/// Why a material is asked for, or when it would be.
fn why(required: Requirement, form: &ApplicationForm) -> String {
    match required {
        Requirement::Always | Requirement::Never => String::new(),
        Requirement::WhenDeemedPeriods if is_wanted(required, form) => t!("application-material-for-deemed"),
        Requirement::WhenSpecialWork if is_wanted(required, form) => t!("application-material-for-special"),
        Requirement::WhenDeemedPeriods => t!("application-material-when-deemed"),
        Requirement::WhenSpecialWork => t!("application-material-when-special"),
    }
}

#[component]
fn Material(kind: MaterialKind, wanted: bool, why: String) -> Element {
    let desk = use_desk();
    let code = kind.code.clone();
    let path = format!("materials.{code}");
    let of_kind = |file: &&AttachmentOut| file.kind == code;
    let files: Vec<AttachmentOut> = desk.application.read().attachments.iter().filter(of_kind).cloned().collect();
    let uploads: Vec<Upload> = desk.uploads.read().iter().filter(|upload| upload.paper.kind == code).cloned().collect();
    let findings = desk.findings.read();
    let about = findings.iter().find(|finding| finding.field == path && finding.severity == Severity::Blocking);
    let error = about
        .filter(|finding| finding.what.code != "material_missing")
        .map(|finding| finding.what.message(words::language()));
    let (tag, word) = match (files.is_empty(), wanted) {
        (false, _) => (TagKind::Good, t!("application-material-there", files = files.len())),
        (true, true) => (TagKind::Caution, t!("application-material-required")),
        (true, false) => (TagKind::Plain, t!("application-material-optional")),
    };
    let class = if error.is_some() { "material wrong" } else { "material" };
    rsx! {
        section { class, id: "material-{code}", tabindex: "-1",
            "data-testid": "material-{code}", "aria-label": words::field_path(&path),
            header { class: "material-head",
                h4 { {words::field_path(&path)} }
                Tag { kind: tag, label: word }
            }
            if !why.is_empty() {
                p { class: "material-why", {why} }
            }
            p { class: "hint", {t!("application-material-basis", basis = kind.basis, most = kind.most_pages)} }
            Reasons { field: path.clone() }
            if let Some(error) = error {
                p { class: "error",
                    Icon { shape: Shape::Warning }
                    span { {error} }
                }
            }
            if !files.is_empty() || !uploads.is_empty() {
                ul { class: "papers",
                    for file in files {
                        Attached { key: "{file.id}", file }
                    }
                    for upload in uploads {
                        OnItsWay { key: "{upload.key}", upload }
                    }
                }
            }
            Picker { code: code.clone(), name: words::field_path(&path) }
        }
    }
}

#[component]
fn OnItsWay(upload: Upload) -> Element {
    let desk = use_desk();
    let (retry, give_up) = (upload.key.clone(), upload.key.clone());
    let name = upload.paper.file_name.clone();
    rsx! {
        li { class: "paper", "data-testid": "upload", "data-state": state_code(&upload.state), role: "status",
            match &upload.state {
                State::Failed(_) => rsx! { Icon { shape: Shape::Warning, class: "bad" } },
                _ => rsx! { span { class: "spinner", "aria-hidden": "true" } },
            }
            div { class: "paper-body",
                p { class: "paper-name", {name.clone()} }
                match &upload.state {
                    State::Waiting => rsx! { p { class: "hint", {t!("application-upload-waiting")} } },
                    State::Sending => rsx! { p { class: "hint", {t!("application-upload-sending", size = size(upload.paper.content.len() as u64))} } },
                    State::Failed(why) => rsx! { p { class: "error", {why.clone()} } },
                }
            }
            if matches!(upload.state, State::Failed(_)) {
                div { class: "paper-actions",
                    Button { test: "upload-retry", kind: ButtonKind::Secondary, label: t!("retry"), describes: name.clone(),
                        onclick: move |()| desk.retry_file(&retry) }
                    Button { test: "upload-drop", kind: ButtonKind::Secondary, label: t!("application-upload-drop"), describes: name,
                        onclick: move |()| desk.drop_file(&give_up) }
                }
            }
        }
    }
}

const fn state_code(state: &State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Sending => "sending",
        State::Failed(_) => "failed",
    }
}

/// A document that is on the server.
#[component]
fn Attached(file: AttachmentOut) -> Element {
    let desk = use_desk();
    let mut open = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let address = api::attachment_address(&desk.id(), &file.id);
    let (id, name) = (file.id.clone(), file.file_name.clone());
    let delete = move |()| {
        let (id, name) = (id.clone(), name.clone());
        pending.set(true);
        spawn(async move {
            let answer = api::delete_attachment(&desk.id(), &id).await;
            pending.set(false);
            open.set(false);
            match answer {
                Ok(list) => {
                    toast(&t!("application-file-deleted", name = name));
                    take_over(desk, list.items);
                }
                Err(error) => toast(&error.message(words::language_now())),
            }
        });
    };
    let dialog = format!("attachment-{}-delete", file.id);
    rsx! {
        li { class: "paper", "data-testid": "attachment", "data-id": "{file.id}",
            Icon { shape: Shape::File }
            div { class: "paper-body",
                a { class: "paper-name", href: address, target: "_blank", rel: "noopener", {file.file_name.clone()} }
                p { class: "hint", {t!("application-file-note", size = size(file.bytes), time = words::moment(file.uploaded_at))} }
            }
            div { class: "paper-actions",
                Button { test: "attachment-delete", kind: ButtonKind::Secondary, icon: Shape::Trash, label: t!("delete"),
                    describes: file.file_name.clone(), onclick: move |()| open.set(true) }
            }
            Confirm { id: dialog, open, title: t!("application-file-delete-title", name = file.file_name), text: t!("application-file-delete-text"),
                yes: t!("delete"), danger: true, pending: pending(), onyes: delete }
        }
    }
}

fn take_over(mut desk: Desk, items: Vec<AttachmentOut>) {
    desk.application.write().attachments = items;
}

/// A size for reading.
fn size(bytes: u64) -> String {
    let kib = bytes.div_ceil(1024);
    if kib < 1024 { format!("{kib} KB") } else { format!("{}.{} MB", kib / 1024, kib % 1024 * 10 / 1024) }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(300 * 1024), "300 KB");
        assert_eq!(size(5 * 1024 * 1024 / 2), "2.5 MB");
    }
}
