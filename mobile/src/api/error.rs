//! How a call can fail, and the words for it.

use shared::error::{FieldProblem, Problem, ProblemCode};
use shared::i18n::{self, Language};

/// A call that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// The server was not reached, or did not answer in time.
    Network,
    /// The server said no, and why.
    Problem(Box<Problem>),
    /// Something else answered than this service (a proxy's page, another version).
    Unexpected {
        /// HTTP status.
        status: u16,
    },
}

impl ApiError {
    /// The problem's code, where the server gave one that this build knows.
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => ProblemCode::from_code(&problem.code),
            _ => None,
        }
    }

    /// Whether it is this problem.
    pub(crate) fn is(&self, code: ProblemCode) -> bool {
        self.code() == Some(code)
    }

    /// Whether the session is over.
    pub(crate) fn is_logged_out(&self) -> bool {
        self.is(ProblemCode::NotLoggedIn)
    }

    /// Refusals by field.
    pub(crate) fn fields(&self) -> &[FieldProblem] {
        match self {
            Self::Problem(problem) => &problem.errors,
            _ => &[],
        }
    }

    /// Seconds after which a retry can succeed, where the server said so.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Problem(problem) => problem.retry_after_seconds,
            _ => None,
        }
    }

    /// The number under which the server's log holds this answer.
    pub(crate) fn request_id(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => problem.request_id.as_deref(),
            _ => None,
        }
    }

    /// The sentence about the first field that was refused; where none was, what happened as a whole.
    pub(crate) fn reason(&self, language: Language) -> String {
        self.fields().first().map_or_else(|| self.message(language), |field| field.message.clone())
    }

    /// What happened and what to do, for the user.
    pub(crate) fn message(&self, language: Language) -> String {
        match self {
            Self::Network => i18n::text(language, "error-network", &[]),
            Self::Problem(problem) => problem.detail.clone(),
            Self::Unexpected { .. } => i18n::text(language, "error-unexpected-answer", &[]),
        }
    }
}
