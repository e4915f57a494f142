//! How a capture can end without a yes: the reason's code and sentence, tries left, and whether trying again can help.

use shared::error::ProblemCode;
use shared::i18n::{self, Language};

use crate::api::ApiError;
use crate::platform::camera::CameraError;

/// A no, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Of the server's reason or of what happened here.
    pub(super) code: String,
    /// For the person.
    pub(super) message: String,
    /// Tries left, where the server counted one.
    pub(super) tries_left: Option<u32>,
    /// Whether trying again can help.
    pub(super) again: bool,
}

/// What can go wrong on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The camera.
    Camera(CameraError),
    /// The page was left or the device slept.
    Hidden,
    /// Fewer pictures than it takes.
    Slow,
}

impl Trouble {
    #[cfg(test)]
    const ALL: [Self; 5] = [
        Self::Camera(CameraError::Unavailable),
        Self::Camera(CameraError::Denied),
        Self::Camera(CameraError::InUse),
        Self::Hidden,
        Self::Slow,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Camera(CameraError::Unavailable) => "camera_none",
            Self::Camera(CameraError::Denied) => "camera_denied",
            Self::Camera(CameraError::InUse) => "camera_in_use",
            Self::Hidden => "hidden",
            Self::Slow => "slow",
        }
    }
}

impl Refusal {
    /// Of something on the device.
    pub(super) fn of_trouble(trouble: Trouble, language: Language) -> Self {
        let code = trouble.code();
        let message = i18n::text(language, &format!("face-trouble-{}", code.replace('_', "-")), &[]);
        Self { code: code.to_owned(), message, tries_left: None, again: true }
    }

    /// Of the server's answer; `tries` were left before it, this one included, where a challenge was answered.
    pub(super) fn of_error(error: &ApiError, tries: Option<u32>, language: Language) -> Self {
        let mut refusal = Self {
            code: match error {
                ApiError::Network => "network".to_owned(),
                ApiError::Problem(problem) => problem.code.clone(),
                ApiError::Unexpected { .. } => "unexpected".to_owned(),
            },
            message: error.message(language),
            tries_left: None,
            again: true,
        };
        match error.code() {
            Some(ProblemCode::FaceRefused) => {
                if let Some(reason) = error.fields().first() {
                    refusal.code.clone_from(&reason.code);
                    refusal.message.clone_from(&reason.message);
                }
                refusal.tries_left = tries.map(|tries| tries.saturating_sub(1));
                refusal.again = refusal.tries_left != Some(0);
            }
            Some(
                ProblemCode::FaceUnavailable
                | ProblemCode::FaceConsentRequired
                | ProblemCode::FaceNotEnrolled
                | ProblemCode::FaceEnrolmentEnded
                | ProblemCode::FaceTriesSpent,
            ) => refusal.again = false,
            _ => {}
        }
        refusal
    }
}

#[cfg(test)]
mod tests {
    use shared::api::FaceRefusal;
    use shared::error::{FieldProblem, Problem};

    use super::*;

    fn problem(code: ProblemCode, errors: Vec<FieldProblem>) -> ApiError {
        let problem = serde_json::json!({
            "type": "about:blank", "title": "", "status": code.status(), "detail": "detail", "code": code.as_str(),
            "errors": errors,
        });
        serde_json::from_value::<Problem>(problem)
            .map_or(ApiError::Network, |problem| ApiError::Problem(Box::new(problem)))
    }

    #[test]
    fn a_refusal_says_the_servers_reason_and_counts_the_try() {
        let reason = FieldProblem {
            field: "frames".into(),
            code: FaceRefusal::Still.code().into(),
            message: "像是一张照片".into(),
        };
        let error = problem(ProblemCode::FaceRefused, vec![reason]);
        let refusal = Refusal::of_error(&error, Some(3), Language::ZhCn);
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("face_still", "像是一张照片"));
        assert_eq!((refusal.tries_left, refusal.again), (Some(2), true));
        let last = Refusal::of_error(&error, Some(1), Language::ZhCn);
        assert_eq!((last.tries_left, last.again), (Some(0), false));
    }

    #[test]
    fn where_trying_again_cannot_help_it_is_not_offered() {
        let again = |code| Refusal::of_error(&problem(code, vec![]), None, Language::ZhCn).again;
        assert!(!again(ProblemCode::FaceTriesSpent));
        assert!(!again(ProblemCode::FaceUnavailable));
        assert!(!again(ProblemCode::FaceEnrolmentEnded));
        assert!(again(ProblemCode::FaceChallengeLate));
        assert!(again(ProblemCode::FaceChallengeUsed));
        let lost = Refusal::of_error(&ApiError::Network, Some(2), Language::En);
        assert_eq!((lost.code.as_str(), lost.tries_left, lost.again), ("network", None, true));
    }

    #[test]
    fn every_trouble_has_its_words() {
        for trouble in Trouble::ALL {
            for language in Language::ALL {
                let refusal = Refusal::of_trouble(trouble, language);
                assert!(!refusal.message.starts_with("face-trouble"), "{trouble:?} in {}", language.tag());
            }
        }
    }
}
