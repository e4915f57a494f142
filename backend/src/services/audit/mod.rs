//! The audit log: an entry in the same transaction as every change it tells of, hanging on a chain of those before it.

mod begin;
mod chain;
mod export;
mod page;
mod scan;
mod verify;
mod views;

use shared::api::AuditAction;
use surrealdb::types::RecordId;

use super::ServiceResult;
use super::origin::Origin;
use super::system_account::SystemAccount;
use crate::adapters::surreal::{Vars, newest_key, record};
use crate::app::App;
use crate::ports::random_id;
use chain::Content;

pub use begin::begin;
pub use chain::{Head, WRITE};
pub use export::{Period, export};
pub use page::page;
pub use verify::{Broken, Fault, Report, verify};
pub use views::seen;

/// An entry to be written.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Credit code of the enterprise concerned.
    pub enterprise: Option<&'a str>,
    /// What.
    pub action: AuditAction,
    /// Who: id and name; `None` for someone not logged in.
    pub actor: Option<(&'a str, &'a str)>,
    /// For whom: id and name.
    pub subject: Option<(&'a str, &'a str)>,
    /// For what, where personal data was asked for.
    pub purpose: Option<&'static str>,
    /// Scores and reasons, as `name=value` separated by spaces.
    pub detail: Option<String>,
    /// Names of the fields that changed.
    pub changed_fields: Vec<&'static str>,
    /// Who, where it is somebody of the agency: account and name.
    pub reviewer: Option<(&'a RecordId, &'a str)>,
    /// Who, where the operator did it by a command.
    pub operator: Option<&'a SystemAccount>,
}

impl<'a> Entry<'a> {
    /// An entry about something that a person did for an enterprise.
    pub fn new(action: AuditAction, enterprise: Option<&'a str>, actor: Option<(&'a str, &'a str)>) -> Self {
        let (subject, purpose, detail, reviewer, operator) = (None, None, None, None, None);
        Self { enterprise, action, actor, subject, purpose, detail, changed_fields: Vec::new(), reviewer, operator }
    }

    /// Names whom it concerns.
    #[must_use]
    pub fn about(mut self, id: &'a str, name: &'a str) -> Self {
        self.subject = Some((id, name));
        self
    }

    /// Names somebody of the agency.
    #[must_use]
    pub fn by_reviewer(mut self, account: &'a RecordId, name: &'a str) -> Self {
        self.reviewer = Some((account, name));
        self
    }

    /// Names the operator, whose command did it.
    #[must_use]
    pub fn by_operator(mut self, account: &'a SystemAccount) -> Self {
        self.operator = Some(account);
        self
    }

    /// Says for what personal data was asked for.
    #[must_use]
    pub fn because(mut self, purpose: &'static str) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// Tells scores and reasons.
    #[must_use]
    pub fn saying(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Binds the row for [`WRITE`].
    #[must_use]
    pub fn bind(self, vars: Vars, app: &App, origin: &Origin) -> Vars {
        let id = random_id(&*app.entropy);
        self.bind_as(&id, vars, app, origin)
    }

    /// The same under an id that is known beforehand.
    fn bind_as(self, id: &str, vars: Vars, app: &App, origin: &Origin) -> Vars {
        let now = app.clock.now();
        let lane = chain::lane_of(id);
        let name = self.actor.map(|(_, name)| name).or(self.reviewer.map(|(_, name)| name));
        let content = Content {
            enterprise: self.enterprise.map(|code| record("enterprise", code)),
            newest: newest_key(now, &*app.entropy),
            at: now,
            action: self.action.code().to_owned(),
            actor: self.actor.map(|(id, _)| record("user", id)),
            reviewer: self.reviewer.map(|(account, _)| account.clone()),
            // Within the name: the table needs no further column.
            actor_name: name.map(str::to_owned).or(self.operator.map(SystemAccount::actor_name)).unwrap_or_default(),
            subject: self.subject.map(|(id, _)| id.to_owned()),
            subject_name: self.subject.map(|(_, name)| name.to_owned()),
            purpose: self.purpose.map(str::to_owned),
            detail: self.detail,
            changed_fields: self.changed_fields.into_iter().map(str::to_owned).collect(),
            ip: origin.ip.clone(),
            device: origin.device.clone(),
            lane: Some(chain::name(lane)),
        };
        let id = record("audit", id);
        let seal = chain::seal(&app.vault, &id, &content);
        vars.set("audit_lane", chain::head_id(&chain::name(lane)))
            .set("audit_seal", seal.to_string())
            .set("audit", id)
            .set("audit_row", content)
            .in_lane(lane)
    }

    /// Writes the entry alone, where nothing else is written.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn write(self, app: &App, origin: &Origin) -> ServiceResult<()> {
        app.db.write(WRITE, self.bind(Vars::new(), app, origin).essential()).await?;
        Ok(())
    }
}
