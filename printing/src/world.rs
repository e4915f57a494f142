//! All that Typst may see: the templates and fonts of the program, and the data of one paper. No disk, no network, no clock.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::PrintError;
use crate::fonts::Fonts;

/// The files of the templates.
pub(crate) const TEMPLATES: [(&str, &str); 3] = [
    ("paper.typ", include_str!("../templates/paper.typ")),
    ("form.typ", include_str!("../templates/form.typ")),
    ("sheet.typ", include_str!("../templates/sheet.typ")),
];

/// The template that begins, and the files of one paper beside it.
pub(crate) struct Desk {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    fonts: &'static Fonts,
}

impl Desk {
    /// A desk with the templates on it. `main` is the name of the one that begins.
    ///
    /// # Errors
    /// Where the fonts cannot be read.
    pub(crate) fn new(main: &'static str) -> Result<Self, PrintError> {
        let mut sources = HashMap::new();
        for (name, text) in TEMPLATES {
            let id = id(name)?;
            sources.insert(id, Source::new(id, text.to_owned()));
        }
        Ok(Self { main: id(main)?, sources, files: HashMap::new(), fonts: Fonts::get()? })
    }

    /// Lays a file beside the template, which reads it by its name.
    ///
    /// # Errors
    /// Where the name is none.
    pub(crate) fn lay(&mut self, name: &str, bytes: Bytes) -> Result<(), PrintError> {
        self.files.insert(id(name)?, bytes);
        Ok(())
    }
}

/// Names of files are few and always the same: Typst keeps each for good.
fn id(name: &str) -> Result<FileId, PrintError> {
    let path = VirtualPath::new(name).map_err(|_| PrintError::Typeset(format!("no name of a file: {name}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
