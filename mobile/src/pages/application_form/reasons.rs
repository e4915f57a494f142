//! 审核意见: what the reviewer who sent it back wrote, at the field that it is about.

use dioxus::prelude::*;
use shared::api::ReviewReason;
use shared::application::Section;

use super::desk::use_desk;
use crate::ui::{Icon, Shape};
use crate::{t, words};

/// How many reasons are about a step.
pub(super) fn of_section(reasons: &[ReviewReason], section: Section) -> usize {
    reasons.iter().filter(|reason| Section::of(&reason.field) == section).count()
}

/// Whether a reason is about a path: the path itself, or a row or field below it.
fn is_about(reason: &str, path: &str, below: bool) -> bool {
    reason == path || (below && reason.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '['])))
}

/// The reasons about a field; with `below` also those about its rows.
#[component]
pub(super) fn Reasons(field: String, #[props(default)] below: bool) -> Element {
    let desk = use_desk();
    let reasons = desk.application.read().reasons.clone();
    rsx! {
        for (index, reason) in reasons.into_iter().filter(|reason| is_about(&reason.field, &field, below)).enumerate() {
            div { key: "{index}", class: "reason", role: "note", "data-testid": "reason", "data-field": "{reason.field}",
                Icon { shape: Shape::Message }
                p {
                    strong { {t!("application-reason")} }
                    if reason.field != field {
                        span { class: "reason-field", {words::field_path(&reason.field)} }
                    }
                    span { {words::reason(&reason)} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_stands_at_its_field_and_a_row_s_at_its_list() {
        assert!(is_about("post", "post", false));
        assert!(is_about("deemed_periods[1].from", "deemed_periods", true));
        assert!(!is_about("deemed_periods[1].from", "deemed_periods", false));
        assert!(!is_about("postal", "post", true));
        assert!(is_about("materials.other[0]", "materials.other", true), "a page stands at its kind");
        let reasons =
            ["post", "materials.other"].map(|field| ReviewReason { field: field.into(), ..ReviewReason::default() });
        assert_eq!(of_section(&reasons, Section::Materials), 1);
    }
}
