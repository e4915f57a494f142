//! 附件材料: a card for each kind that the policy knows, with what is uploaded and what is on its way.

mod attached;
mod on_its_way;

use dioxus::prelude::*;
use shared::api::AttachmentOut;
use shared::application::{ApplicationForm, Severity, is_wanted};
use shared::retirement::{MaterialKind, Month, Requirement};

use super::camera::pages_of;
use super::desk::use_desk;
use super::picker::Picker;
use super::reasons::Reasons;
use super::suggestions::SuggestionsOf;
use crate::pages::viewer::{Viewer, sheets, together};
use crate::ui::{Icon, Notice, NoticeKind, Shape, Tag, TagKind};
use crate::uploads::OnItsWay as Sent;
use crate::{policy, session, t, words};
use attached::Attached;
use on_its_way::OnItsWay;

/// The document that is looked at.
#[derive(Clone, Copy, PartialEq)]
struct Opened(Signal<Option<String>>);

impl Opened {
    fn open(self, id: &str) {
        let Self(mut opened) = self;
        opened.set(Some(id.to_owned()));
    }
}

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let form = desk.typed();
    let opened = use_signal(|| None::<String>);
    use_context_provider(|| Opened(opened));
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
        Viewer { opened, sheets: sheets(&desk.application.read()), together: together(&desk.id()) }
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
    let ids: Vec<String> = files.iter().map(|file| file.id.clone()).collect();
    let sent: Vec<Sent> = desk.on_their_way().into_iter().filter(|sent| sent.paper.kind == code).collect();
    let findings = desk.findings.read();
    let about = findings.iter().find(|finding| finding.field == path && finding.severity == Severity::Blocking);
    let error = about
        .filter(|finding| finding.what.code != "material_missing")
        .map(|finding| finding.what.message(words::language()));
    let full = pages_of(desk, &code) >= kind.most_pages;
    let (tag, word) = match (files.is_empty(), wanted) {
        (false, _) => (TagKind::Good, t!("application-material-there", files = files.len())),
        (true, _) if desk.kinds_on_their_way().contains(&code) => (TagKind::Plain, t!("application-material-coming")),
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
            Reasons { field: path.clone(), below: true }
            if let Some(error) = error {
                p { class: "error",
                    Icon { shape: Shape::Warning }
                    span { {error} }
                }
            }
            if !files.is_empty() {
                ul { class: "sheets",
                    for (place, file) in (1..).zip(files) {
                        Attached { key: "{file.id}", file, place, ids: ids.clone() }
                    }
                }
            }
            if !sent.is_empty() {
                ul { class: "papers",
                    for sent in sent {
                        OnItsWay { key: "{sent.paper.key}", sent }
                    }
                }
            }
            SuggestionsOf { kind: code.clone() }
            Picker { code: code.clone(), name: words::field_path(&path), full, most: kind.most_pages }
        }
    }
}
