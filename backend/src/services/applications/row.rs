//! An application as stored, and as those see it who may.

use chrono::{DateTime, Utc};
use shared::api::{ApplicationOut, AttachmentOut, InsuredRecord, ReviewReason};
use shared::application::{Action, ApplicationForm, Claim, Party, Standing, Status, actions};
use shared::error::ProblemCode;
use shared::identity::{DocumentType, IdDocument};
use shared::retirement::{Category, Month};
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::{DbError, Vars, key_of, record};
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::reviewers::Reviewer;
use crate::services::{ServiceError, ServiceResult};

/// Columns of [`Row`].
pub(super) const COLUMNS: &str = "id, enterprise, enterprise.name AS enterprise_name, region, status, refiling, revision, \
     reviewer, person_claim, name, document_type, document_sealed, document_masked, record_sealed, form_sealed, \
     reasons_sealed, category, retirement_month, submissions, created_by_name, updated_by_name, created_at, updated_at, \
     submitted_at, reviewer.name AS holder_name, claim_until, first_reviewer, undo_by, undo_until, undo_status, \
     undo_event, document_index, [created_by.document_index, submitted_by.document_index] AS filers, \
     first_reviewer.person_index AS first_person, receipt_number, \
     attachments_revision ?? 0 AS attachments_revision, $now AS read_at";

/// What a form, an insured record and reasons are sealed for.
pub(super) const FORM: &str = "application_form";
pub(super) const RECORD: &str = "insured_record";
pub(super) const REASONS: &str = "review_reasons";
pub(super) const DOCUMENT: &str = "document";

/// An application's columns.
#[derive(Debug, Clone, SurrealValue)]
#[expect(missing_docs, reason = "explained in the migration that defines them")]
pub struct Row {
    pub id: RecordId,
    pub enterprise: RecordId,
    pub enterprise_name: String,
    pub region: String,
    pub status: String,
    pub refiling: bool,
    pub revision: i64,
    pub reviewer: Option<RecordId>,
    pub person_claim: RecordId,
    pub name: String,
    pub document_type: String,
    pub document_sealed: String,
    pub document_masked: String,
    pub record_sealed: String,
    pub form_sealed: String,
    pub reasons_sealed: Option<String>,
    pub category: Option<String>,
    pub retirement_month: Option<String>,
    pub submissions: i64,
    pub created_by_name: String,
    pub updated_by_name: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub holder_name: Option<String>,
    pub claim_until: Option<DateTime<Utc>>,
    pub first_reviewer: Option<RecordId>,
    pub undo_by: Option<RecordId>,
    pub undo_until: Option<DateTime<Utc>>,
    pub undo_status: Option<String>,
    pub undo_event: Option<String>,
    pub document_index: String,
    pub receipt_number: Option<String>,
    pub attachments_revision: i64,
    /// Blind indexes of the documents of those who began and submitted it.
    pub filers: Vec<Option<String>>,
    /// Blind index of the document of who passed it on to the second review.
    pub first_person: Option<String>,
    /// When it was read: claims and undoing are judged by it.
    pub read_at: DateTime<Utc>,
}

/// Who looks at an application.
#[derive(Debug, Clone, Copy)]
pub enum Viewer<'a> {
    /// Someone who files for an enterprise.
    Enterprise(&'a MembershipRow),
    /// Someone of the agency.
    Reviewer(&'a Reviewer),
}

impl Viewer<'_> {
    /// The side that the viewer stands on.
    pub const fn party(&self) -> Party {
        match self {
            Self::Enterprise(_) => Party::Enterprise,
            Self::Reviewer(reviewer) => reviewer.party,
        }
    }

    /// Whether the application may be seen at all.
    fn sees(&self, row: &Row) -> bool {
        match self {
            Self::Enterprise(acting) => row.enterprise == acting.enterprise,
            // What was never submitted is the enterprise's own affair.
            Self::Reviewer(reviewer) => reviewer.covers(&row.region) && row.submissions > 0,
        }
    }

    /// Whose an application is, to the viewer.
    pub(in crate::services) fn claim(&self, hold: &Hold<'_>) -> Claim {
        let holder = hold.holder();
        let Self::Reviewer(reviewer) = self else {
            // Once a reviewer has decided, it is the agency's, whoever's of it.
            let untouched = holder.is_none() && hold.first.0.is_none();
            return if untouched { Claim::Nobodys } else { Claim::Anothers };
        };
        match holder {
            Some(holder) if *holder == reviewer.id => Claim::Mine,
            _ if hold.undoable(reviewer) => Claim::Undoable,
            _ if hold.barred(reviewer) => Claim::Barred,
            Some(_) if reviewer.leads => Claim::ToTakeOver,
            Some(_) => Claim::Anothers,
            None => Claim::Nobodys,
        }
    }
}

