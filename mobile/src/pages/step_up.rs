//! 身份验证: proves that it is really the person before a sensitive action; the proof goes back with them to the action.

pub(super) mod flow;

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::access::StepUpPurpose;
use shared::api::StepUpIn;

use crate::routes::{Next, Route};
use crate::ui::{
    Button, ButtonKind, Card, CodeSource, EmptyState, ErrorSummary, Icon, LinkButton, Notice, PageHeader,
    PasswordField, Shape, SmsCodeField,
};
use crate::{api, field, forms, proofs, session, t};

/// The ways to prove who one is, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    PasswordAndCode,
}

impl Way {
    const ALL: [Self; 1] = [Self::PasswordAndCode];

    const fn code(self) -> &'static str {
        match self {
            Self::PasswordAndCode => "password-and-code",
        }
    }

    const fn icon(self) -> Shape {
        match self {
            Self::PasswordAndCode => Shape::Lock,
        }
    }
}

/// What is typed.
#[derive(Default, Serialize, Deserialize)]
struct Typed {
    password: String,
    sms_code: String,
}

impl Typed {
    fn proof(&self, purpose: StepUpPurpose) -> StepUpIn {
        StepUpIn { purpose, password: self.password.clone(), sms_code: self.sms_code.clone() }
    }
}

/// The page that goes with an action; without the address of one there is nothing to prove.
fn above(next: &Next) -> Route {
    match next.route() {
        Some(Route::AgentEdit { id } | Route::AgentPassword { id } | Route::AgentDetail { id }) => {
            Route::AgentDetail { id }
        }
        Some(_) => Route::AgentsList {},
        None => Route::Home {},
    }
}

/// `/step-up?purpose=…&next=…`
#[component]
pub(crate) fn StepUp(purpose: String, next: Next) -> Element {
    let back = above(&next);
    let Some(purpose) = StepUpPurpose::from_code(&purpose) else {
        return rsx! {
            PageHeader { title: t!("step-up-title") }
            EmptyState { shape: Shape::Warning, title: t!("step-up-nothing-title"), text: t!("step-up-nothing-text"),
                LinkButton { test: "step-up-home", label: t!("not-found-home"), to: Route::Home {} }
            }
        };
    };
    let mut way = use_signal(|| Way::PasswordAndCode);
    let action = t!(flow::words(purpose));
    rsx! {
        PageHeader { title: t!("step-up-title"), back }
        div { class: "narrow stack",
            Notice {
                p { "data-testid": "step-up-purpose", {t!("step-up-why", action = action)} }
            }
            fieldset { class: "step-ways",
                legend { class: "step-ways-title", {t!("step-up-way")} }
                for one in Way::ALL {
                    label { key: "{one.code()}", class: "check card-check",
                        input {
                            r#type: "radio",
                            name: "step-up-way",
                            "data-testid": "way-{one.code()}",
                            checked: way() == one,
                            onchange: move |_| way.set(one),
                        }
                        span {
                            span { class: "check-label way-label",
                                Icon { shape: one.icon() }
                                {t!(&format!("step-up-way-{}", one.code()))}
                            }
                            span { class: "check-note", {t!(&format!("step-up-way-{}-note", one.code()))} }
                        }
                    }
                }
            }
            match way() {
                Way::PasswordAndCode => rsx! {
                    PasswordAndCode { key: "{purpose.code()}", purpose, next }
                },
            }
        }
    }
}

#[component]
fn PasswordAndCode(purpose: StepUpPurpose, next: Next) -> Element {
    let form = forms::use_form(
        forms::FormSpec { id: "step-up", initial: Typed::default(), draft: false, secrets: &[] },
        move |typed: &Typed| typed.proof(purpose).parse().err().unwrap_or_default(),
    );
    let mobile = session::me().map(|me| me.mobile_masked).unwrap_or_default();
    let back = above(&next);
    rsx! {
        Card {
            form {
                class: "form",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    let next = next.clone();
                    form.submit(move |typed: Typed| async move {
                        let proof = api::step_up(&typed.proof(purpose)).await?;
                        proofs::keep(purpose, proof);
                        navigator().replace(next.route().unwrap_or(Route::Home {}));
                        Ok(())
                    });
                },
                ErrorSummary { form }
                PasswordField { form, name: field!(Typed.password), label: t!("step-up-password"), hint: t!("step-up-password-hint") }
                div { class: "field",
                    p { class: "field-like-label", {t!("step-up-mobile")} }
                    p { class: "fixed-value", "data-testid": "step-up-mobile", {mobile} }
                }
                SmsCodeField { form, name: field!(Typed.sms_code), source: CodeSource::Own(purpose) }
                div { class: "form-actions",
                    Button { test: "submit", label: t!("next-step"), pending: form.is_pending() }
                    LinkButton { test: "step-up-cancel", kind: ButtonKind::Secondary, label: t!("cancel"), to: back }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_to_the_agent_or_the_list() {
        let edit = Next::to(&Route::AgentEdit { id: "a".into() });
        assert_eq!(above(&edit), Route::AgentDetail { id: "a".into() });
        assert_eq!(above(&Next::to(&Route::AgentNew {})), Route::AgentsList {});
        assert_eq!(above(&Next::default()), Route::Home {});
    }

    #[test]
    fn every_way_has_words() {
        for way in Way::ALL {
            for id in [format!("step-up-way-{}", way.code()), format!("step-up-way-{}-note", way.code())] {
                assert!(shared::i18n::has(shared::i18n::Language::ZhCn, &id), "{id}");
            }
        }
    }
}
