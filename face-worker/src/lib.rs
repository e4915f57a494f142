//! The face detector as the browser's worker calls it: pixels in, one hint out, over `wasm-bindgen`. The hint guides the
//! person; whether a face is verified is the server's to say.

mod guidance;

use faces::{Detector, Picture};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

pub use guidance::hint;

fn refused(error: &dyn std::fmt::Display) -> JsValue {
    JsError::new(&error.to_string()).into()
}

/// Looks at frames of the camera that looks at the person.
#[wasm_bindgen]
pub struct Watcher(Detector);

#[wasm_bindgen]
impl Watcher {
    /// Loads the detector from the bytes of its file.
    ///
    /// # Errors
    /// An `Error` where the file is another one.
    #[wasm_bindgen(constructor)]
    pub fn new(file: Vec<u8>) -> Result<Self, JsValue> {
        Detector::load(file).map(Self).map_err(|error| refused(&error))
    }

    /// The code of what to do first, as `FaceHint` of the wire has it. `rgba` are the bytes of a canvas (`ImageData.data`).
    ///
    /// # Errors
    /// An `Error` where the bytes do not fit the dimensions, or the network fails.
    pub fn look(&self, rgba: &[u8], width: usize, height: usize) -> Result<String, JsValue> {
        let rgb = rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        let picture = Picture::new(width, height, rgb).map_err(|error| refused(&error))?;
        let faces = self.0.find(&picture).map_err(|error| refused(&error))?;
        Ok(hint(&picture, &faces).to_owned())
    }
}
