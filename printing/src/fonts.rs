//! The fonts of the papers, read when the first paper is printed and kept: their bytes are pages of the program's file.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::PrintError;

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSerifSC-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSerifSC-Bold.otf");

/// The fonts as Typst takes them.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: [Font; 2],
}

impl Fonts {
    /// The fonts; the first call reads them.
    ///
    /// # Errors
    /// Where a committed file is no font.
    pub(crate) fn get() -> Result<&'static Self, PrintError> {
        static FONTS: LazyLock<Option<Fonts>> = LazyLock::new(|| {
            let faces = [Font::new(Bytes::new(REGULAR), 0)?, Font::new(Bytes::new(BOLD), 0)?];
            Some(Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces })
        });
        FONTS.as_ref().ok_or(PrintError::Fonts)
    }

    /// Whether the font of all values has a glyph for a character.
    pub(crate) fn has(&self, c: char) -> bool {
        let [regular, _] = &self.faces;
        regular.info().coverage.contains(u32::from(c))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use sha2::{Digest as _, Sha256};
    use shared::application::{Section, code_name};

    use super::*;
    use crate::words::{LANGUAGE, message};
    use crate::world::TEMPLATES;

    #[test]
    fn both_fonts_have_every_word_of_the_program() {
        let fonts = Fonts::get().unwrap_or_else(|error| panic!("{error}"));
        let sections =
            Section::ALL.iter().filter_map(|section| code_name(LANGUAGE, "application-section", section.code()));
        let titles = ["application-dates", "application-reasons"].map(message);
        let words = TEMPLATES.map(|(_, text)| text.to_owned()).into_iter().chain(sections).chain(titles);
        for c in words.flat_map(|text| text.chars().collect::<Vec<_>>()).filter(|c| !c.is_control()) {
            for face in &fonts.faces {
                let family = &face.info().family;
                assert_eq!(family, "Noto Serif CJK SC");
                // A mark for characters that are missing stands among values alone.
                assert!(c == crate::ink::GETA || face.info().coverage.contains(u32::from(c)), "{c} is not in {family}");
            }
        }
    }

    #[test]
    fn the_fonts_are_those_of_the_manifest() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/fonts");
        let manifest = std::fs::read(folder.join("manifest.json")).unwrap_or_default();
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap_or_default();
        let fonts = manifest["fonts"].as_array().map(Vec::as_slice).unwrap_or_default();
        assert_eq!(fonts.len(), 2);
        for (font, bytes) in fonts.iter().zip([REGULAR, BOLD]) {
            assert_eq!(font["bytes"], bytes.len(), "{}", font["name"]);
            assert_eq!(font["sha256"], hex::encode(Sha256::digest(bytes)), "{}", font["name"]);
        }
    }
}
