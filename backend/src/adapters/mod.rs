//! The outside world behind the ports: database, SMS, insured-person register, models.

pub mod blobs;
pub mod contents;
pub mod disk;
pub mod face_contents;
pub mod face_models;
pub mod face_vendor;
mod model_files;
pub mod parts;
pub mod recogniser;
pub mod register_http;
pub mod register_table;
pub mod sms_aliyun;
pub mod sms_outbox;
pub mod surreal;
