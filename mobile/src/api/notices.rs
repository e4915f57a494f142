//! Notices: what happened at the agency to one's applications.

use shared::api::{NoticeCount, NoticePage, NoticeSettings, NoticesReadIn};

use super::client::Call;
use super::{Answer, with_query};

/// A page of the notices, the newest first.
pub(crate) async fn notices(cursor: &str) -> Answer<NoticePage> {
    Call::get(&with_query("/notifications", &[("cursor", cursor)])).json().await
}

/// How many were not read.
pub(crate) async fn unread_notices() -> Answer<NoticeCount> {
    Call::get("/notifications/unread").json().await
}

/// Marks those of an application, or all, as read.
pub(crate) async fn read_notices(application: Option<&str>) -> Answer<NoticeCount> {
    let input = NoticesReadIn { application_id: application.map(str::to_owned) };
    Call::post("/notifications/read").body(&input).json().await
}

/// Which messages one gets by SMS.
pub(crate) async fn notice_settings() -> Answer<NoticeSettings> {
    Call::get("/notifications/settings").json().await
}

/// Chooses which.
pub(crate) async fn set_notice_settings(input: NoticeSettings) -> Answer<NoticeSettings> {
    Call::put("/notifications/settings").body(&input).json().await
}
