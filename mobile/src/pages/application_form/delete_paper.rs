//! Deleting a document of the application, asked about first.

use dioxus::prelude::*;
use shared::api::AttachmentOut;

use super::desk::use_desk;
use crate::ui::{Confirm, toast};
use crate::{api, t, words};

/// Asks, and deletes. `open` is the page's signal.
#[component]
pub(super) fn DeletePaper(
    /// Id of the dialog.
    id: String,
    file: AttachmentOut,
    open: Signal<bool>,
    /// What is said when it is done.
    done: String,
) -> Element {
    let mut desk = use_desk();
    let mut open = open;
    let mut pending = use_signal(|| false);
    let key = file.id.clone();
    let delete = move |()| {
        let (key, done) = (key.clone(), done.clone());
        pending.set(true);
        spawn(async move {
            let answer = api::delete_attachment(&desk.id(), &key).await;
            pending.set(false);
            open.set(false);
            match answer {
                Ok(list) => {
                    toast(&done);
                    desk.application.write().attachments = list.items;
                }
                Err(error) => toast(&error.message(words::language_now())),
            }
        });
    };
    rsx! {
        Confirm { id, open, title: t!("application-file-delete-title", name = file.file_name), text: t!("application-file-delete-text"),
            yes: t!("delete"), danger: true, pending: pending(), onyes: delete }
    }
}
