//! Above the queue: the shelves with their counts, the search by number, the order.

use dioxus::prelude::*;
use shared::api::{ReviewCounts, ReviewShelf};

use super::narrowed::Narrowed;
use crate::ui::{Button, ButtonKind, Icon, Shape};
use crate::{platform, t, words};

const ROW: &str = "shelves";
const CHOSEN: &str = "shelf-chosen";

/// A row of links; it scrolls sideways on a phone, so that the chosen one is seen.
#[component]
pub(super) fn Shelves(narrowed: Narrowed, counts: Option<ReviewCounts>) -> Element {
    let place = (narrowed.shelf, counts);
    use_effect(use_reactive!(|place| {
        let _moved = place;
        platform::bring_into_row(ROW, CHOSEN);
    }));
    rsx! {
        nav { class: "statuses", id: ROW, "aria-label": t!("agency-shelves"),
            for shelf in ReviewShelf::ALL.iter().copied() {
                Link {
                    key: "{shelf.code()}",
                    class: "status-choice",
                    id: if shelf == narrowed.shelf { CHOSEN },
                    to: narrowed.at(shelf).route(),
                    "data-testid": "shelf-{shelf.code()}",
                    "aria-current": if shelf == narrowed.shelf { "true" } else { "false" },
                    span { {words::shelf(shelf)} }
                    if let Some(counts) = counts {
                        span { class: if counts.of(shelf) == 0 { "status-count none" } else { "status-count" }, "data-testid": "count-{shelf.code()}",
                            {figure(counts.of(shelf), counts.most)} }
                    }
                }
            }
        }
    }
}

/// A count; one that was counted no further says so.
fn figure(count: u32, most: u32) -> String {
    if most > 0 && count >= most { format!("{most}+") } else { count.to_string() }
}

/// One number in all of the region, whatever its status.
#[component]
pub(super) fn Search(
    narrowed: Narrowed,
    /// Why the number is none.
    error: Option<String>,
) -> Element {
    let mut typed = use_signal(|| narrowed.number.clone());
    let number = narrowed.number.clone();
    use_effect(use_reactive!(|number| typed.set(number)));
    rsx! {
        form {
            class: "queue-search",
            role: "search",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                navigator().push(narrowed.of_number(&typed.peek()).route());
            },
            div { class: if error.is_some() { "field wrong" } else { "field" },
                label { r#for: "queue-number", {t!("agency-number")} }
                div { class: "queue-number",
                    input {
                        class: "input",
                        id: "queue-number",
                        "data-testid": "queue-number",
                        r#type: "search",
                        autocomplete: "off",
                        autocapitalize: "characters",
                        spellcheck: "false",
                        enterkeyhint: "search",
                        placeholder: t!("agency-number-hint"),
                        "aria-invalid": if error.is_some() { "true" },
                        "aria-describedby": if error.is_some() { "queue-number-error" },
                        value: typed(),
                        oninput: move |event| typed.set(event.value()),
                    }
                    Button { test: "queue-search", kind: ButtonKind::Secondary, icon: Shape::Search, label: t!("filters-apply") }
                }
                div { "aria-live": "polite",
                    if let Some(error) = &error {
                        p { class: "error", id: "queue-number-error", "data-testid": "queue-number-error",
                            Icon { shape: Shape::Warning }
                            span { {error.clone()} }
                        }
                    }
                }
            }
        }
    }
}

/// The order, and reading it all anew.
#[component]
pub(super) fn Sort(narrowed: Narrowed, onrefresh: EventHandler<()>) -> Element {
    let newest = narrowed.newest;
    rsx! {
        div { class: "queue-sort",
            div { class: "field",
                label { r#for: "queue-sort", {t!("filters-sort")} }
                div { class: "select",
                    select {
                        class: "input",
                        id: "queue-sort",
                        "data-testid": "queue-sort",
                        onchange: move |event| {
                            let to = Narrowed { newest: event.value() == "newest", ..narrowed.clone() };
                            navigator().push(to.route());
                        },
                        option { value: "oldest", selected: !newest, {t!("agency-oldest")} }
                        option { value: "newest", selected: newest, {t!("agency-newest")} }
                    }
                }
            }
            Button { test: "queue-refresh", kind: ButtonKind::Secondary, icon: Shape::Refresh, label: t!("agency-refresh"), onclick: onrefresh }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn a_count_that_went_no_further_says_so() {
        assert_eq!(figure(0, 1000), "0");
        assert_eq!(figure(999, 1000), "999");
        assert_eq!(figure(1000, 1000), "1000+");
        assert_eq!(figure(7, 0), "7");
    }
}
