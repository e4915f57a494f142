//! 核对并提交: what was found, what was entered, what it may come to, and the submission.

use dioxus::prelude::*;
use shared::application::ApplicationForm;
use shared::error::ProblemCode;

use super::answers::Answers;
use super::desk::{Desk, use_desk};
use super::draft;
use super::estimate::Estimate;
use super::findings::{Findings, LIST, lines};
use super::reasons::Reasons;
use crate::api::ApiError;
use crate::ui::{Button, Card, Confirm, Notice, NoticeKind, TextArea};
use crate::{api, field, leaving, platform, t, words};

/// What was found has to be drawn before it can take the focus.
const UNTIL_DRAWN_MS: u32 = 60;

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let remarks = field!(ApplicationForm.remarks);
    rsx! {
        Reasons { field: "application" }
        Findings {}
        Answers {}
        Card {
            Reasons { field: remarks }
            TextArea { form: desk.form, name: remarks, label: t!("application-field-remarks"), optional: true,
                hint: t!("application-remarks-hint"), max: 500, rows: 3 }
        }
        Estimate {}
        Submit {}
    }
}

/// Why pressing the button did not submit.
#[derive(Debug, Clone, PartialEq)]
enum Stop {
    /// A file is not there yet.
    Uploads,
    /// The last changes did not arrive.
    NotSaved,
    Refused(ApiError),
}

impl Stop {
    fn message(&self) -> String {
        match self {
            Self::Uploads => t!("application-stop-uploads"),
            Self::NotSaved => t!("application-stop-not-saved"),
            Self::Refused(error) => error.message(words::language()),
        }
    }
}

#[component]
fn Submit() -> Element {
    let desk = use_desk();
    let mut open = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let mut stop = use_signal(|| None::<Stop>);
    // The same submission however often it has to be tried; another content has another key.
    let mut key = use_signal(|| (0_u64, String::new()));
    let blocked = lines(desk).iter().any(|line| line.blocks);
    let press = move |()| {
        let mut desk = desk;
        desk.refusals.write().clear();
        stop.set(None);
        if lines(desk).iter().any(|line| line.blocks) {
            show(LIST);
        } else if !desk.on_their_way().is_empty() {
            stop.set(Some(Stop::Uploads));
            show("submit-stop");
        } else {
            open.set(true);
        }
    };
    let submit = move |()| {
        pending.set(true);
        spawn(async move {
            let stopped = if desk.settle().await {
                let revision = desk.application.peek().revision;
                if key.peek().0 != revision {
                    key.set((revision, platform::unique_key()));
                }
                let name = key.peek().1.clone();
                desk.submit(revision, &name).await.err().map(Stop::Refused)
            } else {
                Some(Stop::NotSaved)
            };
            pending.set(false);
            open.set(false);
            if let Some(stopped) = stopped {
                let by_field = matches!(&stopped, Stop::Refused(error) if !error.fields().is_empty());
                stop.set(Some(stopped));
                show(if by_field { LIST } else { "submit-stop" });
            }
        });
    };
    rsx! {
        if blocked {
            p { class: "hint submit-why", id: "submit-why", {t!("application-submit-blocked")} }
        }
        div { id: "submit-stop", tabindex: "-1",
            if let Some(stop) = stop() {
                Notice { kind: NoticeKind::Bad, p { {stop.message()} } }
            }
        }
        div { class: "submit-bar",
            Button { test: "submit", label: t!("application-submit"), wide: true, pending: pending(), onclick: press }
        }
        Confirm { id: "submit-confirm", open, title: t!("application-submit-title", name = desk.application.read().name),
            text: t!("application-submit-text"), yes: t!("application-submit-yes"), pending: pending(), onyes: submit }
    }
}

fn show(id: &'static str) {
    spawn(async move {
        platform::sleep_ms(UNTIL_DRAWN_MS).await;
        platform::focus(id);
    });
}

impl Desk {
    /// 提交 of what is on the server in this revision.
    async fn submit(mut self, revision: u64, key: &str) -> Result<(), ApiError> {
        let id = self.id();
        match api::submit_application(&id, revision, key).await {
            Ok(application) => {
                draft::forget(&id);
                leaving::hold(None);
                self.done.set(Some(application));
                Ok(())
            }
            Err(error) => {
                self.refusals.set(error.fields().to_vec());
                if !error.fields().is_empty() {
                    self.form.refuse(&error);
                }
                if error.is(ProblemCode::RevisionConflict) {
                    self.compare(&id).await;
                }
                Err(error)
            }
        }
    }
}
