//! `[uploads]`: files on their way, and what can be wrong with how long and how many.

use serde::Deserialize;

use super::Config;
use super::check::Faults;

/// `[uploads]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UploadsConfig {
    /// An upload that nobody goes on with is removed after so long.
    pub unfinished_hours: u32,
    /// One that has become a document is remembered for so long.
    pub remembered_days: u32,
    /// Unfinished uploads of one application at a time.
    pub per_application: u32,
    /// Requests whose bytes are taken at a time.
    pub concurrency: usize,
    /// Requests that may wait for it.
    pub queue: usize,
    /// Longest time that one request may go on bringing bytes.
    pub request_seconds: u64,
    /// Bytes of one application's documents, as they are kept.
    pub application_bytes: u64,
    /// Bytes of all documents of one enterprise, as they are kept.
    pub enterprise_bytes: u64,
}

impl Config {
    /// What can be wrong with `[uploads]`.
    pub(super) fn check_uploads(&self, faults: &mut Faults) {
        let uploads = &self.uploads;
        let hours = (1..self.policy.idempotency_hours).contains(&uploads.unfinished_hours);
        faults.expect(
            hours,
            "uploads.unfinished_hours",
            "it is not from 1 to less than policy.idempotency_hours",
            "20 is the default: an upload must not outlive the memory of the document that it became",
        );
        faults.within("uploads.remembered_days", uploads.remembered_days, 1..=3650, "30 is the default");
        faults.within("uploads.per_application", uploads.per_application, 1..=1000, "50 is the default");
        faults.within("uploads.concurrency", uploads.concurrency, 1..=1024, "32 is the default");
        faults.within("uploads.queue", uploads.queue, 0..=10_000, "256 is the default");
        faults.within("uploads.request_seconds", uploads.request_seconds, 10..=3600, "600 is the default");
        let least = self.server.max_upload_bytes as u64;
        let room = (least..=1 << 40).contains(&uploads.application_bytes);
        let key = "uploads.application_bytes";
        faults.expect(room, key, "it is not between server.max_upload_bytes and 1 TiB", "209715200 is the default");
        let room = (uploads.application_bytes..=1 << 50).contains(&uploads.enterprise_bytes);
        let key = "uploads.enterprise_bytes";
        faults.expect(
            room,
            key,
            "it is not between uploads.application_bytes and 1 PiB",
            "107374182400 is the default",
        );
    }
}
