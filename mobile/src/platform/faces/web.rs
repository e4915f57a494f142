//! The browser: `faces.js` does what only a script can.

use shared::api::FaceHint;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Blind, CameraError};

#[wasm_bindgen(module = "/src/platform/faces.js")]
extern "C" {
    #[wasm_bindgen(js_name = hasCamera)]
    fn js_has_camera() -> bool;
    #[wasm_bindgen(catch, js_name = openCamera)]
    async fn js_open_camera(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = closeCamera)]
    fn js_close_camera(camera: &JsValue);
    #[wasm_bindgen(js_name = isLost)]
    fn js_is_lost(camera: &JsValue) -> bool;
    #[wasm_bindgen(catch, js_name = look)]
    async fn js_look(camera: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = takeFrame)]
    async fn js_take_frame(camera: &JsValue, most: usize) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = readPhoto)]
    async fn js_read_photo(content: Vec<u8>, media_type: &str, most: usize) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = tick)]
    fn js_tick() -> f64;
    #[wasm_bindgen(js_name = canSpeak)]
    fn js_can_speak() -> bool;
    #[wasm_bindgen(js_name = speak)]
    fn js_speak(text: &str, language: &str);
    #[wasm_bindgen(js_name = hush)]
    fn js_hush();
}

pub(super) struct Camera(JsValue);

fn refused(error: &JsValue) -> CameraError {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotAllowedError" | "SecurityError") => CameraError::Denied,
        Some("NotReadableError" | "AbortError") => CameraError::InUse,
        _ => CameraError::Unavailable,
    }
}

fn picture(answer: Result<JsValue, JsValue>) -> Option<String> {
    answer.ok()?.as_string().filter(|text| !text.is_empty())
}

pub(super) fn has_camera() -> bool {
    js_has_camera()
}

pub(super) async fn open(video_id: &str) -> Result<Camera, CameraError> {
    js_open_camera(video_id).await.map(Camera).map_err(|error| refused(&error))
}

impl Camera {
    pub(super) async fn look(&self) -> Result<FaceHint, Blind> {
        let code = js_look(&self.0).await.ok().and_then(|code| code.as_string()).ok_or(Blind::NoWorker)?;
        if code.is_empty() {
            return Err(Blind::NoPicture);
        }
        FaceHint::from_code(&code).ok_or(Blind::NoWorker)
    }

    pub(super) async fn frame(&self, most: usize) -> Option<String> {
        picture(js_take_frame(&self.0, most).await)
    }

    pub(super) fn is_lost(&self) -> bool {
        js_is_lost(&self.0)
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        js_close_camera(&self.0);
    }
}

pub(super) async fn photo(content: &[u8], media_type: &str, most: usize) -> Option<String> {
    picture(js_read_photo(content.to_vec(), media_type, most).await)
}

pub(super) fn tick_ms() -> f64 {
    js_tick()
}

pub(super) fn can_speak() -> bool {
    js_can_speak()
}

pub(super) fn speak(text: &str, language: &str) {
    js_speak(text, language);
}

pub(super) fn hush() {
    js_hush();
}
