//! What may be done to an application, from the list and from its details: ways to the form, and what is asked about first.

use dioxus::prelude::*;
use shared::application::{Action, Section};
use shared::error::ProblemCode;

use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, Confirm, Icon, LinkButton, Notice, NoticeKind, Shape, toast};
use crate::{api, platform, t, words};

/// The refusal has to be drawn before it can be brought into view.
const UNTIL_DRAWN_MS: u32 = 30;
const REFUSED_ID: &str = "deed-refused";

/// The application that something is done to, as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) revision: u64,
}

/// The words of an action that is asked about first: question, what happens, what was done.
struct Question {
    title: &'static str,
    text: &'static str,
    done: &'static str,
}

const fn question(action: Action) -> Option<Question> {
    let (title, text, done) = match action {
        Action::Withdraw => ("application-withdraw-title", "application-withdraw-text", "application-withdraw-done"),
        Action::Delete => ("application-delete-title", "application-delete-text", "application-delete-done"),
        Action::Refile => ("application-refile-title", "application-refile-text", "application-refile-done"),
        _ => return None,
    };
    Some(Question { title, text, done })
}

/// The words for a refusal after which the page shows the application anew; `None` for one that changed nothing.
fn overtaken(error: &ApiError) -> Option<&'static str> {
    match error.code()? {
        ProblemCode::AlreadyHandled => Some("application-deed-handled"),
        ProblemCode::RevisionConflict => Some("application-deed-changed"),
        ProblemCode::ActionNotAllowed => Some("application-deed-not-allowed"),
        ProblemCode::NotFound => Some("application-deed-gone"),
        _ => None,
    }
}

/// The one thing on a page that is being asked about or done; cheap to copy.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Deeds {
    asked: Signal<Option<(Action, Subject)>>,
    open: Signal<bool>,
    pending: Signal<bool>,
    refused: Signal<Option<(Action, ApiError)>>,
    onchanged: Callback<Action>,
}

/// `onchanged` is called when the application has changed, by this action or before it.
pub(super) fn use_deeds(onchanged: impl FnMut(Action) + 'static) -> Deeds {
    Deeds {
        asked: use_signal(|| None),
        open: use_signal(|| false),
        pending: use_signal(|| false),
        refused: use_signal(|| None),
        onchanged: use_callback(onchanged),
    }
}

impl Deeds {
    fn ask(mut self, action: Action, subject: Subject) {
        self.refused.set(None);
        self.asked.set(Some((action, subject)));
        self.open.set(true);
    }

    fn act(mut self) {
        let Some((action, subject)) = self.asked.peek().clone() else { return };
        if *self.pending.peek() {
            return;
        }
        self.pending.set(true);
        spawn(async move {
            let outcome = perform(action, &subject).await;
            self.pending.set(false);
            self.open.set(false);
            match outcome {
                Ok(()) => {
                    if let Some(question) = question(action) {
                        toast(&t!(question.done, name = subject.name));
                    }
                    if action == Action::Refile {
                        navigator().push(Route::ApplicationEdit { id: subject.id, step: String::new() });
                    } else {
                        self.onchanged.call(action);
                    }
                }
                Err(error) => {
                    let changed = overtaken(&error).is_some();
                    self.refused.set(Some((action, error)));
                    if changed {
                        self.onchanged.call(Action::Edit);
                    }
                    platform::sleep_ms(UNTIL_DRAWN_MS).await;
                    platform::focus(REFUSED_ID);
                }
            }
        });
    }
}

async fn perform(action: Action, subject: &Subject) -> Result<(), ApiError> {
    let Subject { id, revision, .. } = subject;
    match action {
        Action::Withdraw => api::withdraw_application(id, *revision).await.map(drop),
        Action::Refile => api::refile_application(id, *revision).await.map(drop),
        Action::Delete => api::delete_application(id).await,
        _ => Ok(()),
    }
}

