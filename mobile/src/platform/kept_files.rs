//! Files kept on the device until they have arrived: in the browser they outlive the tab. Where the device keeps none
//! (private mode, full disk, a native shell), they stay in memory for as long as the app runs.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::imp::kept_files as imp;

/// A file and the note about it.
struct Held {
    note: String,
    content: Vec<u8>,
}

thread_local! {
    static MEMORY: RefCell<BTreeMap<String, Held>> = const { RefCell::new(BTreeMap::new()) };
}

/// Keeps a file with a note about it; `false` where it will not outlive the page.
pub(crate) async fn keep_file(key: &str, note: &str, content: Vec<u8>) -> bool {
    if imp::keep(key, note, &content).await {
        return true;
    }
    MEMORY.with_borrow_mut(|files| files.insert(key.to_owned(), Held { note: note.to_owned(), content }));
    false
}

/// Changes the note about a file that is kept.
pub(crate) async fn change_note(key: &str, note: &str) {
    let in_memory = MEMORY.with_borrow_mut(|files| match files.get_mut(key) {
        Some(held) => {
            note.clone_into(&mut held.note);
            true
        }
        None => false,
    });
    if !in_memory {
        imp::change_note(key, note).await;
    }
}

/// The note about a file, if it is still kept.
pub(crate) async fn note_of(key: &str) -> Option<String> {
    let in_memory = MEMORY.with_borrow(|files| files.get(key).map(|held| held.note.clone()));
    match in_memory {
        Some(note) => Some(note),
        None => imp::note_of(key).await,
    }
}

/// The notes about all files.
pub(crate) async fn notes() -> Vec<String> {
    let mut notes = imp::notes().await;
    MEMORY.with_borrow(|files| notes.extend(files.values().map(|held| held.note.clone())));
    notes
}

/// A file's bytes from `from` on, `most` at most; `None` where it is no longer kept.
pub(crate) async fn piece(key: &str, from: u64, most: u64) -> Option<Vec<u8>> {
    let in_memory = MEMORY.with_borrow(|files| {
        files.get(key).map(|held| {
            let from = usize::try_from(from).unwrap_or(usize::MAX).min(held.content.len());
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            held.content[from..held.content.len().min(from.saturating_add(most))].to_vec()
        })
    });
    match in_memory {
        Some(piece) => Some(piece),
        None => imp::piece(key, from, most).await,
    }
}

/// Forgets a file.
pub(crate) async fn forget_file(key: &str) {
    MEMORY.with_borrow_mut(|files| files.remove(key));
    imp::forget(key).await;
}

/// Forgets every file.
pub(crate) async fn forget_files() {
    MEMORY.with_borrow_mut(BTreeMap::clear);
    imp::forget_all().await;
}
