//! 提交: asked about first; at once, or by itself when the last page has arrived.

use dioxus::core::Task;
use dioxus::prelude::*;
use shared::error::ProblemCode;

use super::desk::{Desk, use_desk};
use super::draft;
use super::findings::{LIST, lines};
use crate::api::ApiError;
use crate::ui::{Button, ButtonKind, Confirm, Notice, NoticeKind};
use crate::uploads::State;
use crate::{api, leaving, platform, t, words};

/// What was found has to be drawn before it can take the focus.
const UNTIL_DRAWN_MS: u32 = 60;
/// Between two looks at what is on its way.
const LOOK_MS: u32 = 200;

/// Why the application was not submitted.
#[derive(Debug, Clone, PartialEq)]
enum Stop {
    /// Something has to be corrected: the list says what.
    Findings,
    /// The server does not take a file.
    Uploads,
    /// The last changes did not arrive.
    NotSaved,
    Refused(ApiError),
}

impl Stop {
    /// In words; nothing where the list has them.
    fn message(&self) -> Option<String> {
        match self {
            Self::Findings => None,
            Self::Uploads => Some(t!("application-stop-uploads")),
            Self::NotSaved => Some(t!("application-stop-not-saved")),
            Self::Refused(error) => Some(error.message(words::language())),
        }
    }

    /// Where the words stand.
    fn place(&self) -> &'static str {
        match self {
            Self::Findings => LIST,
            Self::Refused(error) if !error.fields().is_empty() => LIST,
            _ => "submit-stop",
        }
    }
}

/// What stands in the way of a submission; pages that will arrive by themselves do not.
fn hurdle(desk: Desk) -> Option<Stop> {
    // First, for a page that was not taken is missing, too.
    if desk.on_their_way().iter().any(|sent| matches!(sent.state, State::Failed(_))) {
        Some(Stop::Uploads)
    } else if lines(desk).iter().any(|line| line.blocks) {
        Some(Stop::Findings)
    } else {
        None
    }
}

/// Where the submission stands; cheap to copy.
#[derive(Clone, Copy, PartialEq)]
struct Submission {
    desk: Desk,
    /// The question is asked.
    open: Signal<bool>,
    /// It is submitted when nothing is on its way any more.
    waits: Signal<bool>,
    work: Signal<Option<Task>>,
    pending: Signal<bool>,
    stop: Signal<Option<Stop>>,
    /// The same submission however often it has to be tried; another content has another key.
    key: Signal<(u64, String)>,
}

impl Submission {
    fn press(mut self) {
        self.desk.refusals.write().clear();
        self.stop.set(None);
        match hurdle(self.desk) {
            Some(stop) => self.halt(stop),
            None => self.open.set(true),
        }
    }

    fn halt(mut self, stop: Stop) {
        show(stop.place());
        self.stop.set(Some(stop));
    }

    /// Submits, at once or when everything has arrived.
    async fn go(mut self) {
        if !self.desk.on_their_way().is_empty() {
            self.open.set(false);
            self.waits.set(true);
            show("submit-waits");
            while hurdle(self.desk).is_none() && !self.desk.on_their_way().is_empty() {
                platform::sleep_ms(LOOK_MS).await;
            }
            // What arrived last is laid on the desk first.
            platform::sleep_ms(UNTIL_DRAWN_MS).await;
            self.waits.set(false);
            if let Some(stop) = hurdle(self.desk) {
                return self.halt(stop);
            }
        }
        self.pending.set(true);
        let stopped = self.send().await;
        self.pending.set(false);
        self.open.set(false);
        if let Some(stop) = stopped {
            self.halt(stop);
        }
    }

    /// Thought better of it while it waited.
    fn call_off(mut self) {
        self.waits.set(false);
        if let Some(work) = self.work.take() {
            work.cancel();
        }
    }

    async fn send(mut self) -> Option<Stop> {
        if !self.desk.settle().await {
            return Some(Stop::NotSaved);
        }
        let revision = self.desk.application.peek().revision;
        if self.key.peek().0 != revision {
            self.key.set((revision, platform::unique_key()));
        }
        let name = self.key.peek().1.clone();
        self.desk.submit(revision, &name).await.err().map(Stop::Refused)
    }
}

#[component]
pub(super) fn Submit() -> Element {
    let desk = use_desk();
    let submission = Submission {
        desk,
        open: use_signal(|| false),
        waits: use_signal(|| false),
        work: use_signal(|| None),
        pending: use_signal(|| false),
        stop: use_signal(|| None),
        key: use_signal(|| (0, String::new())),
    };
    let Submission { open, waits, mut work, pending, stop, .. } = submission;
    let blocked = lines(desk).iter().any(|line| line.blocks);
    let coming = desk.on_their_way().len();
    let (text, yes) = if coming > 0 {
        (t!("application-submit-later-text", count = coming), t!("application-submit-later-yes"))
    } else {
        (t!("application-submit-text"), t!("application-submit-yes"))
    };
    let said = stop.read().as_ref().and_then(Stop::message);
    rsx! {
        if blocked {
            p { class: "hint submit-why", id: "submit-why", {t!("application-submit-blocked")} }
        }
        div { id: "submit-stop", tabindex: "-1",
            if let Some(said) = said {
                Notice { kind: NoticeKind::Bad, p { {said} } }
            }
        }
        div { id: "submit-waits", tabindex: "-1",
            if waits() {
                Notice { kind: NoticeKind::Info,
                    p { role: "status", "data-testid": "submit-waits", {t!("application-submit-waits", count = coming)} }
                    Button { test: "submit-not-yet", kind: ButtonKind::Secondary, label: t!("application-submit-not-yet"),
                        onclick: move |()| submission.call_off() }
                }
            }
        }
        if !waits() {
            div { class: "submit-bar",
                Button { test: "submit", label: t!("application-submit"), wide: true, pending: pending(), onclick: move |()| submission.press() }
            }
        }
        Confirm { id: "submit-confirm", open, title: t!("application-submit-title", name = desk.application.read().name), text, yes,
            pending: pending(), onyes: move |()| work.set(Some(spawn(submission.go()))) }
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
