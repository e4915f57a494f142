//! Where the browser's app is cut: what lies behind is a file of its own, loaded when it is first wanted. Native shells
//! and a trial's app have everything in one piece.

use dioxus::prelude::*;

use crate::api::ApiError;
use crate::pages::later::{self, Page};
use crate::platform;
use crate::ui::{ErrorPage, Skeleton};

#[cfg(all(target_arch = "wasm32", not(feature = "whole")))]
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

#[cfg(any(not(target_arch = "wasm32"), feature = "whole"))]
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Result;
    use std::path::{Path, PathBuf};

    /// What only the pages apart are made of, below `src`. Whoever is called from elsewhere does not belong here.
    const APART: [&str; 9] = [
        "pages/agency",
        "pages/application_",
        "pages/applications",
        "pages/face",
        "pages/notices.rs",
        "pages/verify.rs",
        "pages/viewer",
        "ui/filters.rs",
        "words/",
    ];

    fn code(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                code(&path, found)?;
            } else {
                found.push(path);
            }
        }
        Ok(())
    }

    /// The ids of the messages of a file.
    fn ids(file: &str) -> Result<Vec<String>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/i18n/zh-CN").join(file).with_extension("ftl");
        Ok(fs::read_to_string(path)?
            .lines()
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id.to_owned())
            .collect())
    }

    fn all_ids(files: &[&str]) -> Result<Vec<String>> {
        files.iter().map(|file| ids(file)).collect::<Result<Vec<_>>>().map(|all| all.concat())
    }

    /// What a file says of these messages: a literal, or what of one stands before its first filling.
    fn said(text: &str, messages: &[String]) -> Option<String> {
        text.split('"').find_map(|literal| {
            let begins = literal.split_once('{').map(|(begins, _)| begins).filter(|begins| begins.ends_with('-'));
            let is_said = |id: &&String| {
                **id == literal || begins.is_some_and(|begins| !begins.starts_with('-') && id.starts_with(begins))
            };
            messages.iter().find(is_said).map(|_| literal.to_owned())
        })
    }

    /// A page of the first part that says a word of a later one shows the word's id instead; so does any page with a word of
    /// the server's.
    #[test]
    fn every_page_says_only_words_that_are_there() -> Result<()> {
        let later = all_ids(&[
            "applications",
            "application-form",
            "camera",
            "faces",
            "notices",
            "papers",
            "printing",
            "readings",
            "reviews",
        ])?;
        let server = all_ids(&["messages"])?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        code(&root, &mut files)?;
        let mut first = 0;
        for file in files {
            let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&file)?;
            assert_eq!(said(&text, &server), None, "{name} says what only the server can");
            if !APART.iter().any(|apart| name.starts_with(apart)) {
                first += 1;
                assert_eq!(said(&text, &later), None, "{name} says what is loaded with the later pages");
            }
        }
        assert!(first > 60, "only {first} files were looked at");
        Ok(())
    }
}
