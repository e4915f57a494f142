//! Made-up applications: whole rows as the service writes them, sealed and indexed by the service's own vault.
//!
//! What belongs to an application in other tables – events, submissions, attachments – is left out: no list reads it.

use std::sync::Arc;

use anyhow::{Context, Result};
use backend::adapters::surreal::{Vars, newest_key, record};
use backend::app::App;
use backend::ports::random_id;
use backend::services::accounts::document_index;
use backend::services::applications::{Viewer, get};
use backend::services::reviewers::Reviewer;
use chrono::{DateTime, Duration, Utc};
use shared::api::ReviewReason;
use shared::application::{ApplicationForm, Party, Status};
use shared::identity::{DocumentType, IdDocument};
use surrealdb_types::{RecordId, SurrealValue};

use crate::owners::{Owners, Share};
use crate::person::{Draw, Person};

/// The time over which the applications were filed.
const YEARS: Duration = Duration::days(4 * 365);
/// Every row is drawn from its number and this.
const SEED: u64 = 0x20_26_11_23;

/// An application as it stands in the database.
#[derive(Debug, SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
pub(crate) struct Row {
    id: RecordId,
    enterprise: RecordId,
    region: String,
    status: String,
    refiling: bool,
    revision: i64,
    reviewer: Option<RecordId>,
    person_claim: RecordId,
    name: String,
    document_type: String,
    document_sealed: String,
    document_masked: String,
    document_index: String,
    record_sealed: String,
    form_sealed: String,
    reasons_sealed: Option<String>,
    category: Option<String>,
    retirement_month: Option<String>,
    submissions: i64,
    created_by: RecordId,
    created_by_name: String,
    updated_by_name: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    newest: String,
    submitted_key: Option<String>,
    month_key: Option<String>,
    queue_key: Option<String>,
}

/// The claim on a person.
#[derive(Debug, SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
pub(crate) struct Claim {
    id: RecordId,
    application: RecordId,
}

/// Makes applications, each from its number.
pub(crate) struct Maker {
    /// The service.
    pub(crate) app: Arc<App>,
    /// The enterprises.
    pub(crate) owners: Owners,
    /// How many applications this database is to have.
    pub(crate) count: u64,
    small: u64,
    large: u64,
    end: DateTime<Utc>,
}

impl Maker {
    /// So many applications of the years before `end`, the same for the smaller and the larger database as far as both go.
    pub(crate) fn new(
        app: Arc<App>,
        owners: Owners,
        end: DateTime<Utc>,
        count: u64,
        (small, large): (u64, u64),
    ) -> Self {
        Self { app, owners, count, small, large, end }
    }

    /// When the middle one of an enterprise's applications was last changed.
    pub(crate) fn middle(&self, share: Share) -> DateTime<Utc> {
        // A steady enterprise's applications are the first ones, however many came since.
        self.time(if share == Share::Steady { self.small / 2 } else { self.count / 2 })
    }

    /// When the application of a number was last changed: later numbers, later times.
    pub(crate) fn time(&self, number: u64) -> DateTime<Utc> {
        let step = YEARS / i32::try_from(self.large).unwrap_or(i32::MAX);
        self.end - step * i32::try_from(self.large.saturating_sub(number)).unwrap_or(i32::MAX)
    }

    /// Whom the application of a number is for.
    pub(crate) fn person(&self, number: u64) -> Person {
        Person::of(number, &Draw::new(SEED ^ number), self.time(number))
    }

    /// Somebody of the agency who reviews for the largest city.
    pub(crate) fn reviewer(&self) -> Reviewer {
        let id = record("reviewer", "reviewer1");
        let (name, region) = ("审核员".to_owned(), "220100".to_owned());
        Reviewer { id, name, region, party: Party::FirstReviewer, leads: false, person_index: None }
    }

