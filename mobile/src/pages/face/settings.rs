//! 设置 → 人脸验证: where it stands, what is kept, and how to begin or end it.

use dioxus::prelude::*;
use shared::api::{FaceEnrolmentOut, FaceEnrolmentState};

use crate::api::ApiError;
use crate::platform::faces;
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, Confirm, DetailRow, Details, EmptyState, ErrorPage, LinkButton, Notice, NoticeKind, PageHeader,
    Section, Shape, Skeleton, Tag, TagKind, toast,
};
use crate::{api, session, t, words};

/// The page.
#[component]
pub(in super::super) fn Settings() -> Element {
    let mut enrolment = use_resource(api::face_enrolment);
    let content = match &*enrolment.read() {
        _ if !session::may_manage_agents() => rsx! {
            EmptyState { shape: Shape::Person, title: t!("face-not-yours-title"), text: t!("face-not-yours-text") }
        },
        None => rsx! {
            Skeleton { rows: 3 }
        },
        Some(Ok(enrolment)) if !enrolment.offered => rsx! {
            EmptyState { shape: Shape::Person, title: t!("face-not-offered-title"), text: t!("face-not-offered-text") }
        },
        Some(Ok(now)) => rsx! {
            Standing { now: now.clone(), onchanged: move |()| enrolment.restart() }
        },
        Some(Err(error)) => rsx! {
            ErrorPage { error: error.clone(), onretry: move |()| enrolment.restart() }
        },
    };
    rsx! {
        PageHeader { title: t!("face-title"), lead: t!("face-settings-lead"), back: Route::Settings {} }
        div { class: "narrow stack", "data-testid": "face-settings", {content} }
    }
}

/// How face verification stands for a person, as the page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// No consent: nothing is kept.
    Off,
    /// There is a newer text than the one consented to.
    Outdated,
    /// Consent, but no face.
    Consented,
    Awaiting,
    On,
}

impl Stand {
    #[cfg(test)]
    const ALL: [Self; 5] = [Self::Off, Self::Outdated, Self::Consented, Self::Awaiting, Self::On];

    fn of(enrolment: &FaceEnrolmentOut) -> Self {
        match (enrolment.consent.is_some(), enrolment.state) {
            (false, FaceEnrolmentState::None) => Self::Off,
            (false, _) => Self::Outdated,
            (true, _) if enrolment.by_vendor => Self::On,
            (true, FaceEnrolmentState::None) => Self::Consented,
            (true, FaceEnrolmentState::AwaitingApproval) => Self::Awaiting,
            (true, FaceEnrolmentState::Enrolled) => Self::On,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Outdated => "outdated",
            Self::Consented => "consented",
            Self::Awaiting => "awaiting",
            Self::On => "on",
        }
    }

    const fn tag(self) -> TagKind {
        match self {
            Self::On => TagKind::Good,
            Self::Awaiting | Self::Outdated => TagKind::Caution,
            Self::Off | Self::Consented => TagKind::Plain,
        }
    }
}

