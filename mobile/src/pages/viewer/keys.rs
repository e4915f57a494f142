//! What keys of the keyboard mean while a document is looked at.

use dioxus::prelude::{Key, Modifiers};

use super::view::STEP;

/// What somebody wants of the viewer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages) enum Wish {
    /// So many documents on.
    Go(isize),
    /// Larger or smaller by a factor.
    Zoom(f64),
    /// The whole page.
    Fit,
    /// A quarter turn to the right.
    Turn,
    Close,
}

/// The wish behind a key; `None` where it is the browser's.
pub(super) fn wish(key: &Key, modifiers: Modifiers) -> Option<Wish> {
    if modifiers.intersects(Modifiers::ALT | Modifiers::META) {
        return None;
    }
    Some(match key {
        Key::ArrowLeft | Key::PageUp => Wish::Go(-1),
        Key::ArrowRight | Key::PageDown => Wish::Go(1),
        Key::Character(typed) => match typed.as_str() {
            "+" | "=" => Wish::Zoom(STEP),
            "-" => Wish::Zoom(1.0 / STEP),
            "0" => Wish::Fit,
            "r" | "R" if !modifiers.ctrl() => Wish::Turn,
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_they_mean_elsewhere() {
        let typed = |text: &str| wish(&Key::Character(text.to_owned()), Modifiers::empty());
        assert_eq!(typed("+"), Some(Wish::Zoom(STEP)));
        assert_eq!(typed("0"), Some(Wish::Fit));
        assert_eq!(typed("x"), None);
        assert_eq!(wish(&Key::ArrowRight, Modifiers::empty()), Some(Wish::Go(1)));
        assert_eq!(wish(&Key::ArrowLeft, Modifiers::ALT), None, "the browser's way back");
        assert_eq!(wish(&Key::Character("r".to_owned()), Modifiers::CONTROL), None, "loading anew");
    }
}
