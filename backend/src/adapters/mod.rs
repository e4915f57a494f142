//! The outside world behind the ports: database and SMS.

pub mod blobs;
pub mod sms_aliyun;
pub mod sms_outbox;
pub mod surreal;
