//! The browser behind [`super`]: every call tolerates a page that lacks the thing.

pub(super) mod kept_files;
pub(super) mod keys;
mod leaving;
pub(super) mod notices;
mod turns;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlDialogElement, HtmlElement, Storage, Window};

pub(super) use leaving::{ask_before_unload, turn_back_walks};

/// Before every key, so that other pages of the same address are left alone.
const PREFIX: &str = "esi.";

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

pub(super) fn stored(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{key}")).ok()?
}

pub(super) fn store(key: &str, text: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage costs the draft, not the page.
        let _ = storage.set_item(&format!("{PREFIX}{key}"), text);
    }
}

pub(super) fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}

pub(super) fn forget_all(prefix: &str) {
    let Some(storage) = storage() else { return };
    let prefix = format!("{PREFIX}{prefix}");
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect();
    for key in keys.iter().filter(|key| key.starts_with(&prefix)) {
        let _ = storage.remove_item(key);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit for 300 million years")]
pub(super) fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

pub(super) async fn sleep_ms(millis: u32) {
    gloo_timers::future::TimeoutFuture::new(millis).await;
}

pub(super) fn is_visible() -> bool {
    document().is_none_or(|document| document.visibility_state() == web_sys::VisibilityState::Visible)
}

/// Listeners that are taken off again, whether the event came or nobody waits any more.
struct Listening {
    targets: Vec<(web_sys::EventTarget, &'static str)>,
    call: Closure<dyn FnMut()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        for (target, event) in &self.targets {
            let _ = target.remove_event_listener_with_callback(event, self.call.as_ref().unchecked_ref());
        }
    }
}

pub(super) async fn woken() {
    let mut resolve = None;
    let promise = js_sys::Promise::new(&mut |done, _| resolve = Some(done));
    let call = Closure::new(move || {
        if let Some(resolve) = &resolve
            && is_visible()
        {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let mut targets: Vec<(web_sys::EventTarget, &'static str)> = Vec::new();
    if let (Some(window), Some(document)) = (window(), document()) {
        targets.push((window.into(), "online"));
        targets.push((document.into(), "visibilitychange"));
    }
    let listening = Listening { targets, call };
    for (target, event) in &listening.targets {
        let _ = target.add_event_listener_with_callback(event, listening.call.as_ref().unchecked_ref());
    }
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

pub(super) fn is_wide() -> bool {
    let query = || window()?.match_media("(min-width: 60rem)").ok()?;
    query().is_some_and(|query| query.matches())
}

pub(super) fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

pub(super) fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
        scroll_to(id);
    }
}

pub(super) fn focus_quietly(id: &str) {
    thread_local! {
        static FIRST: std::cell::Cell<bool> = const { std::cell::Cell::new(true) };
    }
    if FIRST.replace(false) {
        return;
    }
    if let Some(element) = element(id) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

fn scroll_to(id: &str) {
    if let Some(element) = element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

pub(super) fn bring_into_row(list: &str, item: &str) {
    if let (Some(list), Some(item)) = (element(list), element(item)) {
        let before = item.offset_left() - list.offset_left();
        list.set_scroll_left(before - (list.client_width() - item.offset_width()) / 2);
    }
}

pub(super) fn bounds(id: &str) -> Option<[f64; 4]> {
    let bounds = element(id)?.get_bounding_client_rect();
    Some([bounds.left(), bounds.top(), bounds.width(), bounds.height()])
}

pub(super) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

pub(super) fn set_root_class(class: &str, on: bool) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.class_list().toggle_with_force(class, on);
    }
}

pub(super) fn set_root_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    element(id)?.dyn_into().ok()
}

pub(super) fn show_dialog(id: &str) {
    if let Some(dialog) = dialog(id)
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

pub(super) fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id)
        && dialog.open()
    {
        dialog.close();
    }
}

pub(super) async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Outside https and localhost there is no clipboard at all.
    let clipboard: JsValue = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    if clipboard.is_undefined() {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

pub(super) fn unique_key() -> String {
    let mut bytes = [0u8; 16];
    let filled = window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    let random: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    if filled { random } else { format!("{random}-{}", now_ms()) }
}

pub(super) fn tidy_address() {
    let tidy = || {
        let window = window()?;
        let location = window.location();
        let href = location.href().ok()?;
        let bare = ["?next=", "&next=", "?"].iter().find_map(|empty| href.strip_suffix(empty))?;
        let history = window.history().ok()?;
        let state = history.state().ok()?;
        history.replace_state_with_url(&state, "", Some(bare)).ok()
    };
    let _ = tidy();
}

pub(super) fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

pub(super) fn bearer_token() -> Option<String> {
    None
}

pub(super) fn keep_bearer_token(_token: Option<&str>) {}
