//! The words of the product: Fluent messages in Chinese and English, embedded.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

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

    const fn sources(self) -> &'static [&'static str] {
        macro_rules! files {
            ($dir:literal) => {
                &[
                    include_str!(concat!("../../assets/i18n/", $dir, "/errors.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/messages.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/common.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/accounts.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/agents.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/applications.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/application-form.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/camera.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/faces.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/readings.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/me.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/notices.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/papers.ftl")),
                    include_str!(concat!("../../assets/i18n/", $dir, "/reviews.ftl")),
                ]
            };
        }
        match self {
            Self::ZhCn => files!("zh-CN"),
            Self::En => files!("en"),
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(language: Language) -> &'static Bundle {
    static ZH_CN: OnceLock<Bundle> = OnceLock::new();
    static EN: OnceLock<Bundle> = OnceLock::new();
    let cell = match language {
        Language::ZhCn => &ZH_CN,
        Language::En => &EN,
    };
    cell.get_or_init(|| {
        let mut bundle = Bundle::new_concurrent(vec![language.identifier()]);
        // Isolation marks would turn up in copied numbers and SMS texts.
        bundle.set_use_isolating(false);
        for source in language.sources() {
            // A broken message is left out, not the file; the tests prove that none is.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) => resource,
                Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        bundle
    })
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
    bundle(language).has_message(id)
}

fn lookup(language: Language, id: &str, args: &[(&str, &str)]) -> Option<String> {
    let bundle = bundle(language);
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

    fn ids(language: Language) -> BTreeSet<String> {
        language
            .sources()
            .iter()
            .flat_map(|source| source.lines())
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
            for source in language.sources() {
                if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
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
