//! Keeping what is typed: on the device at once, on the server soon after. The one place that sends the form.

use dioxus::prelude::*;
use shared::api::{ApplicationEdit, ApplicationOut};
use shared::application::ApplicationForm;
use shared::error::ProblemCode;

use super::desk::Desk;
use super::draft::{self, Draft};
use super::saver::{Failure, Saver};
use crate::api::{self, ApiError};
use crate::platform;

/// How often it is looked whether a save is due.
const LOOK_MS: u32 = 200;

/// So many sent forms are remembered until one is answered.
const SENT_MOST: usize = 8;

/// What of a form the server takes: a half-typed field does not keep the rest from it.
pub(super) fn sendable(form: &ApplicationForm) -> ApplicationForm {
    let errors = form.read().errors;
    form.without(errors.0.iter().map(|(path, _)| path.as_ref()))
}

/// How a failed save goes on.
pub(super) fn failure(error: &ApiError) -> Failure {
    let later = Failure::Later { wait_ms: seconds_to_ms(error.retry_after()) };
    match error {
        ApiError::Network => later,
        ApiError::Unexpected { status } if *status >= 500 => later,
        ApiError::Unexpected { .. } => Failure::Refused,
        ApiError::Problem(_) => match error.code() {
            // The server's own trouble: a full disk, a lost database, too much work.
            Some(code) if code.status() >= 500 => later,
            Some(ProblemCode::TooManyRequests | ProblemCode::CsrfRejected | ProblemCode::NotLoggedIn) => later,
            Some(ProblemCode::RevisionConflict) => Failure::Conflict,
            _ => Failure::Refused,
        },
    }
}

fn seconds_to_ms(seconds: Option<u64>) -> i64 {
    i64::try_from(seconds.unwrap_or_default()).unwrap_or_default().saturating_mul(1_000)
}

/// Starts the keeping for as long as the page is open.
pub(super) fn use_saving(desk: Desk) {
    use_effect(move || desk.keep(&desk.typed()));
    use_future(move || async move {
        loop {
            platform::sleep_ms(LOOK_MS).await;
            desk.send_if_due().await;
        }
    });
    use_future(move || async move {
        loop {
            platform::woken().await;
            desk.saving(|saver, now| saver.hurry(now));
        }
    });
}

impl Desk {
    fn saving(mut self, change: impl FnOnce(&mut Saver, i64)) {
        let mut saver = *self.saver.peek();
        change(&mut saver, platform::now_ms());
        if saver != *self.saver.peek() {
            self.saver.set(saver);
        }
    }

    /// Keeps what is typed on the device, and has it sent.
    fn keep(self, form: &ApplicationForm) {
        if self.done.peek().is_some() {
            return;
        }
        self.keep_on_device(form);
        let unsent = sendable(form) != self.application.peek().form;
        self.saving(|saver, now| if unsent { saver.changed(now) } else { saver.unchanged() });
    }

    fn keep_on_device(self, form: &ApplicationForm) {
        let server = self.application.peek();
        draft::keep(&server.id, &Draft::over(&server, form.clone(), self.sent.peek().clone()));
    }

    /// Notes what is sent: should the answer be lost, the server's newer version is recognised as one's own.
    fn remember(mut self, form: &ApplicationForm) {
        let mut sent = self.sent.write();
        sent.retain(|known| known != form);
        sent.push(form.clone());
        let surplus = sent.len().saturating_sub(SENT_MOST);
        sent.drain(..surplus);
    }

    async fn send_if_due(self) {
        let now = platform::now_ms();
        let mut saver = *self.saver.peek();
        if saver.take(now) {
            self.saving(|state, _| *state = saver);
            self.send().await;
        }
    }

    async fn send(mut self) {
        let typed: ApplicationForm = self.form.value_now();
        let form = sendable(&typed);
        let (id, revision) = {
            let server = self.application.peek();
            (server.id.clone(), server.revision)
        };
        if form == self.application.peek().form {
            self.saving(|saver, now| saver.succeeded(now));
            return;
        }
        self.remember(&form);
        self.keep_on_device(&typed);
        match api::save_application(&id, &ApplicationEdit { revision, form: form.clone() }).await {
            Ok(saved) => {
                // The server may write a value in another way; what was sent is what it was.
                self.take_over(saved, form);
                self.failure.set(None);
                self.saving(|saver, now| saver.succeeded(now));
            }
            Err(error) if error.is(ProblemCode::RevisionConflict) => self.compare(&id).await,
            Err(error) => self.note(error),
        }
    }

