//! The buttons of one agent, as the server lists them, and the questions before what has consequences.

use dioxus::prelude::*;
use shared::access::{AgentAction, StepUpPurpose};
use shared::api::AgentOut;
use shared::error::ProblemCode;

use super::super::step_up::flow;
use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, Confirm, LinkButton, Notice, NoticeKind, Shape, toast};
use crate::{api, proofs, t, words};

/// The words of an action that is asked about first: button, question, what happens, what was done.
struct Question {
    test: &'static str,
    button: &'static str,
    title: &'static str,
    text: &'static str,
    done: &'static str,
}

const DISABLE: Question = Question {
    test: "disable",
    button: "agent-disable",
    title: "agent-disable-title",
    text: "agent-disable-text",
    done: "agent-disable-done",
};
const ENABLE: Question = Question {
    test: "enable",
    button: "agent-enable",
    title: "agent-enable-title",
    text: "agent-enable-text",
    done: "agent-enable-done",
};
const DELETE: Question = Question {
    test: "delete",
    button: "agent-delete",
    title: "agent-delete-title",
    text: "agent-delete-text",
    done: "agent-delete-done",
};

const fn question(action: AgentAction) -> Option<&'static Question> {
    match action {
        AgentAction::Disable => Some(&DISABLE),
        AgentAction::Enable => Some(&ENABLE),
        AgentAction::Delete => Some(&DELETE),
        AgentAction::Edit | AgentAction::SetPassword | AgentAction::Invite => None,
    }
}

fn key_of(id: &str) -> String {
    format!("agent-action.{id}")
}

async fn perform(action: AgentAction, id: &str, proof: &str) -> Result<(), ApiError> {
    match action {
        AgentAction::Disable => api::disable_agent(id, proof).await.map(drop),
        AgentAction::Enable => api::enable_agent(id, proof).await.map(drop),
        AgentAction::Delete => api::delete_agent(id, proof).await,
        AgentAction::Invite => api::invite_agent(id).await,
        AgentAction::Edit | AgentAction::SetPassword => Ok(()),
    }
}

/// The buttons, and what follows them.
#[component]
pub(super) fn Actions(agent: AgentOut, onchanged: EventHandler<()>) -> Element {
    let (id, name) = (agent.id.clone(), agent.name.clone());
    let mut open = use_signal(|| false);
    let mut asked = use_signal(|| None::<AgentAction>);
    let mut pending = use_signal(|| None::<AgentAction>);
    let mut failure = use_signal(|| None::<ApiError>);

    let act = use_callback(move |action: AgentAction| {
        if pending.peek().is_some() {
            return;
        }
        let (id, name) = (id.clone(), name.clone());
        let here = Route::AgentDetail { id: id.clone() };
        let purpose = StepUpPurpose::of(action);
        let proof = purpose.map(|purpose| (purpose, proofs::token(purpose)));
        if let Some((purpose, None)) = proof {
            flow::set_out(purpose, &here, &key_of(&id), &action);
            return;
        }
        failure.set(None);
        pending.set(Some(action));
        spawn(async move {
            let token = proof.and_then(|(_, token)| token).unwrap_or_default();
            let outcome = perform(action, &id, &token).await;
            pending.set(None);
            open.set(false);
            match outcome {
                Ok(()) => {
                    if let Some(purpose) = purpose {
                        proofs::drop_proof(purpose);
                    }
                    match question(action) {
                        Some(question) => toast(&t!(question.done, name = name)),
                        None => toast(&t!("agent-invite-done", name = name)),
                    }
                    if action == AgentAction::Delete {
                        navigator().replace(Route::AgentsList {});
                    } else {
                        onchanged.call(());
                    }
                }
                Err(error) => {
                    let error = match purpose {
                        Some(purpose) => flow::refused(error, purpose, &here, &key_of(&id), &action),
                        None => error,
                    };
                    // Somebody else was quicker: the buttons below are those of the state as it is now.
                    if error.is(ProblemCode::ActionNotAllowed) || error.is(ProblemCode::NotFound) {
                        onchanged.call(());
                    }
                    failure.set(Some(error));
                }
            }
        });
    });

    // Back from the step-up page: what was confirmed before it goes on.
    let waiting = use_hook(|| {
        let action: AgentAction = flow::take_up(&key_of(&agent.id))?;
        StepUpPurpose::of(action).and_then(proofs::token).map(|_| action)
    });
    use_effect(move || {
        if let Some(action) = waiting {
            act.call(action);
        }
    });

    let confirm = asked().and_then(question);
    rsx! {
        if let Some(error) = failure() {
            Notice { kind: NoticeKind::Bad, p { {error.message(words::language())} } }
        }
        div { class: "agent-actions",
            for action in agent.actions.clone() {
                ActionButton {
                    key: "{action:?}",
                    action,
                    id: agent.id.clone(),
                    pending: pending() == Some(action),
                    onchoose: move |()| {
                        if question(action).is_some() {
                            asked.set(Some(action));
                            open.set(true);
                        } else {
                            act.call(action);
                        }
                    },
                }
            }
        }
        if let Some(question) = confirm {
            Confirm {
                key: "{question.test}",
                id: "confirm-{question.test}",
                open,
                title: t!(question.title, name = agent.name),
                text: t!(question.text, name = agent.name),
                yes: t!(question.button),
                danger: question.test != ENABLE.test,
                pending: pending().is_some(),
                onyes: move |()| if let Some(action) = asked() { act.call(action) },
            }
        }
    }
}

#[component]
fn ActionButton(action: AgentAction, id: String, pending: bool, onchoose: EventHandler<()>) -> Element {
    match action {
        AgentAction::Edit => rsx! {
            LinkButton { test: "action-edit", label: t!("edit"), icon: Shape::Edit, to: Route::AgentEdit { id } }
        },
        AgentAction::SetPassword => rsx! {
            LinkButton { test: "action-set-password", kind: ButtonKind::Secondary, label: t!("agent-set-password"), icon: Shape::Lock,
                to: Route::AgentPassword { id } }
        },
        AgentAction::Invite => rsx! {
            Button { test: "action-invite", kind: ButtonKind::Secondary, label: t!("agent-invite"), icon: Shape::Message, pending,
                onclick: move |()| onchoose.call(()) }
        },
        AgentAction::Disable => rsx! {
            Button { test: "action-disable", kind: ButtonKind::Secondary, label: t!("agent-disable"), icon: Shape::Stop, pending,
                onclick: move |()| onchoose.call(()) }
        },
        AgentAction::Enable => rsx! {
            Button { test: "action-enable", kind: ButtonKind::Secondary, label: t!("agent-enable"), icon: Shape::Check, pending,
                onclick: move |()| onchoose.call(()) }
        },
        AgentAction::Delete => rsx! {
            Button { test: "action-delete", kind: ButtonKind::Danger, label: t!("agent-delete"), icon: Shape::Trash, pending,
                onclick: move |()| onchoose.call(()) }
        },
    }
}

#[cfg(test)]
mod tests {
    use shared::i18n::{Language, has};

    use super::*;

    #[test]
    fn what_has_consequences_is_asked_about_and_has_words() {
        for action in AgentAction::ALL {
            let Some(question) = question(action) else {
                assert!(matches!(action, AgentAction::Edit | AgentAction::SetPassword | AgentAction::Invite));
                continue;
            };
            for language in Language::ALL {
                for id in [question.button, question.title, question.text, question.done] {
                    assert!(has(language, id), "{id} in {}", language.tag());
                }
            }
        }
    }
}