/// The question that is open, and the refusal of the last one. Once on a page.
#[component]
pub(super) fn DeedPlace(deeds: Deeds) -> Element {
    let asked = deeds.asked.read().clone().and_then(|(action, subject)| Some((action, subject, question(action)?)));
    rsx! {
        if let Some((action, error)) = deeds.refused.read().clone() {
            div { class: "deed-refused", id: REFUSED_ID, tabindex: "-1", "data-testid": REFUSED_ID,
                Notice { kind: NoticeKind::Bad,
                    p {
                        match overtaken(&error) {
                            Some(words) => t!(words, action = words::action(action)),
                            None => error.message(words::language()),
                        }
                    }
                }
            }
        }
        if let Some((action, subject, question)) = asked {
            Confirm {
                key: "{action.code()}-{subject.id}",
                id: "confirm-{action.code()}",
                open: deeds.open,
                title: t!(question.title, name = subject.name),
                text: t!(question.text),
                yes: words::action(action),
                danger: action == Action::Delete,
                pending: *deeds.pending.read(),
                onyes: move |()| deeds.act(),
            }
        }
    }
}

const fn icon(action: Action) -> Shape {
    match action {
        Action::Submit => Shape::Check,
        Action::Withdraw => Shape::Undo,
        Action::Delete => Shape::Trash,
        _ => Shape::Edit,
    }
}

/// Where an action leads that is done in the form.
fn way(action: Action, id: &str) -> Option<Route> {
    let step = match action {
        Action::Edit => String::new(),
        Action::Submit => Section::Review.code().to_owned(),
        _ => return None,
    };
    Some(Route::ApplicationEdit { id: id.to_owned(), step })
}

/// The enterprise's actions of an application, as buttons of its page.
#[component]
pub(super) fn DeedButtons(actions: Vec<Action>, subject: Subject, deeds: Deeds) -> Element {
    let first = if actions.contains(&Action::Submit) { Action::Submit } else { Action::Refile };
    let kind = move |action: Action| match action {
        Action::Delete => ButtonKind::Danger,
        action if action == first => ButtonKind::Primary,
        _ => ButtonKind::Secondary,
    };
    rsx! {
        for action in actions {
            if let Some(to) = way(action, &subject.id) {
                LinkButton { key: "{action.code()}", test: "action-{action.code()}", kind: kind(action), label: words::action(action),
                    icon: icon(action), to }
            } else if question(action).is_some() {
                Button { key: "{action.code()}", test: "action-{action.code()}", kind: kind(action), label: words::action(action), icon: icon(action),
                    onclick: {
                        let subject = subject.clone();
                        move |()| deeds.ask(action, subject.clone())
                    } }
            }
        }
    }
}

/// The same in a row of the list.
#[component]
pub(super) fn RowDeeds(actions: Vec<Action>, subject: Subject, deeds: Deeds) -> Element {
    rsx! {
        for action in actions {
            if let Some(to) = way(action, &subject.id) {
                Link { key: "{action.code()}", class: "row-action", to, "data-testid": "row-action-{action.code()}-{subject.id}",
                    Icon { shape: icon(action) }
                    span { {words::action(action)} }
                }
            } else if question(action).is_some() {
                button {
                    key: "{action.code()}",
                    class: if action == Action::Delete { "row-action danger" } else { "row-action" },
                    r#type: "button",
                    "data-testid": "row-action-{action.code()}-{subject.id}",
                    onclick: {
                        let subject = subject.clone();
                        move |_| deeds.ask(action, subject.clone())
                    },
                    Icon { shape: icon(action) }
                    span { {words::action(action)} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::application::{Claim, Party, Standing, Status, actions};
    use shared::i18n::{Language, has};

    use super::*;

    #[test]
    fn whatever_an_enterprise_may_do_has_a_way_or_a_question() {
        for status in Status::ALL {
            for refiling in [false, true] {
                let standing = Standing { status: *status, refiling, claim: Claim::Nobodys };
                for action in actions(Party::Enterprise, standing) {
                    assert!(way(*action, "x").is_some() != question(*action).is_some(), "{action:?}");
                    let Some(question) = question(*action) else { continue };
                    for language in Language::ALL {
                        for id in [question.title, question.text, question.done] {
                            assert!(has(language, id), "{id} in {}", language.tag());
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn submitting_leads_to_the_review_step() {
        let to = way(Action::Submit, "a1").map(|route| route.to_string());
        assert_eq!(to.as_deref(), Some("/applications/a1/edit?step=review"));
    }
}
