//! What a person chose for this device: language and large print (适老化).

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::i18n::Language;

use crate::platform;

const KEY: &str = "preferences";

/// The choices in force.
pub(crate) static PREFERENCES: GlobalSignal<Preferences> = Signal::global(Preferences::load);

/// Choices kept on the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Preferences {
    /// Language of the interface.
    #[serde(default)]
    pub(crate) language: Language,
    /// Larger letters.
    #[serde(default)]
    pub(crate) large_print: bool,
}

impl Preferences {
    fn load() -> Self {
        Self::from_kept(platform::stored(KEY).as_deref())
    }

    /// Chinese whatever the device is set to: it is the language of the service, and one tap away from English.
    fn from_kept(kept: Option<&str>) -> Self {
        kept.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// Brings the page's root element in line with the choices.
    pub(crate) fn apply(self) {
        platform::set_root_class("large", self.large_print);
        platform::set_root_language(self.language.tag());
    }

    fn keep(self) {
        *PREFERENCES.write() = self;
        self.apply();
        if let Ok(text) = serde_json::to_string(&self) {
            platform::store(KEY, &text);
        }
    }
}

/// Changes the language, now and for the next visit.
pub(crate) fn choose_language(language: Language) {
    let now = *PREFERENCES.peek();
    Preferences { language, ..now }.keep();
}

/// Switches large print, now and for the next visit.
pub(crate) fn choose_large_print(large_print: bool) {
    let now = *PREFERENCES.peek();
    Preferences { large_print, ..now }.keep();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_and_rubbish_is_not() {
        let kept = Preferences::from_kept(Some(r#"{"language":"en","large_print":true}"#));
        assert_eq!(kept, Preferences { language: Language::En, large_print: true });
        assert_eq!(Preferences::from_kept(Some("{broken")), Preferences::default());
        assert_eq!(Preferences::from_kept(None).language, Language::ZhCn);
    }
}
