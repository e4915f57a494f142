//! A sub-list of periods as cards: months counted, what is wrong said at the row; add, edit, delete, order by date.

use dioxus::prelude::*;
use shared::application::{ApplicationForm, Severity};
use shared::retirement::{Month, Period};

use super::desk::{Desk, use_desk};
use super::findings::Advice;
use super::names;
use super::period_editor::{Editing, Editor};
use super::progress;
use super::reasons::Reasons;
use super::rows::{Kind, Row};
use crate::ui::{Button, ButtonKind, Icon, Notice, NoticeKind, Shape, toast};
use crate::{platform, t, words};

/// 视同缴费信息
#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let last = desk.application.read().record.account_opened_month.plus(-1);
    rsx! {
        Notice { kind: NoticeKind::Info, p { {t!("application-deemed-lead", last = last)} } }
        Periods { kind: Kind::Deemed }
    }
}

/// Months that count of a row as typed; nothing while a month is missing.
pub(super) fn months(row: &Row) -> Option<u32> {
    let (from, to) = (row.from.parse::<Month>().ok()?, row.to.parse::<Month>().ok()?);
    let interruption = row.interruption_months.trim().parse().unwrap_or_default();
    Some(Period { from, to, interruption }.months())
}

/// The list.
#[component]
pub(super) fn Periods(kind: Kind) -> Element {
    let desk = use_desk();
    let mut editing = use_signal(|| None::<Editing>);
    let removed = use_signal(|| None::<(usize, Row)>);
    let form = desk.form;
    let typed = desk.typed();
    let rows = kind.rows(&typed);
    let total: u32 = rows.iter().filter_map(months).sum();
    let add = move |()| {
        let index = kind.rows(&form.value_now()).len();
        kind.change(form, |rows| rows.push(Row::default()));
        open(editing, Editing { index, before: None });
    };
    let close = move |()| {
        editing.set(None);
        focus_later(format!("{}-add", kind.prefix()));
    };
    let prefix = kind.prefix();
    rsx! {
        Reasons { field: kind.list(), below: true }
        Advice { field: kind.list() }
        ListErrors { kind }
        if rows.is_empty() && editing.read().is_none() {
            p { class: "rows-empty", {t!(&format!("application-{prefix}-empty"))} }
        }
        ol { class: "rows-list", "data-testid": "{prefix}-rows",
            for (index, row) in rows.iter().cloned().enumerate() {
                li { key: "{index}",
                    if let Some(edited) = editing.read().clone().filter(|editing| editing.index == index) {
                        Editor { kind, editing: edited, onclose: close }
                    } else {
                        RowCard { kind, index, row, editing, removed }
                    }
                }
            }
        }
        Undo { kind, removed }
        if !rows.is_empty() {
            p { class: "rows-total", "data-testid": "{prefix}-total", {t!("application-rows-total", rows = rows.len(), months = total)} }
        }
        if editing.read().is_none() {
            div { class: "rows-actions",
                Button { test: "{prefix}-add", id: "{prefix}-add", kind: ButtonKind::Secondary, icon: Shape::Plus, label: t!(&format!("application-{prefix}-add")),
                    onclick: add }
                if rows.len() > 1 {
                    Button { test: "sort-periods", kind: ButtonKind::Secondary, icon: Shape::Sort, label: t!("application-sort"),
                        onclick: move |()| sort(desk) }
                }
            }
        }
    }
}

fn open(mut editing: Signal<Option<Editing>>, what: Editing) {
    editing.set(Some(what));
    focus_later("row-row-from".to_owned());
}

fn focus_later(id: String) {
    spawn(async move {
        platform::sleep_ms(60).await;
        platform::focus(&id);
    });
}

/// 按时间排序
fn sort(desk: Desk) {
    let mut typed: ApplicationForm = desk.form.value_now();
    typed.sort_periods();
    for kind in [Kind::Deemed, Kind::Special] {
        let rows = kind.rows(&typed);
        kind.change(desk.form, |now| *now = rows);
    }
    toast(&t!("application-sorted"));
}

/// What is wrong with the list as a whole, such as too few months of special work.
#[component]
fn ListErrors(kind: Kind) -> Element {
    let desk = use_desk();
    let findings = desk.findings.read();
    let wrong =
        findings.iter().filter(|finding| finding.field == kind.list() && finding.severity == Severity::Blocking);
    let messages: Vec<String> = wrong.map(|finding| finding.what.message(words::language())).collect();
    rsx! {
        for message in messages {
            p { key: "{message}", class: "error", "data-testid": "{kind.list()}-error",
                Icon { shape: Shape::Warning }
                span { {message} }
            }
        }
    }
}

