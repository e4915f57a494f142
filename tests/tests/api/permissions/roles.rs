//! Everybody there is: two enterprises, the agency in two regions, somebody not logged in; and what they are tried on.

use backend::services::reviewers::Made;
use chrono::Duration;
use integration_tests::applications::Office;
use integration_tests::people::PASSWORD;
use integration_tests::{Answer, Login, Person};
use poem::http::Method;
use shared::api::SessionList;
use shared::application::Action;

use super::requests::{Operation, Request};

/// Somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Not logged in.
    Nobody,
    /// Legal representative of the first enterprise.
    Legal,
    /// An agent of it who manages agents.
    Manager,
    /// An agent of it who files, and did.
    Filer,
    /// Another agent of it who files.
    Colleague,
    /// An agent of both enterprises who has chosen none.
    Unchosen,
    /// An agent of the first whose initial password is not changed yet.
    Unchanged,
    /// Legal representative of the second enterprise.
    OtherLegal,
    /// An agent of the second who manages agents.
    OtherManager,
    /// An agent of the second who files.
    OtherFiler,
    /// First reviewer of the application's region.
    First,
    /// First reviewer of another region.
    FirstElsewhere,
    /// Second reviewer of the application's region.
    Second,
    /// Second reviewer of another region.
    SecondElsewhere,
}

impl Role {
    pub(super) const ALL: [Self; 14] = [
        Self::Nobody,
        Self::Legal,
        Self::Manager,
        Self::Filer,
        Self::Colleague,
        Self::Unchosen,
        Self::Unchanged,
        Self::OtherLegal,
        Self::OtherManager,
        Self::OtherFiler,
        Self::First,
        Self::FirstElsewhere,
        Self::Second,
        Self::SecondElsewhere,
    ];

    /// A reviewer's name to log in with.
    fn reviewer(self) -> Option<&'static str> {
        match self {
            Self::First => Some("first1"),
            Self::FirstElsewhere => Some("first2"),
            Self::Second => Some("second1"),
            Self::SecondElsewhere => Some("second2"),
            _ => None,
        }
    }
}

/// Everybody, and the records of the first enterprise.
pub(super) struct World {
    office: Office,
    people: Vec<(Role, Person)>,
    tokens: Vec<(Role, String)>,
    accounts: Vec<(&'static str, Made)>,
    pub(super) agent: String,
    pub(super) application: String,
    pub(super) attachment: String,
    pub(super) upload: String,
    pub(super) session: String,
}

impl World {
    pub(super) async fn new() -> Self {
        let mut office = Office::open_with(|config| {
            config.policy.sms_per_day = 1000;
            config.policy.session_idle_minutes = 24 * 60;
            config.policy.session_absolute_hours = 24 * 30;
        })
        .await;
        let mut accounts = Vec::new();
        for (login, stage, region) in [
            ("first1", "first", "220100"),
            ("first2", "first", "220200"),
            ("second1", "second", "220100"),
            ("second2", "second", "220200"),
        ] {
            accounts.push((login, office.reviewer_account(login, stage, region, false).await));
        }
        let app = &office.app;
        let (legal, filer) = (office.legal.clone(), office.agent.clone());
        let other = app.legal_rep(11).await;
        let mut people = vec![(Role::Legal, legal.person.clone()), (Role::Filer, filer.person.clone())];
        people.push((Role::OtherLegal, other.person.clone()));
        for (role, by, serial, permission) in [
            (Role::Manager, &legal, 12, "manage_agents"),
            (Role::Colleague, &legal, 13, "file_applications"),
            (Role::Unchosen, &legal, 14, "file_applications"),
            (Role::OtherManager, &other, 15, "manage_agents"),
            (Role::OtherFiler, &other, 16, "file_applications"),
        ] {
            people.push((role, app.agent(by, serial, &[permission]).await.person));
        }
        let unchosen = people.iter().find(|(role, _)| *role == Role::Unchosen).unwrap().1.clone();
        app.add_agent(&other, &unchosen, &["file_applications", "manage_agents"]).await;
        app.add_agent(&legal, &Person::number(17), &["file_applications", "manage_agents"]).await;
        people.push((Role::Unchanged, Person::number(17)));
        let agent = app.add_agent(&legal, &Person::number(18), &["file_applications"]).await.id;
        let mut world = Self {
            tokens: Vec::new(),
            accounts,
            agent,
            application: String::new(),
            attachment: String::new(),
            upload: String::new(),
            session: String::new(),
            people,
            office: {
                // Whoever idled out comes back.
                office.agent = office.app.log_in(&filer.person, PASSWORD).await;
                office
            },
        };
        // Whoever may listen hangs up at once: a stream has no end.
        world.office.app.app.notices.stop();
        world.file().await;
        world.log_everybody_in().await;
        world
    }

    /// An application under review, and a file on its way to a draft.
    async fn file(&mut self) {
        let office = &self.office;
        let ready = office.ready(office.person()).await;
        office.act(&ready, "submit").await.expect_status(200);
        let first = self.reviewer_token("first1").await;
        office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
        let draft = office.people.iter().find(|one| one.document_number != office.person().document_number).unwrap();
        let draft = office.create(draft).await;
        let address = office.upload_at(&Office::announce(&draft.id, "id_card_front", "key", 100)).await;
        self.upload = address.rsplit('/').next().unwrap().to_owned();
        self.attachment = office.now(&ready.id).await.attachments[0].id.clone();
        self.application = ready.id;
    }

    async fn log_everybody_in(&mut self) {
        // The session that somebody may try to end is not the one that its owner acts with.
        let legal = self.person(Role::Legal).clone();
        let first = self.office.app.log_in(&legal, PASSWORD).await;
        let sessions: SessionList = self.office.app.call(&first, Method::GET, "/sessions", None).await.expect(200);
        self.session = sessions.items.iter().find(|session| session.current).unwrap().id.clone();
        for role in Role::ALL {
            let token = self.fresh_token(role).await;
            self.tokens.push((role, token));
        }
    }

    fn person(&self, role: Role) -> &Person {
        &self.people.iter().find(|(of, _)| *of == role).unwrap().1
    }

    async fn reviewer_token(&self, login: &str) -> String {
        let made = &self.accounts.iter().find(|(name, _)| *name == login).unwrap().1;
        // A code opens one session.
        self.office.app.wait(Duration::seconds(30));
        self.office.log_in_reviewer(login, made).await
    }

    async fn fresh_token(&self, role: Role) -> String {
        match role.reviewer() {
            _ if role == Role::Nobody => String::new(),
            Some(login) => self.reviewer_token(login).await,
            None => {
                let login: Login = self.office.app.log_in(self.person(role), PASSWORD).await;
                login.token
            }
        }
    }

    /// An operation by somebody on a record.
    pub(super) async fn send(&self, role: Role, operation: &Operation, id: &str) -> Answer {
        // Whoever logs out does it with a session for that alone.
        let token = if matches!(operation.id.as_str(), "log_out" | "log_out_reviewer") {
            self.fresh_token(role).await
        } else {
            self.tokens.iter().find(|(of, _)| *of == role).unwrap().1.clone()
        };
        let request = Request::new(operation, id, &self.attachment);
        let bearer = format!("Bearer {token}");
        let mut headers: Vec<(&str, &str)> =
            request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if role != Role::Nobody {
            headers.push(("Authorization", &bearer));
        }
        self.office.app.send_raw(operation.method.clone(), &request.path, &headers, request.body).await
    }
}
