//! A QR code as one SVG path.

use dioxus::prelude::*;
use qrcode::{Color, EcLevel, QrCode as Code};

/// Empty modules around the code, without which scanners do not find it.
const QUIET: usize = 4;

/// The text as a QR code; nothing where it is too long for one.
#[component]
pub(crate) fn QrCode(text: String, label: String) -> Element {
    let Some((path, side)) = drawn(&text) else { return rsx! {} };
    rsx! {
        svg {
            class: "qr-code",
            view_box: "0 0 {side} {side}",
            shape_rendering: "crispEdges",
            role: "img",
            "aria-label": label,
            "data-testid": "qr-code",
            "data-text": text,
            path { class: "qr-dark", d: path }
        }
    }
}

/// The dark modules as a path, a bar for each run of a row, and the side's length.
fn drawn(text: &str) -> Option<(String, usize)> {
    let code = Code::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while let Some(start) = row.iter().skip(x).position(|module| *module == Color::Dark).map(|at| at + x) {
            let end = row.iter().skip(start).position(|module| *module == Color::Light).map_or(width, |at| at + start);
            path.push_str(&format!("M{} {}h{}v1h-{}z", start + QUIET, y + QUIET, end - start, end - start));
            x = end;
        }
    }
    Some((path, width + 2 * QUIET))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let text = "https://example.test/qr/01JDXYZ";
        let dark = Code::with_error_correction_level(text, EcLevel::M)
            .map(|code| code.to_colors().iter().filter(|module| **module == Color::Dark).count());
        let (path, side) = drawn(text).unwrap_or_default();
        let bars = path.split('h').skip(1).filter_map(|bar| bar.split('v').next()?.parse::<usize>().ok());
        assert_eq!(dark.ok(), Some(bars.sum()));
        assert!(side >= 21 + 2 * QUIET);
    }

    #[test]
    fn a_text_too_long_gives_nothing() {
        assert_eq!(drawn(&"x".repeat(5000)), None);
    }
}
