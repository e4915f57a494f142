//! 企业职工正常退休申请: looking a person up, keeping drafts, submitting, lists.

use serde_json::Value;
use shared::api::{
    ApplicationCounts, ApplicationEdit, ApplicationOut, ApplicationPage, ApplicationQuery, HistoryOut, InsuredPersonIn,
    InsuredRecord, RevisionIn,
};
use shared::i18n::Language;

use super::client::Call;
use super::{Answer, segment, with_query};
use crate::list_query;

const APPLICATIONS: &str = "/retirement-applications";

fn path(id: &str) -> String {
    format!("{APPLICATIONS}/{}", segment(id))
}

/// 获取社保信息: what the register knows of a person.
pub(crate) async fn find_insured_person(input: &InsuredPersonIn) -> Answer<InsuredRecord> {
    Call::post("/insured-persons/search").body(input).json().await
}

/// The policy in force: the tables behind every rule, as `shared::retirement::Policy` reads them.
pub(crate) async fn policy() -> Answer<Value> {
    Call::get("/policy").json().await
}

/// A page of the enterprise's applications.
pub(crate) async fn applications(query: &ApplicationQuery, cursor: &str) -> Answer<ApplicationPage> {
    Call::get(&list_path(APPLICATIONS, query, ("cursor", cursor))).json().await
}

/// How many applications stand where.
pub(crate) async fn application_counts() -> Answer<ApplicationCounts> {
    Call::get(&format!("{APPLICATIONS}/counts")).json().await
}

/// The address of the list as a table file (.xlsx) in a language, for a link.
pub(crate) fn export_address(query: &ApplicationQuery, language: Language) -> String {
    let path = list_path(&format!("{APPLICATIONS}/export"), query, ("language", language.tag()));
    format!("{}/api/v1{path}", crate::platform::origin())
}

fn list_path(path: &str, query: &ApplicationQuery, more: (&str, &str)) -> String {
    let mut pairs = list_query::pairs(query).to_vec();
    pairs.push(more);
    with_query(path, &pairs)
}

/// Begins an application for a person.
pub(crate) async fn create_application(input: &InsuredPersonIn, idempotency_key: &str) -> Answer<ApplicationOut> {
    Call::post(APPLICATIONS).header("Idempotency-Key", idempotency_key).body(input).json().await
}

/// One application.
pub(crate) async fn application(id: &str) -> Answer<ApplicationOut> {
    Call::get(&path(id)).json().await
}

/// Saves a form over the revision that it was based on.
pub(crate) async fn save_application(id: &str, edit: &ApplicationEdit) -> Answer<ApplicationOut> {
    Call::put(&path(id)).body(edit).json().await
}

/// Deletes one that was not submitted.
pub(crate) async fn delete_application(id: &str) -> Answer<()> {
    Call::delete(&path(id)).done().await
}

/// 提交. A repeat with the same key is the same submission.
pub(crate) async fn submit_application(id: &str, revision: u64, idempotency_key: &str) -> Answer<ApplicationOut> {
    let body = RevisionIn { revision };
    Call::post(&format!("{}/submit", path(id))).header("Idempotency-Key", idempotency_key).body(&body).json().await
}

/// 撤销
pub(crate) async fn withdraw_application(id: &str, revision: u64) -> Answer<ApplicationOut> {
    Call::post(&format!("{}/withdraw", path(id))).body(&RevisionIn { revision }).json().await
}

/// 材料补正重新填报
pub(crate) async fn refile_application(id: &str, revision: u64) -> Answer<ApplicationOut> {
    Call::post(&format!("{}/refile", path(id))).body(&RevisionIn { revision }).json().await
}

/// Fetches the person's insured record anew.
pub(crate) async fn refresh_record(id: &str) -> Answer<ApplicationOut> {
    Call::post(&format!("{}/insured-record", path(id))).json().await
}

/// What happened so far.
pub(crate) async fn application_history(id: &str) -> Answer<HistoryOut> {
    Call::get(&format!("{}/history", path(id))).json().await
}
