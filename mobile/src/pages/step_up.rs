//! 身份验证: proves that it is really the person before a sensitive action; the proof goes back with them to the action.

pub(super) mod flow;

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::access::StepUpPurpose;
use shared::api::{FaceEnrolmentOut, FaceEnrolmentState, StepUpIn};

use super::later::Page;
use crate::platform::faces;
use crate::routes::{Next, Route};
use crate::ui::{
    Button, ButtonKind, Card, CodeSource, EmptyState, ErrorSummary, Icon, LinkButton, Notice, PageHeader,
    PasswordField, Shape, SmsCodeField,
};
use crate::{apart, api, field, forms, proofs, session, t};

/// The ways to prove who one is, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    PasswordAndCode,
    Face,
}

impl Way {
    const ALL: [Self; 2] = [Self::PasswordAndCode, Self::Face];

    const fn code(self) -> &'static str {
        match self {
            Self::PasswordAndCode => "password-and-code",
            Self::Face => "face",
        }
    }

    const fn icon(self) -> Shape {
        match self {
            Self::PasswordAndCode => Shape::Lock,
            Self::Face => Shape::Person,
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

/// What the page says of the way by face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// Nothing: it is not offered here, or it is what is to be turned on.
    Absent,
    /// How to turn it on, in a quiet line.
    ToEnrol,
    /// That no tries are left today.
    Spent,
    /// A way like the other.
    Offered,
}

impl Face {
    fn of(purpose: StepUpPurpose, has_camera: bool, enrolment: Option<&FaceEnrolmentOut>) -> Self {
        let Some(enrolment) = enrolment.filter(|enrolment| enrolment.offered) else { return Self::Absent };
        if purpose == StepUpPurpose::EnrolFace || !has_camera {
            return Self::Absent;
        }
        if enrolment.usable() {
            return Self::Offered;
        }
        match (enrolment.consent.is_some(), enrolment.state) {
            (true, FaceEnrolmentState::Enrolled) => Self::Spent,
            (true, _) if enrolment.by_vendor => Self::Spent,
            (true, FaceEnrolmentState::AwaitingApproval) => Self::Absent,
            _ => Self::ToEnrol,
        }
    }
}

/// The page that goes with an action; without the address of one there is nothing to prove.
fn above(next: &Next) -> Route {
    match next.route() {
        Some(Route::AgentEdit { id } | Route::AgentPassword { id } | Route::AgentDetail { id }) => {
            Route::AgentDetail { id }
        }
        Some(Route::FaceEnrol {}) => Route::FaceSettings {},
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
    let to_password = use_callback(move |()| way.set(Way::PasswordAndCode));
    // Where it cannot be had, there is the other way and nothing to say.
    let enrolment = use_resource(|| async { api::face_enrolment().await.ok() });
    let face = Face::of(purpose, faces::has_camera(), enrolment.read().as_ref().and_then(Option::as_ref));
    let ways = Way::ALL.into_iter().filter(|way| *way != Way::Face || face == Face::Offered);
    let action = t!(flow::words(purpose));
    rsx! {
        PageHeader { title: t!("step-up-title"), back }
        div { class: "narrow stack",
            Notice {
                p { "data-testid": "step-up-purpose", {t!("step-up-why", action = action)} }
            }
            fieldset { class: "step-ways",
                legend { class: "step-ways-title", {t!("step-up-way")} }
                for one in ways {
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
            match face {
                Face::ToEnrol => rsx! {
                    p { class: "hint step-up-face",
                        {t!("step-up-face-to-enrol")}
                        Link { to: Route::FaceSettings {}, "data-testid": "step-up-enrol-face", {t!("step-up-face-enrol")} }
                    }
                },
                Face::Spent => rsx! {
                    p { class: "hint step-up-face", "data-testid": "step-up-face-spent", {t!("step-up-face-spent")} }
                },
                Face::Absent | Face::Offered => rsx! {},
            }
            match way() {
                Way::Face if face == Face::Offered => rsx! {
                    apart::Apart { page: Page::FaceWay { purpose, next, onother: to_password } }
                },
                Way::PasswordAndCode | Way::Face => rsx! {
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
        assert_eq!(above(&Next::to(&Route::FaceEnrol {})), Route::FaceSettings {});
        assert_eq!(above(&Next::default()), Route::Home {});
    }

    fn enrolment(consented: bool, state: FaceEnrolmentState, tries_left_today: u32) -> FaceEnrolmentOut {
        let consent = shared::api::FaceConsent { version: "1".into(), given_at: chrono::DateTime::default() };
        FaceEnrolmentOut {
            offered: true,
            by_vendor: false,
            portrait_wanted: true,
            portrait_optional: false,
            consent_version: "1".into(),
            consent: consented.then_some(consent),
            state,
            enrolled_at: None,
            tries_left_today,
        }
    }

    #[test]
    fn the_way_by_face_is_offered_where_it_can_be_gone() {
        use FaceEnrolmentState::{AwaitingApproval, Enrolled, None as Nothing};
        let of = |purpose, camera, known: &FaceEnrolmentOut| Face::of(purpose, camera, Some(known));
        let enrolled = enrolment(true, Enrolled, 3);
        assert_eq!(of(StepUpPurpose::AddAgent, true, &enrolled), Face::Offered);
        assert_eq!(of(StepUpPurpose::AddAgent, false, &enrolled), Face::Absent, "without a camera");
        assert_eq!(of(StepUpPurpose::EnrolFace, true, &enrolled), Face::Absent, "a face must not vouch for itself");
        assert_eq!(of(StepUpPurpose::AddAgent, true, &enrolment(true, Enrolled, 0)), Face::Spent);
        assert_eq!(of(StepUpPurpose::AddAgent, true, &enrolment(false, Nothing, 3)), Face::ToEnrol);
        assert_eq!(of(StepUpPurpose::AddAgent, true, &enrolment(true, Nothing, 3)), Face::ToEnrol);
        assert_eq!(of(StepUpPurpose::AddAgent, true, &enrolment(true, AwaitingApproval, 3)), Face::Absent);
        let elsewhere = FaceEnrolmentOut { offered: false, ..enrolled };
        assert_eq!(of(StepUpPurpose::AddAgent, true, &elsewhere), Face::Absent);
        assert_eq!(Face::of(StepUpPurpose::AddAgent, true, None), Face::Absent);
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