/// What decides whose an application is at the agency.
#[derive(Debug, Clone, Copy)]
pub(in crate::services) struct Hold<'a> {
    /// Who claimed it last.
    pub(in crate::services) reviewer: Option<&'a RecordId>,
    /// Until when.
    pub(in crate::services) until: Option<DateTime<Utc>>,
    /// Who decided last and may take it back, and until when.
    pub(in crate::services) undo: Option<(&'a RecordId, DateTime<Utc>)>,
    /// Who passed it on to the second review, and the blind index of that person's document.
    pub(in crate::services) first: (Option<&'a RecordId>, Option<&'a str>),
    /// Blind indexes of the documents of those who filed it.
    pub(in crate::services) filers: &'a [Option<String>],
    /// Now.
    pub(in crate::services) now: DateTime<Utc>,
}

impl<'a> Hold<'a> {
    /// Who holds it now: a claim that has run out holds nothing.
    pub(in crate::services) fn holder(&self) -> Option<&'a RecordId> {
        self.reviewer.filter(|_| self.until.is_some_and(|until| until > self.now))
    }

    fn undoable(&self, reviewer: &Reviewer) -> bool {
        self.undo.is_some_and(|(by, until)| *by == reviewer.id && until > self.now)
    }

    /// 回避: nobody reviews what they filed, and nobody does both stages.
    fn barred(&self, reviewer: &Reviewer) -> bool {
        let person = reviewer.person_index.as_deref();
        let is_person = |index: Option<&str>| person.is_some() && person == index;
        let (first, first_person) = self.first;
        let did_first = first.is_some_and(|first| *first == reviewer.id) || is_person(first_person);
        self.filers.iter().any(|filer| is_person(filer.as_deref()))
            || (reviewer.party == Party::SecondReviewer && did_first)
    }
}

impl Row {
    /// Id.
    pub fn key(&self) -> &str {
        key_of(&self.id)
    }

    /// Credit code of the enterprise.
    pub fn enterprise_id(&self) -> &str {
        key_of(&self.enterprise)
    }

    /// Status.
    pub fn status(&self) -> Status {
        Status::from_code(&self.status).unwrap_or(Status::Draft)
    }

    /// What the viewer may do.
    pub fn actions(&self, viewer: Viewer<'_>) -> &'static [Action] {
        let standing = Standing { status: self.status(), refiling: self.refiling, claim: viewer.claim(&self.hold()) };
        actions(viewer.party(), standing)
    }

    /// What decides whose it is at the agency.
    pub(in crate::services) fn hold(&self) -> Hold<'_> {
        Hold {
            reviewer: self.reviewer.as_ref(),
            until: self.claim_until,
            undo: self.undo_by.as_ref().zip(self.undo_until),
            first: (self.first_reviewer.as_ref(), self.first_person.as_deref()),
            filers: &self.filers,
            now: self.read_at,
        }
    }

    /// The row, if the action is open to the viewer.
    ///
    /// # Errors
    /// `already_handled` where the viewer saw an earlier revision, `action_not_allowed` otherwise.
    pub fn require(&self, viewer: Viewer<'_>, action: Action, seen: u64) -> ServiceResult<()> {
        if self.actions(viewer).contains(&action) {
            return Ok(());
        }
        let stale = i64::try_from(seen).is_ok_and(|seen| seen != self.revision);
        Err(if stale { ProblemCode::AlreadyHandled } else { ProblemCode::ActionNotAllowed }.into())
    }

    /// The revision for the wire.
    pub fn revision(&self) -> u64 {
        u64::try_from(self.revision).unwrap_or_default()
    }

    /// The category, once chosen.
    pub fn category(&self) -> Option<Category> {
        self.category.as_deref().and_then(Category::from_code)
    }

