//! The papers, large: one page, or two side by side, with the small pictures of all by their kinds.

mod dwell;
mod strip;
mod tools;

use dioxus::prelude::*;
use shared::api::{ApplicationOut, ClientKind};

use super::desk::use_desk;
use super::keys::Press;
use super::marks::Marks;
use crate::pages::viewer::{Sheet, Stage, View, Wish};
use crate::ui::{Notice, Tag, TagKind};
use crate::{api, platform, t, words};
use dwell::use_dwelling;
use strip::Strip;
use tools::Tools;

/// A page of an application, in its place among those of its kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Photo {
    pub(super) id: String,
    /// 附件种类: a code of the policy.
    pub(super) kind: String,
    /// Counted from zero within its kind, as in the path of a reason.
    place: usize,
    of: usize,
    /// Why it was sent although the device found something wrong.
    pub(super) explained: String,
    pub(super) sheet: Sheet,
}

impl Photo {
    /// Its path, for a reason about it.
    pub(super) fn path(&self) -> String {
        format!("materials.{}[{}]", self.kind, self.place)
    }

    /// What it is, with its number where there are several.
    pub(super) fn name(&self) -> String {
        if self.of > 1 {
            t!("agency-page", material = words::material(&self.kind), page = self.place + 1, pages = self.of)
        } else {
            words::material(&self.kind)
        }
    }
}

/// All pages of an application, kind by kind in the order of the form.
pub(super) fn photos(application: &ApplicationOut) -> Vec<Photo> {
    let id = &application.id;
    let mut all = Vec::new();
    for (kind, files) in words::by_material(application.attachments.clone()) {
        let of = files.len();
        for (place, file) in files.into_iter().enumerate() {
            let sheet = Sheet {
                title: words::material(&kind),
                content: api::review_content_address(id, &file.id),
                thumbnail: api::review_thumbnail_address(id, &file.id),
                is_pdf: file.media_type == "application/pdf",
                pages: file.pages,
                file_name: file.file_name,
                id: file.id.clone(),
            };
            all.push(Photo { id: file.id, kind: kind.clone(), place, of, explained: file.override_reason, sheet });
        }
    }
    all
}

/// The page that is looked at, the one beside it, and the ways to the others.
#[component]
pub(super) fn Photos() -> Element {
    let mut desk = use_desk();
    use_dwelling(desk);
    let all = photos(&desk.review.read().application);
    // A picture's address cannot send a native shell's token along.
    if platform::client_kind() != ClientKind::Browser {
        return rsx! {
            Notice { {t!("agency-native")} }
        };
    }
    let Some(photo) = desk.photo().or_else(|| all.first().cloned()) else {
        return rsx! {
            Notice { {t!("agency-no-photos")} }
        };
    };
    let place = all.iter().position(|known| known.id == photo.id).unwrap_or_default();
    let unread: Vec<String> = desk.unread().into_iter().map(|photo| photo.id).collect();
    let other = desk.beside.read().clone().and_then(|id| all.iter().find(|photo| photo.id == id).cloned());
    let shown = *desk.shown.read();
    let mut sheet = photo.sheet.clone();
    if !shown {
        sheet.content.clone_from(&sheet.thumbnail);
    }
    let seen = photo.id.clone();
    rsx! {
        div { class: "photos viewer",
            header { class: "viewer-head",
                div { class: "viewer-name",
                    p { "data-testid": "photo-name", {photo.name()} }
                    p { class: "viewer-note", role: "status", "data-testid": "photo-place",
                        {t!("viewer-place", place = place + 1, count = all.len(), name = photo.sheet.file_name.clone())} }
                }
                if !photo.explained.is_empty() {
                    Tag { kind: TagKind::Caution, label: t!("paper-explained", reason = photo.explained.clone()) }
                }
                Marks { path: photo.path(), press: Press::FlagPage }
            }
            div { class: if other.is_some() { "photo-stages two" } else { "photo-stages" },
                // The large picture is another element than the small one: it is the large one that is seen.
                for (sheet, seen) in [(sheet, seen)] {
                    Stage { key: "{sheet.content}", name: "photo", sheet, view: desk.view, act: desk.look,
                        onseen: move |()| {
                            if shown {
                                desk.saw(&seen);
                            }
                        } }
                }
                if let Some(other) = &other {
                    BesideStage { photo: other.clone(), all: all.clone() }
                }
            }
            Tools { place, count: all.len(), is_pdf: photo.sheet.is_pdf }
            Strip { all, opened: photo.id, unread }
        }
    }
}

/// The second page, with a way of its own to any other.
#[component]
fn BesideStage(photo: Photo, all: Vec<Photo>) -> Element {
    let mut desk = use_desk();
    let mut view = desk.beside_view;
    let ids: Vec<String> = all.iter().map(|photo| photo.id.clone()).collect();
    let act = use_callback(move |wish: Wish| {
        let now = *view.peek();
        match wish {
            Wish::Go(step) => {
                let place = ids.iter().position(|id| Some(id) == desk.beside.peek().as_ref()).unwrap_or_default();
                let to = place.checked_add_signed(step).and_then(|to| ids.get(to)).cloned();
                if to.is_some() {
                    desk.beside.set(to);
                    view.set(View::default());
                }
            }
            Wish::Zoom(factor) => view.set(now.zoomed(factor, (0.0, 0.0))),
            Wish::Fit | Wish::Close => view.set(View { turns: now.turns, ..View::default() }),
            Wish::Turn => view.set(View { turns: now.turns + 1, ..View::default() }),
        }
    });
    let seen = photo.id.clone();
    rsx! {
        div { class: "photo-beside",
            select { class: "input", "data-testid": "photo-beside-which", "aria-label": t!("agency-beside-which"),
                onchange: move |event| {
                    desk.beside.set(Some(event.value()));
                    view.set(View::default());
                },
                for other in all {
                    option { key: "{other.id}", value: other.id.clone(), selected: other.id == photo.id, {other.name()} }
                }
            }
            for photo in [photo.clone()] {
                Stage { key: "{photo.id}", name: "photo-beside", sheet: photo.sheet, view: desk.beside_view, act,
                    onseen: { let seen = seen.clone(); move |()| desk.saw(&seen) } }
            }
        }
    }
}
