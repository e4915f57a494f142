//! `retirement-applications`: 企业职工正常退休申请.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Attachment, AttachmentType, Json};
use shared::api::{
    ApplicationCounts, ApplicationEdit, ApplicationOut, ApplicationPage, ApplicationQuery, HistoryOut, InsuredPersonIn,
    PrecheckOut, RevisionIn,
};

use super::Tag;
use super::responses::{Created, Done};
use crate::app::App;
use crate::http::{ApiError, FileApplications, From, IdempotencyKey, Principal, RequestLanguage, Typed};
use crate::services::applications::{self, Viewer};

pub(super) struct ApplicationsApi;

#[OpenApi(tag = "Tag::Applications")]
impl ApplicationsApi {
    /// A page of the enterprise's applications
    ///
    /// Empty parameters do not narrow. `document_number` is searched for whole, `name` in part.
    #[oai(path = "/retirement-applications", method = "get", operation_id = "list_applications")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        /// A part of the name.
        name: Query<Option<String>>,
        /// The whole document number.
        document_number: Query<Option<String>>,
        /// A code of `Status`.
        status: Query<Option<String>>,
        /// A code of `Category`.
        category: Query<Option<String>>,
        /// First month of retirement, `YYYY-MM`.
        month_from: Query<Option<String>>,
        /// Last month of retirement, `YYYY-MM`.
        month_to: Query<Option<String>>,
        /// First day of submission, `YYYY-MM-DD`.
        submitted_from: Query<Option<String>>,
        /// Last day of submission, `YYYY-MM-DD`.
        submitted_to: Query<Option<String>>,
        /// Id of the agent who began it.
        agent: Query<Option<String>>,
        /// `updated` (default), `submitted` or `retirement_month`.
        sort: Query<Option<String>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<ApplicationPage>, ApiError> {
        let filter = query!(
            ApplicationQuery: name,
            document_number,
            status,
            category,
            month_from,
            month_to,
            submitted_from,
            submitted_to,
            agent,
            sort
        )
        .parse()?;
        Ok(Json(applications::page(&app, principal.membership()?, &filter, cursor.0.as_deref()).await?))
    }

    /// How many applications stand where
    #[oai(path = "/retirement-applications/counts", method = "get", operation_id = "count_applications")]
    async fn counts(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
    ) -> Result<Json<ApplicationCounts>, ApiError> {
        Ok(Json(applications::counts(&app, principal.membership()?).await?))
    }

    /// The list as a table file (.xlsx)
    ///
    /// Takes the parameters of the list.
    #[oai(path = "/retirement-applications/export", method = "get", operation_id = "export_applications")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    async fn export(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        language: RequestLanguage,
        /// A part of the name.
        name: Query<Option<String>>,
        /// The whole document number.
        document_number: Query<Option<String>>,
        /// A code of `Status`.
        status: Query<Option<String>>,
        /// A code of `Category`.
        category: Query<Option<String>>,
        /// First month of retirement, `YYYY-MM`.
        month_from: Query<Option<String>>,
        /// Last month of retirement, `YYYY-MM`.
        month_to: Query<Option<String>>,
        /// First day of submission, `YYYY-MM-DD`.
        submitted_from: Query<Option<String>>,
        /// Last day of submission, `YYYY-MM-DD`.
        submitted_to: Query<Option<String>>,
        /// Id of the agent who began it.
        agent: Query<Option<String>>,
        /// `updated` (default), `submitted` or `retirement_month`.
        sort: Query<Option<String>>,
        /// Language of the words, `zh-CN` or `en`, for links, which send the browser's; absent, that of the request.
        #[oai(name = "language")]
        wanted: Query<Option<String>>,
    ) -> Result<Attachment<Vec<u8>>, ApiError> {
        let filter = query!(
            ApplicationQuery: name,
            document_number,
            status,
            category,
            month_from,
            month_to,
            submitted_from,
            submitted_to,
            agent,
            sort
        )
        .parse()?;
        let acting = principal.membership()?;
        let file = applications::export(&app, &principal.who, acting, &filter, &from.0, language.or(wanted.0)).await?;
        Ok(Attachment::new(file).attachment_type(AttachmentType::Attachment).filename("retirement-applications.xlsx"))
    }

    /// Begin an application for a person whom the register knows
    ///
    /// Takes `Idempotency-Key`.
    #[oai(path = "/retirement-applications", method = "post", operation_id = "create_application")]
    async fn create(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        key: IdempotencyKey,
        input: Typed<InsuredPersonIn>,
    ) -> Result<Created<ApplicationOut>, ApiError> {
        let acting = principal.membership()?;
        let made = applications::create(&app, &principal.who, acting, &input, key.value(), &from.0).await?;
        Ok(Created::Created(Json(made)))
    }

    /// One application
    #[oai(path = "/retirement-applications/:id", method = "get", operation_id = "get_application")]
    async fn get(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(applications::get(&app, Viewer::Enterprise(principal.membership()?), &id).await?))
    }

    /// Keep a draft over the revision that it was based on
    #[oai(path = "/retirement-applications/:id", method = "put", operation_id = "save_application")]
    async fn save(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
        input: Typed<ApplicationEdit>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(applications::save(&app, &principal.who, principal.membership()?, &id, &input).await?))
    }

    /// Delete an application that is not submitted (删除)
    #[oai(path = "/retirement-applications/:id", method = "delete", operation_id = "delete_application")]
    async fn delete(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        applications::delete(&app, &principal.who, principal.membership()?, &id, &from.0).await?;
        Ok(Done::Done)
    }

    /// Fetch the person's insured record anew
    #[oai(
        path = "/retirement-applications/:id/insured-record",
        method = "post",
        operation_id = "refresh_insured_record"
    )]
    async fn refresh(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(applications::refresh_record(&app, &principal.who, acting, &id, &from.0).await?))
    }

    /// What a reviewer could send back and is knowable now (提交前检查)
    #[oai(path = "/retirement-applications/:id/precheck", method = "get", operation_id = "precheck_application")]
    async fn precheck(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        language: RequestLanguage,
        id: Path<String>,
    ) -> Result<Json<PrecheckOut>, ApiError> {
        let viewer = Viewer::Enterprise(principal.membership()?);
        Ok(Json(applications::precheck(&app, viewer, &id, language.0).await?))
    }

    /// Submit (提交)
    ///
    /// Takes `Idempotency-Key`: a repeat with the same key is the same submission.
    #[oai(path = "/retirement-applications/:id/submit", method = "post", operation_id = "submit_application")]
    async fn submit(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        key: IdempotencyKey,
        id: Path<String>,
        input: Typed<RevisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(applications::submit(&app, &principal.who, acting, &id, &input, key.value(), &from.0).await?))
    }

    /// Take back before a reviewer has claimed it (撤销)
    #[oai(path = "/retirement-applications/:id/withdraw", method = "post", operation_id = "withdraw_application")]
    async fn withdraw(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
        input: Typed<RevisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(applications::withdraw(&app, &principal.who, acting, &id, &input, &from.0).await?))
    }

    /// Open for mending what was sent back (材料补正重新填报)
    #[oai(path = "/retirement-applications/:id/refile", method = "post", operation_id = "refile_application")]
    async fn refile(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
        input: Typed<RevisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(applications::refile(&app, &principal.who, acting, &id, &input, &from.0).await?))
    }

    /// What happened so far
    #[oai(path = "/retirement-applications/:id/history", method = "get", operation_id = "get_application_history")]
    async fn history(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<Json<HistoryOut>, ApiError> {
        Ok(Json(applications::history(&app, Viewer::Enterprise(principal.membership()?), &id).await?))
    }
}
