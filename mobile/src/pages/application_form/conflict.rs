//! Somebody else changed the application meanwhile: both versions field by field, and a choice for each.

use dioxus::prelude::*;
use shared::api::ApplicationOut;
use shared::application::ApplicationForm;

use super::choices::{Choice, Side, choices, decided};
use super::desk::use_desk;
use super::names;
use super::save_state::Discard;
use crate::ui::{Button, Card, Notice, NoticeKind};
use crate::{t, words};

#[component]
pub(super) fn ConflictView(theirs: ApplicationOut) -> Element {
    let desk = use_desk();
    let mine = use_hook(|| desk.form.value_now::<ApplicationForm>());
    let (by, at) = (theirs.updated_by.clone(), words::moment(theirs.updated_at));
    let mut rows = use_signal(|| choices(&desk.application.peek().form, &mine, &theirs.form));
    let form = decided(&mine, &theirs.form, &rows.read());
    let open = rows.read().iter().filter(|choice| choice.side.is_none()).count();
    rsx! {
        div { class: "narrow stack", "data-testid": "conflict",
            Notice { kind: NoticeKind::Caution,
                p { {t!("application-conflict-text", name = by, time = at)} }
                p { {t!("application-conflict-how")} }
            }
            Card {
                div { class: "form",
                    for (index, choice) in rows.read().iter().cloned().enumerate() {
                        Field { key: "{choice.field}", choice: Known(choice), mine: mine.clone(), theirs: theirs.form.clone(),
                            onchoose: move |side| {
                                if let Some(choice) = rows.write().get_mut(index) {
                                    choice.side = Some(side);
                                }
                            } }
                    }
                    if open > 0 {
                        p { class: "hint", role: "status", {t!("application-conflict-open", count = open)} }
                    }
                    div { class: "form-actions",
                        Button { test: "conflict-resolve", label: t!("confirm"), disabled: form.is_none(),
                            onclick: move |()| {
                                if let Some(form) = &form {
                                    desk.resolve(form);
                                }
                            } }
                    }
                    Discard {}
                }
            }
        }
    }
}

/// A choice, as a property of a component.
#[derive(Debug, Clone, PartialEq)]
struct Known(Choice);

#[component]
fn Field(choice: Known, mine: ApplicationForm, theirs: ApplicationForm, onchoose: EventHandler<Side>) -> Element {
    let Known(Choice { field, both, side: chosen }) = choice;
    let name = format!("conflict-{field}");
    rsx! {
        fieldset { class: "field",
            legend {
                {words::field_path(&field)}
                if both {
                    span { class: "tag caution", {t!("application-conflict-both")} }
                }
            }
            for side in Side::ALL {
                label { key: "{side.code()}", class: "check card-check",
                    input {
                        r#type: "radio",
                        name: "{name}",
                        "data-testid": "{name}-{side.code()}",
                        checked: chosen == Some(side),
                        onchange: move |_| onchoose.call(side),
                    }
                    span {
                        span { class: "check-note", {t!(&format!("application-conflict-{}", side.code()))} }
                        Version { field: field.clone(), form: if side == Side::Mine { mine.clone() } else { theirs.clone() } }
                    }
                }
            }
        }
    }
}

/// What a version holds in a field; a sub-list row by row.
#[component]
fn Version(field: String, form: ApplicationForm) -> Element {
    let lines = if names::is_list(&field) { names::rows(&form, &field) } else { vec![names::value(&form, &field)] };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    rsx! {
        if lines.is_empty() {
            span { class: "check-label blank", {t!("application-blank")} }
        }
        for (index, line) in lines.into_iter().enumerate() {
            span { key: "{index}", class: "check-label", {line} }
        }
    }
}