#[component]
fn Standing(now: FaceEnrolmentOut, onchanged: EventHandler<()>) -> Element {
    let stand = Stand::of(&now);
    let kept = stand != Stand::Off;
    rsx! {
        div { "data-testid": "face-stand", "data-stand": stand.code(),
            Details {
                DetailRow { label: t!("face-state"), Tag { kind: stand.tag(), label: t!(&format!("face-stand-{}", stand.code())) } }
                if let Some(at) = now.enrolled_at {
                    DetailRow { label: t!("face-enrolled-at"), {words::moment(at)} }
                }
                if let Some(consent) = now.consent.as_ref() {
                    DetailRow { label: t!("face-consented"), {t!("face-consented-to", version = consent.version, time = words::moment(consent.given_at))} }
                }
                if stand == Stand::On {
                    DetailRow { label: t!("face-tries-today"), test: "face-tries-today", {t!("face-tries-count", count = now.tries_left_today)} }
                }
            }
        }
        p { {t!(&format!("face-stand-{}-text", stand.code()))} }
        if !faces::has_camera() {
            Notice { kind: NoticeKind::Caution, p { {t!("face-no-camera")} } }
        }
        div { class: "form-actions",
            match stand {
                Stand::Off | Stand::Outdated => rsx! {
                    LinkButton { test: "face-read-consent", label: t!("face-read-consent"), to: Route::FaceConsent {} }
                },
                Stand::Consented => rsx! {
                    LinkButton { test: "face-enrol", label: t!("face-enrol"), to: Route::FaceEnrol {} }
                },
                Stand::Awaiting | Stand::On if now.by_vendor => rsx! {},
                Stand::Awaiting | Stand::On => rsx! {
                    LinkButton { test: "face-enrol", kind: ButtonKind::Secondary, label: t!("face-enrol-again"), to: Route::FaceEnrol {} }
                },
            }
            if kept {
                Withdraw { onchanged }
            }
        }
        Section { title: t!("face-kept-title"),
            ul { class: "face-kept",
                for id in ["face-kept-numbers", "face-kept-result", "face-kept-frames", "face-kept-end"] {
                    li { key: "{id}", {t!(id)} }
                }
            }
            p { Link { class: "link alone", to: Route::FaceConsent {}, "data-testid": "face-consent-text", {t!("legal-face")} } }
        }
    }
}

/// Ends it, asked first; what is kept of the face is deleted at once.
#[component]
fn Withdraw(onchanged: EventHandler<()>) -> Element {
    let mut open = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let mut failure = use_signal(|| None::<ApiError>);
    let withdraw = move |()| {
        pending.set(true);
        failure.set(None);
        spawn(async move {
            let outcome = api::withdraw_face().await;
            pending.set(false);
            open.set(false);
            match outcome {
                Ok(()) => {
                    toast(&t!("face-withdrawn"));
                    onchanged.call(());
                }
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    rsx! {
        Button { test: "face-withdraw", kind: ButtonKind::Danger, label: t!("face-withdraw"), onclick: move |()| open.set(true) }
        if let Some(error) = failure() {
            Notice { kind: NoticeKind::Bad, p { {error.message(words::language())} } }
        }
        Confirm { id: "confirm-face-withdraw", open, title: t!("face-withdraw-title"), text: t!("face-withdraw-text"), yes: t!("face-withdraw-yes"),
            danger: true, pending: pending(), onyes: withdraw }
    }
}

#[cfg(test)]
mod tests {
    use shared::api::FaceConsent;
    use shared::i18n::{Language, has};

    use super::*;

    fn enrolment(consented: bool, state: FaceEnrolmentState, by_vendor: bool) -> FaceEnrolmentOut {
        FaceEnrolmentOut {
            offered: true,
            by_vendor,
            portrait_wanted: true,
            portrait_optional: true,
            consent_version: "1".into(),
            consent: consented.then(|| FaceConsent { version: "1".into(), given_at: chrono::DateTime::default() }),
            state,
            enrolled_at: None,
            tries_left_today: 10,
        }
    }

    #[test]
    fn where_it_stands_follows_from_consent_and_face() {
        use FaceEnrolmentState::{AwaitingApproval, Enrolled, None};
        let stand = |consented, state, by_vendor| Stand::of(&enrolment(consented, state, by_vendor));
        assert_eq!(stand(false, None, false), Stand::Off);
        assert_eq!(stand(false, Enrolled, false), Stand::Outdated);
        assert_eq!(stand(true, None, false), Stand::Consented);
        assert_eq!(stand(true, AwaitingApproval, false), Stand::Awaiting);
        assert_eq!(stand(true, Enrolled, false), Stand::On);
        assert_eq!(stand(true, None, true), Stand::On);
    }

    #[test]
    fn every_stand_has_words() {
        for stand in Stand::ALL {
            for language in Language::ALL {
                for id in [format!("face-stand-{}", stand.code()), format!("face-stand-{}-text", stand.code())] {
                    assert!(has(language, &id), "{id} in {}", language.tag());
                }
            }
        }
    }
}
