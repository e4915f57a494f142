//! The application under test: real router, real services, a database of its own.

use std::sync::Arc;

use backend::adapters::surreal::Database;
use backend::app::{App, Ports};
use backend::config::Config;
use backend::crypto::PasswordHasher;
use backend::ports::{Clock, Entropy, FaceJudge, InsuredRegister, ManualClock, Recogniser, SeededEntropy};
use chrono::{DateTime, Duration, Utc};
use poem::EndpointExt as _;
use poem::endpoint::BoxEndpoint;
use poem::http::{Method, StatusCode};
use poem::test::TestClient;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::access::StepUpPurpose;
use shared::api::{AgentOut, AuditAction, SessionOut};
use shared::error::Problem;
use shared::legal;

use crate::people::{PASSWORD, Person, company};
use crate::sms::RecordingSms;

/// The application under test.
pub struct TestApp {
    /// The application itself.
    pub app: Arc<App>,
    /// Its clock, to be moved by hand.
    pub clock: Arc<ManualClock>,
    /// Its SMS.
    pub sms: Arc<RecordingSms>,
    client: TestClient<BoxEndpoint<'static>>,
}

/// What a test puts in the place of the outside world.
#[derive(Default)]
pub struct Outside {
    /// The insured-person register, else the table.
    pub register: Option<Arc<dyn InsuredRegister>>,
    /// The reader of cards, else that of the settings.
    pub recogniser: Option<Arc<dyn Recogniser>>,
    /// The judge of faces, else that of the settings.
    pub face_judge: Option<Arc<dyn FaceJudge>>,
}

/// A login, by bearer token.
#[derive(Debug, Clone)]
pub struct Login {
    /// The token.
    pub token: String,
    /// Id of the person.
    pub user_id: String,
    /// The person.
    pub person: Person,
    /// Credit code of the enterprise that the session acts for.
    pub enterprise: Option<String>,
}

