//! Face verification by a vendor: the server begins it, the server asks for the result, and nothing but a signed yes passes.

use std::sync::{Arc, Mutex};

use backend::config::{FaceKind, Secret};
use hmac::{Hmac, Mac};
use integration_tests::{Login, TestApp};
use poem::http::{Method, StatusCode};
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Endpoint, Request, Response, Server};
use serde_json::{Value, json};
use sha2::Sha256;
use shared::access::StepUpPurpose;
use shared::api::{AuditAction, FaceChallengeOut, FaceEnrolmentOut, FacePassed};

const KEY: &str = "a-key-of-the-vendor";

/// What the vendor says next.
#[derive(Debug, Clone)]
struct Says {
    status: StatusCode,
    outcome: &'static str,
    id: &'static str,
    key: &'static str,
}

const YES: Says = Says { status: StatusCode::OK, outcome: "passed", id: "v1", key: KEY };

/// A vendor on this machine; it remembers what it was asked.
struct Vendor {
    address: String,
    says: Arc<Mutex<Says>>,
    asked: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Vendor {
    async fn new() -> Self {
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let address = acceptor.local_addr()[0].as_socket_addr().unwrap().to_string();
        let says = Arc::new(Mutex::new(YES));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let desk = Desk { says: says.clone(), asked: asked.clone() };
        tokio::spawn(Server::new_with_acceptor(acceptor).run(desk));
        Self { address: format!("http://{address}/face"), says, asked }
    }

    fn says(&self, says: Says) {
        *self.says.lock().unwrap() = says;
    }
}

struct Desk {
    says: Arc<Mutex<Says>>,
    asked: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Endpoint for Desk {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let known = request.header("authorization") == Some(&format!("Bearer {KEY}"));
        let path = request.uri().path().to_owned();
        let body = request.take_body().into_json::<Value>().await.unwrap_or_default();
        self.asked.lock().unwrap().push((format!("{} {path}", request.method()), body));
        let says = self.says.lock().unwrap().clone();
        if !known {
            return Ok(StatusCode::UNAUTHORIZED.into());
        }
        let body = if request.method() == Method::POST {
            json!({"id": "v1", "url": "https://vendor.example/v1"})
        } else {
            json!({"id": says.id, "outcome": says.outcome, "score": 0.91})
        };
        let body = body.to_string();
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(says.key.as_bytes()).unwrap();
        mac.update(body.as_bytes());
        let signature = hex::encode(mac.finalize().into_bytes());
        Ok(Response::builder().status(says.status).header("X-Signature", signature).body(body))
    }
}

async fn begun(vendor: &Vendor) -> (TestApp, Login, FaceChallengeOut) {
    let url = vendor.address.clone();
    let app = TestApp::with(|config| {
        config.face.kind = FaceKind::Vendor;
        config.face.vendor.url = url;
        config.face.vendor.key = Secret::new(KEY);
        config.face.vendor.timeout_seconds = 2;
    })
    .await;
    let legal = app.legal_rep(1).await;
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(409, "face_consent_required");
    app.consent_to_faces(&legal).await;
    let challenge = app.face_challenge(&legal, StepUpPurpose::AddAgent).await.expect(201);
    (app, legal, challenge)
}

async fn settle(app: &TestApp, login: &Login, challenge: &FaceChallengeOut) -> integration_tests::Answer {
    let path = format!("/face-challenges/{}/result", challenge.id);
    app.call(login, Method::POST, &path, Some(json!({"nonce": challenge.nonce}))).await
}

#[tokio::test]
async fn a_signed_yes_is_a_proof_once() {
    let vendor = Vendor::new().await;
    let (app, legal, challenge) = begun(&vendor).await;
    assert_eq!(challenge.redirect_url.as_deref(), Some("https://vendor.example/v1"));
    assert!(challenge.steps.is_empty());
    let state: FaceEnrolmentOut = app.call(&legal, Method::GET, "/face-enrolment", None).await.expect(200);
    assert!(state.by_vendor && state.usable() && !state.portrait_wanted);
    let (asked, body) = vendor.asked.lock().unwrap()[0].clone();
    assert_eq!(asked, "POST /face/verifications");
    assert_eq!(body["document_number"], legal.person.document_number);
    assert_eq!(body["name"], legal.person.name);
    let passed: FacePassed = settle(&app, &legal, &challenge).await.expect(200);
    let proof = passed.proof.expect("a proof").token;
    let form = app.agent_form(&integration_tests::Person::number(2), &["manage_agents"]);
    let answer = app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", &proof)], Some(form)).await;
    answer.expect_status(201);
    settle(&app, &legal, &challenge).await.refused(409, "face_challenge_used");
    assert!(app.log_of(&legal).await.contains(&AuditAction::FaceVerified));
}

#[tokio::test]
async fn what_is_no_signed_yes_of_this_verification_is_no_proof() {
    let vendor = Vendor::new().await;
    let (app, legal, challenge) = begun(&vendor).await;
    // Not finished: it can be asked about again.
    vendor.says(Says { outcome: "pending", ..YES });
    settle(&app, &legal, &challenge).await.refused(409, "face_unfinished");
    // Forged, of another verification, failing, of another shape: nothing, and it can be asked about again.
    let wrong = [
        Says { key: "another-key-entirely", ..YES },
        Says { id: "v2", ..YES },
        Says { status: StatusCode::INTERNAL_SERVER_ERROR, ..YES },
        Says { outcome: "surely", ..YES },
    ];
    for says in wrong {
        vendor.says(says);
        settle(&app, &legal, &challenge).await.refused(503, "face_unavailable");
    }
    vendor.says(Says { outcome: "failed", ..YES });
    let problem = settle(&app, &legal, &challenge).await.refused(422, "face_refused");
    assert_eq!(problem.errors[0].code, "face_other_person");
    // It said no: a yes that comes later is for nothing.
    vendor.says(YES);
    settle(&app, &legal, &challenge).await.refused(409, "face_challenge_used");
    app.step_up(&legal, StepUpPurpose::AddAgent).await;
}

#[tokio::test]
async fn a_vendor_that_is_not_there_leaves_the_other_way() {
    let vendor = Vendor::new().await;
    let (app, legal, _) = begun(&vendor).await;
    let url = vendor.address.clone();
    let gone = TestApp::with(|config| {
        config.face.kind = FaceKind::Vendor;
        config.face.vendor.url = url.replace("127.0.0.1", "127.0.0.2");
        config.face.vendor.key = Secret::new(KEY);
    })
    .await;
    let alone = gone.legal_rep(1).await;
    gone.consent_to_faces(&alone).await;
    gone.face_challenge(&alone, StepUpPurpose::AddAgent).await.refused(503, "face_unavailable");
    gone.step_up(&alone, StepUpPurpose::AddAgent).await;
    // There is nothing to enrol with a vendor.
    app.face_challenge(&legal, StepUpPurpose::EnrolFace).await.refused(503, "face_unavailable");
    app.begin_enrolment(&legal, None).await.refused(503, "face_unavailable");
}
