//! The page shell: the template's places filled, icons found, the web app manifest made.

use std::fmt::Write;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Fills the `{{name}}` places of a template. Each place must be known and each value used: a page that lacks a script
/// fails here and not in a browser.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut page = String::with_capacity(template.len() + 1024);
    let mut used = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").context("the template has a {{ without }}")?;
        let Some((name, value)) = values.iter().find(|(known, _)| *known == name) else {
            bail!("the template asks for {{{{{name}}}}}, which nobody gives");
        };
        page.push_str(before);
        page.push_str(value);
        used.push(*name);
        rest = after;
    }
    page.push_str(rest);
    if let Some((name, _)) = values.iter().find(|(name, _)| !used.contains(name)) {
        bail!("the template has no place for {{{{{name}}}}}");
    }
    Ok(page)
}

/// An icon: its file's name and its address on the server.
pub(crate) type Icon = (String, String);

/// The `<link>` elements for the page's head.
pub(crate) fn icon_links(icons: &[Icon]) -> String {
    let mut links = String::new();
    for (name, address) in icons {
        // Writing to a string does not fail.
        let _ = match IconKind::of(name) {
            IconKind::Touch => writeln!(links, "    <link rel=\"apple-touch-icon\" href=\"{address}\">"),
            IconKind::Vector => writeln!(links, "    <link rel=\"icon\" type=\"image/svg+xml\" href=\"{address}\">"),
            IconKind::Bitmap { size, maskable: false } => {
                writeln!(links, "    <link rel=\"icon\" type=\"image/png\" sizes=\"{size}x{size}\" href=\"{address}\">")
            }
            IconKind::Bitmap { maskable: true, .. } | IconKind::Other => Ok(()),
        };
    }
    if links.is_empty() {
        // Without this, browsers ask for /favicon.ico.
        links.push_str("    <link rel=\"icon\" href=\"data:,\">\n");
    }
    links.trim_start().trim_end_matches('\n').to_owned()
}

/// The web app manifest with the icons that there are.
pub(crate) fn manifest(template: &str, icons: &[Icon]) -> Result<Vec<u8>> {
    let mut manifest: Value = serde_json::from_str(template).context("the manifest's template is no JSON")?;
    let entries: Vec<Value> = icons
        .iter()
        .filter_map(|(name, address)| match IconKind::of(name) {
            IconKind::Vector => Some(json!({ "src": address, "type": "image/svg+xml", "sizes": "any" })),
            IconKind::Bitmap { size, maskable } => Some(json!({
                "src": address,
                "type": "image/png",
                "sizes": format!("{size}x{size}"),
                "purpose": if maskable { "maskable" } else { "any" },
            })),
            IconKind::Touch | IconKind::Other => None,
        })
        .collect();
    manifest
        .as_object_mut()
        .context("the manifest's template is no JSON object")?
        .insert("icons".to_owned(), Value::Array(entries));
    Ok(serde_json::to_vec(&manifest)?)
}

#[derive(Debug, PartialEq, Eq)]
enum IconKind {
    /// `app-icon.svg`
    Vector,
    /// `app-icon-192.png`, `app-icon-maskable-512.png`
    Bitmap { size: u32, maskable: bool },
    /// `apple-touch-icon.png`
    Touch,
    /// Pictures that the app itself shows.
    Other,
}

impl IconKind {
    fn of(name: &str) -> Self {
        match name {
            "app-icon.svg" => return Self::Vector,
            "apple-touch-icon.png" => return Self::Touch,
            _ => {}
        }
        let Some(rest) = name.strip_prefix("app-icon-").and_then(|rest| rest.strip_suffix(".png")) else {
            return Self::Other;
        };
        let (maskable, size) = match rest.strip_prefix("maskable-") {
            Some(size) => (true, size),
            None => (false, rest),
        };
        size.parse().map_or(Self::Other, |size| Self::Bitmap { size, maskable })
    }
}

#[cfg(test)]
mod tests {
    use super::{IconKind, fill, icon_links, manifest};

    #[test]
    fn places_are_filled() {
        let page = fill("<a href=\"{{css}}\">{{js}}{{css}}</a>", &[("css", "/a.css"), ("js", "x")]).expect("filled");
        assert_eq!(page, "<a href=\"/a.css\">x/a.css</a>");
    }

    #[test]
    fn a_place_without_a_value_and_a_value_without_a_place_are_errors() {
        assert!(fill("{{nobody}}", &[]).expect_err("unknown").to_string().contains("{{nobody}}"));
        assert!(fill("", &[("js", "x")]).expect_err("unused").to_string().contains("{{js}}"));
        assert!(fill("{{js", &[("js", "x")]).is_err());
    }

    #[test]
    fn the_shell_has_a_place_for_everything_and_no_inline_script() {
        let template = include_str!("../../../mobile/index.html");
        let names =
            ["css", "boot", "app_js", "app_wasm", "manifest", "icons", "vision_worker", "face_worker", "modules"];
        let values: Vec<_> = names.iter().map(|name| (*name, "/x")).collect();
        let page = fill(template, &values).expect("filled");
        assert!(page.contains("<div id=\"main\"></div>"));
        assert!(
            !page.contains("style=") && !page.contains("<style"),
            "inline styles are refused by the server's policy"
        );
        for script in page.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').expect("a whole tag");
            assert!(tag.contains("src="), "scripts come from files");
            assert!(rest.starts_with("</script>"), "scripts come from files");
        }
    }

    #[test]
    fn icons_are_told_by_their_names() {
        assert_eq!(IconKind::of("app-icon.svg"), IconKind::Vector);
        assert_eq!(IconKind::of("app-icon-192.png"), IconKind::Bitmap { size: 192, maskable: false });
        assert_eq!(IconKind::of("app-icon-maskable-512.png"), IconKind::Bitmap { size: 512, maskable: true });
        assert_eq!(IconKind::of("apple-touch-icon.png"), IconKind::Touch);
        assert_eq!(IconKind::of("empty-list.svg"), IconKind::Other);
    }

    #[test]
    fn the_manifest_lists_the_icons() {
        let icons =
            [("app-icon-192.png".to_owned(), "/assets/i.png".to_owned()), ("x.svg".to_owned(), "/x".to_owned())];
        let bytes = manifest(include_str!("../../shell/manifest.webmanifest"), &icons).expect("made");
        let manifest: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(manifest["icons"].as_array().map(Vec::len), Some(1));
        assert_eq!(manifest["icons"][0]["sizes"], "192x192");
        assert!(icon_links(&icons).contains("sizes=\"192x192\""));
        assert!(icon_links(&[]).contains("data:,"));
    }
}
