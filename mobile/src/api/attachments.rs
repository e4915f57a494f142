//! 附件: the documents of an application – listing, putting in order, removing –, and the addresses of what they hold.

use shared::api::{AttachmentList, AttachmentOrder, PaperCheckOut, ReadingOut};

use super::client::Call;
use super::{Answer, segment};

fn path(id: &str) -> String {
    format!("/retirement-applications/{}/attachments", segment(id))
}

/// All documents of an application.
pub(crate) async fn attachments(id: &str) -> Answer<AttachmentList> {
    Call::get(&path(id)).json().await
}

/// Puts the documents of one kind in order; gives all of the application.
pub(crate) async fn order_attachments(id: &str, order: &AttachmentOrder) -> Answer<AttachmentList> {
    Call::put(&format!("{}/order", path(id))).body(order).json().await
}

/// Removes a document; gives those that are left.
pub(crate) async fn delete_attachment(id: &str, attachment: &str) -> Answer<AttachmentList> {
    Call::delete(&format!("{}/{}", path(id), segment(attachment))).json().await
}

/// The address of a document's content, for a link or a picture.
pub(crate) fn attachment_address(id: &str, attachment: &str) -> String {
    format!("{}/api/v1{}/{}/content", crate::platform::origin(), path(id), segment(attachment))
}

/// The address of a picture's small version.
pub(crate) fn thumbnail_address(id: &str, attachment: &str) -> String {
    format!("{}/api/v1{}/{}/thumbnail", crate::platform::origin(), path(id), segment(attachment))
}

/// The address of all documents in one zip file.
pub(crate) fn archive_address(id: &str) -> String {
    format!("{}/api/v1{}/archive", crate::platform::origin(), path(id))
}

/// The address of all documents in one PDF.
pub(crate) fn combined_address(id: &str) -> String {
    format!("{}/api/v1{}/pdf", crate::platform::origin(), path(id))
}

/// The address of the application's form as PDF.
pub(crate) fn form_address(id: &str) -> String {
    format!("{}/api/v1/retirement-applications/{}/form.pdf", crate::platform::origin(), segment(id))
}

/// The address of the sheet of its photos.
pub(crate) fn photo_sheet_address(id: &str) -> String {
    format!("{}/api/v1/retirement-applications/{}/photos.pdf", crate::platform::origin(), segment(id))
}

/// Whether a paper is what is on record.
pub(crate) async fn check_paper(receipt: &str, code: &str) -> Answer<PaperCheckOut> {
    Call::get(&format!("/paper-checks/{}/{}", segment(receipt), segment(code))).json().await
}

/// What a photographed card says, as suggestions.
pub(crate) async fn read_attachment(id: &str, attachment: &str) -> Answer<ReadingOut> {
    Call::post(&format!("{}/{}/reading", path(id), segment(attachment))).json().await
}
