//! The end of an upload in the transaction of the document that it becomes.

use chrono::{DateTime, Utc};
use surrealdb::types::RecordId;

use crate::adapters::surreal::Vars;

/// An upload whose bytes have all come.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Its row.
    pub upload: RecordId,
    /// Its folder: another upload may have begun under the same id meanwhile.
    pub folder: Option<String>,
    /// Until when it is remembered as what it has become.
    pub remembered_until: DateTime<Utc>,
}

/// Ends the upload that brought a document, where one did. Wherever a server ends, the upload is short of its last bytes or it is
/// the document: no second one can come of it.
pub(super) const END_UPLOAD: &str = "
    IF $upload != NONE {
        LET $coming = (SELECT folder, unfinished FROM ONLY $upload);
        IF $coming = NONE OR !$coming.unfinished OR $coming.folder != $folder { THROW 'upload_ended' };
        UPDATE $upload SET received = bytes, folder = NONE, parts = [], unfinished = false,
            attachment = record::id($attachment), expires_at = $remembered_until RETURN NONE;
    };";

impl Arrived {
    /// Binds an upload, or none, for [`END_UPLOAD`].
    pub(super) fn bind(arrived: Option<&Self>, vars: Vars) -> Vars {
        vars.set("upload", arrived.map(|arrived| arrived.upload.clone()))
            .set("folder", arrived.and_then(|arrived| arrived.folder.clone()))
            .set("remembered_until", arrived.map(|arrived| arrived.remembered_until))
    }
}
