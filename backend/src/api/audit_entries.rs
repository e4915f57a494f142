//! `audit-entries`: the enterprise's log.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use shared::api::AuditPage;

use super::Tag;
use crate::app::App;
use crate::http::{ApiError, Principal, ReadAuditLog};
use crate::services::audit;

pub(super) struct AuditEntriesApi;

#[OpenApi(tag = "Tag::Audit")]
impl AuditEntriesApi {
    /// A page of the enterprise's log, the newest first
    #[oai(path = "/audit-entries", method = "get", operation_id = "list_audit_entries")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<ReadAuditLog>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<AuditPage>, ApiError> {
        let enterprise = principal.membership()?.enterprise_id();
        Ok(Json(audit::page(&app, enterprise, cursor.0.as_deref()).await?))
    }
}
