//! HTTP: the router, who a request is from, and how errors become answers.

mod csrf;
mod headers;
mod health;
pub mod metrics;
mod origin;
mod principal;
mod problem;
mod reviewer;
mod static_app;
mod trace;
pub mod tus;
mod typed;

use std::sync::Arc;
use std::time::Duration;

use poem::{Endpoint, EndpointExt, IntoEndpoint, Route};
use poem_openapi::OpenApiService;

pub use headers::{IdempotencyKey, QrSecret, StepUpProof};
pub use origin::{From, RequestLanguage};
pub use principal::{Anyone, COOKIE, Capability, Choosing, FileApplications, ManageAgents, Principal, ReadAuditLog};
pub use problem::ApiError;
pub use reviewer::{REVIEWER_COOKIE, ReviewerPrincipal};
pub use typed::Typed;

use crate::api;
use crate::app::App;
use trace::Limits;

/// The OpenAPI service of every operation under `/api/v1`.
fn service() -> OpenApiService<impl poem_openapi::OpenApi, ()> {
    OpenApiService::new(api::operations(), "社保企业办 API", env!("CARGO_PKG_VERSION"))
        .description(
            "Enterprises, their legal representatives and agents. Errors are RFC 9457 problem documents with a stable \
             `code`; refusals by field stand in `errors`.",
        )
        .server("/api/v1")
}

/// The OpenAPI document, as committed under `assets/`.
pub fn openapi_document() -> String {
    let mut text = service().spec();
    text.push('\n');
    text
}

/// The whole server: API, its document, health, metrics, and the app for every other address.
pub fn router(app: Arc<App>) -> impl Endpoint {
    let service = service();
    let docs = service.swagger_ui();
    let limits = Limits {
        form: app.config.server.max_body_bytes,
        upload: app.config.server.max_upload_bytes,
        time: Duration::from_secs(app.config.server.request_timeout_seconds),
        upload_time: Duration::from_secs(app.config.uploads.request_seconds),
    };
    let app_files = static_app::endpoint(&app.config.server).into_endpoint();
    let api = service.around(move |endpoint, request| trace::bounded(endpoint, request, limits));
    Route::new()
        .nest("/api/v1", api)
        .at(
            "/openapi.json",
            poem::endpoint::make_sync(|_| {
                poem::Response::builder().content_type("application/json").body(openapi_document())
            }),
        )
        .nest("/docs", docs)
        .at("/healthz", poem::get(health::healthz))
        .at("/readyz", poem::get(health::readyz))
        .at("/metrics", poem::get(metrics::endpoint))
        .nest("/", app_files)
        .catch_all_error(problem::to_response)
        .around(trace::request)
        .data(app)
}
