//! 查看材料: documents over the whole window – one after another, larger, turned, moved about, downloaded. Whoever shows
//! documents brings their addresses; nothing here knows an application.

mod keys;
mod stage;
mod strip;
mod view;

use dioxus::prelude::*;
use shared::api::{ApplicationOut, ClientKind};

use crate::ui::{Icon, Shape};
use crate::{api, platform, t, words};
pub(super) use keys::Wish;
pub(super) use stage::Stage;
use strip::Strip;
pub(super) use view::{STEP, View};

/// Id of the dialog; there is one on a page.
const DIALOG: &str = "viewer";

/// A document to be looked at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    /// Its id.
    pub(crate) id: String,
    /// What it is, as 身份证（人像面）.
    pub(crate) title: String,
    pub(crate) file_name: String,
    /// Address of its content.
    pub(crate) content: String,
    /// Address of its small picture.
    pub(crate) thumbnail: String,
    pub(crate) is_pdf: bool,
    /// Pages of a PDF.
    pub(crate) pages: u32,
}

/// Addresses of all documents together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Together {
    /// As a zip file.
    pub(crate) archive: String,
    /// As one PDF.
    pub(crate) pdf: String,
}

/// The documents of an application, kind by kind in the order of the form.
pub(crate) fn sheets(application: &ApplicationOut) -> Vec<Sheet> {
    let id = &application.id;
    let files = words::by_material(application.attachments.clone()).into_iter().flat_map(|(_, files)| files);
    files
        .map(|file| Sheet {
            title: words::material(&file.kind),
            content: api::attachment_address(id, &file.id),
            thumbnail: api::thumbnail_address(id, &file.id),
            is_pdf: file.media_type == "application/pdf",
            pages: file.pages,
            file_name: file.file_name,
            id: file.id,
        })
        .collect()
}

/// The addresses of an application's documents together.
pub(crate) fn together(application: &str) -> Together {
    Together { archive: api::archive_address(application), pdf: api::combined_address(application) }
}

/// Shows the document that `opened` names, until it is closed.
#[component]
pub(crate) fn Viewer(opened: Signal<Option<String>>, sheets: Vec<Sheet>, together: Together) -> Element {
    let mut opened = opened;
    let mut view = use_signal(View::default);
    let place = opened().and_then(|id| sheets.iter().position(|sheet| sheet.id == id));
    let is_open = place.is_some();
    use_effect(use_reactive!(|is_open| {
        if is_open {
            platform::show_dialog(DIALOG);
        } else {
            platform::close_dialog(DIALOG);
        }
    }));
    let ids: Vec<String> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
    let act = use_callback(move |wish: Wish| {
        let place = opened.peek().as_ref().and_then(|id| ids.iter().position(|known| known == id)).unwrap_or_default();
        let now = *view.peek();
        match wish {
            Wish::Close => opened.set(None),
            Wish::Go(step) => {
                let to = place.checked_add_signed(step).and_then(|to| ids.get(to));
                if let Some(id) = to {
                    opened.set(Some(id.clone()));
                    view.set(View::default());
                }
            }
            Wish::Zoom(factor) => view.set(now.zoomed(factor, (0.0, 0.0))),
            Wish::Fit => view.set(View { turns: now.turns, ..View::default() }),
            Wish::Turn => view.set(View { turns: now.turns + 1, ..View::default() }),
        }
    });
    let shown = place.and_then(|place| sheets.get(place).cloned());
    let count = sheets.len();
    rsx! {
        dialog { class: "whole-window viewer", id: DIALOG, "data-testid": "viewer", "aria-label": t!("viewer-title"),
            oncancel: move |event| {
                event.prevent_default();
                act(Wish::Close);
            },
            onkeydown: move |event| {
                if let Some(wish) = keys::wish(&event.key(), event.modifiers()) {
                    event.prevent_default();
                    act(wish);
                }
            },
            if let (Some(sheet), Some(place)) = (shown, place) {
                header { class: "viewer-head",
                    div { class: "viewer-name",
                        p { "data-testid": "viewer-name", {sheet.title.clone()} }
                        p { class: "viewer-note", role: "status", "data-testid": "viewer-place",
                            {t!("viewer-place", place = place + 1, count = count, name = sheet.file_name.clone())} }
                    }
                    Tool { test: "viewer-close", shape: Shape::Close, label: t!("viewer-close"), onclick: move |()| act(Wish::Close) }
                }
                for sheet in [sheet.clone()] {
                    Stage { key: "{sheet.id}", sheet, view, act }
                }
                footer { class: "viewer-foot",
                    div { class: "viewer-tools",
                        Tool { test: "viewer-previous", shape: Shape::Back, label: t!("viewer-previous"), disabled: place == 0,
                            onclick: move |()| act(Wish::Go(-1)) }
                        Tool { test: "viewer-next", shape: Shape::Forward, label: t!("viewer-next"), disabled: place + 1 == count,
                            onclick: move |()| act(Wish::Go(1)) }
                        if !sheet.is_pdf {
                            Tool { test: "viewer-smaller", shape: Shape::Minus, label: t!("viewer-smaller"), disabled: view().is_whole(),
                                onclick: move |()| act(Wish::Zoom(1.0 / view::STEP)) }
                            Tool { test: "viewer-larger", shape: Shape::Plus, label: t!("viewer-larger"), disabled: view().is_largest(),
                                onclick: move |()| act(Wish::Zoom(view::STEP)) }
                            Tool { test: "viewer-turn", shape: Shape::Refresh, label: t!("viewer-turn"), onclick: move |()| act(Wish::Turn) }
                        }
                    }
                    if platform::client_kind() == ClientKind::Browser {
                        div { class: "viewer-tools",
                            a { class: "button secondary", "data-testid": "viewer-download", href: sheet.content.clone(), download: sheet.file_name.clone(),
                                Icon { shape: Shape::Download } span { {t!("viewer-download")} } }
                            a { class: "button secondary", "data-testid": "viewer-archive", href: together.archive.clone(), download: "",
                                span { {t!("viewer-archive")} } }
                            a { class: "button secondary", "data-testid": "viewer-pdf", href: together.pdf.clone(), download: "",
                                span { {t!("viewer-pdf")} } }
                        }
                    }
                    Strip { sheets: sheets.clone(), place, onpick: move |id: String| {
                        opened.set(Some(id));
                        view.set(View::default());
                    } }
                }
            }
        }
    }
}

/// A round button with a picture alone; its name is read out.
#[component]
fn Tool(
    test: String,
    shape: Shape,
    label: String,
    #[props(default)] disabled: bool,
    onclick: EventHandler<()>,
) -> Element {
    rsx! {
        button { class: "tool", r#type: "button", "data-testid": test, disabled, "aria-label": label.clone(), title: label,
            onclick: move |_| onclick.call(()),
            Icon { shape }
        }
    }
}
