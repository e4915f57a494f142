//! 邀请: a new agent sees who invites, sets a password, and is in.

use dioxus::prelude::*;
use shared::api::{AcceptInvitationIn, InvitationOut};
use shared::error::ProblemCode;

use super::parts::Consents;
use crate::forms::{FormSpec, use_form};
use crate::routes::{Next, Route};
use crate::ui::{
    Button, Card, DetailRow, Details, EmptyState, ErrorPage, ErrorSummary, Helpline, LinkButton, Notice, NoticeKind,
    PageHeader, PasswordField, Shape, Skeleton, toast,
};
use crate::{api, field, session, t, words};

/// `/invitation/{token}`
#[component]
pub(crate) fn Invitation(token: String) -> Element {
    let shown = token.clone();
    let mut invitation = use_resource(use_reactive!(|token| async move { api::invitation(&token).await }));
    let content = match &*invitation.read() {
        None => rsx! {
            Skeleton { rows: 4 }
        },
        Some(Ok(invitation)) => rsx! {
            Accept { key: "{shown}", token: shown, invitation: invitation.clone() }
        },
        Some(Err(error)) if error.is(ProblemCode::InvitationEnded) || error.is(ProblemCode::NotFound) => rsx! {
            Ended {}
        },
        Some(Err(error)) => rsx! {
            ErrorPage { error: error.clone(), onretry: move |()| invitation.restart() }
        },
    };
    rsx! {
        PageHeader { title: t!("invitation-title") }
        {content}
    }
}

#[component]
fn Ended() -> Element {
    rsx! {
        div { "data-testid": "invitation-ended",
            EmptyState { shape: Shape::Clock, title: t!("invitation-ended-title"), text: t!("invitation-ended-text"),
                LinkButton { test: "invitation-login", label: t!("invitation-login"), to: Route::Login { next: Next::default() } }
                Helpline {}
            }
        }
    }
}

#[component]
fn Accept(token: String, invitation: InvitationOut) -> Element {
    let account_name = invitation.account_name.clone();
    let form = use_form(
        FormSpec { id: "invitation", initial: AcceptInvitationIn::default(), draft: false, secrets: &["new_password"] },
        move |input: &AcceptInvitationIn| input.parse(&[&account_name]).err().unwrap_or_default(),
    );
    let other = session::me().map(|me| me.name).filter(|name| *name != invitation.name);
    rsx! {
        div { class: "stack",
            p { class: "lead", "data-testid": "invitation-lead",
                {t!("invitation-lead", name = invitation.name, enterprise = invitation.enterprise_name)}
            }
            if let Some(name) = other {
                Notice { kind: NoticeKind::Caution, p { {t!("invitation-other-session", name = name)} } }
            }
            Details {
                DetailRow { label: t!("field-enterprise-name"), test: "invitation-enterprise", {invitation.enterprise_name.clone()} }
                DetailRow { label: t!("field-name"), {invitation.name.clone()} }
                DetailRow { label: t!("field-mobile"), {invitation.mobile_masked.clone()} }
                DetailRow { label: t!("agent-account-name"), test: "invitation-account", {invitation.account_name.clone()} }
                DetailRow { label: t!("invitation-expires"), {words::moment(invitation.expires_at)} }
            }
            Card {
                form {
                    class: "form",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        let token = token.clone();
                        form.submit(move |input: AcceptInvitationIn| async move {
                            let opened = api::accept_invitation(&token, input).await?;
                            toast(&t!("invitation-done"));
                            session::begin(opened, &Next::default());
                            Ok(())
                        });
                    },
                    ErrorSummary { form }
                    PasswordField {
                        form,
                        name: field!(AcceptInvitationIn.new_password),
                        label: t!("invitation-password"),
                        hint: t!("invitation-password-hint"),
                        new: true,
                        known_texts: vec![invitation.account_name.clone()],
                    }
                    Consents { form }
                    Button { test: "submit", label: t!("invitation-accept"), pending: form.is_pending(), wide: true }
                }
            }
            p { class: "hint", {t!("invitation-not-me")} }
        }
    }
}
