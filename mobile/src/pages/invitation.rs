//! 邀请: a new agent sees who invites, sets a password, and is in.

use dioxus::prelude::*;
use shared::api::{AcceptInvitationIn, InvitationOut};
use shared::error::ProblemCode;
use shared::legal;

use crate::forms::{Form, FormSpec, use_form};
use crate::routes::{Next, Route};
use crate::ui::{
    Button, Card, CheckField, DetailRow, Details, EmptyState, ErrorPage, ErrorSummary, Helpline, LinkButton, Notice,
    NoticeKind, PageHeader, PasswordField, Shape, Skeleton, toast,
};
use crate::{api, field, session, t, words};

/// `/invitation/{token}`
#[component]
pub fn Invitation(token: String) -> Element {
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
        FormSpec {
            id: "invitation",
            initial: AcceptInvitationIn::default(),
            draft: false,
            secrets: &["new_password"],
        },
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
                    Consent { form, name: field!(AcceptInvitationIn.terms_version), version: legal::TERMS.version, doc: "terms", words: "legal-terms" }
                    Consent { form, name: field!(AcceptInvitationIn.privacy_version), version: legal::PRIVACY.version, doc: "privacy", words: "legal-privacy" }
                    Button { test: "submit", label: t!("invitation-accept"), pending: form.is_pending(), wide: true }
                }
            }
            p { class: "hint", {t!("invitation-not-me")} }
        }
    }
}

/// The version consented to, or nothing. The text opens beside the form: what is typed stays.
#[component]
fn Consent(form: Form, name: &'static str, version: &'static str, doc: &'static str, words: &'static str) -> Element {
    rsx! {
        CheckField {
            form,
            name,
            checked: !form.text(name).is_empty(),
            onchange: move |on| {
                form.set(name, if on { version } else { "" });
                form.insist(name);
            },
            {t!("invitation-consent")}
            Link { to: Route::Legal { doc: doc.to_owned() }, new_tab: true, "data-testid": "consent-{doc}", {t!(words)} }
        }
    }
}
