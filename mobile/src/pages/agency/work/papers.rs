//! The papers by their kinds: those that are there, each a way to its page, and those that could have been.

use dioxus::prelude::*;
use shared::application::is_wanted;
use shared::retirement::Month;

use super::desk::{Desk, use_desk};
use super::marks::Marks;
use super::photos::{Photo, photos};
use crate::ui::{Icon, Shape, Tag, TagKind};
use crate::{policy, session, t, words};

/// A kind with its pages, and whether it has to be there.
struct Kind {
    code: String,
    wanted: bool,
    pages: Vec<Photo>,
}

/// Kinds with pages and kinds of the policy, in the order of the form.
fn kinds(desk: &Desk) -> Vec<Kind> {
    let review = desk.review.read();
    let all = photos(&review.application);
    let known = &policy::in_force().materials_in(Month::of(session::today())).kinds;
    let of = |code: &str| all.iter().filter(|photo| photo.kind == code).cloned().collect::<Vec<_>>();
    let mut kinds: Vec<Kind> = known
        .iter()
        .map(|kind| Kind {
            code: kind.code.clone(),
            wanted: is_wanted(kind.required, &review.application.form),
            pages: of(&kind.code),
        })
        .collect();
    for photo in &all {
        if !kinds.iter().any(|kind| kind.code == photo.kind) {
            kinds.push(Kind { code: photo.kind.clone(), wanted: false, pages: of(&photo.kind) });
        }
    }
    kinds
}

/// All kinds.
#[component]
pub(super) fn Papers() -> Element {
    let desk = use_desk();
    use_future(policy::load);
    let unread: Vec<String> = desk.unread().into_iter().map(|photo| photo.id).collect();
    rsx! {
        ul { class: "list papers-by-kind",
            for kind in kinds(&desk) {
                li { key: "{kind.code}", class: "papers-kind", "data-testid": "papers-{kind.code}",
                    div { class: "papers-head",
                        span { class: "papers-name", {words::material(&kind.code)} }
                        if kind.wanted {
                            Tag { kind: if kind.pages.is_empty() { TagKind::Bad } else { TagKind::Plain }, label: t!("agency-wanted") }
                        }
                        if kind.pages.is_empty() {
                            span { class: "row-note", {t!("agency-not-uploaded")} }
                        }
                        Marks { path: format!("materials.{}", kind.code) }
                    }
                    for photo in kind.pages {
                        Paper { key: "{photo.id}", unread: unread.contains(&photo.id), photo }
                    }
                }
            }
        }
    }
}

#[component]
fn Paper(photo: Photo, unread: bool) -> Element {
    let mut desk = use_desk();
    let id = photo.id.clone();
    let sheet = &photo.sheet;
    rsx! {
        div { class: "paper-row",
            button { class: "file-name linked", r#type: "button", "data-testid": "open-{photo.path()}", "aria-label": photo.name(),
                onclick: move |_| desk.open(&id),
                Icon { shape: Shape::File }
                span { {sheet.file_name.clone()} }
            }
            if unread {
                Tag { kind: TagKind::Caution, label: t!("agency-unread") }
            }
            if !photo.explained.is_empty() {
                Tag { kind: TagKind::Caution, label: t!("paper-explained", reason = photo.explained.clone()) }
            }
            Marks { path: photo.path() }
        }
    }
}
