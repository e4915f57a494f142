//! The root: what every page needs from the start.

use dioxus::prelude::*;

use crate::leaving;
use crate::preferences::PREFERENCES;
use crate::routes::Route;

/// The styles for native shells, which load no page that links them. In the order of their names, as in the browser.
#[cfg(not(target_arch = "wasm32"))]
const STYLES: &str = concat!(
    include_str!("../../assets/styles/10-tokens.css"),
    include_str!("../../assets/styles/20-base.css"),
    include_str!("../../assets/styles/30-layout.css"),
    include_str!("../../assets/styles/40-forms.css"),
    include_str!("../../assets/styles/50-components.css"),
    include_str!("../../assets/styles/51-dialogs.css"),
    include_str!("../../assets/styles/60-pages-accounts.css"),
    include_str!("../../assets/styles/70-pages-agents.css"),
    include_str!("../../assets/styles/80-pages-application-form.css"),
    include_str!("../../assets/styles/85-pages-applications.css"),
    include_str!("../../assets/styles/86-papers.css"),
    include_str!("../../assets/styles/86-viewer.css"),
    include_str!("../../assets/styles/87-camera-page.css"),
    include_str!("../../assets/styles/87-camera.css"),
    include_str!("../../assets/styles/87-picker.css"),
    include_str!("../../assets/styles/88-readings.css"),
    include_str!("../../assets/styles/89-faces.css"),
    include_str!("../../assets/styles/90-agency.css"),
    include_str!("../../assets/styles/91-agency-work.css"),
);

/// The app.
#[component]
pub(crate) fn App() -> Element {
    use_hook(|| PREFERENCES.peek().apply());
    use_hook(leaving::watch_walks);
    rsx! {
        NativeStyles {}
        Router::<Route> { config: |()| leaving::watched() }
    }
}

#[cfg(target_arch = "wasm32")]
#[component]
fn NativeStyles() -> Element {
    rsx! {}
}

#[cfg(not(target_arch = "wasm32"))]
#[component]
fn NativeStyles() -> Element {
    rsx! {
        style { {STYLES} }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::STYLES;

    #[test]
    fn native_shells_have_every_style_of_the_browser() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/styles");
        let mut bytes = 0;
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "css") {
                bytes += std::fs::read(&path).map(|text| text.len()).unwrap_or_default();
            }
        }
        assert_eq!(STYLES.len(), bytes, "a style is missing from the list");
    }
}
