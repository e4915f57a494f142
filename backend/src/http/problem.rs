//! One exhaustive mapping from what went wrong to an RFC 9457 problem document.

use poem::error::ResponseError;
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Body, Response};
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, Registry};
use poem_openapi::types::Type;
use poem_openapi::{ApiResponse, OperationId};
use shared::error::{FieldErrors, Problem, ProblemCode};
use shared::i18n::{Language, error_text};

use super::trace::RequestId;
use crate::services::ServiceError;

/// When to come back, where nothing better is known.
const BUSY_SECONDS: u64 = 2;

/// What a handler answers when it cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{}", .code.as_str())]
pub struct ApiError {
    code: ProblemCode,
    fields: FieldErrors,
    retry_after_seconds: Option<u64>,
}

impl ApiError {
    fn new(code: ProblemCode) -> Self {
        // Whoever is told to come back is told when.
        let retry_after_seconds = (code == ProblemCode::Busy).then_some(BUSY_SECONDS);
        Self { code, fields: FieldErrors::default(), retry_after_seconds }
    }

    /// Names of the fields that were refused.
    #[cfg(test)]
    pub(super) fn fields(&self) -> Vec<&str> {
        self.fields.0.iter().map(|(field, _)| field.as_ref()).collect()
    }

    fn to_problem(&self, language: Language, request_id: Option<String>) -> Problem {
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Problem {
            kind: "about:blank".to_owned(),
            status: status.as_u16(),
            // The one status that HTTP itself does not know is the upload protocol's.
            title: status.canonical_reason().unwrap_or("Checksum Mismatch").to_owned(),
            code: self.code.as_str().to_owned(),
            detail: error_text(language, self.code.as_str(), &[]),
            errors: self.fields.to_wire(language),
            retry_after_seconds: self.retry_after_seconds,
            request_id,
        }
    }
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Fields(fields) => Self { code: ProblemCode::InvalidInput, fields, retry_after_seconds: None },
            ServiceError::FieldsAs(code, fields) => Self { code, fields, retry_after_seconds: None },
            ServiceError::Problem(code) => Self::new(code),
            ServiceError::RetryLater { code, seconds } => {
                Self { code, fields: FieldErrors::default(), retry_after_seconds: Some(seconds) }
            }
            ServiceError::Database(error) => {
                tracing::error!(%error, "the database failed");
                Self::new(ProblemCode::Internal)
            }
            ServiceError::Blobs(error) => {
                tracing::error!(%error, "the store of documents failed");
                Self::new(ProblemCode::Internal)
            }
            ServiceError::Vault(error) => {
                tracing::error!(%error, "sealed data could not be opened");
                Self::new(ProblemCode::Internal)
            }
        }
    }
}

impl From<FieldErrors> for ApiError {
    fn from(fields: FieldErrors) -> Self {
        Self::from(ServiceError::Fields(fields))
    }
}

impl ResponseError for ApiError {
    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// In the OpenAPI document every operation has one error answer, the problem document.
impl ApiResponse for ApiError {
    fn meta() -> MetaResponses {
        MetaResponses {
            responses: vec![MetaResponse {
                description: "A problem document (RFC 9457)",
                status: None,
                status_range: None,
                content: vec![MetaMediaType {
                    content_type: "application/problem+json",
                    schema: <Problem as Type>::schema_ref(),
                }],
                headers: Vec::new(),
            }],
        }
    }

    fn register(registry: &mut Registry) {
        <Problem as Type>::register(registry);
    }
}

tokio::task_local! {
    /// Language and id of the request under way, for the answer to an error that left the handler.
    pub(super) static REQUEST: (Language, RequestId);
}

/// The answer to any error: ours as they are, the framework's by their status.
pub(super) async fn to_response(error: poem::Error) -> Response {
    let (language, id) =
        REQUEST.try_with(|(language, id)| (*language, id.to_string())).unwrap_or((Language::default(), String::new()));
    let status = error.status();
    let problem = match error.downcast_ref::<ApiError>() {
        Some(own) => own.to_problem(language, Some(id)),
        None => {
            let code = framework_code(status);
            if status.is_server_error() {
                tracing::error!(%error, "a request failed");
            } else {
                tracing::debug!(%error, "a request was refused");
            }
            ApiError::new(code).to_problem(language, Some(id))
        }
    };
    let mut response = problem_response(&problem);
    // The operation's name hangs on the error; log and metrics read it from the answer.
    if let Some(operation) = error.data::<OperationId>() {
        response.set_data(*operation);
    }
    response
}

fn framework_code(status: StatusCode) -> ProblemCode {
    match status {
        StatusCode::NOT_FOUND => ProblemCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::BodyTooLarge,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => ProblemCode::Busy,
        other if other.is_client_error() => ProblemCode::MalformedRequest,
        _ => ProblemCode::Internal,
    }
}

fn problem_response(problem: &Problem) -> Response {
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = Response::builder()
        .status(StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .content_type("application/problem+json; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from_vec(body));
    if let Some(seconds) = problem.retry_after_seconds
        && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
    {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::surreal::DbError;

    #[test]
    fn a_database_server_that_is_lost_is_told_as_busy() {
        let error = ServiceError::from(DbError::Unreached("connection reset".to_owned()));
        let problem = ApiError::from(error).to_problem(Language::ZhCn, None);
        assert_eq!((problem.status, problem.code.as_str(), problem.retry_after_seconds), (503, "busy", Some(5)));
    }

    #[test]
    fn whoever_is_told_to_come_back_is_told_when() {
        for code in ProblemCode::ALL {
            let problem = ApiError::from(*code).to_problem(Language::ZhCn, None);
            let response = problem_response(&problem);
            let told = response.headers().contains_key(header::RETRY_AFTER);
            assert_eq!(told, *code == ProblemCode::Busy, "{code:?}");
        }
    }
}
