//! `qr-logins`: a page shows a code, a phone decides.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use shared::api::{QrLoginOut, QrLoginRequest, QrLoginStatus};

use super::Tag;
use super::responses::{Created, Done};
use crate::app::App;
use crate::http::{ApiError, Choosing, From, Principal, QrSecret};
use crate::services::qr_logins;

pub(super) struct QrLoginsApi;

#[OpenApi(tag = "Tag::Sessions")]
impl QrLoginsApi {
    /// Make a code to show
    #[oai(path = "/qr-logins", method = "post", operation_id = "create_qr_login")]
    async fn create(&self, app: Data<&Arc<App>>, from: From) -> Result<Created<QrLoginOut>, ApiError> {
        Ok(Created::Created(Json(qr_logins::create(&app, &from.0).await?)))
    }

    /// Where it stands, for the page that shows it
    ///
    /// Takes the page's secret in `X-Qr-Secret`.
    #[oai(path = "/qr-logins/:id/status", method = "get", operation_id = "get_qr_login_status")]
    async fn status(
        &self,
        app: Data<&Arc<App>>,
        id: Path<String>,
        secret: QrSecret,
    ) -> Result<Json<QrLoginStatus>, ApiError> {
        Ok(Json(qr_logins::status(&app, &id, secret.value().unwrap_or_default()).await?))
    }

    /// The phone opened it: what it is asked to approve
    #[oai(path = "/qr-logins/:id/scan", method = "post", operation_id = "scan_qr_login")]
    async fn scan(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<Choosing>,
        id: Path<String>,
    ) -> Result<Json<QrLoginRequest>, ApiError> {
        Ok(Json(qr_logins::scan(&app, &principal.who, &id).await?))
    }

    /// The phone approves
    #[oai(path = "/qr-logins/:id/approve", method = "post", operation_id = "approve_qr_login")]
    async fn approve(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<Choosing>,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        qr_logins::decide(&app, &principal.who, &id, true, &from.0).await?;
        Ok(Done::Done)
    }

    /// The phone refuses
    #[oai(path = "/qr-logins/:id/refuse", method = "post", operation_id = "refuse_qr_login")]
    async fn refuse(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<Choosing>,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        qr_logins::decide(&app, &principal.who, &id, false, &from.0).await?;
        Ok(Done::Done)
    }
}
