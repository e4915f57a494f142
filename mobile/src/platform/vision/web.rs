//! The browser: `vision.js` does what only a script can, and answers in JSON.

use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::{Blind, CameraError, Glimpse, Paper, Pasted, Photo, Verdict};

#[wasm_bindgen(module = "/src/platform/vision.js")]
extern "C" {
    #[wasm_bindgen(js_name = hasCamera)]
    fn js_has_camera() -> bool;
    #[wasm_bindgen(js_name = hasWorker)]
    fn js_has_worker() -> bool;
    #[wasm_bindgen(catch, js_name = openCamera)]
    async fn js_open_camera(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = closeCamera)]
    fn js_close_camera(camera: &JsValue);
    #[wasm_bindgen(js_name = hasTorch)]
    fn js_has_torch(camera: &JsValue) -> bool;
    #[wasm_bindgen(catch, js_name = setTorch)]
    async fn js_set_torch(camera: &JsValue, on: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = lookThrough)]
    async fn js_look_through(camera: &JsValue, paper: u8) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = beginSheet)]
    async fn js_begin_sheet() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = shoot)]
    async fn js_shoot(camera: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = lookAtFile)]
    async fn js_look_at_file(
        content: Vec<u8>,
        media_type: &str,
        paper: u8,
        earlier: Vec<u8>,
        convert: bool,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = lookAt)]
    async fn js_look_at(shot: &JsValue, paper: u8) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = judge)]
    async fn js_judge(corners: Vec<f64>, paper: u8, earlier: Vec<u8>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = pageBytes)]
    async fn js_page_bytes(corners: Vec<f64>, turns: u8, faint: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = pageAddress)]
    async fn js_page_address(corners: Vec<f64>, turns: u8, faint: bool, side: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = bytesOf)]
    async fn js_bytes_of(shot: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = addressOf)]
    fn js_address_of(shot: &JsValue) -> String;
    #[wasm_bindgen(js_name = release)]
    fn js_release(address: &str);
    #[wasm_bindgen(catch, js_name = pasted)]
    async fn js_pasted(id: &str) -> Result<JsValue, JsValue>;
}

#[derive(Clone, PartialEq)]
pub(super) struct Shot(JsValue);

pub(super) struct Camera(JsValue);

fn name_of(error: &JsValue) -> Option<String> {
    js_sys::Reflect::get(error, &"name".into()).ok()?.as_string()
}

fn refused(error: &JsValue) -> CameraError {
    match name_of(error).as_deref() {
        Some("NotAllowedError" | "SecurityError") => CameraError::Denied,
        Some("NotReadableError" | "AbortError") => CameraError::InUse,
        _ => CameraError::Unavailable,
    }
}

fn blind(error: &JsValue) -> Blind {
    if name_of(error).as_deref() == Some("NoWorker") { Blind::NoWorker } else { Blind::Unreadable }
}

fn read<T: DeserializeOwned>(answer: Result<JsValue, JsValue>) -> Result<T, Blind> {
    let text = answer.map_err(|error| blind(&error))?.as_string().ok_or(Blind::Unreadable)?;
    serde_json::from_str(&text).map_err(|_| Blind::Unreadable)
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<js_sys::Uint8Array>().map(js_sys::Uint8Array::to_vec)
}

pub(super) fn has_camera() -> bool {
    js_has_camera()
}

pub(super) fn has_worker() -> bool {
    js_has_worker()
}

pub(super) async fn open(video_id: &str) -> Result<Camera, CameraError> {
    js_open_camera(video_id).await.map(Camera).map_err(|error| refused(&error))
}

impl Camera {
    pub(super) async fn look(&self, paper: Paper) -> Result<Option<Glimpse>, Blind> {
        let answer = js_look_through(&self.0, paper as u8).await;
        // Nothing to see yet.
        if answer.as_ref().is_ok_and(|text| text.as_string().is_some_and(|text| text.is_empty())) {
            return Ok(None);
        }
        read(answer).map(Some)
    }

    pub(super) async fn shoot(&self) -> Result<Shot, Blind> {
        js_shoot(&self.0).await.map(Shot).map_err(|error| blind(&error))
    }

    pub(super) fn has_torch(&self) -> bool {
        js_has_torch(&self.0)
    }

    pub(super) async fn set_torch(&self, on: bool) {
        // A lamp that does not obey is seen by the person.
        let _ = js_set_torch(&self.0, on).await;
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        js_close_camera(&self.0);
    }
}

pub(super) async fn begin_sheet() {
    // Without a worker there is no shutter to tell.
    let _ = js_begin_sheet().await;
}

impl Shot {
    pub(super) async fn bytes(&self) -> Vec<u8> {
        js_bytes_of(&self.0).await.ok().and_then(|value| bytes(&value)).unwrap_or_default()
    }

    pub(super) fn address(&self) -> String {
        js_address_of(&self.0)
    }

    pub(super) async fn look(&self, paper: Paper) -> Result<Photo, Blind> {
        read(js_look_at(&self.0, paper as u8).await)
    }
}

pub(super) async fn look_at_file(
    content: &[u8],
    media_type: &str,
    paper: Paper,
    earlier: &[u8],
    convert: bool,
) -> Result<(Verdict, Option<Vec<u8>>), Blind> {
    let answer = js_look_at_file(content.to_vec(), media_type, paper as u8, earlier.to_vec(), convert).await;
    let parts: js_sys::Array = answer.map_err(|error| blind(&error))?.dyn_into().map_err(|_| Blind::Unreadable)?;
    Ok((read(Ok(parts.get(0)))?, bytes(&parts.get(1))))
}

pub(super) async fn judge(corners: &[f64], paper: Paper, earlier: &[u8]) -> Result<Verdict, Blind> {
    read(js_judge(corners.to_vec(), paper as u8, earlier.to_vec()).await)
}

pub(super) async fn page(corners: &[f64], turns: u8, faint: bool) -> Result<Vec<u8>, Blind> {
    let answer = js_page_bytes(corners.to_vec(), turns, faint).await.map_err(|error| blind(&error))?;
    bytes(&answer).ok_or(Blind::Unreadable)
}

pub(super) async fn page_address(corners: &[f64], turns: u8, faint: bool, side: u32) -> Result<String, Blind> {
    let answer = js_page_address(corners.to_vec(), turns, faint, side).await.map_err(|error| blind(&error))?;
    answer.as_string().ok_or(Blind::Unreadable)
}

pub(super) fn release(address: &str) {
    js_release(address);
}

pub(super) async fn pasted(id: &str) -> Vec<Pasted> {
    let Ok(files) = js_pasted(id).await else { return Vec::new() };
    let one = |file: JsValue| {
        let parts: js_sys::Array = file.dyn_into().ok()?;
        Some((parts.get(0).as_string()?, parts.get(1).as_string()?, bytes(&parts.get(2))?))
    };
    files.dyn_into::<js_sys::Array>().map(|files| files.iter().filter_map(one).collect()).unwrap_or_default()
}
