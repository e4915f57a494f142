//! `uploads`: documents that arrive piece by piece, by the tus protocol 1.0.0 (<https://tus.io/protocols/resumable-upload>).

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use poem::Body;
use poem::web::Data;
use poem_openapi::param::{Header, Path};
use poem_openapi::{ApiResponse, OpenApi};
use shared::error::ProblemCode;

use super::Tag;
use super::responses::Done;
use crate::app::App;
use crate::http::tus::{self, OffsetOctets, http_date};
use crate::http::{ApiError, FileApplications, From, Principal};
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::uploads::{self, Checksum, NewUpload, Piece, UploadState};

pub(super) struct UploadsApi;

/// What is spoken here.
#[derive(ApiResponse)]
pub(super) enum Capabilities {
    /// Nothing to say but the headers.
    #[oai(status = 204)]
    Told(
        /// Versions of the protocol.
        #[oai(header = "Tus-Version")]
        String,
        /// What of it is spoken besides its core.
        #[oai(header = "Tus-Extension")]
        String,
        /// Bytes of the largest file that is taken.
        #[oai(header = "Tus-Max-Size")]
        u64,
        /// Algorithms of checksums.
        #[oai(header = "Tus-Checksum-Algorithm")]
        String,
    ),
}

/// An upload that began.
#[derive(ApiResponse)]
pub(super) enum UploadBegun {
    /// Begun, now or before with the same key.
    #[oai(status = 201)]
    Begun(
        /// Where it goes on.
        #[oai(header = "Location")]
        String,
        /// Bytes that have come.
        #[oai(header = "Upload-Offset")]
        u64,
        /// When it is removed if nobody goes on.
        #[oai(header = "Upload-Expires")]
        String,
        /// The document that it has become.
        #[oai(header = "X-Attachment-Id")]
        Option<String>,
    ),
}

/// Where an upload stands.
#[derive(ApiResponse)]
pub(super) enum UploadStands {
    /// There.
    #[oai(status = 200)]
    At(
        /// Bytes that have come.
        #[oai(header = "Upload-Offset")]
        u64,
        /// Bytes of the whole file.
        #[oai(header = "Upload-Length")]
        u64,
        /// When it is removed if nobody goes on.
        #[oai(header = "Upload-Expires")]
        String,
        /// The document that it has become.
        #[oai(header = "X-Attachment-Id")]
        Option<String>,
    ),
}

/// Bytes that were taken.
#[derive(ApiResponse)]
pub(super) enum BytesTaken {
    /// Taken.
    #[oai(status = 204)]
    Taken(
        /// Bytes that have come.
        #[oai(header = "Upload-Offset")]
        u64,
        /// When it is removed if nobody goes on.
        #[oai(header = "Upload-Expires")]
        String,
        /// The document that the file has become, with its last bytes.
        #[oai(header = "X-Attachment-Id")]
        Option<String>,
    ),
}

#[OpenApi(tag = "Tag::Applications")]
impl UploadsApi {
    /// What of the upload protocol is spoken
    #[oai(path = "/uploads", method = "options", operation_id = "describe_uploads")]
    async fn describe(&self, app: Data<&Arc<App>>) -> Result<Capabilities, ApiError> {
        Ok(Capabilities::Told(
            tus::VERSION.to_owned(),
            tus::EXTENSIONS.to_owned(),
            app.config.server.max_upload_bytes as u64,
            uploads::ALGORITHMS.to_owned(),
        ))
    }

    /// Begin an upload
    ///
    /// `Upload-Metadata` tells `application` (its id), `kind` (a code of the kinds), `file_name`, `key` (made by the device
    /// once for each file: the same key never makes two documents, whatever is repeated), and, where the device found
    /// something wrong with the photo, `faults` (codes, separated by commas) and `override_reason`. What could not become a
    /// document anyhow is refused here. The body may bring the first bytes.
    #[oai(path = "/uploads", method = "post", operation_id = "begin_upload")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
    async fn begin(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        /// Bytes of the whole file.
        #[oai(name = "Upload-Length")]
        length: Header<Option<String>>,
        /// Names and values in base64: `kind b3RoZXI=,file_name YS5qcGc=`.
        #[oai(name = "Upload-Metadata")]
        metadata: Header<Option<String>>,
        /// `sha256` or `sha1`, a space, and the checksum of the body in base64.
        #[oai(name = "Upload-Checksum")]
        checksum: Header<Option<String>>,
        body: OffsetOctets,
    ) -> Result<UploadBegun, ApiError> {
        let acting = principal.membership()?;
        let new = announced(number(length.0.as_deref())?, metadata.0.as_deref().unwrap_or_default())?;
        let mut state = uploads::create(&app, &principal.who, acting, &new).await?;
        if !body.0.is_empty() && state.received == 0 {
            let piece = Piece { from: 0, checksum: parse_checksum(checksum.0.as_deref())? };
            state = take(&app, &principal.who, acting, &from.0, &state.id, piece, body.0).await?;
        }
        let UploadState { id, received, expires_at, attachment, .. } = state;
        Ok(UploadBegun::Begun(format!("{}/{id}", tus::PATH), received, http_date(expires_at), attachment))
    }

