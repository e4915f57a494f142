//! Notices as they come, by the browser's own event source: it comes back by itself and says from where on.
//!
//! Only a page that is seen listens. A browser opens a handful of connections to a server that speaks HTTP/1.1, for all of
//! its tabs and the pages that it keeps for the way back: those that nobody sees must not hold them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventSource;

use super::{Listening, document, is_visible, window};

const ADDRESS: &str = "/api/v1/events";

/// An open connection. Closed with the value, and as soon as the page is not seen any more.
pub(crate) struct Notices {
    source: EventSource,
    came: Rc<Cell<bool>>,
    waiting: Waiting,
    _told: Closure<dyn FnMut()>,
    _hidden: Listening,
}

type Waiting = Rc<RefCell<Option<Function>>>;

fn wake(waiting: &Waiting) {
    if let Some(resolve) = waiting.borrow_mut().take() {
        let _ = resolve.call0(&JsValue::NULL);
    }
}

impl Notices {
    /// Listens; `None` where the browser cannot, or nobody sees the page.
    pub(crate) fn listen() -> Option<Self> {
        if !is_visible() {
            return None;
        }
        let source = EventSource::new(ADDRESS).ok()?;
        let (came, waiting): (Rc<Cell<bool>>, Waiting) = Default::default();
        let (told, waker) = (Rc::clone(&came), Rc::clone(&waiting));
        let on_notice = Closure::new(move || {
            told.set(true);
            wake(&waker);
        });
        source.add_event_listener_with_callback("notice", on_notice.as_ref().unchecked_ref()).ok()?;
        let (closed, waker) = (source.clone(), Rc::clone(&waiting));
        let on_hidden = Closure::new(move || {
            closed.close();
            wake(&waker);
        });
        let mut targets: Vec<(web_sys::EventTarget, &'static str)> = Vec::new();
        if let (Some(window), Some(document)) = (window(), document()) {
            targets.push((window.into(), "pagehide"));
            targets.push((document.into(), "visibilitychange"));
        }
        for (target, event) in &targets {
            let _ = target.add_event_listener_with_callback(event, on_hidden.as_ref().unchecked_ref());
        }
        let hidden = Listening { targets, call: on_hidden };
        Some(Self { source, came, waiting, _told: on_notice, _hidden: hidden })
    }

    /// Whether it ended for good: the session is over, or nobody saw the page.
    pub(crate) fn is_closed(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }

    /// Waits for a notice, or so long, or until it ends; whether one came.
    pub(crate) async fn wait(&self, most_ms: u32) -> bool {
        if !self.came.get() && !self.is_closed() {
            let waiting = Rc::clone(&self.waiting);
            let promise = js_sys::Promise::new(&mut |resolve, _| {
                if let Some(window) = window() {
                    let most = i32::try_from(most_ms).unwrap_or(i32::MAX);
                    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, most);
                }
                *waiting.borrow_mut() = Some(resolve);
            });
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        }
        self.came.take()
    }
}

impl Drop for Notices {
    fn drop(&mut self) {
        self.source.close();
    }
}
