//! Beginning an application: the person is looked up and claimed, a draft is there.

use chrono::{DateTime, Utc};
use shared::api::{ApplicationOut, AuditAction, HistoryEvent, InsuredPersonIn};
use shared::application::{ApplicationForm, Status};
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use super::life::side;
use super::row::{DOCUMENT, FORM, RECORD, Viewer, get, seal};
use super::transition::{Change, EVENT, bind_event, count};
use crate::adapters::surreal::{DbError, Vars, newest_key, record};
use crate::app::App;
use crate::ports::random_id;
use crate::services::accounts::{MembershipRow, document_index};
use crate::services::audit::{self, Entry};
use crate::services::idempotency::{self, Attempt};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult, insured_persons};

#[derive(SurrealValue)]
struct NewRow {
    enterprise: RecordId,
    region: String,
    status: String,
    refiling: bool,
    revision: i64,
    person_claim: RecordId,
    name: String,
    document_type: String,
    document_sealed: String,
    document_masked: String,
    document_index: String,
    record_sealed: String,
    form_sealed: String,
    submissions: i64,
    created_by: RecordId,
    created_by_name: String,
    updated_by_name: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    newest: String,
}

/// Begins an application for a person whom the register knows.
///
/// # Errors
/// The refusals by field, `insured_person_not_found` among them; `application_open` where one is open for the person,
/// whoever's.
pub async fn create(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    input: &InsuredPersonIn,
    key: Option<&str>,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    let viewer = Viewer::Enterprise(acting);
    let scope = format!("create_application|{}|{}", acting.enterprise_id(), who.user.key());
    let attempt = Attempt::new(app, &scope, key, input);
    if let Some(id) = Attempt::earlier(attempt.as_ref(), app).await? {
        return get(app, viewer, &id).await;
    }
    let (name, document) = input.parse(app.clock.today())?;
    let found = insured_persons::find(app, who, acting, input, origin).await?;
    let id = random_id(&*app.entropy);
    let now = app.clock.now();
    let claim = record("person_claim", &app.vault.index("personal_number", &found.personal_number));
    let row = NewRow {
        enterprise: acting.enterprise.clone(),
        region: region(found.region.as_deref(), acting.enterprise_id()),
        status: Status::Draft.code().to_owned(),
        refiling: false,
        revision: 1,
        person_claim: claim.clone(),
        name: name.as_str().to_owned(),
        document_type: document.kind().code().to_owned(),
        document_sealed: app.vault.seal(&*app.entropy, DOCUMENT, document.as_str()),
        document_masked: document.masked(),
        document_index: document_index(app, &document),
        record_sealed: seal(app, RECORD, &found)?,
        form_sealed: seal(app, FORM, &ApplicationForm::default())?,
        submissions: 0,
        created_by: who.user.id.clone(),
        created_by_name: who.user.name.clone(),
        updated_by_name: who.user.name.clone(),
        created_at: now,
        updated_at: now,
        newest: newest_key(now, &*app.entropy),
    };
    let application = record("application", &id);
    let change = Change::new(HistoryEvent::Created, AuditAction::ApplicationCreated, Status::Draft);
    let vars = Vars::new()
        .set("application", application.clone())
        .set("row", row)
        .set("claim", claim)
        .set("counts", record("application_count", acting.enterprise_id()));
    let vars = bind_event(vars, app, (&application, name.as_str()), 0, side(who, origin), &change)?;
    let vars = Attempt::bind(attempt.as_ref(), vars, app, &id);
    let entry = Entry::new(change.audit, Some(acting.enterprise_id()), Some((who.user.key(), &who.user.name)))
        .about(&id, name.as_str());
    let statements = format!(
        "IF record::exists($claim) {{ THROW 'application_open' }};
         CREATE $claim SET application = $application RETURN NONE;
         CREATE $application CONTENT $row RETURN NONE;
         {}
         {EVENT}
         {}
         {}",
        count(None, Some(Status::Draft)),
        idempotency::REMEMBER,
        audit::WRITE
    );
    match app.db.write(&statements, entry.bind(vars, app, origin)).await {
        Ok(_) => get(app, viewer, &id).await,
        // A repeat that was under way at the same time is one event: the other of the two made it.
        Err(error) => match Attempt::earlier(attempt.as_ref(), app).await? {
            Some(id) => get(app, viewer, &id).await,
            None if matches!(error, DbError::Duplicate) => Err(ProblemCode::ApplicationOpen.into()),
            None => Err(ServiceError::from(error)),
        },
    }
}

/// The agency that decides: where the person is insured, else where the enterprise was registered.
fn region(insured: Option<&str>, credit_code: &str) -> String {
    match insured {
        Some(region) => region.to_owned(),
        // Digits 3 to 8 of a credit code are the division of the registration; the agency is the city's.
        None => format!("{}00", credit_code.get(2..6).unwrap_or("0000")),
    }
}

#[cfg(test)]
mod tests {
    use super::region;

    #[test]
    fn the_city_of_the_enterprise_decides_where_the_register_names_none() {
        assert_eq!(region(Some("220200"), "91220101571145270J"), "220200");
        assert_eq!(region(None, "91220101571145270J"), "220100");
    }
}
