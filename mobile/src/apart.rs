//! Where the browser's app is cut: what lies behind is a file of its own, loaded when it is first wanted. Native shells
//! have everything in one piece.

use dioxus::prelude::*;

use crate::api::ApiError;
use crate::pages::later::{self, Page};
use crate::platform;
use crate::ui::{ErrorPage, Skeleton};

#[cfg(target_arch = "wasm32")]
mod cut {
    use dioxus::prelude::Element;
    use wasm_splitter as wasm_split;

    use super::{Page, later::show};

    static PAGES: wasm_split::LazyLoader<Page, Element> =
        wasm_split::lazy_loader!(extern "later" fn show(page: Page) -> Element);

    pub(super) async fn load() -> bool {
        PAGES.load().await
    }

    pub(super) fn call(page: Page) -> Element {
        PAGES.call(page).unwrap_or_else(|_| dioxus::prelude::VNode::empty())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod cut {
    use dioxus::prelude::Element;

    use super::{Page, later::show};

    #[expect(clippy::unused_async, reason = "in the browser there is something to wait for")]
    pub(super) async fn load() -> bool {
        true
    }

    pub(super) fn call(page: Page) -> Element {
        show(page)
    }
}

/// Brings the pages in; `false` where they cannot be had.
pub(crate) async fn load() -> bool {
    cut::load().await
}

/// Longer than this, somebody wonders whether anything is going on.
const PATIENCE_MS: u32 = 8_000;

/// A page that lies apart, as soon as it is there.
#[component]
pub(crate) fn Apart(page: Page) -> Element {
    let loaded = use_resource(load);
    let late = use_resource(|| platform::sleep_ms(PATIENCE_MS));
    match *loaded.read() {
        Some(true) => cut::call(page),
        None if late.read().is_none() => rsx! {
            Skeleton { rows: 4 }
        },
        // Late, it goes on asking; refused, the server has a newer app. A new page helps in both.
        _ => rsx! {
            ErrorPage { error: ApiError::Network, onretry: move |()| platform::reload() }
        },
    }
}
