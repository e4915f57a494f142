//! The upload protocol (tus 1.0.0) where it meets HTTP: its headers, its version, its bodies.

use chrono::{DateTime, Utc};
use poem::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use poem::{Body, FromRequest, Request, RequestBody, Result};
use poem_openapi::registry::{MetaMediaType, MetaRequest, MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use shared::error::ProblemCode;

use super::problem::ApiError;

/// The version spoken here.
pub const VERSION: &str = "1.0.0";
/// What of the protocol is spoken besides its core.
pub const EXTENSIONS: &str = "creation,creation-with-upload,checksum,expiration,termination";
/// Where all addresses of uploads lie.
pub const PATH: &str = "/api/v1/uploads";

const RESUMABLE: &str = "Tus-Resumable";
const OFFSET_OCTETS: &str = "application/offset+octet-stream";

/// Whether a path, as seen by the router of the API or from outside, is one of uploads.
pub(super) fn concerns(path: &str) -> bool {
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    path.strip_prefix("/uploads").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether the request brings bytes of a file.
pub(super) fn brings_bytes(request: &Request) -> bool {
    concerns(request.uri().path()) && matches!(*request.method(), Method::PATCH | Method::POST)
}

/// What has to hold before anything is done: the version, and the method where a network lets only some through.
pub(super) fn enter(request: &mut Request) -> Result<()> {
    if !concerns(request.uri().path()) {
        return Ok(());
    }
    if *request.method() == Method::POST {
        match request.header("X-HTTP-Method-Override") {
            Some("PATCH") => request.set_method(Method::PATCH),
            Some("DELETE") => request.set_method(Method::DELETE),
            _ => {}
        }
    }
    if *request.method() != Method::OPTIONS && request.header(RESUMABLE) != Some(VERSION) {
        return Err(ApiError::from(ProblemCode::TusVersion).into());
    }
    Ok(())
}

/// What every answer says.
pub(super) fn mark(status: StatusCode, headers: &mut HeaderMap) {
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    if status == StatusCode::PRECONDITION_FAILED {
        headers.insert("Tus-Version", HeaderValue::from_static(VERSION));
    }
}

/// A time as HTTP writes it.
pub fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The bytes of a request, as they come.
pub struct OffsetOctets(pub Body);

impl<'a> ApiExtractor<'a> for OffsetOctets {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(_: &mut Registry) {}

    fn request_meta() -> Option<MetaRequest> {
        let schema = MetaSchema { format: Some("binary"), ..MetaSchema::new("string") };
        let schema = MetaSchemaRef::Inline(Box::new(schema));
        let content = vec![MetaMediaType { content_type: OFFSET_OCTETS, schema }];
        Some(MetaRequest { description: Some("Bytes of the file."), content, required: false })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _options: ExtractParamOptions<Self::ParamType>,
    ) -> Result<Self> {
        let body = <Body as FromRequest<'_>>::from_request(request, body).await?;
        let typed = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if typed.is_some_and(|typed| typed.split(';').next().unwrap_or_default().trim() == OFFSET_OCTETS) {
            return Ok(Self(body));
        }
        // An upload may begin without bytes, which have no type then.
        if *request.method() == Method::POST && body.is_empty() {
            return Ok(Self(Body::empty()));
        }
        Err(ApiError::from(ProblemCode::UploadMediaType).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_uploads_are_concerned() {
        for (path, is) in [
            ("/api/v1/uploads", true),
            ("/uploads/abc", true),
            ("/uploadsx", false),
            ("/retirement-applications/x/attachments", false),
            ("/", false),
        ] {
            assert_eq!(concerns(path), is, "{path}");
        }
    }

    #[test]
    fn times_are_written_as_http_wants_them() {
        let at = DateTime::from_timestamp(784_111_777, 0).unwrap_or_default();
        assert_eq!(http_date(at), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