/// A row for reading, with what is wrong with it.
#[component]
fn RowCard(
    kind: Kind,
    index: usize,
    row: Row,
    editing: Signal<Option<Editing>>,
    removed: Signal<Option<(usize, Row)>>,
) -> Element {
    let desk = use_desk();
    let prefix = kind.prefix();
    let number = index + 1;
    let path = format!("{}[{index}].", kind.list());
    let findings = desk.findings.read();
    let of_row = findings.iter().filter(|finding| finding.field.starts_with(&path));
    let wrong: Vec<(String, String)> = of_row
        .map(|finding| {
            let field = finding.field.strip_prefix(&path).unwrap_or_default();
            (
                words::field_path(field),
                if progress::is_missing(finding) {
                    t!("application-row-missing")
                } else {
                    finding.what.message(words::language())
                },
            )
        })
        .collect();
    let months = months(&row);
    let edit = {
        let row = row.clone();
        move |()| open(editing, Editing { index, before: Some(row.clone()) })
    };
    let remove = {
        let (row, mut removed) = (row.clone(), removed);
        move |()| {
            kind.change(desk.form, |rows| {
                if index < rows.len() {
                    rows.remove(index);
                }
            });
            removed.set(Some((index, row.clone())));
            focus_later(format!("{prefix}-undo"));
        }
    };
    let class = if wrong.is_empty() { "row-card" } else { "row-card wrong" };
    rsx! {
        article { class, id: "{prefix}-row-{index}", tabindex: "-1",
            "data-testid": "{prefix}-row-{index}",
            header { class: "row-card-head",
                span { class: "row-number", {t!("application-row", row = number)} }
                if let Some(months) = months {
                    span { class: "row-card-months", {t!("application-months", months = months)} }
                }
            }
            p { class: "row-span", {t!("application-span", from = blank(&row.from), to = blank(&row.to))} }
            p { class: "row-employer", {blank(&row.employer)} }
            if kind == Kind::Special {
                p { class: "hint", {t!("application-row-work", kind = blank(&names::work_kind(&row.work_kind)), job = blank(&row.job_title))} }
            }
            if !row.interruption_months.trim().is_empty() {
                p { class: "hint", {t!("application-interrupted", months = row.interruption_months)} }
            }
            for (field, message) in wrong {
                p { key: "{field}-{message}", class: "error", "data-testid": "{prefix}-row-{index}-error",
                    Icon { shape: Shape::Warning }
                    span { {t!("summary-line", label = field, message = message)} }
                }
            }
            if editing.read().is_none() {
                div { class: "row-card-actions",
                    Button { test: "{prefix}-edit-{index}", kind: ButtonKind::Secondary, icon: Shape::Edit, label: t!("edit"), onclick: edit,
                        describes: t!("application-row", row = number) }
                    Button { test: "{prefix}-delete-{index}", kind: ButtonKind::Secondary, icon: Shape::Trash, label: t!("delete"), onclick: remove,
                        describes: t!("application-row", row = number) }
                }
            }
        }
    }
}

fn blank(text: &str) -> String {
    if text.trim().is_empty() { t!("application-blank") } else { text.to_owned() }
}

/// The row that was deleted last can be brought back.
#[component]
fn Undo(kind: Kind, removed: Signal<Option<(usize, Row)>>) -> Element {
    let desk = use_desk();
    let mut removed = removed;
    let prefix = kind.prefix();
    let Some((index, row)) = removed() else { return rsx! {} };
    rsx! {
        div { class: "undo", role: "status",
            span { {t!("application-row-deleted", row = index + 1)} }
            Button { test: "{prefix}-undo", id: "{prefix}-undo", kind: ButtonKind::Secondary, label: t!("application-undo"),
                onclick: move |()| {
                    kind.change(desk.form, |rows| rows.insert(index.min(rows.len()), row.clone()));
                    removed.set(None);
                } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_as_soon_as_both_ends_stand() {
        let row = |from: &str, to: &str, interruption: &str| Row {
            from: from.into(),
            to: to.into(),
            interruption_months: interruption.into(),
            ..Row::default()
        };
        assert_eq!(months(&row("1982-10", "1995-06", "3")), Some(150));
        assert_eq!(months(&row("198210", "1995年6月", "")), Some(153));
        assert_eq!(months(&row("1982-10", "199", "")), None);
    }
}
