//! The texts that one consents to, as a page and over a form.

use dioxus::prelude::*;
use shared::i18n::Language;
use shared::legal;

use crate::routes::{Next, Route};
use crate::ui::{Card, Notice, PageHeader};
use crate::{t, words};

/// One of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    /// 用户服务协议
    Terms,
    /// 隐私政策
    Privacy,
    /// 人脸信息处理同意书
    Face,
}

impl Document {
    fn from_path(name: &str) -> Option<Self> {
        match name {
            "terms" => Some(Self::Terms),
            "privacy" => Some(Self::Privacy),
            "face" => Some(Self::Face),
            _ => None,
        }
    }

    /// Id of its title's words.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Terms => "legal-terms",
            Self::Privacy => "legal-privacy",
            Self::Face => "legal-face",
        }
    }

    const fn markdown(self) -> &'static str {
        match self {
            Self::Terms => legal::TERMS.markdown,
            Self::Privacy => legal::PRIVACY.markdown,
            Self::Face => legal::FACE_CONSENT.markdown,
        }
    }
}

/// The page of one text.
#[component]
pub(crate) fn Legal(doc: String) -> Element {
    let Some(document) = Document::from_path(&doc) else {
        return rsx! {
            super::NotFound { segments: vec![doc] }
        };
    };
    rsx! {
        PageHeader { title: t!(document.title()), back: Route::Login { next: Next::default() } }
        Card { LegalText { document } }
    }
}

/// The text itself. It is in force in Chinese alone, which is said to those who read the app in English.
#[component]
pub(crate) fn LegalText(document: Document) -> Element {
    let blocks: Vec<(usize, Block)> = blocks(document.markdown()).into_iter().enumerate().collect();
    rsx! {
        if words::language() != Language::ZhCn {
            Notice { {t!("legal-chinese-only")} }
        }
        div { class: "prose", lang: Language::ZhCn.tag(),
            for (index, block) in blocks {
                match block {
                    Block::Heading(text) => rsx! { h3 { key: "{index}", {text} } },
                    Block::Item(text) => rsx! { p { key: "{index}", class: "item", {text} } },
                    Block::Paragraph(text) => rsx! { p { key: "{index}", {text} } },
                }
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum Block {
    Heading(&'static str),
    Item(&'static str),
    Paragraph(&'static str),
}

/// The Markdown of the texts: headings, numbered items, paragraphs. The title stands above the text already.
fn blocks(markdown: &'static str) -> Vec<Block> {
    let lines = markdown.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines
        .map(|line| match line.strip_prefix("## ") {
            Some(heading) => Block::Heading(heading),
            None if line.starts_with(|c: char| c.is_ascii_digit() || c == '-') => Block::Item(line),
            None => Block::Paragraph(line),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_headings_items_and_paragraphs() {
        let read = blocks("# 标题\n\n## 一\n第一段\n1. 第一条\n");
        assert_eq!(read, [Block::Heading("一"), Block::Paragraph("第一段"), Block::Item("1. 第一条")]);
        for document in [Document::Terms, Document::Privacy, Document::Face] {
            assert!(blocks(document.markdown()).len() > 5);
        }
    }
}