    /// The month of retirement, once decided.
    pub fn month(&self) -> Option<Month> {
        self.retirement_month.as_deref().and_then(|month| month.parse().ok())
    }

    /// The person's document.
    ///
    /// # Errors
    /// Where the seal does not open or the number no longer parses.
    pub fn document(&self, app: &App) -> ServiceResult<IdDocument> {
        let number = app.vault.open(DOCUMENT, &self.document_sealed)?;
        let kind = DocumentType::from_code(&self.document_type).ok_or_else(|| shape("document type"))?;
        IdDocument::parse(kind, &number, app.clock.today()).map_err(|_| shape("document"))
    }

    /// What the register said.
    ///
    /// # Errors
    /// Where the seal does not open.
    pub fn record(&self, app: &App) -> ServiceResult<InsuredRecord> {
        open(app, RECORD, &self.record_sealed)
    }

    /// The form as last saved.
    ///
    /// # Errors
    /// Where the seal does not open.
    pub fn form(&self, app: &App) -> ServiceResult<ApplicationForm> {
        open(app, FORM, &self.form_sealed)
    }

    /// Reasons of the last reviewer who sent it back.
    ///
    /// # Errors
    /// Where the seal does not open.
    pub fn reasons(&self, app: &App) -> ServiceResult<Vec<ReviewReason>> {
        self.reasons_sealed.as_deref().map_or(Ok(Vec::new()), |sealed| open(app, REASONS, sealed))
    }

    /// For the wire.
    ///
    /// # Errors
    /// Where a seal does not open.
    pub fn to_wire(
        &self,
        app: &App,
        viewer: Viewer<'_>,
        attachments: Vec<AttachmentOut>,
    ) -> ServiceResult<ApplicationOut> {
        let document = self.document(app)?;
        Ok(ApplicationOut {
            id: self.key().to_owned(),
            enterprise_id: self.enterprise_id().to_owned(),
            enterprise_name: self.enterprise_name.clone(),
            status: self.status(),
            refiling: self.refiling,
            revision: self.revision(),
            name: self.name.clone(),
            document_type: document.kind(),
            document_number: document.as_str().to_owned(),
            record: self.record(app)?,
            form: self.form(app)?,
            actions: self.actions(viewer).to_vec(),
            retirement_month: self.month(),
            attachments,
            reasons: self.reasons(app)?,
            receipt_number: self.receipt_number.clone(),
            submissions: u32::try_from(self.submissions).unwrap_or_default(),
            submitted_at: self.submitted_at,
            created_at: self.created_at,
            created_by: self.created_by_name.clone(),
            updated_at: self.updated_at,
            updated_by: self.updated_by_name.clone(),
        })
    }
}

/// The application of an id; another enterprise's or region's is not found.
///
/// # Errors
/// `not_found`.
pub async fn find(app: &App, viewer: Viewer<'_>, id: &str) -> ServiceResult<Row> {
    let query = format!("SELECT {COLUMNS} FROM $id");
    let rows: Vec<Row> = app
        .db
        .read(&query, Vars::new().set("id", record("application", id)).set("now", app.clock.now()))
        .await?
        .take(0)?;
    rows.into_iter().next().filter(|row| viewer.sees(row)).ok_or(ServiceError::Problem(ProblemCode::NotFound))
}

/// One application with its attachments.
///
/// # Errors
/// `not_found`.
pub async fn get(app: &App, viewer: Viewer<'_>, id: &str) -> ServiceResult<ApplicationOut> {
    let row = find(app, viewer, id).await?;
    let attachments = super::attachments::of(app, &row.id).await?;
    row.to_wire(app, viewer, attachments)
}

/// Seals a value as JSON.
pub(super) fn seal(app: &App, context: &str, value: &impl serde::Serialize) -> ServiceResult<String> {
    let text = serde_json::to_string(value).map_err(|_| shape("value to seal"))?;
    Ok(app.vault.seal(&*app.entropy, context, &text))
}

/// Opens what [`seal`] sealed.
pub(super) fn open<T: serde::de::DeserializeOwned>(app: &App, context: &str, sealed: &str) -> ServiceResult<T> {
    serde_json::from_str(&app.vault.open(context, sealed)?).map_err(|_| shape("sealed value"))
}

pub(super) fn shape(what: &str) -> ServiceError {
    ServiceError::Database(DbError::Shape { table: "application", reason: what.to_owned() })
}
