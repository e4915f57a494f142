//! Around every request: an id, a log line without personal data, counters; and around the API a time limit.

use std::sync::Arc;
use std::time::{Duration, Instant};

use poem::error::ReadBodyError;
use poem::http::{HeaderValue, Method, header};
use poem::{Endpoint, IntoResponse, Request, Response, Result};
use shared::api::FACE_BODY_BYTES;
use shared::error::ProblemCode;

use super::metrics;
use super::origin::RequestLanguage;
use super::problem::{ApiError, REQUEST};
use super::tus;
use crate::app::App;
use crate::ports::{Entropy, SystemEntropy, random_id};
use crate::services::ServiceError;

/// Names a request in log and answer.
#[derive(Clone, Debug)]
pub(super) struct RequestId(Arc<str>);

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives the request an id and a language, counts it, and logs method, path pattern, status and time.
pub(super) async fn request<E: Endpoint>(endpoint: Arc<E>, request: Request) -> Result<Response> {
    let entropy: Arc<dyn Entropy> = request
        .data::<Arc<App>>()
        .map_or_else(|| Arc::new(SystemEntropy) as Arc<dyn Entropy>, |app| app.entropy.clone());
    let id = RequestId(random_id(&*entropy).get(..12).unwrap_or_default().into());
    let language = RequestLanguage::of(&request);
    let method = request.method().clone();
    let is_api = request.uri().path().starts_with("/api/");
    let is_upload = is_api && tus::concerns(request.uri().path());
    let started = Instant::now();
    let in_flight = metrics::enter();
    let outcome = REQUEST.scope((language, id.clone()), endpoint.call(request)).await;
    let mut response = outcome?.into_response();
    drop(in_flight);
    let elapsed = started.elapsed();
    let status = response.status();
    let operation = response.data::<poem_openapi::OperationId>().map_or("-", |operation| operation.0);
    metrics::record(operation, status.as_u16(), elapsed);
    if is_api {
        tracing::info!(%id, %method, operation, status = status.as_u16(), ms = elapsed.as_millis(), "request");
        let headers = response.headers_mut();
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        if is_upload {
            tus::mark(status, headers);
        }
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    }
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert("X-Request-Id", value);
    }
    Ok(response)
}

/// How large bodies may be, in bytes, and how long requests may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// A form.
    pub(super) form: usize,
    /// A document.
    pub(super) upload: usize,
    /// A request.
    pub(super) time: Duration,
    /// Bytes of a document that come piece by piece, before anything is made of them.
    pub(super) upload_time: Duration,
}

impl Limits {
    fn of(self, request: &Request) -> usize {
        if brings_faces(request) {
            return FACE_BODY_BYTES;
        }
        if is_document(request) || tus::brings_bytes(request) { self.upload } else { self.form }
    }
}

/// Whether the body is a whole document.
fn is_document(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path().ends_with("/attachments")
}

/// Whether a request brings pictures of a face.
fn brings_faces(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST
        && (path.ends_with("/face-enrolment")
            || path.ends_with("/face-guidance")
            || (path.contains("/face-challenges/") && path.ends_with("/frames")))
}

/// Refuses a body larger than it may be, whether its length was announced or not, and ends a request that takes longer
/// than it may. A few documents are in memory at a time, the next is read when one of them has been answered. Bytes of an
/// upload are handed on as they come; what takes them counts them.
pub(super) async fn bounded<E: Endpoint>(endpoint: Arc<E>, mut request: Request, limits: Limits) -> Result<Response> {
    tus::enter(&mut request)?;
    let max_body_bytes = limits.of(&request);
    let streams = tus::brings_bytes(&request);
    let time = if streams { limits.upload_time + limits.time } else { limits.time };
    let work = async {
        let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        if announced.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > max_body_bytes) {
            return Err(ApiError::from(ProblemCode::BodyTooLarge).into());
        }
        // Large bodies are in memory from the first byte to the answer: so many at a time, whoever sends them.
        let app = request.data::<Arc<App>>().cloned();
        let lane = app.as_ref().and_then(|app| match () {
            () if is_document(&request) => Some(&app.bodies),
            () if brings_faces(&request) => Some(&app.face_bodies),
            () => None,
        });
        let _turn = match lane {
            Some(lane) => Some(lane.turn().await.map_err(|busy| ApiError::from(ServiceError::from(busy)))?),
            None => None,
        };
        if !streams {
            let body = match request.take_body().into_bytes_limit(max_body_bytes).await {
                Ok(body) => body,
                Err(ReadBodyError::PayloadTooLarge) => return Err(ApiError::from(ProblemCode::BodyTooLarge).into()),
                Err(_) => return Err(ApiError::from(ProblemCode::MalformedRequest).into()),
            };
            request.set_body(body);
        }
        endpoint.call(request).await.map(IntoResponse::into_response)
    };
    match tokio::time::timeout(time, work).await {
        Ok(outcome) => outcome,
        Err(_) => Err(ApiError::from(ProblemCode::Busy).into()),
    }
}
