//! Files on their way: one after another, going on while one works at another step; a failure keeps the file for another try.

use dioxus::prelude::*;

use super::desk::Desk;
use super::paper::NewPaper;
use crate::api::{self, ApiError};
use crate::{platform, words};

/// How often it is looked whether a file waits.
const LOOK_MS: u32 = 200;

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Waiting,
    Sending,
    /// Why not.
    Failed(String),
}

/// A file that is not on the server yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Upload {
    /// Names the request, so that a repeat is the same upload; and the file in the list.
    pub(super) key: String,
    pub(super) paper: NewPaper,
    pub(super) state: State,
}

/// Sends what waits, for as long as the page is open.
pub(super) fn use_uploads(desk: Desk) {
    use_future(move || async move {
        loop {
            platform::sleep_ms(LOOK_MS).await;
            let next = desk.uploads.peek().iter().find(|upload| upload.state == State::Waiting).cloned();
            if let Some(upload) = next {
                desk.send_file(upload).await;
            }
        }
    });
}

impl Desk {
    /// Has a file that failed sent again.
    pub(super) fn retry_file(self, key: &str) {
        self.set_file(key, State::Waiting);
    }

    /// Gives a file up that failed.
    pub(super) fn drop_file(mut self, key: &str) {
        self.uploads.write().retain(|upload| upload.key != key);
    }

    /// Whether a file is not on the server yet.
    pub(super) fn has_uploads(self) -> bool {
        !self.uploads.read().is_empty()
    }

    fn set_file(mut self, key: &str, state: State) {
        if let Some(upload) = self.uploads.write().iter_mut().find(|upload| upload.key == key) {
            upload.state = state;
        }
    }

    async fn send_file(mut self, upload: Upload) {
        let Upload { key, paper, .. } = upload;
        self.set_file(&key, State::Sending);
        match api::upload_attachment(&self.id(), &paper.kind, &paper.file_name, paper.content, &key).await {
            Ok(list) => {
                self.application.write().attachments = list.items;
                self.drop_file(&key);
            }
            Err(error) => self.set_file(&key, State::Failed(said(&error))),
        }
    }
}

/// Why a file was not taken: the word about the file itself, where there is one.
fn said(error: &ApiError) -> String {
    error.fields().first().map_or_else(|| error.message(words::language_now()), |refusal| refusal.message.clone())
}
