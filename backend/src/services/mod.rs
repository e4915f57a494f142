//! The use cases: what the service does, one file each, without HTTP.

pub mod accounts;
pub mod agents;
pub mod allowance;
pub mod appeals;
pub mod applications;
pub mod audit;
pub mod demo;
pub mod demo_insured;
mod error;
pub mod faces;
pub mod idempotency;
pub mod insured_persons;
pub mod invitations;
mod lists;
pub mod login;
pub mod notices;
pub mod origin;
pub mod papers;
pub mod passwords;
pub mod qr_logins;
pub mod registration;
pub mod reviewers;
pub mod reviews;
pub mod sessions;
pub mod sms_codes;
pub mod step_ups;
pub mod sweeper;
pub mod system_account;
pub mod uploads;

pub use error::{ServiceError, ServiceResult};
