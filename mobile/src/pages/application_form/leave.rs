//! The question before leaving while something has not arrived.

use dioxus::prelude::*;

use crate::ui::Confirm;
use crate::{leaving, t};

#[component]
pub(super) fn Leave() -> Element {
    let mut open = use_signal(|| false);
    use_effect(move || {
        let asked = leaving::is_wanted();
        if *open.peek() != asked {
            open.set(asked);
        }
    });
    // Staying closes the dialog; the wish is forgotten with it.
    use_effect(move || {
        if !open() {
            leaving::stay();
        }
    });
    rsx! {
        Confirm { id: "leave-confirm", open, title: t!("application-leave-title"), text: t!("application-leave-text"),
            yes: t!("application-leave-yes"), onyes: move |()| leaving::leave() }
    }
}
