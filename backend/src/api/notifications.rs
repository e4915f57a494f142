//! `notifications` and `events`: what happened to one's applications, listed and live.

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::BoxStream;
use poem::web::Data;
use poem::web::sse::Event;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Query};
use poem_openapi::payload::{EventStream, Json};
use poem_openapi::types::ToJSON as _;
use shared::api::{NoticeCount, NoticeOut, NoticePage, NoticeSettings, NoticesReadIn};

use super::Tag;
use crate::app::App;
use crate::http::{ApiError, FileApplications, Principal, Typed};
use crate::services::notices;

/// So often something is said, so that nothing in between takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

pub(super) struct NotificationsApi;

#[OpenApi(tag = "Tag::Notices")]
impl NotificationsApi {
    /// What happened at the agency to one's applications of this enterprise, the newest first
    #[oai(path = "/notifications", method = "get", operation_id = "list_notifications")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<NoticePage>, ApiError> {
        Ok(Json(notices::page(&app, principal.membership()?, cursor.0.as_deref()).await?))
    }

    /// How many were not read
    #[oai(path = "/notifications/unread", method = "get", operation_id = "count_unread_notifications")]
    async fn unread(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
    ) -> Result<Json<NoticeCount>, ApiError> {
        Ok(Json(notices::unread(&app, principal.membership()?).await?))
    }

    /// Mark those of an application, or all, as read
    #[oai(path = "/notifications/read", method = "post", operation_id = "read_notifications")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        input: Typed<NoticesReadIn>,
    ) -> Result<Json<NoticeCount>, ApiError> {
        Ok(Json(notices::read(&app, principal.membership()?, &input).await?))
    }

    /// Which messages one gets by SMS
    #[oai(path = "/notifications/settings", method = "get", operation_id = "get_notification_settings")]
    async fn settings(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
    ) -> Result<Json<NoticeSettings>, ApiError> {
        Ok(Json(notices::settings(&app, &principal.who.user.id).await?))
    }

    /// Choose which messages one gets by SMS
    #[oai(path = "/notifications/settings", method = "put", operation_id = "set_notification_settings")]
    async fn set(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        input: Typed<NoticeSettings>,
    ) -> Result<Json<NoticeSettings>, ApiError> {
        Ok(Json(notices::set(&app, &principal.who.user.id, *input).await?))
    }

    /// The notices as they come, as server-sent events: each with its id, from the one named on
    #[oai(path = "/events", method = "get", operation_id = "listen_to_notifications")]
    async fn events(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        /// Id of the last notice that one has been told.
        #[oai(name = "Last-Event-ID")]
        last: Header<Option<String>>,
    ) -> Result<EventStream<BoxStream<'static, NoticeOut>>, ApiError> {
        let stream = notices::listen(Arc::clone(&app), principal.who, last.0).await?;
        Ok(EventStream::new(stream).keep_alive(KEEP_ALIVE).to_event(|notice| {
            let id = notice.id.clone();
            Event::message(notice.to_json_string()).event_type("notice").id(id)
        }))
    }
}
