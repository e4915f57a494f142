//! An SMS code: the button that sends it, the wait until it can be sent again (over a reload, too), the six digits.

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::api::{SmsCodeIn, SmsCodeOut, SmsCodePurpose};
use shared::limits::SMS_CODE_DIGITS;

use super::field::{described_by, invalid};
use super::{Field, toast};
use crate::api::{self, ApiError};
use crate::forms::Form;
use crate::{platform, t};

/// Whom the code is sent to, and for what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum CodeSource {
    /// To the number in a field of the form, for somebody who is not logged in.
    Number {
        /// What for.
        purpose: SmsCodePurpose,
        /// The field that holds the number.
        field: &'static str,
    },
    /// To the number of the person who is logged in.
    Own(StepUpPurpose),
}

impl CodeSource {
    fn key(self) -> String {
        let purpose = match self {
            Self::Number { purpose, .. } => serde_json::to_value(purpose).ok(),
            Self::Own(purpose) => serde_json::to_value(purpose).ok(),
        };
        format!("sms-wait.{}", purpose.as_ref().and_then(serde_json::Value::as_str).unwrap_or("code"))
    }

    async fn send(self, mobile: String) -> Result<SmsCodeOut, ApiError> {
        match self {
            Self::Number { purpose, .. } => api::send_sms_code(&SmsCodeIn { mobile, purpose }).await,
            Self::Own(purpose) => api::send_step_up_code(purpose).await,
        }
    }
}

/// Whole seconds left until a moment; 0 when it is over. A moment farther away than an hour is a clock that was moved.
fn seconds_left(until_ms: i64, now_ms: i64) -> u64 {
    let left = u64::try_from(until_ms - now_ms).unwrap_or_default().div_ceil(1000);
    if left > 3600 { 0 } else { left }
}

fn kept_wait(key: &str) -> u64 {
    let until = platform::stored(key).and_then(|text| text.parse().ok()).unwrap_or_default();
    seconds_left(until, platform::now_ms())
}

/// The field for an SMS code with the button that sends it.
#[component]
pub(crate) fn SmsCodeField(form: Form, name: &'static str, source: CodeSource) -> Element {
    let key = source.key();
    let mut left = use_signal({
        let key = key.clone();
        move || kept_wait(&key)
    });
    let mut sending = use_signal(|| false);
    use_future({
        let key = key.clone();
        move || {
            let key = key.clone();
            async move {
                loop {
                    let now = kept_wait(&key);
                    if now != *left.peek() {
                        left.set(now);
                    }
                    platform::sleep_ms(500).await;
                }
            }
        }
    });
    let send = move |_| {
        let mobile = match source {
            CodeSource::Number { field, .. } => {
                if !form.is_fine(field) {
                    form.insist(field);
                    platform::focus(&form.field_id(field));
                    return;
                }
                form.text(field)
            }
            CodeSource::Own(_) => String::new(),
        };
        let key = key.clone();
        sending.set(true);
        spawn(async move {
            let sent = source.send(mobile).await;
            sending.set(false);
            let wait = match &sent {
                Ok(out) => out.resend_after_seconds,
                Err(error) => error.retry_after().unwrap_or_default().min(3600),
            };
            if wait > 0 {
                platform::store(
                    &key,
                    &(platform::now_ms() + i64::try_from(wait).unwrap_or_default() * 1000).to_string(),
                );
                left.set(wait);
            }
            match sent {
                Ok(out) => {
                    toast(&t!("sms-code-sent", mobile = out.mobile_masked));
                    platform::focus(&form.field_id(name));
                }
                Err(error) => form.refuse_code(name, &error),
            }
        });
    };
    let id = form.field_id(name);
    let waiting = left();
    rsx! {
        Field { form, name, label: t!("field-sms-code"),
            div { class: "with-button",
                input {
                    class: "input code",
                    id: "{id}",
                    name,
                    "data-testid": name,
                    r#type: "text",
                    inputmode: "numeric",
                    autocomplete: "one-time-code",
                    maxlength: "{SMS_CODE_DIGITS + 4}",
                    "aria-describedby": described_by(form, name, false),
                    "aria-invalid": invalid(form, name),
                    value: form.text(name),
                    oninput: move |event| form.set(name, event.value()),
                    // Some ways of filling in say so only when they are done.
                    onchange: move |event| form.set(name, event.value()),
                    onblur: move |_| form.leave(name),
                }
                button {
                    class: "button secondary",
                    r#type: "button",
                    "data-testid": "{name}-send",
                    disabled: sending() || waiting > 0,
                    "aria-busy": if sending() { "true" },
                    onclick: send,
                    if sending() {
                        span { class: "spinner", "aria-hidden": "true" }
                    }
                    span {
                        if waiting > 0 {
                            {t!("sms-code-wait", seconds = waiting)}
                        } else {
                            {t!("sms-code-get")}
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_rounded_up_and_ends_at_nothing() {
        assert_eq!(seconds_left(60_000, 0), 60);
        assert_eq!(seconds_left(60_000, 59_001), 1);
        assert_eq!(seconds_left(60_000, 60_000), 0);
        assert_eq!(seconds_left(60_000, 90_000), 0);
    }

    #[test]
    fn a_clock_that_was_moved_locks_nobody_out() {
        assert_eq!(seconds_left(100_000_000, 0), 0);
    }

    #[test]
    fn waits_of_different_purposes_are_kept_apart() {
        let login = CodeSource::Number { purpose: SmsCodePurpose::Login, field: "mobile" };
        assert_eq!(login.key(), "sms-wait.login");
        assert_eq!(CodeSource::Own(StepUpPurpose::AddAgent).key(), "sms-wait.add_agent");
    }
}
