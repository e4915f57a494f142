//! 编辑经办人: the record, a draft that outlives a lost session, and what to do when somebody else was quicker.

use chrono::NaiveDate;
use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::access::{AgentAction, StepUpPurpose};
use shared::api::{AgentIn, AgentOut};
use shared::error::{FieldErrors, Invalid, ProblemCode};

use super::super::agent_detail::AgentFailure;
use super::super::step_up::flow;
use super::conflict::Conflict;
use super::fields::{Identity, Terms};
use crate::forms::{FormSpec, use_form};
use crate::routes::Route;
use crate::session::DRAFT_PREFIX;
use crate::ui::{
    Button, ButtonKind, Card, EmptyState, ErrorSummary, LinkButton, Notice, NoticeKind, PageHeader, Shape, Skeleton,
    toast,
};
use crate::{api, platform, proofs, session, t};

const PURPOSE: StepUpPurpose = StepUpPurpose::EditAgent;

/// What is kept on the device while an agent is edited: what was typed, and over which version of the record.
#[derive(Clone, Serialize, Deserialize)]
struct Draft {
    base: AgentOut,
    typed: AgentIn,
}

fn draft_key(id: &str) -> String {
    let owner = session::SESSION.peek().me().map(|me| me.user_id.clone()).unwrap_or_default();
    format!("{DRAFT_PREFIX}{owner}.agent-edit.{id}")
}

/// The form of a record as it is: number fields are empty, which leaves them.
pub(super) fn as_form(agent: &AgentOut) -> AgentIn {
    AgentIn {
        name: agent.name.clone(),
        document_type: agent.document_type.clone(),
        account_name: agent.account_name.clone(),
        permissions: agent.permissions.clone(),
        valid_until: agent.valid_until.map(|date| date.to_string()).unwrap_or_default(),
        revision: agent.revision,
        ..AgentIn::default()
    }
}

/// The refusals of an edit. Another document type without its number would be lost silently.
fn check(input: &AgentIn, base: &AgentOut, today: NaiveDate) -> FieldErrors {
    let mut errors = input.parse_edit(today).err().unwrap_or_default();
    if input.document_type != base.document_type && input.document_number.trim().is_empty() {
        errors.add("document_number", Invalid::new("required"));
    }
    errors
}

#[component]
pub(super) fn Edit(id: String) -> Element {
    let mut agent = use_resource(use_reactive!(|id| async move { api::agent(&id).await }));
    match &*agent.read() {
        Some(Ok(found)) if found.actions.contains(&AgentAction::Edit) => rsx! {
            EditForm { agent: found.clone() }
        },
        Some(Ok(found)) => rsx! {
            PageHeader { title: t!("agent-edit-title"), back: Route::AgentDetail { id: found.id.clone() } }
            EmptyState { shape: Shape::Lock, title: t!("agent-no-edit-title"), text: t!("agent-no-edit-text"),
                LinkButton { test: "agent-no-edit-back", label: t!("back"), to: Route::AgentDetail { id: found.id.clone() } }
            }
        },
        Some(Err(error)) => rsx! {
            AgentFailure { title: t!("agent-edit-title"), error: error.clone(), onretry: move |()| agent.restart() }
        },
        None => rsx! {
            PageHeader { title: t!("agent-edit-title"), back: Route::AgentsList {} }
            Skeleton { rows: 6 }
        },
    }
}

#[component]
fn EditForm(agent: AgentOut) -> Element {
    let key = draft_key(&agent.id);
    let aside = format!("agent-edit.{}", agent.id);
    let start = use_hook(|| {
        let waiting: Option<Draft> = flow::take_up(&aside);
        let goes_on = waiting.is_some() && proofs::token(PURPOSE).is_some();
        let kept = || platform::stored(&key).and_then(|text| serde_json::from_str(&text).ok());
        let draft = waiting.or_else(kept).unwrap_or_else(|| Draft { typed: as_form(&agent), base: agent.clone() });
        (draft, goes_on)
    });
    let (draft, goes_on) = start;
    let mut base = use_signal(|| draft.base.clone());
    let mut conflict = use_signal(|| None::<AgentOut>);
    let form =
        use_form(FormSpec { id: "agent", initial: draft.typed, draft: false, secrets: &[] }, move |input: &AgentIn| {
            check(input, &base.read(), session::today())
        });
    use_effect({
        let key = key.clone();
        move || {
            let draft = Draft { base: base.read().clone(), typed: form.value() };
            if draft.typed == as_form(&draft.base) {
                platform::forget(&key);
            } else if let Ok(text) = serde_json::to_string(&draft) {
                platform::store(&key, &text);
            }
        }
    });
    let save = use_callback({
        let (id, key, aside) = (agent.id.clone(), key.clone(), aside.clone());
        move |()| {
            let (id, key, aside) = (id.clone(), key.clone(), aside.clone());
            form.submit(move |input: AgentIn| async move {
                let proof = proofs::token(PURPOSE).unwrap_or_default();
                match api::edit_agent(&id, &input, &proof).await {
                    Ok(agent) => {
                        proofs::drop_proof(PURPOSE);
                        platform::forget(&key);
                        toast(&t!("agent-edit-done", name = agent.name));
                        navigator().replace(Route::AgentDetail { id });
                        Ok(())
                    }
                    Err(error) => {
                        if error.is(ProblemCode::RevisionConflict)
                            && let Ok(now) = api::agent(&id).await
                        {
                            conflict.set(Some(now));
                        }
                        let draft = Draft { base: base.peek().clone(), typed: input };
                        Err(flow::refused(error, PURPOSE, &Route::AgentEdit { id }, &aside, &draft))
                    }
                }
            });
        }
    });
    use_effect(move || {
        if goes_on {
            save.call(());
        }
    });
    let back = Route::AgentDetail { id: agent.id.clone() };
    if let Some(theirs) = conflict() {
        return rsx! {
            PageHeader { title: t!("agent-edit-title"), lead: agent.name.clone(), back: back.clone() }
            Conflict {
                base: base(),
                mine: form.value_now::<AgentIn>(),
                theirs: theirs.clone(),
                onsave: move |merged: AgentIn| {
                    form.fill(&merged);
                    base.set(theirs.clone());
                    conflict.set(None);
                    save.call(());
                },
                ondiscard: move |()| {
                    platform::forget(&key);
                    navigator().replace(back.clone());
                },
            }
        };
    }
    rsx! {
        PageHeader { title: t!("agent-edit-title"), lead: agent.name.clone(), back: back.clone() }
        div { class: "narrow stack",
            if agent.shared_identity {
                Notice { kind: NoticeKind::Caution, p { {t!("agent-shared-note")} } }
            }
            Card {
                form {
                    class: "form",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        save.call(());
                    },
                    ErrorSummary { form }
                    Identity { form, known: agent.clone() }
                    Terms { form, known: agent.clone() }
                    div { class: "form-actions",
                        Button { test: "submit", label: t!("save"), pending: form.is_pending() }
                        Button { test: "cancel", kind: ButtonKind::Secondary, label: t!("cancel"),
                            onclick: move |()| {
                                platform::forget(&key);
                                navigator().replace(back.clone());
                            } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::agent_form::conflict::tests::agent;

    #[test]
    fn another_document_type_wants_its_number() {
        let (base, today) = (agent(1), NaiveDate::default());
        let mut typed = as_form(&base);
        assert!(check(&typed, &base, today).0.is_empty());
        typed.document_type = "passport".to_owned();
        assert_eq!(check(&typed, &base, today).of("document_number").map(|invalid| invalid.code), Some("required"));
    }
}
