//! What the page says about itself: waiting, empty, failed, and where to turn for help.

use dioxus::prelude::*;

use super::{Button, ButtonKind, Icon, Shape};
use crate::api::ApiError;
use crate::session::SERVICE;
use crate::{platform, t, words};

/// What a tag is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// Neutral.
    #[default]
    Plain,
    /// In order.
    Good,
    /// Needs attention.
    Caution,
    /// Stopped.
    Bad,
    /// Of special importance.
    Accent,
}

impl TagKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "tag",
            Self::Good => "tag good",
            Self::Caution => "tag caution",
            Self::Bad => "tag bad",
            Self::Accent => "tag accent",
        }
    }
}

/// A word in a coloured box.
#[component]
pub(crate) fn Tag(#[props(default)] kind: TagKind, label: String) -> Element {
    rsx! {
        span { class: kind.class(), {label} }
    }
}

/// How grave a notice is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// To know.
    #[default]
    Info,
    /// Done.
    Good,
    /// To mind.
    Caution,
    /// Failed.
    Bad,
}

/// A sentence or two that stand out.
#[component]
pub(crate) fn Notice(#[props(default)] kind: NoticeKind, children: Element) -> Element {
    let (class, shape, role) = match kind {
        NoticeKind::Info => ("notice", Shape::Info, "note"),
        NoticeKind::Good => ("notice good", Shape::Done, "status"),
        NoticeKind::Caution => ("notice caution", Shape::Warning, "note"),
        NoticeKind::Bad => ("notice bad", Shape::Warning, "alert"),
    };
    rsx! {
        div { class, role, "data-testid": "notice",
            Icon { shape }
            div { {children} }
        }
    }
}

/// Nothing is there yet: says so, and what to do first (the children: a button).
#[component]
pub(crate) fn EmptyState(shape: Shape, title: String, #[props(default)] text: String, children: Element) -> Element {
    rsx! {
        div { class: "empty", "data-testid": "empty",
            span { class: "empty-icon", Icon { shape } }
            h2 { {title} }
            if !text.is_empty() {
                p { {text} }
            }
            {children}
        }
    }
}

/// Grey rows where a list will be. They appear after 300 ms (by the style): what is quicker does not flicker.
#[component]
pub(crate) fn Skeleton(#[props(default = 3)] rows: usize) -> Element {
    rsx! {
        div { class: "skeleton", role: "status", "data-testid": "loading",
            span { class: "unseen", {t!("loading")} }
            for row in 0..rows {
                span { key: "{row}", class: "skeleton-row", "aria-hidden": "true" }
            }
        }
    }
}

/// A turning ring where a small thing will be; appears after 300 ms.
#[component]
pub(crate) fn Loading(#[props(default)] label: String) -> Element {
    rsx! {
        div { class: "loading", role: "status", "data-testid": "loading",
            span { class: "spinner", "aria-hidden": "true" }
            span { if label.is_empty() { {t!("loading")} } else { {label} } }
        }
    }
}

/// The page could not be loaded: what happened, what to do, and a way to try again.
#[component]
pub(crate) fn ErrorPage(error: ApiError, onretry: Option<EventHandler<()>>) -> Element {
    let offline = error == ApiError::Network;
    rsx! {
        div { class: "empty", role: "alert", "data-testid": "error-page",
            span { class: "empty-icon bad", Icon { shape: if offline { Shape::Offline } else { Shape::Warning } } }
            h2 { if offline { {t!("error-page-offline")} } else { {t!("error-page-title")} } }
            p { {error.message(words::language())} }
            if let Some(id) = error.request_id() {
                p { class: "hint", {t!("request-id", id = id)} }
            }
            Button { test: "retry", kind: ButtonKind::Primary, icon: Shape::Refresh, label: t!("retry"),
                onclick: move |()| match onretry {
                    Some(onretry) => onretry.call(()),
                    None => platform::reload(),
                } }
            Helpline {}
        }
    }
}

/// The number of the helpline, to be called at a tap.
#[component]
pub(crate) fn Helpline() -> Element {
    let number =
        SERVICE.read().as_ref().map_or(shared::limits::HELPLINE.to_owned(), |service| service.helpline.clone());
    rsx! {
        p { class: "helpline",
            Icon { shape: Shape::Phone }
            span { {t!("helpline")} }
            a { href: "tel:{number}", "data-testid": "helpline", {number.clone()} }
        }
    }
}
