//! What the queue is narrowed by beside its shelf: category, a part of the name, the days of submission.

use dioxus::prelude::*;
use shared::api::ReviewQuery;

use super::narrowed::Narrowed;
use crate::api::{self, ApiError};
use crate::forms::{FormSpec, use_form};
use crate::ui::{DateField, FilterPanel, SelectField, TextField};
use crate::{t, words};

/// The filters. They live in the address: 查询 goes to another one, and going back brings back the queue before.
#[component]
pub(super) fn Filters(
    narrowed: ReadSignal<Narrowed>,
    /// The fields that the server refused.
    refused: Option<ApiError>,
    /// The same query is asked for again.
    onagain: EventHandler<()>,
    /// Whether there is anything to export.
    can_export: bool,
) -> Element {
    let mut open = use_signal(|| false);
    let spec = FormSpec { id: "filter", initial: narrowed.peek().query(), draft: false, secrets: &[] };
    let form = use_form(spec, |query: &ReviewQuery| query.parse().err().unwrap_or_default());
    use_effect(move || form.restart(&narrowed.read().query()));
    let go = move |to: Narrowed| {
        open.set(false);
        if to == *narrowed.peek() {
            form.restart(&to.query());
            onagain.call(());
        } else {
            navigator().push(to.route());
        }
    };
    let apply = move |()| {
        form.submit(move |input: ReviewQuery| async move {
            let mut go = go;
            let to = narrowed.peek().by(input);
            go(to);
            Ok(())
        });
    };
    let clear = move |()| {
        let mut go = go;
        let to = narrowed.peek().by(ReviewQuery::default());
        go(to);
    };
    rsx! {
        FilterPanel { form, open, count: narrowed.read().narrowed_by(), refused,
            export: can_export.then(|| api::export_reviews_address(&narrowed.read().query(), words::language())), onapply: apply, onclear: clear,
            TextField { form, name: "name", test: "filter-name", label: t!("application-field-name"), placeholder: t!("filters-name-hint") }
            SelectField { form, name: "category", test: "filter-category", label: t!("application-field-category"),
                options: words::categories(), any: t!("filters-any") }
            DateField { form, name: "submitted_from", test: "filter-submitted_from", label: t!("filters-submitted-from") }
            DateField { form, name: "submitted_to", test: "filter-submitted_to", label: t!("filters-submitted-to") }
        }
    }
}