    /// The application of a number, and the claim on its person where it has one.
    pub(crate) fn make(&self, number: u64) -> Result<(Row, Option<Claim>)> {
        let draw = Draw::new(SEED ^ number);
        let updated_at = self.time(number);
        let person = Person::of(number, &draw, updated_at);
        let (enterprise, filer) = self.owners.draw(number, self.small, &draw)?;
        let status = status(&draw);
        let was_submitted = status != Status::Draft;
        // Half of the drafts have hardly been begun.
        let decided = was_submitted || draw.chance(50);
        let key = random_id(&draw.entropy);
        let id = record("application", &key);
        let vault = &self.app.vault;
        let seal = |context: &str, value: &str| vault.seal(&draw.entropy, context, value);
        let document = IdDocument::parse(DocumentType::ResidentId, &person.document_number, self.end.date_naive());
        let document = document.ok().context("a made-up document that does not parse")?;
        let claim = record("person_claim", &vault.index("personal_number", &person.record.personal_number));
        let submitted_at =
            was_submitted.then(|| updated_at - Duration::minutes(i64::try_from(draw.below(4_000)).unwrap_or_default()));
        let month = decided.then(|| person.month.to_string());
        let row = Row {
            enterprise,
            region: person.record.region.clone().unwrap_or_default(),
            status: status.code().to_owned(),
            refiling: false,
            revision: if was_submitted { 4 } else { 2 },
            reviewer: None,
            person_claim: claim.clone(),
            name: person.record.name.clone(),
            document_type: document.kind().code().to_owned(),
            document_sealed: seal("document", document.as_str()),
            document_masked: document.masked(),
            document_index: document_index(&self.app, &document),
            record_sealed: seal("insured_record", &serde_json::to_string(&person.record)?),
            form_sealed: seal("application_form", &serde_json::to_string(&form(&person, decided))?),
            reasons_sealed: reasons(status).map(|text| text.map(|text| seal("review_reasons", &text))).transpose()?,
            category: decided.then(|| person.category.code().to_owned()),
            month_key: month.as_ref().map(|month| format!("{month}{key}")),
            retirement_month: month,
            submissions: i64::from(was_submitted),
            created_by: filer.user,
            created_by_name: filer.name.clone(),
            updated_by_name: filer.name,
            created_at: updated_at - Duration::days(5),
            updated_at,
            newest: newest_key(updated_at, &draw.entropy),
            submitted_key: submitted_at.map(|at| newest_key(at, &draw.entropy)),
            queue_key: submitted_at.map(|at| format!("{}{:08x}", queue_time(at), draw.below(1 << 32))),
            submitted_at,
            id: id.clone(),
        };
        let claim = (status != Status::Rejected).then_some(Claim { id: claim, application: id });
        Ok((row, claim))
    }

    /// Whether the application of a number is in the database.
    pub(crate) async fn has(&self, number: u64) -> Result<bool> {
        let vars = Vars::new().set("id", self.make(number)?.0.id);
        let found: Option<bool> = self.app.db.read("RETURN record::exists($id)", vars).await?.take(0)?;
        Ok(found == Some(true))
    }

    /// Reads an application of each measured enterprise as its people would, every seal opened.
    pub(crate) async fn prove(&self) -> Result<()> {
        for share in Share::ALL {
            let owner = self.owners.get(share)?;
            let last = (0..self.count).rev().find(|number| Share::of(*number, self.small) == Some(share));
            for number in [Some(share.first()), last].into_iter().flatten() {
                let (row, _) = self.make(number)?;
                let id = backend::adapters::surreal::key_of(&row.id);
                let out = get(&self.app, Viewer::Enterprise(&owner.acting), id).await?;
                anyhow::ensure!(out.document_number == self.person(number).document_number, "another's application");
            }
        }
        Ok(())
    }
}

/// The part of a queue key that rises with time.
pub(crate) fn queue_time(at: DateTime<Utc>) -> String {
    format!("{:016x}", at.timestamp_nanos_opt().unwrap_or_default())
}

fn status(draw: &Draw) -> Status {
    match draw.below(100) {
        0..55 => Status::Approved,
        55..70 => Status::Submitted,
        70..80 => Status::Draft,
        80..88 => Status::InSecondReview,
        88..94 => Status::CorrectionRequested,
        _ => Status::Rejected,
    }
}

fn form(person: &Person, decided: bool) -> ApplicationForm {
    if !decided {
        return ApplicationForm::default();
    }
    ApplicationForm {
        mobile: "13800001234".to_owned(),
        category: person.category.code().to_owned(),
        post: "钳工".to_owned(),
        work_start_month: person.record.account_opened_month.to_string(),
        choice: "statutory".to_owned(),
        ..ApplicationForm::default()
    }
}

fn reasons(status: Status) -> Option<Result<String>> {
    matches!(status, Status::CorrectionRequested | Status::Rejected).then(|| {
        let (field, code, text) = ("post".to_owned(), "filled_wrong".to_owned(), "请写明工种".to_owned());
        let reason = ReviewReason { field, code, text, attachment: None };
        Ok(serde_json::to_string(&[reason])?)
    })
}
