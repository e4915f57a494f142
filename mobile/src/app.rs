//! The root: what every page needs from the start.

use dioxus::prelude::*;

use crate::preferences::PREFERENCES;
use crate::routes::Route;

/// The app.
#[component]
pub(crate) fn App() -> Element {
    use_hook(|| PREFERENCES.peek().apply());
    rsx! {
        Router::<Route> {}
    }
}
