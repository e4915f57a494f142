//! What of an application is kept on the device, and what to do with it when the form is opened again.

use dioxus::prelude::ReadableExt;
use serde::{Deserialize, Serialize};
use shared::api::ApplicationOut;
use shared::application::{Action, ApplicationForm};

use crate::api::ApiError;
use crate::platform;
use crate::session::{DRAFT_PREFIX, SESSION};

/// The form as typed, with the server's version that it grew from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The revision that it grew from.
    pub(super) base_revision: u64,
    /// The server's form of that revision.
    pub(super) base: ApplicationForm,
    /// The form as typed, readable or not yet.
    pub(super) form: ApplicationForm,
    /// What was on its way to the server when this was kept: the answer may have been lost, not the form.
    #[serde(default)]
    pub(super) sent: Vec<ApplicationForm>,
    /// The rest of the server's version, its form left out: whom it is about and what the register knows of them, so that
    /// the form can be gone on with where the server is not reached.
    #[serde(default)]
    pub(super) rest: Option<Box<ApplicationOut>>,
}

impl Draft {
    /// A form as typed over the server's version that it grew from.
    pub(super) fn over(server: &ApplicationOut, form: ApplicationForm, sent: Vec<ApplicationForm>) -> Self {
        let rest = ApplicationOut { form: ApplicationForm::default(), ..server.clone() };
        let base = server.form.clone();
        Self { base_revision: server.revision, base, form, sent, rest: Some(Box::new(rest)) }
    }

    /// The server's version that the form grew from, where it was kept as a whole.
    pub(super) fn server(&self) -> Option<ApplicationOut> {
        let rest = self.rest.as_deref().filter(|rest| rest.actions.contains(&Action::Edit))?;
        Some(ApplicationOut { revision: self.base_revision, form: self.base.clone(), ..rest.clone() })
    }
}

/// What the form starts with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Start {
    /// The server's version: the device holds nothing more.
    Server,
    /// What the device holds goes on over the server's revision.
    Resume(Box<ApplicationForm>),
    /// Both went their own ways from `base`.
    Conflict(Box<Draft>),
    /// The server was not reached, for this reason: what the device holds goes on over the version that it grew from.
    Offline(Box<Draft>, ApiError),
}

/// Decides between what the device holds and what the server holds.
pub(super) fn start(kept: Option<Draft>, revision: u64, server: &ApplicationForm) -> Start {
    let Some(draft) = kept else { return Start::Server };
    if draft.form == *server || draft.form == draft.base {
        return Start::Server;
    }
    if draft.base_revision == revision || is_ours(&draft.base, &draft.sent, server) {
        return Start::Resume(Box::new(draft.form));
    }
    Start::Conflict(Box::new(draft))
}

/// Whether a newer version of the server is no other person's: nothing of the form was changed (a file was added, the record
/// fetched anew), or it is what this device had sent.
pub(super) fn is_ours(base: &ApplicationForm, sent: &[ApplicationForm], server: &ApplicationForm) -> bool {
    server == base || sent.contains(server)
}

fn key(id: &str) -> String {
    let owner = SESSION.peek().me().map_or_else(|| "-".to_owned(), |me| me.user_id.clone());
    format!("{DRAFT_PREFIX}{owner}.application.{id}")
}

/// What the device holds of an application.
pub(super) fn kept(id: &str) -> Option<Draft> {
    platform::stored(&key(id)).and_then(|text| serde_json::from_str(&text).ok())
}

/// Keeps a draft; one that holds nothing of its own is forgotten.
pub(super) fn keep(id: &str, draft: &Draft) {
    if draft.form == draft.base {
        forget(id);
    } else if let Ok(text) = serde_json::to_string(draft) {
        platform::store(&key(id), &text);
    }
}

/// Forgets what the device holds.
pub(super) fn forget(id: &str) {
    platform::forget(&key(id));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(post: &str) -> ApplicationForm {
        ApplicationForm { post: post.into(), ..ApplicationForm::default() }
    }

    fn draft(base: &str, mine: &str, sent: Option<&str>) -> Option<Draft> {
        Some(Draft {
            base_revision: 3,
            base: form(base),
            form: form(mine),
            sent: sent.map(form).into_iter().collect(),
            rest: None,
        })
    }

    /// An application with as little in it as there can be.
    fn application(revision: u64, form: &ApplicationForm, actions: &[&str]) -> ApplicationOut {
        let text = serde_json::json!({
            "id": "a", "enterprise_id": "e", "enterprise_name": "", "status": "draft", "refiling": false,
            "revision": revision, "name": "孙德福", "document_type": "resident_id", "document_number": "", "form": form,
            "record": {
                "name": "孙德福", "personal_number": "P1", "sex": "male", "birth_date": "1966-06-01", "first_insured_month": "1986-03",
                "account_opened_month": "1995-07", "paid_months": 371, "fetched_at": "2026-11-01T00:00:00Z"
            },
            "actions": actions, "attachments": [], "reasons": [], "submissions": 0, "created_by": "", "updated_by": "",
            "created_at": "2026-11-01T00:00:00Z", "updated_at": "2026-11-01T00:00:00Z"
        });
        serde_json::from_value(text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn what_is_kept_is_enough_to_go_on_without_the_server() {
        let server = application(3, &form("钳工"), &["edit"]);
        let text = serde_json::to_string(&Draft::over(&server, form("车工"), Vec::new())).unwrap_or_default();
        let kept: Draft = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!((kept.server(), kept.form.post.as_str()), (Some(server), "车工"));
    }

    #[test]
    fn what_cannot_be_gone_on_with_is_not_opened_without_the_server() {
        let submitted = application(3, &form("钳工"), &["withdraw"]);
        assert_eq!(Draft::over(&submitted, form("车工"), Vec::new()).server(), None);
        // Kept by an app that did not keep the rest yet: nothing typed is lost by that.
        let text = r#"{"base_revision":3,"base":{},"form":{}}"#;
        let older = serde_json::from_str::<Draft>(text);
        assert!(older.is_ok_and(|draft| draft.base_revision == 3 && draft.server().is_none()));
    }

    #[test]
    fn nothing_of_ones_own_means_the_server_s_version() {
        assert_eq!(start(None, 3, &form("钳工")), Start::Server);
        assert_eq!(start(draft("钳工", "钳工", None), 9, &form("车工")), Start::Server);
        assert_eq!(start(draft("", "钳工", None), 9, &form("钳工")), Start::Server);
    }

    #[test]
    fn an_unsent_draft_goes_on_where_nobody_else_was() {
        let resumed = Start::Resume(Box::new(form("钳工")));
        assert_eq!(start(draft("", "钳工", None), 3, &form("")), resumed);
        // The revision moved, the form did not: a file was uploaded.
        assert_eq!(start(draft("", "钳工", None), 5, &form("")), resumed);
        // The answer to a save was lost, the save was not.
        assert_eq!(start(draft("", "钳工", Some("钳")), 4, &form("钳")), resumed);
    }

    #[test]
    fn another_s_version_is_a_conflict_that_loses_nothing() {
        let Start::Conflict(kept) = start(draft("", "钳工", Some("钳")), 4, &form("车工")) else {
            panic!("no conflict")
        };
        assert_eq!((kept.form, kept.base), (form("钳工"), form("")));
    }
}
