//! 审核意见: what the reviewer who sent it back wrote, at the field that it is about.

use dioxus::prelude::*;
use shared::api::{AttachmentOut, ReviewReason};
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
    let application = desk.application.read();
    let (reasons, pages) = (application.reasons.clone(), &application.attachments);
    rsx! {
        for (index, reason) in reasons.into_iter().filter(|reason| is_about(&reason.field, &field, below)).enumerate() {
            div { key: "{index}", class: "reason", role: "note", "data-testid": "reason", "data-field": "{reason.field}",
                Icon { shape: Shape::Message }
                p {
                    strong { {t!("application-reason")} }
                    if reason.field != field {
                        span { class: "reason-field", {words::reason_place(&reason, pages)} }
                    }
                    span { {words::reason(&reason)} }
                }
            }
        }
    }
}

/// Whether a reason is about this very page, wherever it lies by now.
pub(super) fn is_about_page(reasons: &[ReviewReason], pages: &[AttachmentOut], id: &str) -> bool {
    reasons.iter().any(|reason| reason.document(pages).is_some_and(|page| page.id == id))
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
    #[test]
    fn the_mark_goes_with_its_page_and_away_with_it() {
        let file = |id: &str| AttachmentOut {
            id: id.into(),
            kind: "other".into(),
            media_type: "image/jpeg".into(),
            ..AttachmentOut::default()
        };
        let about = ReviewReason {
            field: "materials.other[0]".into(),
            attachment: Some("a".into()),
            ..ReviewReason::default()
        };
        let reasons = [about.clone()];
        let marked = |pages: &[AttachmentOut]| -> Vec<String> {
            let marked = pages.iter().filter(|page| is_about_page(&reasons, pages, &page.id));
            marked.map(|page| page.id.clone()).collect()
        };
        let (first, second) = ([file("a"), file("b")], [file("b"), file("a")]);
        assert_eq!(marked(&first), ["a"]);
        assert_eq!(marked(&second), ["a"], "where it lies now");
        assert!(marked(&second[..1]).is_empty(), "another page in its place bears no mark");
        // In the list the reason stays.
        assert!(is_about(&about.field_now(&second[..1]), "materials.other", true));
    }
}