    /// Where an upload stands
    #[oai(path = "/uploads/:id", method = "head", operation_id = "get_upload")]
    async fn head(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<UploadStands, ApiError> {
        let state = uploads::status(&app, &principal.who, principal.membership()?, &id).await?;
        let expires = http_date(state.expires_at);
        Ok(UploadStands::At(state.received, state.bytes, expires, state.attachment))
    }

    /// Go on with an upload
    ///
    /// What came before the network broke off is kept, unless a checksum was announced. With the last bytes the file becomes
    /// a document, or is refused as one; then the upload is gone.
    #[oai(path = "/uploads/:id", method = "patch", operation_id = "continue_upload")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
    async fn patch(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
        /// Where in the file the bytes begin.
        #[oai(name = "Upload-Offset")]
        offset: Header<Option<String>>,
        /// `sha256` or `sha1`, a space, and the checksum of the body in base64.
        #[oai(name = "Upload-Checksum")]
        checksum: Header<Option<String>>,
        body: OffsetOctets,
    ) -> Result<BytesTaken, ApiError> {
        let acting = principal.membership()?;
        let piece = Piece { from: number(offset.0.as_deref())?, checksum: parse_checksum(checksum.0.as_deref())? };
        let state = take(&app, &principal.who, acting, &from.0, &id, piece, body.0).await?;
        Ok(BytesTaken::Taken(state.received, http_date(state.expires_at), state.attachment))
    }

    /// End an upload
    ///
    /// Its bytes are removed at once. A document that it has become stays.
    #[oai(path = "/uploads/:id", method = "delete", operation_id = "end_upload")]
    async fn end(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        uploads::terminate(&app, &principal.who, principal.membership()?, &id).await?;
        Ok(Done::Done)
    }
}

/// Takes bytes on a task of its own: whoever hangs up while they come loses none that came.
async fn take(
    app: &Arc<App>,
    who: &LoggedIn,
    acting: &MembershipRow,
    origin: &Origin,
    id: &str,
    piece: Piece,
    body: Body,
) -> ServiceResult<UploadState> {
    let (app, who, acting, origin) = (Arc::clone(app), who.clone(), acting.clone(), origin.clone());
    let id = id.to_owned();
    let stream = Box::pin(body.into_bytes_stream());
    let work = async move { uploads::append(&app, &who, &acting, &origin, &id, piece, stream).await };
    match tokio::spawn(work).await {
        Ok(outcome) => outcome,
        Err(error) => {
            tracing::error!(%error, "taking bytes of an upload was cut short");
            Err(ProblemCode::Internal.into())
        }
    }
}

fn number(header: Option<&str>) -> Result<u64, ApiError> {
    let digits = header.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    let number = digits.and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| ProblemCode::MalformedRequest.into())
}

fn parse_checksum(header: Option<&str>) -> Result<Option<Checksum>, ApiError> {
    let parse = |header| Checksum::parse(header).ok_or(ProblemCode::MalformedRequest);
    Ok(header.map(parse).transpose()?)
}

/// Reads `Upload-Metadata`.
fn announced(bytes: u64, metadata: &str) -> Result<NewUpload, ApiError> {
    let mut told: HashMap<&str, String> = HashMap::new();
    for pair in metadata.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (name, encoded) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = STANDARD.decode(encoded.trim()).ok().and_then(|value| String::from_utf8(value).ok());
        if told.insert(name, value.ok_or(ProblemCode::MalformedRequest)?).is_some() {
            return Err(ProblemCode::MalformedRequest.into());
        }
    }
    let mut take = |name: &str| told.remove(name).filter(|value| !value.is_empty());
    let faults = take("faults").unwrap_or_default();
    // `filename` is what clients that know nothing of this service call it.
    let (file_name, usual_name) = (take("file_name"), take("filename"));
    Ok(NewUpload {
        application: take("application").unwrap_or_default(),
        kind: take("kind").unwrap_or_default(),
        file_name: file_name.or(usual_name).unwrap_or_default(),
        key: take("key"),
        faults: faults.split(',').map(str::trim).filter(|fault| !fault.is_empty()).map(str::to_owned).collect(),
        override_reason: take("override_reason"),
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read_as_the_protocol_writes_it() {
        let header =
            "application YWJj,kind b3RoZXI=, filename 56S+LmpwZw==,key,faults Z2xhcmUsYmx1cnJlZA==,is_confidential";
        let new = announced(7, header).expect("read");
        assert_eq!((new.application.as_str(), new.kind.as_str(), new.file_name.as_str()), ("abc", "other", "社.jpg"));
        assert_eq!((new.key, new.faults, new.bytes), (None, vec!["glare".to_owned(), "blurred".to_owned()], 7));
        for wrong in ["kind ?", "kind /w==", "kind YQ==,kind YQ=="] {
            assert!(announced(7, wrong).is_err(), "{wrong}");
        }
        assert!(announced(7, "").is_ok());
    }

    #[test]
    fn numbers_are_digits_alone() {
        assert_eq!(number(Some("0123")).expect("a number"), 123);
        for wrong in [None, Some(""), Some("-1"), Some("+1"), Some("1.0"), Some("99999999999999999999"), Some("１")] {
            assert!(number(wrong).is_err(), "{wrong:?}");
        }
    }
}