/// An answer: status, headers, body.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: poem::http::HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as a value; panics with the body where it is not.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    /// Asserts the status and gives the body.
    #[track_caller]
    pub fn expect<T: DeserializeOwned>(&self, status: u16) -> T {
        self.expect_status(status);
        self.json()
    }

    /// Asserts the status.
    #[track_caller]
    pub fn expect_status(&self, status: u16) {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.body));
    }

    /// Asserts a refusal by its code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Problem {
        let problem: Problem = self.expect(status);
        assert_eq!(problem.code, code, "{}", String::from_utf8_lossy(&self.body));
        assert_eq!(problem.status, status);
        let media = self.headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(media.starts_with("application/problem+json"), "{media}");
        problem
    }

    /// Asserts that a field was refused by a code.
    #[track_caller]
    pub fn refused_field(&self, field: &str, code: &str) {
        let problem = self.refused(422, "invalid_input");
        let found = problem.errors.iter().find(|error| error.field == field);
        let found = found.unwrap_or_else(|| panic!("no error at {field}: {:?}", problem.errors));
        assert_eq!(found.code, code, "{found:?}");
        assert!(!found.message.is_empty() && found.message != found.code);
    }

    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl TestApp {
    /// A fresh application on a database in memory; the clock stands at 2026-11-23, 10:00 in China.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with settings changed.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::within(change, Outside::default()).await
    }

    /// The same with another outside world.
    pub async fn within(change: impl FnOnce(&mut Config), outside: Outside) -> Self {
        // What the server logs as an error shows beside the test that failed; a second installation is refused, as it should.
        let _installed = tracing_subscriber::fmt().with_env_filter("error").with_test_writer().try_init();
        let settings = "database.address = \"mem://\"\nblobs.address = \"mem:\"\ndemo.enabled = true\n";
        let mut config = Config::parse(settings).expect("settings");
        change(&mut config);
        let start: DateTime<Utc> = "2026-11-23T02:00:00Z".parse().expect("a time");
        let clock = Arc::new(ManualClock::at(start));
        let sms = Arc::new(RecordingSms::default());
        let db = Database::open(&config).await.expect("a database");
        db.migrate().await.expect("the schema");
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let time: Arc<dyn Clock> = clock.clone();
        let register = match outside.register {
            Some(register) => register,
            None => App::register(&config, &db, &time, &entropy).expect("a register"),
        };
        let passwords = PasswordHasher::insecure_fast();
        let ports = Ports {
            clock: time,
            entropy,
            sms: sms.clone(),
            register,
            passwords,
            recogniser: outside.recogniser,
            face_judge: outside.face_judge,
        };
        let app = App::assemble(config, db, ports).expect("an app");
        backend::services::audit::begin(&app).await.expect("a log");
        let client = TestClient::new(backend::http::router(app.clone()).map_to_response().boxed());
        Self { app, clock, sms, client }
    }

    /// Sends a request with headers and a body as given.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Answer {
        let path = if path.starts_with("/api") || path.starts_with("//") {
            path.trim_start_matches('/').to_owned()
        } else {
            format!("api/v1{path}")
        };
        let mut request = self.client.request(method, format!("/{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.content_type("application/json").body(body);
        }
        Self::answer(request).await
    }

    /// Sends a request with a body that is no JSON; its type stands among the headers.
    pub async fn send_raw(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let mut request = self.client.request(method, format!("/api/v1{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Self::answer(request.body(body)).await
    }

    async fn answer(request: poem::test::TestRequestBuilder<'_, BoxEndpoint<'static>>) -> Answer {
        let mut response = request.send().await.0;
        let status = response.status();
        let headers = response.headers().clone();
        let body = response.take_body().into_vec().await.unwrap_or_default();
        Answer { status, headers, body }
    }

    /// A request with a JSON body by someone not logged in.
    pub async fn post(&self, path: &str, body: impl Serialize) -> Answer {
        self.send(Method::POST, path, &[], Some(to_bytes(&body))).await
    }

    /// A GET by someone not logged in.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    /// A request by someone logged in.
    pub async fn call(&self, login: &Login, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.call_with(login, method, path, &[], body).await
    }

    /// A request by someone logged in, with more headers.
    pub async fn call_with(
        &self,
        login: &Login,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let bearer = format!("Bearer {}", login.token);
        let mut all = vec![("Authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        self.send(method, path, &all, body.as_ref().map(to_bytes)).await
    }

    /// Moves the clock.
    pub fn wait(&self, time: Duration) {
        self.clock.advance(time);
    }

    /// Asks for a code and reads it; waits first, so that the limit of one a minute never stands in the way.
    pub async fn code(&self, mobile: &str, purpose: &str) -> String {
        self.wait(Duration::minutes(61));
        self.post("/sms-codes", json!({"mobile": mobile, "purpose": purpose})).await.expect_status(202);
        self.sms.last_code(mobile).expect("a code")
    }

    /// A registration form of a person for a company, with a code.
    pub async fn registration(&self, person: &Person, company_serial: u64) -> Value {
        let code = self.code(&person.mobile, "register").await;
        json!({
            "credit_code": company(company_serial),
            "enterprise_name": format!("长春第{company_serial}机械有限公司"),
            "legal_rep_name": person.name,
            "document_type": "resident_id",
            "document_number": person.document_number,
            "mobile": person.mobile,
            "sms_code": code,
            "password": PASSWORD,
            "terms_version": legal::TERMS.version,
            "privacy_version": legal::PRIVACY.version,
            "client": "native",
        })
    }

    /// Registers a company and logs its legal representative in.
    pub async fn legal_rep(&self, serial: u32) -> Login {
        let person = Person::number(serial);
        let form = self.registration(&person, u64::from(serial)).await;
        let answer = self.post("/enterprises", form).await;
        self.login_from(&answer, &person)
    }

    /// The login that an answer opened.
    #[track_caller]
    pub fn login_from(&self, answer: &Answer, person: &Person) -> Login {
        let out: SessionOut = answer.expect(201);
        Login {
            token: out.token.expect("a bearer token"),
            user_id: out.me.user_id,
            person: person.clone(),
            enterprise: out.me.current.map(|membership| membership.enterprise_id),
        }
    }

    /// Logs a person in by password.
    pub async fn log_in(&self, person: &Person, password: &str) -> Login {
        let answer = self.try_log_in(&person.mobile, password).await;
        self.login_from(&answer, person)
    }

    /// Tries to log in by password.
    pub async fn try_log_in(&self, identifier: &str, password: &str) -> Answer {
        let body = json!({"identifier": identifier, "password": password, "client": "native"});
        self.post("/sessions/by-password", body).await
    }

    /// A fresh proof of identity.
    pub async fn step_up(&self, login: &Login, purpose: StepUpPurpose) -> String {
        self.wait(Duration::minutes(61));
        let body = json!({"purpose": purpose.code()});
        self.call(login, Method::POST, "/step-ups/sms-code", Some(body)).await.expect_status(202);
        let code = self.sms.last_code(&login.person.mobile).expect("a code");
        let body = json!({"purpose": purpose.code(), "password": PASSWORD, "sms_code": code});
        let answer = self.call(login, Method::POST, "/step-ups", Some(body)).await;
        let out: shared::api::StepUpOut = answer.expect(201);
        out.token
    }

    /// The form of a new agent with an initial password.
    pub fn agent_form(&self, person: &Person, permissions: &[&str]) -> Value {
        json!({
            "name": person.name,
            "document_type": "resident_id",
            "document_number": person.document_number,
            "mobile": person.mobile,
            "account_name": person.account_name,
            "start": "initial_password",
            "initial_password": PASSWORD,
            "permissions": permissions,
            "valid_until": "",
        })
    }

    /// A request that carries a fresh proof.
    pub async fn call_proven(
        &self,
        login: &Login,
        purpose: StepUpPurpose,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Answer {
        let proof = self.step_up(login, purpose).await;
        self.call_with(login, method, path, &[("X-Step-Up", &proof)], body).await
    }

    /// Adds an agent.
    pub async fn add_agent(&self, manager: &Login, person: &Person, permissions: &[&str]) -> AgentOut {
        let form = self.agent_form(person, permissions);
        self.call_proven(manager, StepUpPurpose::AddAgent, Method::POST, "/agents", Some(form)).await.expect(201)
    }

    /// Adds an agent and logs it in with a password of its own (the initial one, changed and changed back).
    pub async fn agent(&self, manager: &Login, serial: u32, permissions: &[&str]) -> Login {
        let person = Person::number(serial);
        self.add_agent(manager, &person, permissions).await;
        let login = self.log_in(&person, PASSWORD).await;
        for (current, new) in [(PASSWORD, crate::people::OTHER_PASSWORD), (crate::people::OTHER_PASSWORD, PASSWORD)] {
            let body = json!({"current_password": current, "new_password": new});
            self.call(&login, Method::PUT, "/me/password", Some(body)).await.expect_status(204);
        }
        login
    }

    /// Actions in the enterprise's log, the newest first, as its legal representative reads them.
    pub async fn log_of(&self, legal_rep: &Login) -> Vec<AuditAction> {
        let mut actions = Vec::new();
        let mut path = "/audit-entries".to_owned();
        loop {
            let page: shared::api::AuditPage = self.call(legal_rep, Method::GET, &path, None).await.expect(200);
            actions.extend(page.items.into_iter().map(|entry| entry.action));
            match page.next_cursor {
                Some(next) => path = format!("/audit-entries?cursor={next}"),
                None => return actions,
            }
        }
    }
}

fn to_bytes(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("a body")
}
