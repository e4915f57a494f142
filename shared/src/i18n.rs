//! The words of the product: Fluent messages in Chinese and English, embedded.

mod sources;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use self::sources::Sources;
pub use self::sources::bring_pages;

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// Both languages, Chinese first.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The best language for an `Accept-Language` header; Chinese where it names neither.
    pub fn from_accept_language(header: &str) -> Self {
        header
            .split(',')
            .find_map(|entry| match entry.trim().split(['-', ';']).next() {
                Some("zh") => Some(Self::ZhCn),
                Some("en") => Some(Self::En),
                _ => None,
            })
            .unwrap_or_default()
    }

    fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The bundles of one kind of words, one for each language.
struct Bundles([OnceLock<Bundle>; Language::ALL.len()]);

impl Bundles {
    const fn new() -> Self {
        Self([const { OnceLock::new() }; Language::ALL.len()])
    }

    fn of(&'static self, language: Language, sources: &[&Sources]) -> &'static Bundle {
        let [zh_cn, en] = &self.0;
        let cell = match language {
            Language::ZhCn => zh_cn,
            Language::En => en,
        };
        cell.get_or_init(|| read(language, sources))
    }
}

fn read(language: Language, sources: &[&Sources]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.identifier()]);
    // Isolation marks would turn up in copied numbers and SMS texts.
    bundle.set_use_isolating(false);
    for source in sources.iter().flat_map(|sources| sources.of(language)) {
        // A broken message is left out, not the file; the tests prove that none is.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) => resource,
            Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The bundle that has a message: the one of every part, or that of the pages apart.
fn bundle_with(language: Language, id: &str) -> Option<&'static Bundle> {
    static EVERYWHERE: Bundles = Bundles::new();
    static PAGES: Bundles = Bundles::new();
    let everywhere = EVERYWHERE.of(
        language,
        &[
            &sources::EVERYWHERE,
            #[cfg(not(target_family = "wasm"))]
            &sources::SERVER,
        ],
    );
    if everywhere.has_message(id) {
        return Some(everywhere);
    }
    let pages = PAGES.of(language, &[sources::pages()?]);
    pages.has_message(id).then_some(pages)
}

/// The message `id` in a language; the id itself where there is none, so that a gap shows.
pub fn text(language: Language, id: &str, args: &[(&str, &str)]) -> String {
    lookup(language, id, args).unwrap_or_else(|| id.to_owned())
}

/// The sentence for an error code (`snake_case`); a general one for codes this build does not know.
pub fn error_text(language: Language, code: &str, args: &[(&str, &str)]) -> String {
    let id = format!("error-{}", code.replace('_', "-"));
    lookup(language, &id, args).unwrap_or_else(|| text(language, "error-internal", &[]))
}

/// Whether a message exists.
pub fn has(language: Language, id: &str) -> bool {
    bundle_with(language, id).is_some()
}

fn lookup(language: Language, id: &str, args: &[(&str, &str)]) -> Option<String> {
    let bundle = bundle_with(language, id)?;
    let pattern = bundle.get_message(id)?.value()?;
    let mut fluent_args = FluentArgs::new();
    for (name, value) in args {
        // Numbers given as digits stay text: no grouping is wanted in codes and years.
        fluent_args.set(*name, FluentValue::from((*value).to_owned()));
    }
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&fluent_args), &mut errors).into_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::error::ProblemCode;

    fn sources(language: Language) -> impl Iterator<Item = &'static str> {
        let all = [Some(&sources::EVERYWHERE), Some(&sources::SERVER), sources::pages()];
        all.into_iter().flatten().flat_map(move |sources| sources.of(language)).copied()
    }

    fn ids(language: Language) -> BTreeSet<String> {
        sources(language)
            .flat_map(str::lines)
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id))
            .filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_messages() {
        assert_eq!(ids(Language::ZhCn), ids(Language::En));
    }

    #[test]
    fn every_file_parses_and_no_message_is_defined_twice() {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for source in sources(language) {
                if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
                    panic!("{}: {errors:?}", language.tag());
                }
                for line in source.lines() {
                    if let Some((id, _)) = line.split_once(" =")
                        && id.starts_with(|c: char| c.is_ascii_lowercase())
                    {
                        assert!(seen.insert(id.to_owned()), "{id} twice in {}", language.tag());
                    }
                }
            }
        }
    }

    #[test]
    fn every_error_has_a_sentence() {
        let codes = ProblemCode::ALL
            .iter()
            .map(|code| code.as_str())
            .chain(crate::identity::CODES.iter().map(|(code, _)| *code))
            .chain(crate::api::FORM_CODES.iter().copied())
            .chain(crate::api::FaceRefusal::ALL.iter().map(|refusal| refusal.code()));
        for code in codes {
            for language in Language::ALL {
                assert!(has(language, &format!("error-{}", code.replace('_', "-"))), "{code} in {}", language.tag());
            }
        }
    }

    #[test]
    fn accept_language_prefers_the_first_known() {
        assert_eq!(Language::from_accept_language("fr, en-GB;q=0.8, zh;q=0.5"), Language::En);
        assert_eq!(Language::from_accept_language("zh-Hans-CN"), Language::ZhCn);
        assert_eq!(Language::from_accept_language(""), Language::ZhCn);
    }
}
