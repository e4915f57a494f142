//! What the upload protocol answers: headers alone.

use poem_openapi::ApiResponse;

/// What is spoken here.
#[derive(ApiResponse)]
pub(in super::super) enum Capabilities {
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
pub(in super::super) enum UploadBegun {
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
pub(in super::super) enum UploadStands {
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
pub(in super::super) enum BytesTaken {
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
