//! Submitting a form: check, send once, show what was refused, forget the draft on success.

use std::future::Future;

use dioxus::prelude::*;
use serde::de::DeserializeOwned;

use super::Form;
use crate::api::ApiError;
use crate::platform;

/// The summary has to be drawn before it can take the focus.
const UNTIL_DRAWN_MS: u32 = 30;

impl Form {
    /// Checks everything; where all is well, sends it. `send` does what follows a success, too.
    ///
    /// ```ignore
    /// form.submit(move |input: AppealIn| async move {
    ///     receipt.set(Some(api::appeal(&input, &form.idempotency_key()).await?));
    ///     Ok(())
    /// });
    /// ```
    pub(crate) fn submit<T, F, Sent>(self, send: F)
    where
        T: DeserializeOwned + Default + 'static,
        F: FnOnce(T) -> Sent + 'static,
        Sent: Future<Output = Result<(), ApiError>> + 'static,
    {
        self.send(true, send);
    }

    /// The same for a question on the way: a success does not end the form, and its draft stays.
    pub(crate) fn ask<T, F, Sent>(self, send: F)
    where
        T: DeserializeOwned + Default + 'static,
        F: FnOnce(T) -> Sent + 'static,
        Sent: Future<Output = Result<(), ApiError>> + 'static,
    {
        self.send(false, send);
    }

    fn send<T, F, Sent>(mut self, ends: bool, send: F)
    where
        T: DeserializeOwned + Default + 'static,
        F: FnOnce(T) -> Sent + 'static,
        Sent: Future<Output = Result<(), ApiError>> + 'static,
    {
        if *self.pending.peek() {
            return;
        }
        self.submitted.set(true);
        if !self.errors.peek().0.is_empty() {
            self.focus_summary();
            return;
        }
        self.server.write().clear();
        self.pending.set(true);
        spawn(async move {
            let sent = send(self.value_now()).await;
            self.pending.set(false);
            match sent {
                Ok(()) if ends => self.draft.peek().drop_kept(),
                Ok(()) => {}
                Err(error) => {
                    self.refuse(&error);
                    self.focus_summary();
                }
            }
        });
    }

    /// Brings the error summary into view and to the screen reader.
    pub(crate) fn focus_summary(self) {
        let id = self.summary_id();
        spawn(async move {
            platform::sleep_ms(UNTIL_DRAWN_MS).await;
            platform::focus(&id);
        });
    }
}
