//! Shortcuts of one key: heard on the whole page, kept in the order of pressing until somebody asks.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, KeyboardEvent};

/// Where letters are letters: fields, lists that jump by them, and whatever stands in a dialog.
const TYPED_INTO: &str = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog";

#[derive(Default)]
struct Pressed {
    keys: VecDeque<String>,
    waker: Option<Waker>,
}

/// Keys pressed since it was made; dropping it ends the listening.
pub(crate) struct Keys {
    pressed: Rc<RefCell<Pressed>>,
    call: Closure<dyn FnMut(KeyboardEvent)>,
}

impl Keys {
    /// The next key, as the browser names it.
    pub(crate) async fn next(&self) -> String {
        poll_fn(|context| {
            let mut pressed = self.pressed.borrow_mut();
            match pressed.keys.pop_front() {
                Some(key) => Poll::Ready(key),
                None => {
                    pressed.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        if let Some(document) = super::document() {
            let _ = document.remove_event_listener_with_callback("keydown", self.call.as_ref().unchecked_ref());
        }
    }
}

/// Whether a key is a word of its own now.
fn is_free(document: &Document, event: &KeyboardEvent) -> bool {
    let held = event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented();
    let at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typed_into = at.is_some_and(|at| at.closest(TYPED_INTO).ok().flatten().is_some());
    let asked = document.query_selector("dialog[open]").ok().flatten().is_some();
    !held && !typed_into && !asked
}

pub(in crate::platform) fn listen(wanted: impl Fn(&str) -> bool + 'static) -> Keys {
    let pressed = Rc::new(RefCell::new(Pressed::default()));
    let heard = Rc::clone(&pressed);
    let call = Closure::new(move |event: KeyboardEvent| {
        let key = event.key();
        if !wanted(&key) || !super::document().is_some_and(|document| is_free(&document, &event)) {
            return;
        }
        // A key that opens a question must not be typed into its first field.
        event.prevent_default();
        let waker = {
            let mut heard = heard.borrow_mut();
            heard.keys.push_back(key);
            heard.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    if let Some(document) = super::document() {
        let _ = document.add_event_listener_with_callback("keydown", call.as_ref().unchecked_ref());
    }
    Keys { pressed, call }
}
