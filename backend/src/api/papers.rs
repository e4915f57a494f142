//! Papers of an application, and whether one that somebody holds is true.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use shared::api::PaperCheckOut;

use super::Tag;
use super::documents::AllFiles;
use crate::app::App;
use crate::http::{ApiError, FileApplications, From, Principal, ReviewerPrincipal};
use crate::services::applications::Looker;
use crate::services::papers;

pub(super) struct PapersApi;

#[OpenApi(tag = "Tag::Applications")]
impl PapersApi {
    /// The application's form (企业职工正常退休申请表) as PDF
    #[oai(path = "/retirement-applications/:id/form.pdf", method = "get", operation_id = "get_application_form")]
    async fn form(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<AllFiles, ApiError> {
        let by = Looker::of_enterprise(&principal.who, principal.membership()?, &from.0);
        Ok(AllFiles::pdf(papers::application_form(&app, by, &id).await?))
    }

    /// A sheet of the application's photos as PDF
    #[oai(path = "/retirement-applications/:id/photos.pdf", method = "get", operation_id = "get_photo_sheet")]
    async fn photos(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<AllFiles, ApiError> {
        let by = Looker::of_enterprise(&principal.who, principal.membership()?, &from.0);
        Ok(AllFiles::pdf(papers::photo_sheet(&app, by, &id).await?))
    }

    /// The form, for a reviewer
    #[oai(path = "/reviews/:id/form.pdf", method = "get", operation_id = "get_review_form")]
    async fn review_form(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
    ) -> Result<AllFiles, ApiError> {
        let by = Looker::of_agency(principal.reviewer(), &from.0);
        Ok(AllFiles::pdf(papers::application_form(&app, by, &id).await?))
    }

    /// Whether a paper of this number and code is what is on record; for whoever holds it
    #[oai(path = "/paper-checks/:receipt_number/:code", method = "get", operation_id = "check_paper")]
    async fn check(
        &self,
        app: Data<&Arc<App>>,
        receipt_number: Path<String>,
        code: Path<String>,
    ) -> Result<Json<PaperCheckOut>, ApiError> {
        Ok(Json(papers::check(&app, &receipt_number, &code).await?))
    }
}
