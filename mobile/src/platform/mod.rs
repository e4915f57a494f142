//! What the app asks of the device, the same words on every platform; pages never look at `cfg` themselves.

pub(crate) mod camera;
pub(crate) mod faces;
pub(crate) mod kept_files;
#[cfg(not(target_arch = "wasm32"))]
mod native;
pub(crate) mod vision;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use native as imp;
#[cfg(target_arch = "wasm32")]
use web as imp;

use shared::api::ClientKind;

pub(crate) use imp::kept_files::Turn;
pub(crate) use imp::keys::Keys;
pub(crate) use imp::notices::Notices;

/// How the session's token travels on this platform.
pub(crate) const fn client_kind() -> ClientKind {
    if cfg!(target_arch = "wasm32") { ClientKind::Browser } else { ClientKind::Native }
}

/// A text kept on the device.
pub(crate) fn stored(key: &str) -> Option<String> {
    imp::stored(key)
}

/// Keeps a text on the device; a device that refuses (private mode, full disk) only loses the convenience.
pub(crate) fn store(key: &str, text: &str) {
    imp::store(key, text);
}

/// Forgets a text kept on the device.
pub(crate) fn forget(key: &str) {
    imp::forget(key);
}

/// Removes every kept text whose key starts so.
pub(crate) fn forget_all(prefix: &str) {
    imp::forget_all(prefix);
}

/// Milliseconds since 1970 by the device's clock: for countdowns alone, never for a rule.
pub(crate) fn now_ms() -> i64 {
    imp::now_ms()
}

/// Waits.
pub(crate) async fn sleep_ms(millis: u32) {
    imp::sleep_ms(millis).await;
}

/// Whether the page can be seen now; what is hidden need not ask the server.
pub(crate) fn is_visible() -> bool {
    imp::is_visible()
}

/// Waits until the network is back or the page is seen again: what waited for either should be tried at once.
pub(crate) async fn woken() {
    imp::woken().await;
}

/// Waits until no other tab of this browser has the turn of this name; it ends when it is dropped.
pub(crate) async fn turn(name: &str) -> Turn {
    imp::kept_files::turn(name).await
}

/// Single keys pressed anywhere on the page, as long as this is kept: those that `wanted` names, with no other key held, and
/// not while a field is typed into or a dialog is open. A shell has none.
pub(crate) fn keys(wanted: impl Fn(&str) -> bool + 'static) -> Keys {
    imp::keys::listen(wanted)
}

/// Whether closing or reloading the page asks first, as while something is not on the server yet.
pub(crate) fn ask_before_unload(ask: bool) {
    imp::ask_before_unload(ask);
}

/// Asks `held` whenever the browser's own buttons have led to another address of the app (path and query). Where it names
/// a page, that one stays as if nothing had happened, and its address follows the other in the browser's history.
pub(crate) fn turn_back_walks(held: impl Fn(&str) -> Option<String> + 'static) {
    imp::turn_back_walks(held);
}

/// Whether the screen is wide enough for the side menu (960 px and more).
pub(crate) fn is_wide() -> bool {
    imp::is_wide()
}

/// Scheme, host and port of the server: of the page itself in a browser, of the setting in a native shell.
pub(crate) fn origin() -> String {
    imp::origin()
}

/// Moves the keyboard's focus to the element with this id, and the element into view.
pub(crate) fn focus(id: &str) {
    imp::focus(id);
}

/// Moves the focus without moving the page, for the heading of a page that has just come up. Not on the first page, where
/// the person has done nothing yet.
pub(crate) fn focus_quietly(id: &str) {
    imp::focus_quietly(id);
}

/// Scrolls a list sideways until this element of it stands in its middle; the page stays where it is.
pub(crate) fn bring_into_row(list: &str, item: &str) {
    imp::bring_into_row(list, item);
}

/// Where an element is in the window, in CSS pixels: left, top, width, height. A shell does not tell.
pub(crate) fn bounds(id: &str) -> Option<[f64; 4]> {
    imp::bounds(id)
}

/// Sets the window's title.
pub(crate) fn set_title(title: &str) {
    imp::set_title(title);
}

/// Switches a class on the root element, such as `large` for large print.
pub(crate) fn set_root_class(class: &str, on: bool) {
    imp::set_root_class(class, on);
}

/// Tells screen readers and fonts the language of the page.
pub(crate) fn set_root_language(tag: &str) {
    imp::set_root_language(tag);
}

/// Opens a `<dialog>` as modal: the browser traps the focus and answers Escape.
pub(crate) fn show_dialog(id: &str) {
    imp::show_dialog(id);
}

/// Closes a `<dialog>`.
pub(crate) fn close_dialog(id: &str) {
    imp::close_dialog(id);
}

/// Puts a text on the clipboard; `false` where the device does not let us.
pub(crate) async fn copy(text: &str) -> bool {
    imp::copy(text).await
}

/// A key that no other request carries. It names a request and guards nothing.
pub(crate) fn unique_key() -> String {
    imp::unique_key()
}

/// Drops from the address what the router writes for an empty query.
pub(crate) fn tidy_address() {
    imp::tidy_address();
}

/// Loads the whole app anew, for an update or after a failure that nothing else mends.
pub(crate) fn reload() {
    imp::reload();
}

/// The session's token in a native shell; a browser keeps it in a cookie that scripts cannot read.
pub(crate) fn bearer_token() -> Option<String> {
    imp::bearer_token()
}

/// Keeps or drops the session's token in a native shell.
pub(crate) fn keep_bearer_token(token: Option<&str>) {
    imp::keep_bearer_token(token);
}
