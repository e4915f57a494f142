//! 消息: what happened at the agency to one's applications, what is due, and which of it comes by SMS.

use chrono::Datelike as _;
use dioxus::prelude::*;
use shared::api::{NoticeKind, NoticeOut, NoticeSettings};
use shared::i18n::{self, Language};

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

const fn icon(kind: NoticeKind) -> Shape {
    match kind {
        NoticeKind::CorrectionRequested | NoticeKind::Rejected => Shape::Warning,
        NoticeKind::Approved | NoticeKind::PassedFirstReview => Shape::Done,
        NoticeKind::DecisionUndone => Shape::Undo,
        NoticeKind::DeadlineNear => Shape::Clock,
        NoticeKind::Claimed => Shape::Person,
    }
}

/// What a notice says.
fn sentence(language: Language, notice: &NoticeOut) -> String {
    let day = notice.last_day.unwrap_or_default();
    let (year, month, date) = (day.year().to_string(), day.month().to_string(), day.day().to_string());
    let args = [("name", notice.name.as_str()), ("year", &year), ("month", &month), ("day", &date)];
    i18n::text(language, &format!("notice-{}", notice.event.code().replace('_', "-")), &args)
}

#[component]
fn One(notice: NoticeOut) -> Element {
    let title = sentence(words::language(), &notice);
    rsx! {
        li { class: if notice.read { "news" } else { "news is-new" }, "data-testid": "notice",
            "data-event": notice.event.code(), "data-read": if notice.read { "true" } else { "false" },
            ListLink { test: "notice-open", icon: icon(notice.event), title,
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
                Switch { test: "sms-deadline", label: t!("notices-sms-deadline"), on: now.deadline,
                    onchange: move |on| change.call(NoticeSettings { deadline: on, ..now }) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(event: NoticeKind) -> NoticeOut {
        let last_day = (event == NoticeKind::DeadlineNear).then(|| "2026-12-31".parse().expect("a day"));
        NoticeOut {
            id: "n".to_owned(),
            at: chrono::DateTime::UNIX_EPOCH,
            event,
            application_id: "a".to_owned(),
            name: "张三".to_owned(),
            last_day,
            read: false,
        }
    }

    #[test]
    fn every_kind_that_is_told_has_its_words() {
        for kind in NoticeKind::ALL {
            for language in Language::ALL {
                let told = sentence(language, &notice(*kind));
                assert!(told.contains("张三") && !told.starts_with("notice-"), "{}: {told}", kind.code());
            }
        }
    }

    #[test]
    fn a_reminder_names_month_and_day() {
        let told = sentence(Language::ZhCn, &notice(NoticeKind::DeadlineNear));
        assert_eq!(told, "张三的退休申请还没有提交：2026年12月退休，请在12月31日前提交");
    }
}
