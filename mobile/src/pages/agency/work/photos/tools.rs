//! What can be done with the page that is looked at.

use dioxus::prelude::*;

use super::super::desk::use_desk;
use super::super::keys::{Press, hint, shortcut, words_of};
use crate::pages::viewer::{STEP, Wish};
use crate::ui::{Icon, Shape};

/// The buttons below the page.
#[component]
pub(super) fn Tools(place: usize, count: usize, is_pdf: bool) -> Element {
    let mut desk = use_desk();
    let view = *desk.view.read();
    let look = move |wish| desk.look.call(wish);
    rsx! {
        div { class: "viewer-foot",
            div { class: "viewer-tools",
                Tool { test: "photo-previous", shape: Shape::Back, press: Press::Look(Wish::Go(-1)), disabled: place == 0,
                    onclick: move |()| look(Wish::Go(-1)) }
                Tool { test: "photo-next", shape: Shape::Forward, press: Press::Look(Wish::Go(1)), disabled: place + 1 == count,
                    onclick: move |()| look(Wish::Go(1)) }
                if !is_pdf {
                    Tool { test: "photo-smaller", shape: Shape::Minus, press: Press::Look(Wish::Zoom(1.0 / STEP)), disabled: view.is_whole(),
                        onclick: move |()| look(Wish::Zoom(1.0 / STEP)) }
                    Tool { test: "photo-larger", shape: Shape::Plus, press: Press::Look(Wish::Zoom(STEP)), disabled: view.is_largest(),
                        onclick: move |()| look(Wish::Zoom(STEP)) }
                    Tool { test: "photo-turn", shape: Shape::Refresh, press: Press::Look(Wish::Turn),
                        onclick: move |()| look(Wish::Turn) }
                }
                if count > 1 {
                    Tool { test: "photo-side", shape: Shape::Columns, press: Press::Beside, pressed: desk.beside.read().is_some(),
                        onclick: move |()| desk.lay_beside() }
                }
            }
        }
    }
}

/// A round button with a picture and its key; its name is read out.
#[component]
fn Tool(
    test: &'static str,
    shape: Shape,
    press: Press,
    #[props(default)] disabled: bool,
    #[props(default)] pressed: bool,
    onclick: EventHandler<()>,
) -> Element {
    rsx! {
        button { class: "tool", r#type: "button", "data-testid": test, disabled, "aria-label": words_of(press), title: words_of(press),
            "aria-keyshortcuts": shortcut(press),
            "aria-pressed": if press == Press::Beside { if pressed { "true" } else { "false" } },
            onclick: move |_| onclick.call(()),
            Icon { shape }
            {hint(press)}
        }
    }
}
