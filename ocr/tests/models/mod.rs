//! The project's own models, loaded once for a test program.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use ocr::{Models, Reader};

/// # Panics
/// Where a model is missing: they are files of the project.
pub(crate) fn reader() -> &'static Reader {
    static LOADED: OnceLock<Reader> = OnceLock::new();
    LOADED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models");
        let file = |name: &str| fs::read(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let models = Models {
            detection: file("ch_PP-OCRv4_det_infer.onnx"),
            recognition: file("ch_PP-OCRv4_rec_infer.onnx"),
            characters: String::from_utf8(file("keys_ch_PP-OCRv4_rec_infer.txt")).expect("UTF-8"),
        };
        Reader::new(models).expect("the models load")
    })
}
