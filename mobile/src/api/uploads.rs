//! Uploads that go on where they stopped: the tus protocol 1.0.0, as far as this app speaks it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;
use sha2::{Digest as _, Sha256};

use super::client::Call;
use super::{Answer, ApiError};

/// Where all uploads lie.
const UPLOADS: &str = "/uploads";
const VERSION: (&str, &str) = ("Tus-Resumable", "1.0.0");

/// How far an upload has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UploadStands {
    /// The id of the upload.
    pub(crate) id: String,
    /// Bytes that have come.
    pub(crate) received: u64,
    /// The document that it has become.
    pub(crate) attachment: Option<String>,
}

/// Begins an upload, or finds the one that began with the same key: it says how far that has come.
pub(crate) async fn begin_upload(told: &[(&str, &str)], bytes: u64) -> Answer<UploadStands> {
    let call = Call::post(UPLOADS).header(VERSION.0, VERSION.1).header("Upload-Length", &bytes.to_string());
    let headers = call.header("Upload-Metadata", &metadata(told)).headers().await?;
    let id = text(&headers, "location").and_then(|address| address.rsplit('/').next()).unwrap_or_default();
    stands(&headers, id)
}

/// Sends bytes of an upload that begin at an offset.
pub(crate) async fn continue_upload(id: &str, from: u64, piece: Vec<u8>) -> Answer<UploadStands> {
    let sum = format!("sha256 {}", STANDARD.encode(Sha256::digest(&piece)));
    let call = Call::patch(&address(id)).header(VERSION.0, VERSION.1).header("Upload-Checksum", &sum);
    let headers = call.header("Upload-Offset", &from.to_string()).part(piece).headers().await?;
    stands(&headers, id)
}

/// Ends an upload; its bytes are removed.
pub(crate) async fn end_upload(id: &str) -> Answer<()> {
    Call::delete(&address(id)).header(VERSION.0, VERSION.1).done().await
}

fn address(id: &str) -> String {
    format!("{UPLOADS}/{}", super::segment(id))
}

/// Names and values as the protocol writes them; those without a value are left out.
fn metadata(told: &[(&str, &str)]) -> String {
    let pairs = told.iter().filter(|(_, value)| !value.is_empty());
    pairs.map(|(name, value)| format!("{name} {}", STANDARD.encode(value))).collect::<Vec<_>>().join(",")
}

fn stands(headers: &HeaderMap, id: &str) -> Answer<UploadStands> {
    let received = text(headers, "upload-offset").and_then(|offset| offset.parse().ok());
    let received = received.ok_or(ApiError::Unexpected { status: 200 })?;
    let attachment = text(headers, "x-attachment-id").map(str::to_owned);
    Ok(UploadStands { id: id.to_owned(), received, attachment })
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::metadata;

    #[test]
    fn metadata_is_written_as_the_protocol_wants_it() {
        assert_eq!(
            metadata(&[("kind", "other"), ("faults", ""), ("file_name", "社.jpg")]),
            "kind b3RoZXI=,file_name 56S+LmpwZw=="
        );
    }
}
