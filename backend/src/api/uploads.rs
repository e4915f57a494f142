//! `uploads`: documents that arrive piece by piece, by the tus protocol 1.0.0 (<https://tus.io/protocols/resumable-upload>).

mod answers;
mod requests;

use std::sync::Arc;

use poem::Body;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
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
use crate::services::uploads::{self, Piece, UploadState};
use answers::{BytesTaken, Capabilities, UploadBegun, UploadStands};
use requests::{announced, number, parse_checksum};

pub(super) struct UploadsApi;

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
