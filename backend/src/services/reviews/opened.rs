//! Which pages a reviewer has opened: no approval without having read. A page is opened with its content; the app asks for that
//! once somebody has turned to it or it was in view for a moment.

use std::collections::BTreeSet;

use shared::api::AttachmentOut;
use shared::retirement::{Month, Requirement};
use surrealdb::types::RecordId;

use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::reviewers::Reviewer;

fn reading(application: &str, reviewer: &Reviewer) -> RecordId {
    record("review_reading", &format!("{application}_{}", key_of(&reviewer.id)))
}

/// Notes that a reviewer opened a document.
///
/// # Errors
/// Where the database fails.
pub async fn opened(app: &App, reviewer: &Reviewer, application: &str, attachment: &str) -> ServiceResult<()> {
    let application_row = record("application", application);
    let vars = Vars::new()
        .guard(&application_row)
        .set("reading", reading(application, reviewer))
        .set("application", application_row)
        .set("page", attachment)
        .set("now", app.clock.now());
    let note = "IF !record::exists($application) { THROW 'not_found' };
         LET $before = (SELECT VALUE pages FROM ONLY $reading) ?? [];
         IF $page NOT IN $before {
             UPSERT $reading SET application = $application, pages = array::append($before, $page), last_at = $now
                 RETURN NONE
         };";
    app.db.write(note, vars.essential()).await?;
    Ok(())
}

/// Ids of the documents of required kinds that a reviewer has not opened, of all that an application has.
///
/// # Errors
/// Where the database fails.
pub(super) async fn unread_of(
    app: &App,
    reviewer: &Reviewer,
    application: &str,
    attachments: &[AttachmentOut],
) -> ServiceResult<Vec<String>> {
    let vars = Vars::new().set("reading", reading(application, reviewer));
    let pages: Vec<Vec<String>> = app.db.read("SELECT VALUE pages FROM $reading", vars).await?.take(0)?;
    let opened: BTreeSet<&str> = pages.iter().flatten().map(String::as_str).collect();
    let rules = app.policy.materials_in(Month::of(app.clock.today()));
    let is_required =
        |kind: &str| rules.kinds.iter().any(|known| known.code == kind && known.required != Requirement::Never);
    let left = attachments.iter().filter(|one| is_required(&one.kind) && !opened.contains(one.id.as_str()));
    Ok(left.map(|one| one.id.clone()).collect())
}
