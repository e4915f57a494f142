//! How each operation is tried: far enough to be told by permission, and changing nothing that the next one needs.

use integration_tests::applications::PNG;
use integration_tests::people::OTHER_PASSWORD;
use integration_tests::uploads::{Announcement, BYTES, VERSION};
use poem::http::Method;
use serde_json::{Value, json};

/// An operation of the document.
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) takes_json: bool,
}

/// A request for it.
pub(super) struct Request {
    pub(super) path: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// A request on a record. What is sent is right as far as finding the record goes, and comes too late, without a proof
    /// or without what is required behind that: who may gets as far as such a refusal.
    pub(super) fn new(operation: &Operation, id: &str, attachment: &str) -> Self {
        let path = operation
            .path
            .replace("{id}", id)
            .replace("{token}", id)
            .replace("{receipt_number}", id)
            .replace("{code}", id)
            .replace("{attachment}", attachment);
        let mut request = Self { path, headers: Vec::new(), body: Vec::new() };
        match operation.id.as_str() {
            "add_attachment" => {
                request.path.push_str("?kind=id_card_front&file_name=scan.jpg");
                request.bytes("application/octet-stream", PNG);
            }
            "begin_upload" => {
                let file = Announcement {
                    application: id.to_owned(),
                    kind: "id_card_front".to_owned(),
                    key: "another".to_owned(),
                    bytes: 100,
                };
                request.upload(&[("Upload-Length", "100"), ("Upload-Metadata", &file.metadata())]);
            }
            // Bytes from where the file has not come to.
            "continue_upload" => {
                request.upload(&[("Upload-Offset", "5")]);
                request.bytes(BYTES.1, b"x");
            }
            "get_upload" | "end_upload" => request.upload(&[]),
            "describe_uploads" => {}
            other if operation.takes_json => request.bytes("application/json", body(other).to_string().as_bytes()),
            _ => {}
        }
        request
    }

    fn bytes(&mut self, media_type: &str, bytes: &[u8]) {
        self.headers.push(("Content-Type", media_type.to_owned()));
        self.body = bytes.to_vec();
    }

    fn upload(&mut self, headers: &[(&'static str, &str)]) {
        self.headers.push((VERSION.0, VERSION.1.to_owned()));
        self.headers.extend(headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
    }
}

/// A body; an empty one where that is refused by its fields, which is after permission and before anything else.
fn body(operation: &str) -> Value {
    match operation {
        "edit_agent" => json!({
            "name": "张三", "document_type": "resident_id", "account_name": "zhangsan",
            "permissions": ["file_applications"], "revision": 1,
        }),
        "set_agent_password" => json!({"new_password": OTHER_PASSWORD}),
        "choose_enterprise" => json!({"enterprise_id": "nobody"}),
        "send_step_up_code" | "create_step_up" | "create_face_challenge" => json!({"purpose": "add_agent"}),
        "send_sms_code" => json!({"purpose": "register"}),
        "log_in_by_qr_login" => json!({"qr_login_id": "nobody", "secret": "x"}),
        "answer_face_challenge" => json!({"nonce": "x", "frames": []}),
        "settle_face_challenge" => json!({"nonce": "x"}),
        "guide_face_capture" => json!({"jpeg": ""}),
        "save_application" => json!({"revision": 1, "form": {}}),
        "submit_application"
        | "withdraw_application"
        | "refile_application"
        | "claim_review"
        | "release_review"
        | "take_over_review"
        | "undo_review" => json!({"revision": 1}),
        "set_notification_settings" => json!({"submitted": true, "decided": true}),
        "approve_review" | "send_back_review" | "request_correction" | "reject_review" => {
            json!({"revision": 1, "reasons": [{"field": "post", "text": "请写明工种"}]})
        }
        "order_attachments" => json!({"kind": "id_card_front", "ids": []}),
        _ => json!({}),
    }
}
