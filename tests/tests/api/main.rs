//! API tests: every operation, its success and each of its refusals, over the real router and a real database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod agents;
mod agents_shared_identity;
mod appeals;
mod application_fields;
mod application_lists;
mod application_looking;
mod application_races;
mod application_transitions;
mod applications;
mod attachment_files;
mod attachment_keeping;
mod attachments;
mod audit_entries;
mod csrf;
mod demo;
mod enterprises;
mod idempotency;
mod insured_persons;
mod invitations;
mod isolation;
mod malformed;
mod me;
mod openapi;
mod password_resets;
mod qr_logins;
mod readings;
mod reviews;
mod sessions;
mod sms_codes;
mod step_ups;
mod storage;
mod uploads;
mod uploads_bounds;
mod uploads_cut;
