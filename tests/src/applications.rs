//! Applications for tests: somebody of the register, a form that can be submitted, reviewers, the way to each status.

use std::sync::Arc;

use backend::config::Config;
use backend::services::demo_insured::{self, DemoInsured};
use backend::services::reviewers::{self, Account, Made};
use poem::http::Method;
use serde_json::{Value, json};
use shared::api::{ApplicationOut, AttachmentList, ReviewerSessionOut};
use shared::application::{Action, Status};
use shared::identity::{AccountName, PersonName};

use crate::totp;
use crate::{Answer, Login, TestApp, operator};

/// Path of all applications.
pub const PATH: &str = "/retirement-applications";

/// The kinds of material that every application needs.
pub const NEEDED: [&str; 5] =
    ["id_card_front", "id_card_back", "personnel_archive", "approval_form", "social_security_card_front"];

pub use crate::browser::PNG;

/// An enterprise's agent who files, and the people of the register.
pub struct Office {
    /// The application under test.
    pub app: TestApp,
    /// The legal representative.
    pub legal: Login,
    /// An agent who files.
    pub agent: Login,
    /// The made-up insured persons.
    pub people: Vec<DemoInsured>,
}

impl Office {
    /// Sets one up.
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// The same with settings changed.
    pub async fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        let settings = |config: &mut Config| {
            config.policy.register_lookups_per_hour = 100_000;
            change(config);
        };
        let app = TestApp::with(settings).await;
        demo_insured::fill(&app.app).await.expect("a register");
        let legal = app.legal_rep(1).await;
        let agent = app.agent(&legal, 2, &["file_applications"]).await;
        Self { app, legal, agent, people: demo_insured::people() }
    }

    /// Somebody who can be filed for now: a man at the statutory month with contribution enough and a card on record.
    pub fn person(&self) -> &DemoInsured {
        self.people
            .iter()
            .find(|person| {
                let record = &person.record;
                record.sex == shared::identity::Sex::Male
                    && record.card_number.is_some()
                    && record.region.as_deref() == Some("220100")
                    && record.paid_months >= 240
                    && record.birth_date.to_string().starts_with("196")
            })
            .expect("the register holds such a man")
    }

    /// The body that begins an application for a person.
    pub fn begin(person: &DemoInsured) -> Value {
        json!({"name": person.name, "document_type": person.document_type, "document_number": person.document_number})
    }

    /// Begins an application for a person.
    pub async fn create(&self, person: &DemoInsured) -> ApplicationOut {
        self.app.call(&self.agent, Method::POST, PATH, Some(Self::begin(person))).await.expect(201)
    }

    /// A form for that man that has nothing against it.
    pub fn good_form(person: &DemoInsured) -> Value {
        let start = person.record.account_opened_month;
        json!({
            "mobile": "13800001234", "category": "male", "post": "钳工", "work_start_month": start.to_string(),
            "choice": "statutory", "remarks": "",
        })
    }

    /// Keeps a form.
    pub async fn save(&self, application: &ApplicationOut, form: Value) -> Answer {
        let body = json!({"revision": application.revision, "form": form});
        self.app.call(&self.agent, Method::PUT, &format!("{PATH}/{}", application.id), Some(body)).await
    }

    /// Uploads a document.
    pub async fn attach(&self, id: &str, kind: &str, content: &[u8]) -> Answer {
        let bearer = format!("Bearer {}", self.agent.token);
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/octet-stream")];
        let path = format!("{PATH}/{id}/attachments?kind={kind}&file_name=scan.jpg");
        self.app.send_raw(Method::POST, &path, &headers, content.to_vec()).await
    }

    /// An application for a person that can be submitted.
    pub async fn ready(&self, person: &DemoInsured) -> ApplicationOut {
        let made = self.create(person).await;
        for kind in NEEDED {
            let _list: AttachmentList = self.attach(&made.id, kind, PNG).await.expect(201);
        }
        self.save(&made, Self::good_form(person)).await.expect(200)
    }

    /// An action of the enterprise by its address.
    pub async fn act(&self, application: &ApplicationOut, action: &str) -> Answer {
        let body = json!({"revision": application.revision});
        self.app.call(&self.agent, Method::POST, &format!("{PATH}/{}/{action}", application.id), Some(body)).await
    }

    /// The application as it is now.
    pub async fn now(&self, id: &str) -> ApplicationOut {
        self.app.call(&self.agent, Method::GET, &format!("{PATH}/{id}"), None).await.expect(200)
    }

    /// A reviewer of a stage, logged in; the token.
    pub async fn reviewer(&self, login: &str, stage: &str, region: &str) -> String {
        let made = self.reviewer_account(login, stage, region, false).await;
        self.log_in_reviewer(login, &made).await
    }

    /// An account of a reviewer, as the operator makes it.
    pub async fn reviewer_account(&self, login: &str, stage: &str, region: &str, leads: bool) -> Made {
        let login = AccountName::parse(login).expect("a login");
        let name = PersonName::parse("审核员").expect("a name");
        let account = Account { login: &login, name: &name, region, stage, leads, document: None };
        reviewers::create(&self.app.app, &operator(), &account).await.expect("an account").expect("a new one")
    }

    /// Logs a reviewer in as a native client; the token.
    pub async fn log_in_reviewer(&self, login: &str, made: &Made) -> String {
        let code = self.totp(&made.secret);
        let body = json!({"login": login, "password": made.password.expose(), "code": code, "client": "native"});
        let session: ReviewerSessionOut = self.app.post("/reviewer-sessions", body).await.expect(201);
        session.token.expect("a token")
    }

    /// What an authenticator with this secret shows now.
    pub fn totp(&self, secret: &str) -> String {
        totp(secret, self.app.app.clock.now())
    }

    /// A request of a reviewer.
    pub async fn review(&self, token: &str, method: Method, path: &str, body: Option<Value>) -> Answer {
        let bearer = format!("Bearer {token}");
        let body = body.map(|body| serde_json::to_vec(&body).expect("a body"));
        self.app.send(method, path, &[("Authorization", bearer.as_str())], body).await
    }

    /// A reviewer's action on an application as it is now.
    pub async fn decide(&self, token: &str, id: &str, action: Action) -> Answer {
        let revision = self.now(id).await.revision;
        self.decide_on(token, id, revision, action).await
    }

    /// Opens every document, as a reviewer does before deciding.
    pub async fn read_all(&self, token: &str, id: &str) {
        for attachment in self.now(id).await.attachments {
            let path = format!("/reviews/{id}/attachments/{}/content", attachment.id);
            self.review(token, Method::GET, &path, None).await;
        }
    }

    /// A reviewer's action on a revision; approvals after having read everything.
    pub async fn decide_on(&self, token: &str, id: &str, revision: u64, action: Action) -> Answer {
        let path = format!("/reviews/{id}/{}", action.code().replace('_', "-"));
        let reasons = json!([{"field": "post", "code": "filled_wrong", "text": "请写明工种"}]);
        let body = match action {
            Action::Approve => {
                self.read_all(token, id).await;
                json!({"revision": revision})
            }
            Action::SendBack | Action::RequestCorrection | Action::Reject => {
                json!({"revision": revision, "reasons": reasons, "unread_confirmed": true})
            }
            _ => json!({"revision": revision}),
        };
        self.review(token, Method::POST, &path, Some(body)).await
    }

    /// Brings an application that is ready to a status.
    pub async fn bring(&self, ready: &ApplicationOut, status: Status, first: &str, second: &str) {
        let id = ready.id.as_str();
        if status == Status::Draft {
            return;
        }
        self.act(ready, "submit").await.expect_status(200);
        let steps: &[(&str, Action)] = match status {
            Status::Draft | Status::Submitted => &[],
            Status::InSecondReview => &[(first, Action::Claim), (first, Action::Approve)],
            Status::CorrectionRequested => &[(first, Action::Claim), (first, Action::RequestCorrection)],
            Status::Rejected => &[(first, Action::Claim), (first, Action::Reject)],
            Status::Approved => {
                &[(first, Action::Claim), (first, Action::Approve), (second, Action::Claim), (second, Action::Approve)]
            }
        };
        for (token, action) in steps {
            self.decide(token, id, *action).await.expect_status(200);
        }
    }

    /// The application behind the router, for requests at the same time.
    pub fn shared(self) -> Arc<Self> {
        Arc::new(self)
    }
}
