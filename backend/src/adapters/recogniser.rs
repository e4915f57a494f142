//! Cards read in this process: the models of a folder, each held against the list that lies beside them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use ocr::{Found, Models, Reader};
use shared::api::ReadField;

use super::model_files;
use crate::ports::{CardReading, Recogniser, Unread};

const DETECTION: &str = "ch_PP-OCRv4_det_infer.onnx";
const RECOGNITION: &str = "ch_PP-OCRv4_rec_infer.onnx";
const CHARACTERS: &str = "keys_ch_PP-OCRv4_rec_infer.txt";

/// The reader and where its models lie. They are loaded when the first card is read: a server that reads none has the memory
/// for other things.
pub struct LocalRecogniser {
    folder: PathBuf,
    loaded: Mutex<Option<Arc<Reader>>>,
}

impl LocalRecogniser {
    /// Looks whether every model is there and is what the list says.
    ///
    /// # Errors
    /// Names the file that is missing or another one.
    pub fn new(folder: &Path) -> anyhow::Result<Self> {
        models(folder)?;
        Ok(Self { folder: folder.to_owned(), loaded: Mutex::default() })
    }

    fn reader(&self) -> anyhow::Result<Arc<Reader>> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reader) = &*loaded {
            return Ok(Arc::clone(reader));
        }
        let reader = Arc::new(Reader::new(models(&self.folder)?)?);
        *loaded = Some(Arc::clone(&reader));
        Ok(reader)
    }
}

/// The models' bytes, each checked.
fn models(folder: &Path) -> anyhow::Result<Models> {
    let [detection, recognition, characters] =
        model_files::read("ocr.models", folder, [DETECTION, RECOGNITION, CHARACTERS])?;
    let characters = String::from_utf8(characters).with_context(|| format!("ocr.models: {CHARACTERS}"))?;
    Ok(Models { detection, recognition, characters })
}

impl Recogniser for LocalRecogniser {
    fn read(&self, photo: &[u8]) -> Result<CardReading, Unread> {
        let reader = self.reader().map_err(|error| Unread(format!("{error:#}")))?;
        let reading = reader.card(photo).map_err(|error| Unread(error.to_string()))?;
        Ok(CardReading { looks_like: reading.looks_like, fields: reading.fields.into_iter().map(to_wire).collect() })
    }
}

fn to_wire(found: Found) -> ReadField {
    ReadField {
        field: found.field,
        value: found.value,
        confidence: (found.sureness.clamp(0.0, 1.0) * 100.0).round() as u32,
        check_failed: found.check_failed,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use sha2::{Digest, Sha256};

    use super::model_files::LIST;
    use super::*;

    fn folder_with(characters: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).expect("written");
        let listed = |name: &str, content: &[u8]| {
            format!(
                r#"{{"name":"{name}","bytes":{},"sha256":"{}"}}"#,
                content.len(),
                hex::encode(Sha256::digest(content))
            )
        };
        let list = [listed(DETECTION, b"a"), listed(RECOGNITION, b"b"), listed(CHARACTERS, b"c")].join(",");
        write(LIST, format!(r#"{{"models":[{list}]}}"#).as_bytes());
        write(DETECTION, b"a");
        write(RECOGNITION, b"b");
        write(CHARACTERS, characters);
        folder
    }

    #[test]
    fn another_file_than_the_listed_one_is_named() {
        assert!(LocalRecogniser::new(folder_with(b"c").path()).is_ok());
        let refused = LocalRecogniser::new(folder_with(b"d").path()).err().expect("another file");
        assert!(refused.to_string().contains(CHARACTERS), "{refused}");
        let folder = folder_with(b"c");
        fs::remove_file(folder.path().join(DETECTION)).expect("removed");
        let refused = LocalRecogniser::new(folder.path()).err().expect("a missing file");
        assert!(refused.to_string().contains(DETECTION), "{refused}");
    }

    #[test]
    fn models_that_are_none_are_an_answer_and_no_panic() {
        let folder = folder_with(b"c");
        let recogniser = LocalRecogniser::new(folder.path()).expect("the list fits");
        assert!(recogniser.read(b"no photo").is_err());
    }
}
