//! Taking turns among the tabs of one browser, by its own locks: a tab that is closed gives its turn back.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A turn; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Turn(Option<Function>);

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(end) = &self.0 {
            let _ = end.call0(&JsValue::NULL);
        }
    }
}

/// Waits for the turn of this name. A browser without locks has it at once.
pub(in crate::platform) async fn turn(name: &str) -> Turn {
    let Some((locks, request)) = locks() else { return Turn(None) };
    let mut end = None;
    let held = Promise::new(&mut |done, _| end = Some(done));
    let begun = Promise::new(&mut |done, _| {
        let held = held.clone();
        let granted = Closure::once_into_js(move |_lock: JsValue| {
            let _ = done.call0(&JsValue::NULL);
            held
        });
        if request.call2(&locks, &name.into(), &granted).is_err() {
            // Refused, as in a page without an address of its own: nobody shares anything with it.
            let _ = granted.unchecked_ref::<Function>().call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    let _ = JsFuture::from(begun).await;
    Turn(end)
}

fn locks() -> Option<(JsValue, Function)> {
    let locks = Reflect::get(&super::window()?.navigator(), &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
