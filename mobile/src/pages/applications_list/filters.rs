//! What the list is narrowed by.

use dioxus::prelude::*;
use shared::api::{ApplicationQuery, ApplicationSort};
use shared::application::Status;

use crate::api::{self, ApiError};
use crate::forms::{Form, FormSpec, use_form};
use crate::list_query::ListQuery;
use crate::routes::Route;
use crate::ui::{CheckField, DateField, FilterPanel, InputKind, MonthField, SelectField, TextField};
use crate::{session, t, words};

/// The filters. They live in the address: 查询 goes to another one, and going back brings back the list before.
#[component]
pub(super) fn Filters(
    query: ReadSignal<ListQuery>,
    /// The fields that the server refused.
    refused: Option<ApiError>,
    /// The same query is asked for again.
    onagain: EventHandler<()>,
    /// Whether there is anything to export.
    can_export: bool,
) -> Element {
    let mut open = use_signal(|| false);
    let spec = FormSpec { id: "filter", initial: (*query.peek().0).clone(), draft: false, secrets: &[] };
    let form = use_form(spec, |query: &ApplicationQuery| query.parse().err().unwrap_or_default());
    use_effect(move || form.restart(&query.read().0));
    let go = move |to: ListQuery| {
        open.set(false);
        if to == *query.peek() {
            form.restart(&to.0);
            onagain.call(());
        } else {
            navigator().push(Route::ApplicationsList { query: to });
        }
    };
    let apply = move |()| {
        form.submit(move |input: ApplicationQuery| async move {
            let mut go = go;
            go(ListQuery::from(input));
            Ok(())
        });
    };
    let clear = move |()| {
        let mut go = go;
        go(ListQuery::default());
    };
    rsx! {
        FilterPanel { form, open, count: query.read().narrowed_by(), refused,
            export: can_export.then(|| api::export_address(&query.read().0, words::language())), onapply: apply, onclear: clear,
            Fields { form }
        }
    }
}

#[component]
fn Fields(form: Form) -> Element {
    let codes = |all: Vec<(&'static str, String)>| -> Vec<(String, String)> {
        all.into_iter().map(|(code, words)| (code.to_owned(), words)).collect()
    };
    let statuses = codes(Status::ALL.iter().map(|status| (status.code(), words::status(*status))).collect());
    // The first order is that of an empty field.
    let sorts = codes(ApplicationSort::ALL.iter().skip(1).map(|sort| (sort.code(), words::sort(*sort))).collect());
    rsx! {
        TextField { form, name: "name", test: "filter-name", label: t!("application-field-name"), placeholder: t!("filters-name-hint") }
        TextField { form, name: "document_number", test: "filter-document_number", label: t!("application-field-document-number"),
            kind: InputKind::Code, placeholder: t!("filters-document-hint") }
        SelectField { form, name: "status", test: "filter-status", label: t!("application-field-status"), options: statuses, any: t!("filters-any") }
        SelectField { form, name: "category", test: "filter-category", label: t!("application-field-category"), options: words::categories(),
            any: t!("filters-any") }
        MonthField { form, name: "month_from", test: "filter-month_from", label: t!("filters-month-from") }
        MonthField { form, name: "month_to", test: "filter-month_to", label: t!("filters-month-to") }
        DateField { form, name: "submitted_from", test: "filter-submitted_from", label: t!("filters-submitted-from") }
        DateField { form, name: "submitted_to", test: "filter-submitted_to", label: t!("filters-submitted-to") }
        if session::may_manage_agents() {
            AgentField { form }
        } else {
            Mine { form }
        }
        SelectField { form, name: "sort", test: "filter-sort", label: t!("filters-sort"), options: sorts,
            any: words::sort(ApplicationSort::Updated) }
    }
}

/// Whoever manages agents can choose among them.
#[component]
fn AgentField(form: Form) -> Element {
    let agents = use_resource(|| async { api::agents("", "").await });
    let mut options = Vec::new();
    if let Some(me) = session::me() {
        options.push((me.user_id, t!("filters-agent-self", name = me.name)));
    }
    if let Some(Ok(page)) = &*agents.read() {
        let others = page.items.iter().filter(|agent| !agent.is_self);
        options.extend(others.map(|agent| (agent.id.clone(), agent.name.clone())));
    }
    let chosen = form.text("agent");
    if !chosen.is_empty() && !options.iter().any(|(id, _)| *id == chosen) {
        options.push((chosen, t!("filters-agent-other")));
    }
    rsx! {
        SelectField { form, name: "agent", test: "filter-agent", label: t!("application-field-agent"), options, any: t!("filters-any") }
    }
}

/// Everybody else can look for their own.
#[component]
fn Mine(form: Form) -> Element {
    let own = session::me().map(|me| me.user_id).unwrap_or_default();
    rsx! {
        div { class: "filter-mine",
            CheckField { form, name: "agent", test: "filter-mine", label: t!("filters-mine"), checked: !form.text("agent").is_empty(),
                onchange: move |on: bool| form.set("agent", if on { own.clone() } else { String::new() }),
                {t!("filters-mine")}
            }
        }
    }
}
