//! Whoever looks at an application and its papers or takes them along, and what the log tells of it.

use shared::api::AuditAction;
use shared::identity::IdDocument;

use super::row::{Row, Viewer};
use crate::adapters::surreal::key_of;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::reviewers::Reviewer;
use crate::services::sessions::LoggedIn;

/// Who looks, from where.
#[derive(Debug, Clone, Copy)]
pub struct Looker<'a> {
    /// As whom.
    pub viewer: Viewer<'a>,
    user: Option<(&'a str, &'a str)>,
    origin: &'a Origin,
}

impl<'a> Looker<'a> {
    /// Somebody of the enterprise.
    pub fn of_enterprise(who: &'a LoggedIn, acting: &'a MembershipRow, origin: &'a Origin) -> Self {
        Self { viewer: Viewer::Enterprise(acting), user: Some((who.user.key(), &who.user.name)), origin }
    }

    /// Somebody of the agency.
    pub const fn of_agency(reviewer: &'a Reviewer, origin: &'a Origin) -> Self {
        Self { viewer: Viewer::Reviewer(reviewer), user: None, origin }
    }

    fn entry(&self, action: AuditAction, enterprise: Option<&'a str>) -> Entry<'a> {
        let entry = Entry::new(action, enterprise, self.user);
        match self.viewer {
            Viewer::Enterprise(_) => entry,
            Viewer::Reviewer(reviewer) => entry.by_reviewer(&reviewer.id, &reviewer.name),
        }
    }

    /// Enters that a document, or small pictures of all of them, were looked at; the same ones again a moment later are the
    /// same look.
    pub(super) async fn saw(&self, app: &App, row: &Row, what: &str) -> ServiceResult<()> {
        let entry = self.entry(AuditAction::DocumentsViewed, Some(row.enterprise_id()));
        self.enter(app, entry.about(row.key(), &row.name).saying(what.to_owned()), &format!("{}|{what}", row.key()))
            .await
    }

    /// Enters that the application itself was opened; again a moment later is the same look.
    pub(in crate::services) async fn opened(&self, app: &App, row: &Row) -> ServiceResult<()> {
        let entry = self.entry(AuditAction::ApplicationViewed, Some(row.enterprise_id()));
        self.enter(app, entry.about(row.key(), &row.name), row.key()).await
    }

    /// Enters that somebody was looked for by a document number, which the log holds masked; the same person again a moment
    /// later is the same look.
    pub(in crate::services) async fn searched(&self, app: &App, document: &IdDocument) -> ServiceResult<()> {
        let masked = document.masked();
        let entry = self.entry(AuditAction::ApplicationsSearched, None).about(&masked, &masked);
        self.enter(app, entry, &format!("number|{}", document.as_str())).await
    }

    async fn enter(&self, app: &App, entry: Entry<'_>, what: &str) -> ServiceResult<()> {
        let by = match self.viewer {
            Viewer::Enterprise(acting) => acting.key(),
            Viewer::Reviewer(reviewer) => key_of(&reviewer.id),
        };
        audit::seen(app, &format!("{}|{by}", self.viewer.party().code()), what, entry, self.origin).await
    }

    /// Enters that all documents were taken along.
    pub(in crate::services) async fn took(&self, app: &App, row: &Row, form: &str) -> ServiceResult<()> {
        let entry = self.entry(AuditAction::DocumentsDownloaded, Some(row.enterprise_id()));
        entry.about(row.key(), &row.name).saying(format!("form={form}")).write(app, self.origin).await
    }

    /// Enters that the list was taken along: the enterprise's, or the queue of the reviewer's stage and region, which is of
    /// many enterprises and told to none.
    pub(in crate::services) async fn took_list(&self, app: &App, rows: usize) -> ServiceResult<()> {
        let (enterprise, detail) = match self.viewer {
            Viewer::Enterprise(acting) => (Some(acting.enterprise_id()), format!("rows={rows}")),
            Viewer::Reviewer(reviewer) => {
                (None, format!("rows={rows} party={} region={}", reviewer.party.code(), reviewer.region))
            }
        };
        self.entry(AuditAction::ApplicationsExported, enterprise).saying(detail).write(app, self.origin).await
    }
}
