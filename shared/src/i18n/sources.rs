//! Which files the words come from, and which of them a browser loads only with the pages that use them.

use std::sync::OnceLock;

use super::Language;

/// The texts of some files, by language.
pub(super) struct Sources {
    zh_cn: &'static [&'static str],
    en: &'static [&'static str],
}

impl Sources {
    pub(super) const fn of(&self, language: Language) -> &'static [&'static str] {
        match language {
            Language::ZhCn => self.zh_cn,
            Language::En => self.en,
        }
    }
}

macro_rules! files {
    ($dir:literal: $($file:literal),+) => {
        &[$(include_str!(concat!("../../../assets/i18n/", $dir, "/", $file, ".ftl"))),+]
    };
}

macro_rules! sources {
    ($($file:literal),+ $(,)?) => {
        Sources { zh_cn: files!("zh-CN": $($file),+), en: files!("en": $($file),+) }
    };
}

/// What every part of the product may say.
pub(super) static EVERYWHERE: Sources = sources!["errors", "common", "accounts", "agents", "me"];

/// What the pages say that a browser loads apart from the first ones.
static PAGES: Sources = sources![
    "applications",
    "application-form",
    "camera",
    "faces",
    "notices",
    "papers",
    "printing",
    "readings",
    "reviews",
];

/// What only the server says, in SMS.
#[cfg(not(target_family = "wasm"))]
pub(super) static SERVER: Sources = sources!["messages"];

static BROUGHT: OnceLock<&'static Sources> = OnceLock::new();

/// Adds the words of the pages that a browser loads apart. In the browser this has to be called by what is loaded apart and
/// by nothing else: the words lie beside the only code that names them. Elsewhere they are always there.
pub fn bring_pages() {
    BROUGHT.get_or_init(|| &PAGES);
}

/// The words of the pages apart, once they are there.
pub(super) fn pages() -> Option<&'static Sources> {
    #[cfg(not(target_family = "wasm"))]
    bring_pages();
    BROUGHT.get().copied()
}
