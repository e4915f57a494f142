//! A native shell keeps no files on its way to the server: photographs of identity cards would lie open in a folder.

#![expect(clippy::unused_async, reason = "in the browser there is something to wait for")]

pub(in crate::platform) async fn keep(_key: &str, _note: &str, _content: &[u8]) -> bool {
    false
}

pub(in crate::platform) async fn change_note(_key: &str, _note: &str) {}

pub(in crate::platform) async fn note_of(_key: &str) -> Option<String> {
    None
}

pub(in crate::platform) async fn notes() -> Vec<String> {
    Vec::new()
}

pub(in crate::platform) async fn piece(_key: &str, _from: u64, _most: u64) -> Option<Vec<u8>> {
    None
}

pub(in crate::platform) async fn forget(_key: &str) {}

pub(in crate::platform) async fn forget_all() {}

/// One window sends; there is nobody to wait for.
#[derive(Debug)]
pub(crate) struct Turn;

pub(in crate::platform) async fn turn(_name: &str) -> Turn {
    Turn
}
