//! 短信收件箱 of the demonstration: what would have been sent by SMS.

use dioxus::prelude::*;
use shared::api::OutboxMessage;
use shared::error::ProblemCode;
use shared::identity::Mobile;
use shared::limits::SMS_CODE_DIGITS;

use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{
    EmptyState, ErrorPage, Icon, LinkButton, Notice, NoticeKind, PageHeader, SearchBox, Shape, Skeleton, toast,
};
use crate::{api, platform, t, words};

const REFRESH_MS: u32 = 3_000;

/// `/demo/sms`
#[component]
pub(crate) fn DemoSms() -> Element {
    let mut filter = use_signal(String::new);
    let mut messages = use_signal(|| None::<Vec<OutboxMessage>>);
    let mut reviewer_code = use_signal(String::new);
    let mut failure = use_signal(|| None::<ApiError>);
    let mut reading = use_resource(move || {
        let filter = filter();
        async move {
            loop {
                // A whole number is looked for on the server, which keeps more than it shows; a part of one here.
                let whole = Mobile::parse(&filter).map(|_| filter.trim().to_owned()).unwrap_or_default();
                if platform::is_visible() {
                    match api::demo_outbox(&whole).await {
                        Ok(outbox) => {
                            failure.set(None);
                            if *reviewer_code.peek() != outbox.reviewer_code {
                                reviewer_code.set(outbox.reviewer_code);
                            }
                            if messages.peek().as_ref() != Some(&outbox.items) {
                                messages.set(Some(outbox.items));
                            }
                        }
                        Err(error) => {
                            let for_ever = error.is(ProblemCode::NotFound);
                            failure.set(Some(error));
                            if for_ever {
                                return;
                            }
                        }
                    }
                }
                platform::sleep_ms(REFRESH_MS).await;
            }
        }
    });
    let wanted: String = filter.read().chars().filter(char::is_ascii_digit).collect();
    let shown =
        messages().map(|all| all.into_iter().filter(|message| message.mobile.contains(&wanted)).collect::<Vec<_>>());
    rsx! {
        PageHeader { title: t!("demo-sms-title"), lead: t!("demo-sms-lead") }
        match (shown, failure()) {
            (_, Some(error)) if error.is(ProblemCode::NotFound) => rsx! {
                EmptyState { shape: Shape::Message, title: t!("demo-sms-off-title"), text: t!("demo-sms-off-text"),
                    LinkButton { test: "demo-sms-home", label: t!("not-found-home"), to: Route::Start {} }
                }
            },
            (None, None) => rsx! {
                Skeleton { rows: 3 }
            },
            (None, Some(error)) => rsx! {
                ErrorPage { error, onretry: move |()| reading.restart() }
            },
            (Some(messages), failure) => rsx! {
                SearchBox { label: t!("demo-sms-filter"), onsearch: move |text| if *filter.peek() != text { filter.set(text) } }
                if let Some(error) = failure {
                    Notice { kind: NoticeKind::Bad, p { {error.message(words::language())} } }
                }
                if messages.is_empty() {
                    EmptyState { shape: Shape::Inbox, title: t!("demo-sms-empty-title"), text: t!("demo-sms-empty-text") }
                }
                p { class: "hint", "data-testid": "reviewer-code", {t!("demo-reviewer-code", code = reviewer_code())} }
                ul { class: "messages", "aria-live": "polite", "data-testid": "sms-list",
                    for message in messages {
                        Message { key: "{message.sent_at}{message.mobile}", message: message.clone() }
                    }
                }
            },
        }
    }
}

/// The code in a message: six digits that are not part of something longer.
fn code_of(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '.' | ':');
    text.split(|c: char| !is_part(c))
        .map(|word| word.trim_end_matches(['.', ':']))
        .find(|word| word.len() == SMS_CODE_DIGITS && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The page of this app that a link in a message leads to.
fn page_of(text: &str) -> Option<Route> {
    let start = ["https://", "http://"].into_iter().find_map(|scheme| Some(text.find(scheme)? + scheme.len()))?;
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || !c.is_ascii()).unwrap_or(rest.len());
    let path = rest.get(..end)?.find('/').and_then(|at| rest.get(at..end))?;
    match path.trim_end_matches(['.', ',']).parse() {
        Ok(route @ Route::Invitation { .. }) => Some(route),
        _ => None,
    }
}

#[component]
fn Message(message: OutboxMessage) -> Element {
    let code = code_of(&message.text).map(str::to_owned);
    let page = page_of(&message.text);
    rsx! {
        li { class: "message", "data-testid": "sms-message", "data-mobile": "{message.mobile}",
            p { class: "message-head",
                span { class: "digits", "data-testid": "sms-mobile", {message.mobile.clone()} }
                time { datetime: message.sent_at.to_rfc3339(), {words::moment(message.sent_at)} }
            }
            p { class: "message-text", "data-testid": "sms-text", {message.text.clone()} }
            div { class: "cluster",
                if let Some(code) = code {
                    strong { class: "message-code digits", "data-testid": "sms-code", {code.clone()} }
                    button {
                        class: "button secondary",
                        r#type: "button",
                        "data-testid": "sms-copy",
                        "aria-label": t!("demo-sms-copy-code", code = code),
                        onclick: move |_| {
                            let code = code.clone();
                            async move {
                                if platform::copy(&code).await {
                                    toast(&t!("copied"));
                                } else {
                                    toast(&t!("demo-sms-copy-failed"));
                                }
                            }
                        },
                        Icon { shape: Shape::Copy }
                        span { {t!("copy")} }
                    }
                }
                if let Some(page) = page {
                    LinkButton { test: "sms-open", label: t!("demo-sms-open"), to: page }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_found_and_nothing_else_is_taken_for_one() {
        assert_eq!(code_of("验证码 123456，用于登录，5 分钟内有效。"), Some("123456"));
        assert_eq!(code_of("Code 654321 to log in, valid for 5 minutes."), Some("654321"));
        assert_eq!(code_of("Your code is 654321."), Some("654321"));
        assert_eq!(code_of("请打开 https://a.example/invitation/123456 设置密码"), None);
        assert_eq!(code_of("您的账号申诉 SS-20261101-000001 已处理"), None);
        assert_eq!(code_of("13912345678"), None);
    }

    #[test]
    fn an_invitation_can_be_opened() {
        let text =
            "长春示例有限公司邀请您担任经办人。请打开 http://127.0.0.1:8080/invitation/Ab-1_x 设置密码，7 天内有效。";
        assert_eq!(page_of(text), Some(Route::Invitation { token: "Ab-1_x".into() }));
        assert_eq!(page_of("Open https://a.example/login to log in"), None);
        assert_eq!(page_of("验证码 123456"), None);
    }
}
