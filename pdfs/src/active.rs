//! Whether a PDF does something: a document of an application is read, and nothing else.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};

/// Keys that hold scripts, forms that run, other files, or what happens when something is opened.
const KEYS: [&[u8]; 7] = [b"JS", b"JavaScript", b"AA", b"EmbeddedFiles", b"EmbeddedFile", b"XFA", b"RichMediaContent"];
/// Kinds of action that do more than show a place of the document.
const ACTIONS: [&[u8]; 8] =
    [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"RichMediaExecute", b"Rendition", b"GoToR", b"GoToE"];
/// How deep dictionaries lie within one another before nobody follows them any more.
const DEPTH: usize = 24;

/// Whether any of its objects is active.
pub(crate) fn is_active(pdf: &Pdf) -> bool {
    pdf.objects().into_iter().any(|object| object_is(&object, DEPTH))
}

fn object_is(object: &Object<'_>, depth: usize) -> bool {
    // What lies deeper than any writer goes is not looked through, so it is not trusted either.
    if depth == 0 {
        return true;
    }
    match object {
        Object::Dict(dict) => dict_is(dict, depth),
        Object::Stream(stream) => dict_is(stream.dict(), depth),
        Object::Array(array) => array_is(array, depth),
        _ => false,
    }
}

fn dict_is(dict: &Dict<'_>, depth: usize) -> bool {
    let action = |key: &[u8]| dict.get::<Name<'_>>(key).is_some_and(|name| ACTIONS.contains(&&*name));
    if KEYS.iter().any(|key| dict.contains_key(key)) || action(b"S") {
        return true;
    }
    dict.entries().any(|(_, value)| matches!(value, MaybeRef::NotRef(value) if object_is(&value, depth - 1)))
}

fn array_is(array: &Array<'_>, depth: usize) -> bool {
    array.raw_iter().any(|value| matches!(value, MaybeRef::NotRef(value) if object_is(&value, depth - 1)))
}
