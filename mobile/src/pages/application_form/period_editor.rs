//! One row being edited. Every stroke goes into the form at once, so that a row half typed is kept like everything else.

use dioxus::prelude::*;
use shared::application::ApplicationForm;
use shared::retirement::WorkKind;

use super::desk::{self, use_desk};
use super::reasons::Reasons;
use super::rows::{Kind, Row};
use crate::forms::{FormSpec, use_form};
use crate::ui::{Button, ButtonKind, ErrorSummary, InputKind, MonthField, SelectField, TextField};
use crate::{t, words};

/// The row that is edited, and what it was before; nothing for a new one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Editing {
    pub(super) index: usize,
    pub(super) before: Option<Row>,
}

#[component]
pub(super) fn Editor(kind: Kind, editing: Editing, onclose: EventHandler<()>) -> Element {
    let desk = use_desk();
    let index = editing.index;
    let initial = use_hook(|| kind.rows(&desk.form.value_now()).get(index).cloned().unwrap_or_default());
    let form = use_form(FormSpec { id: "row", initial, draft: false, secrets: &[] }, move |row: &Row| {
        let mut whole: ApplicationForm = desk.form.value_now();
        let mut rows = kind.rows(&whole);
        if let Some(place) = rows.get_mut(index) {
            *place = row.clone();
        }
        let application = desk.application.read();
        kind.put(&mut whole, rows.clone());
        let mut errors = kind.errors_of(index, &desk::wrong(&application, &whole));
        // Months are held against one another at once, not only when the last field of the row is filled.
        kind.put(&mut whole, rows.into_iter().map(|row| row.completed(&application.enterprise_name)).collect());
        for (name, invalid) in kind.errors_of(index, &desk::wrong(&application, &whole)).0 {
            if errors.of(&name).is_none() {
                errors.add(name, invalid);
            }
        }
        errors
    });
    use_effect(move || {
        let row: Row = form.value();
        kind.change(desk.form, |rows| {
            if let Some(place) = rows.get_mut(index) {
                *place = row;
            }
        });
    });
    // Somebody added a row and went elsewhere without typing anything: there is no row.
    let fresh = editing.before.is_none();
    use_drop(move || {
        if fresh && form.value_now::<Row>().is_blank() {
            kind.change(desk.form, |rows| {
                if rows.get(index).is_some_and(Row::is_blank) {
                    rows.remove(index);
                }
            });
        }
    });
    let mut refused = use_signal(|| false);
    let mut save = move |()| {
        refused.set(true);
        form.submit(move |_: Row| async move {
            onclose.call(());
            Ok(())
        });
    };
    let cancel = move |()| {
        let before = editing.before.clone();
        kind.change(desk.form, |rows| match before {
            Some(row) => {
                if let Some(place) = rows.get_mut(index) {
                    *place = row;
                }
            }
            None if index < rows.len() => {
                rows.remove(index);
            }
            None => {}
        });
        onclose.call(());
    };
    let title = if fresh { format!("application-{}-add", kind.prefix()) } else { "application-row-edit".to_owned() };
    rsx! {
        form {
            class: "form row-editor",
            id: "{kind.prefix()}-row-{index}",
            novalidate: true,
            tabindex: "-1",
            "data-testid": "row-editor",
            "aria-label": t!(&title, row = index + 1),
            onsubmit: move |event| {
                event.prevent_default();
                save(());
            },
            h3 { {t!(&title, row = index + 1)} }
            ErrorSummary { form }
            Reasons { field: "{kind.list()}[{index}]", below: true }
            div { class: "row-months",
                MonthField { form, name: "row-from", label: t!("application-field-from"), hint: t!("application-month-hint") }
                MonthField { form, name: "row-to", label: t!("application-field-to"), hint: t!("application-month-counted") }
            }
            Count { kind, index }
            TextField { form, name: "row-employer", label: t!("application-field-employer"), hint: t!("application-employer-hint"), kind: InputKind::Organization }
            if kind == Kind::Deemed {
                TextField { form, name: "row-interruption_months", label: t!("application-field-interruption-months"), kind: InputKind::Digits,
                    optional: true, hint: t!("application-interruption-hint") }
            } else {
                SelectField { form, name: "row-work_kind", label: t!("application-field-work-kind"), options: work_kinds() }
                TextField { form, name: "row-job_title", label: t!("application-field-job-title"), hint: t!("application-job-hint") }
            }
            div { class: "form-actions",
                Button { test: "row-save", label: t!("application-row-save") }
                if refused() && !form.shown().is_empty() {
                    Button { test: "row-keep", kind: ButtonKind::Secondary, label: t!("application-row-keep"),
                        onclick: move |()| onclose.call(()) }
                }
                Button { test: "row-cancel", kind: ButtonKind::Secondary, label: t!("cancel"), onclick: cancel }
            }
        }
    }
}

/// The months of the row, counted as one types.
#[component]
fn Count(kind: Kind, index: usize) -> Element {
    let desk = use_desk();
    let typed = desk.typed();
    let row = kind.rows(&typed).into_iter().nth(index).unwrap_or_default();
    let months = super::periods::months(&row);
    rsx! {
        p { class: "row-count", "data-testid": "row-months", "aria-live": "polite",
            match months {
                Some(months) => rsx! { {t!("application-row-months", months = months)} },
                None => rsx! { {t!("application-row-months-later")} },
            }
        }
    }
}

fn work_kinds() -> Vec<(String, String)> {
    WorkKind::ALL.iter().map(|kind| (kind.code().to_owned(), words::work_kind(*kind))).collect()
}