    fn note(mut self, error: ApiError) {
        self.saving(|saver, now| saver.failed(now, failure(&error)));
        if !error.fields().is_empty() {
            self.form.refuse(&error);
        }
        self.failure.set(Some(error));
    }

    /// The server has a newer version: another's, or only seemingly so.
    pub(super) async fn compare(mut self, id: &str) {
        match api::application(id).await {
            Ok(theirs) => {
                let base = self.application.peek().form.clone();
                if draft::is_ours(&base, &self.sent.peek(), &theirs.form) {
                    let form = theirs.form.clone();
                    self.take_over(theirs, form);
                    self.saving(|saver, now| saver.resolved(now));
                } else {
                    self.conflict.set(Some(theirs));
                    self.saving(|saver, now| saver.failed(now, Failure::Conflict));
                }
            }
            Err(error) => self.note(error),
        }
    }

    /// The server's answer becomes what the form grew from.
    fn take_over(mut self, answer: ApplicationOut, form: ApplicationForm) {
        self.application.set(ApplicationOut { form, ..answer });
        self.sent.write().clear();
        self.keep_on_device(&self.form.value_now());
    }

    /// Takes over an answer that is no save: the record fetched anew, files added.
    pub(super) fn refresh(mut self, answer: ApplicationOut) {
        let unchanged = answer.form == self.application.peek().form;
        let mut server = self.application.write();
        if unchanged {
            server.revision = answer.revision;
        }
        server.record = answer.record;
        server.attachments = answer.attachments;
        server.reasons = answer.reasons;
        server.updated_at = answer.updated_at;
    }

    /// A person decided between two versions: the form that came of it goes over the newer revision.
    pub(super) fn resolve(mut self, form: &ApplicationForm) {
        let Some(theirs) = self.conflict.peek().clone() else { return };
        self.application.set(theirs);
        self.conflict.set(None);
        self.failure.set(None);
        self.form.fill(form);
        self.saving(|saver, now| saver.resolved(now));
        self.keep_on_device(form);
    }

    /// 放弃未上传的修改: the server's version stands, and the device forgets its own.
    pub(super) async fn discard(mut self) {
        let id = self.id();
        draft::forget(&id);
        let theirs = self.conflict.peek().clone();
        let server = match theirs {
            Some(theirs) => theirs,
            None => match api::application(&id).await {
                Ok(server) => server,
                // Offline, what the server last said is what there is to go back to.
                Err(_) => self.application.peek().clone(),
            },
        };
        let form = server.form.clone();
        self.application.set(server);
        self.conflict.set(None);
        self.failure.set(None);
        self.form.fill(&form);
        self.saving(|saver, _| *saver = Saver::default());
        draft::forget(&id);
    }

    /// Whether everything that can be sent is on the server.
    pub(super) fn is_saved(self) -> bool {
        self.saver.read().is_quiet()
    }

    /// Sends what waits and says whether it arrived.
    pub(super) async fn settle(self) -> bool {
        self.saving(|saver, now| saver.hurry(now));
        while self.saver.peek().is_under_way() {
            platform::sleep_ms(LOOK_MS / 4).await;
        }
        self.saver.peek().is_quiet()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_typed_field_does_not_keep_the_rest() {
        let form = ApplicationForm { mobile: "1380".into(), post: "钳工".into(), ..ApplicationForm::default() };
        assert_eq!(sendable(&form), ApplicationForm { post: "钳工".into(), ..ApplicationForm::default() });
    }

    #[test]
    fn what_time_can_mend_is_tried_again() {
        assert_eq!(failure(&ApiError::Network), Failure::Later { wait_ms: 0 });
        assert_eq!(failure(&ApiError::Unexpected { status: 502 }), Failure::Later { wait_ms: 0 });
        assert_eq!(failure(&ApiError::Unexpected { status: 404 }), Failure::Refused);
    }
}
