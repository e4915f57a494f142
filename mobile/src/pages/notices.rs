//! 消息: what happened at the agency to one's applications, and which of it comes by SMS.

use dioxus::prelude::*;
use shared::api::{HistoryEvent, NoticeOut, NoticeSettings};

use super::applications_list::NotPermitted;
use crate::api;
use crate::notices::{NEWS, UNREAD};
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, EmptyState, ErrorPage, ListLink, MoreRows, PageHeader, Section, Shape, Skeleton, Switch, toast,
    use_paged,
};
use crate::{session, t, words};

/// `/notices`
#[component]
pub(super) fn Notices() -> Element {
    if !session::may_file_applications() {
        return rsx! {
            NotPermitted {}
        };
    }
    rsx! {
        PageHeader { title: t!("nav-notices"), lead: t!("notices-lead") }
        Everything {}
        BySms {}
    }
}

#[component]
fn Everything() -> Element {
    // What comes meanwhile stands at the top.
    let news = use_memo(|| NEWS.read().to_string());
    let list = use_paged(news, |_, cursor| async move {
        let page = api::notices(&cursor).await?;
        Ok((page.items, page.next_cursor))
    });
    let mark_all = move |()| {
        spawn(async move {
            match api::read_notices(None).await {
                Ok(count) => {
                    *UNREAD.write() = count.unread;
                    list.again();
                }
                Err(error) => toast(&error.message(words::language())),
            }
        });
    };
    match (list.items(), list.failure()) {
        (None, Some(error)) => rsx! {
            ErrorPage { error, onretry: move |()| list.again() }
        },
        (None, None) => rsx! {
            Skeleton { rows: 5 }
        },
        (Some(notices), failure) => rsx! {
            if notices.is_empty() {
                EmptyState { shape: Shape::Message, title: t!("notices-empty-title"), text: t!("notices-empty-text") }
            } else {
                if notices.iter().any(|notice| !notice.read) {
                    div { class: "news-actions",
                        Button { test: "notices-read-all", kind: ButtonKind::Secondary, icon: Shape::Check,
                            label: t!("notices-read-all"), onclick: mark_all }
                    }
                }
                ol { class: "list", "data-testid": "notices",
                    for notice in notices {
                        One { key: "{notice.id}", notice }
                    }
                }
            }
            MoreRows { more: list.has_more(), reading: list.is_reading(), failure, onmore: move |()| list.more() }
        },
    }
}

const fn icon(event: HistoryEvent) -> Shape {
    match event {
        HistoryEvent::CorrectionRequested | HistoryEvent::Rejected => Shape::Warning,
        HistoryEvent::Approved | HistoryEvent::PassedFirstReview => Shape::Done,
        HistoryEvent::DecisionUndone => Shape::Undo,
        _ => Shape::Person,
    }
}

#[component]
fn One(notice: NoticeOut) -> Element {
    let text = format!("notice-{}", notice.event.code().replace('_', "-"));
    rsx! {
        li { class: if notice.read { "news" } else { "news is-new" }, "data-testid": "notice",
            "data-event": notice.event.code(), "data-read": if notice.read { "true" } else { "false" },
            ListLink { test: "notice-open", icon: icon(notice.event), title: t!(&text, name = notice.name),
                note: words::moment(notice.at), to: Route::ApplicationDetail { id: notice.application_id },
                if !notice.read {
                    span { class: "news-unread", {t!("notice-unread")} }
                }
            }
        }
    }
}

#[component]
fn BySms() -> Element {
    let mut settings = use_resource(|| async move { api::notice_settings().await });
    let change = use_callback(move |wanted: NoticeSettings| {
        spawn(async move {
            match api::set_notice_settings(wanted).await {
                Ok(kept) => settings.set(Some(Ok(kept))),
                Err(error) => toast(&error.message(words::language())),
            }
        });
    });
    let Some(Ok(now)) = *settings.read() else { return rsx! {} };
    rsx! {
        Section { title: t!("notices-sms"),
            div { class: "list",
                Switch { test: "sms-submitted", label: t!("notices-sms-submitted"), on: now.submitted,
                    onchange: move |on| change.call(NoticeSettings { submitted: on, ..now }) }
                Switch { test: "sms-decided", label: t!("notices-sms-decided"), on: now.decided,
                    onchange: move |on| change.call(NoticeSettings { decided: on, ..now }) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::i18n::{self, Language};

    use super::*;

    #[test]
    fn every_event_that_is_told_has_its_words() {
        for event in [
            HistoryEvent::Claimed,
            HistoryEvent::PassedFirstReview,
            HistoryEvent::CorrectionRequested,
            HistoryEvent::Rejected,
            HistoryEvent::Approved,
            HistoryEvent::DecisionUndone,
        ] {
            for language in Language::ALL {
                let id = format!("notice-{}", event.code().replace('_', "-"));
                let told = i18n::text(language, &id, &[("name", "张三")]);
                assert!(told.contains("张三"), "{id}: {told}");
            }
        }
    }
}
