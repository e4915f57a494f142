//! Notices as they come, by the browser's own event source: it comes back by itself and says from where on.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventSource;

const ADDRESS: &str = "/api/v1/events";

/// An open connection. Closed with the value.
pub(crate) struct Notices {
    source: EventSource,
    came: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Option<Function>>>,
    _call: Closure<dyn FnMut()>,
}

impl Notices {
    /// Listens; `None` where the browser cannot.
    pub(crate) fn listen() -> Option<Self> {
        let source = EventSource::new(ADDRESS).ok()?;
        let (came, waiting) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(None::<Function>)));
        let (told, waker) = (Rc::clone(&came), Rc::clone(&waiting));
        let call = Closure::new(move || {
            told.set(true);
            if let Some(resolve) = waker.borrow_mut().take() {
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        source.add_event_listener_with_callback("notice", call.as_ref().unchecked_ref()).ok()?;
        Some(Self { source, came, waiting, _call: call })
    }

    /// Whether the server ended it for good, as it does with a session that is over.
    pub(crate) fn is_closed(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }

    /// Waits for a notice, or so long; whether one came.
    pub(crate) async fn wait(&self, most_ms: u32) -> bool {
        if !self.came.get() {
            let waiting = Rc::clone(&self.waiting);
            let promise = js_sys::Promise::new(&mut |resolve, _| {
                if let Some(window) = web_sys::window() {
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
