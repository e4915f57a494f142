//! The ways out of a page that are the browser's own: closing, reloading, and walking through its history.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::window;

pub(in crate::platform) fn ask_before_unload(ask: bool) {
    thread_local! {
        static ASK: js_sys::Function =
            Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| event.prevent_default())
                .into_js_value()
                .unchecked_into();
    }
    if let Some(window) = window() {
        ASK.with(|call| window.set_onbeforeunload(ask.then_some(call)));
    }
}

pub(in crate::platform) fn turn_back_walks(held: impl Fn(&str) -> Option<String> + 'static) {
    let Some(window) = window() else { return };
    // In the capturing phase and before the router listens: whoever is turned back has been nowhere. The address is put back
    // by a new step rather than by walking there, which would take a moment in which the page could be drawn as the other.
    let call = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let back = address().and_then(|address| held(&address));
        if let Some(back) = back
            && put(&back).is_some()
        {
            event.stop_immediate_propagation();
        }
    });
    let call: js_sys::Function = call.into_js_value().unchecked_into();
    let _ = window.add_event_listener_with_callback_and_bool("popstate", &call, true);
}

/// Path and query of the address.
fn address() -> Option<String> {
    let location = window()?.location();
    Some(location.pathname().ok()? + &location.search().ok()?)
}

/// Adds a step to the history; its state is how far the page is scrolled, as the router has it.
fn put(address: &str) -> Option<()> {
    let window = window()?;
    let scrolled = [window.scroll_x().ok()?, window.scroll_y().ok()?];
    let state: js_sys::Array = scrolled.into_iter().map(JsValue::from).collect();
    window.history().ok()?.push_state_with_url(&state, "", Some(address)).ok()
}
