//! `sessions`: logging in, out, and seeing where one is logged in.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use shared::api::{ChooseEnterpriseIn, MeOut, PasswordLoginIn, QrSessionIn, SessionList, SmsLoginIn};

use super::Tag;
use super::responses::{Done, LoggedOut, SessionOpened, emptied_cookie};
use crate::app::App;
use crate::http::{Anyone, ApiError, Choosing, From, Principal};
use crate::services::sessions::{self, End};
use crate::services::{login, qr_logins};

pub(super) struct SessionsApi;

#[OpenApi(tag = "Tag::Sessions")]
impl SessionsApi {
    /// Log in by password
    #[oai(path = "/sessions/by-password", method = "post", operation_id = "log_in_by_password")]
    async fn by_password(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        input: Json<PasswordLoginIn>,
    ) -> Result<SessionOpened, ApiError> {
        let opened = login::by_password(&app, &input, &from.0).await?;
        Ok(SessionOpened::new(&app, opened))
    }

    /// Log in by SMS code
    #[oai(path = "/sessions/by-sms-code", method = "post", operation_id = "log_in_by_sms_code")]
    async fn by_sms_code(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        input: Json<SmsLoginIn>,
    ) -> Result<SessionOpened, ApiError> {
        let opened = login::by_sms_code(&app, &input, &from.0).await?;
        Ok(SessionOpened::new(&app, opened))
    }

    /// Exchange an approved QR login for a session
    #[oai(path = "/sessions/by-qr-login", method = "post", operation_id = "log_in_by_qr_login")]
    async fn by_qr_login(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        input: Json<QrSessionIn>,
    ) -> Result<SessionOpened, ApiError> {
        let opened = qr_logins::open_session(&app, &input, &from.0).await?;
        Ok(SessionOpened::new(&app, opened))
    }

    /// One's sessions
    #[oai(path = "/sessions", method = "get", operation_id = "list_sessions")]
    async fn list(&self, app: Data<&Arc<App>>, principal: Principal<Choosing>) -> Result<Json<SessionList>, ApiError> {
        Ok(Json(sessions::list(&app, &principal.who).await?))
    }

    /// Log out
    #[oai(path = "/sessions/current", method = "delete", operation_id = "log_out")]
    async fn end_current(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<Anyone>,
    ) -> Result<LoggedOut, ApiError> {
        sessions::end(&app, &principal.who, End::Current, &from.0).await?;
        Ok(LoggedOut::Done(emptied_cookie(&app)))
    }

    /// End all other sessions
    #[oai(path = "/sessions/end-others", method = "post", operation_id = "end_other_sessions")]
    async fn end_others(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<Choosing>,
    ) -> Result<Done, ApiError> {
        sessions::end(&app, &principal.who, End::Others, &from.0).await?;
        Ok(Done::Done)
    }

    /// End one of one's sessions
    #[oai(path = "/sessions/:id", method = "delete", operation_id = "end_session")]
    async fn end_one(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<Choosing>,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        sessions::end(&app, &principal.who, End::One(&id), &from.0).await?;
        Ok(Done::Done)
    }

    /// Choose or switch the enterprise acted for
    #[oai(path = "/sessions/current/enterprise", method = "put", operation_id = "choose_enterprise")]
    async fn choose_enterprise(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<Choosing>,
        input: Json<ChooseEnterpriseIn>,
    ) -> Result<Json<MeOut>, ApiError> {
        Ok(Json(sessions::choose_enterprise(&app, &principal.who, &input.enterprise_id).await?))
    }
}
