//! `face-enrolment`: consent first, the person's own card, what is kept and how it goes.

use backend::adapters::surreal::Vars;
use backend::services::{faces, sweeper};
use chrono::Duration;
use integration_tests::faces::{card, template};
use integration_tests::{Login, Person, TestApp, operator};
use poem::http::Method;
use serde_json::json;
use shared::access::StepUpPurpose;
use shared::api::{
    AuditAction, FaceChallengeOut, FaceEnrolmentBegun, FaceEnrolmentOut, FaceEnrolmentState, FacePassed,
};

async fn state(app: &TestApp, login: &Login) -> FaceEnrolmentOut {
    app.call(login, Method::GET, "/face-enrolment", None).await.expect(200)
}

async fn ids(app: &TestApp, table: &str) -> usize {
    let query = format!("SELECT VALUE id FROM {table}");
    let ids: Vec<surrealdb_types::RecordId> = app.app.db.read(&query, Vars::new()).await.unwrap().take(0).unwrap();
    ids.len()
}

#[tokio::test]
async fn without_a_verifier_nothing_is_offered_and_password_is_the_way() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let found = state(&app, &legal).await;
    assert!(!found.offered && !found.usable());
    let body = json!({"version": found.consent_version});
    let answer = app.call(&legal, Method::PUT, "/face-enrolment/consent", Some(body)).await;
    assert!(answer.refused(503, "face_unavailable").detail.contains("密码"));
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(503, "face_unavailable");
}

#[tokio::test]
async fn consent_comes_before_everything_and_is_to_the_text_in_force() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    let photo = card(&legal.person.document_number, "anna");
    app.begin_enrolment(&legal, Some(photo)).await.refused(409, "face_consent_required");
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(409, "face_consent_required");
    let old = Some(json!({"version": "2020-01-01"}));
    let answer = app.call(&legal, Method::PUT, "/face-enrolment/consent", old).await;
    answer.refused_field("version", "consent_outdated");
    assert_eq!(state(&app, &legal).await.consent, None);
    app.consent_to_faces(&legal).await;
    assert!(state(&app, &legal).await.consent.is_some());
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(409, "face_not_enrolled");
}

#[tokio::test]
async fn ones_own_card_and_face_enrol_and_prove() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.enrol_face(&legal, "anna").await;
    let found = state(&app, &legal).await;
    assert!(found.usable() && found.state == FaceEnrolmentState::Enrolled && found.enrolled_at.is_some());
    assert_eq!(app.sms.kinds(&legal.person.mobile).last().copied(), Some("face-enrolled"));
    let passed: FacePassed = app.show_face(&legal, StepUpPurpose::AddAgent, "face:anna").await.expect(200);
    let proof = passed.proof.expect("a proof").token;
    let form = app.agent_form(&Person::number(2), &["manage_agents"]);
    let headers = [("X-Step-Up", proof.as_str())];
    app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await.expect_status(201);
    let form = app.agent_form(&Person::number(3), &["manage_agents"]);
    app.call_with(&legal, Method::POST, "/agents", &headers, Some(form)).await.refused(403, "step_up_required");
    let log = app.log_of(&legal).await;
    for action in [AuditAction::FaceConsentGiven, AuditAction::FaceEnrolled, AuditAction::FaceVerified] {
        assert!(log.contains(&action), "{action:?}");
    }
    // Each content that was needed for a moment is gone.
    assert_eq!(ids(&app, "face_content").await, 1);
}

#[tokio::test]
async fn an_enrolment_needs_its_proof_and_the_persons_own_card() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.consent_to_faces(&legal).await;
    let own = card(&legal.person.document_number, "anna");
    let answer = app.call(&legal, Method::POST, "/face-enrolment", Some(json!({"portrait": own.clone()}))).await;
    answer.refused(403, "step_up_required");
    let proof = app.step_up(&legal, StepUpPurpose::EnrolFace).await;
    let headers = [("X-Step-Up", proof.as_str())];
    let others = card(&Person::number(2).document_number, "anna");
    for (photo, told) in [(others, "face_card_other_number"), (card("", "anna"), "face_card_unread")] {
        let answer =
            app.call_with(&legal, Method::POST, "/face-enrolment", &headers, Some(json!({"portrait": photo}))).await;
        let problem = answer.refused(422, "face_refused");
        assert_eq!((problem.errors[0].field.as_str(), problem.errors[0].code.as_str()), ("portrait", told));
    }
    // A refused photo costs no proof.
    let answer = app.call_with(&legal, Method::POST, "/face-enrolment", &headers, Some(json!({"portrait": own}))).await;
    let begun: FaceEnrolmentBegun = answer.expect(201);
    assert_eq!((begun.captures, begun.needs_approval), (1, false));
    // The live face has to be the portrait's.
    let problem = app.show_face(&legal, StepUpPurpose::EnrolFace, "face:bert").await.refused(422, "face_refused");
    assert_eq!(problem.errors[0].code, "face_other_person");
    assert_eq!(state(&app, &legal).await.state, FaceEnrolmentState::None);
    assert!(app.log_of(&legal).await.contains(&AuditAction::FaceEnrolmentFailed));
}

#[tokio::test]
async fn an_enrolment_ends_with_its_time_and_is_another_sessions_never() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.consent_to_faces(&legal).await;
    let elsewhere = app.log_in(&legal.person, integration_tests::people::PASSWORD).await;
    let photo = card(&legal.person.document_number, "anna");
    app.begin_enrolment(&legal, Some(photo)).await.expect_status(201);
    app.face_challenge(&elsewhere, StepUpPurpose::EnrolFace).await.refused(410, "face_enrolment_ended");
    app.face_challenge(&legal, StepUpPurpose::EnrolFace).await.expect_status(201);
    app.wait(Duration::minutes(16));
    app.face_challenge(&legal, StepUpPurpose::EnrolFace).await.refused(410, "face_enrolment_ended");
    app.wait(Duration::minutes(15));
    sweeper::sweep(&app.app).await.unwrap();
    assert_eq!(ids(&app, "face_content").await, 0, "the portrait of an enrolment that nobody completed");
}

#[tokio::test]
async fn without_a_card_two_captures_wait_for_the_operator() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.consent_to_faces(&legal).await;
    let begun: FaceEnrolmentBegun = app.begin_enrolment(&legal, None).await.expect(201);
    assert_eq!((begun.captures, begun.needs_approval), (2, true));
    let first: FacePassed = app.show_face(&legal, StepUpPurpose::EnrolFace, "face:anna").await.expect(200);
    assert_eq!((first.captures_left, first.state), (1, FaceEnrolmentState::None));
    let problem = app.show_face(&legal, StepUpPurpose::EnrolFace, "face:bert").await.refused(422, "face_refused");
    assert_eq!(problem.errors[0].code, "face_other_person");
    let second: FacePassed = app.show_face(&legal, StepUpPurpose::EnrolFace, "face:anna").await.expect(200);
    assert_eq!((second.captures_left, second.state), (0, FaceEnrolmentState::AwaitingApproval));
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(409, "face_not_enrolled");
    let waiting = faces::awaiting(&app.app).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].user.as_str(), waiting[0].mobile.as_str()), (&*legal.user_id, &*legal.person.mobile));
    assert_eq!(
        faces::approve(&app.app, &operator(), &legal.user_id).await.unwrap(),
        faces::Approval::Done { told: true }
    );
    assert_eq!(faces::approve(&app.app, &operator(), &legal.user_id).await.unwrap(), faces::Approval::NotWaiting);
    let passed: FacePassed = app.show_face(&legal, StepUpPurpose::AddAgent, "face:anna").await.expect(200);
    assert!(passed.proof.is_some());
}

#[tokio::test]
async fn the_operator_can_refuse_and_the_settings_can_want_a_card() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.consent_to_faces(&legal).await;
    app.begin_enrolment(&legal, None).await.expect_status(201);
    for _ in 0..2 {
        app.show_face(&legal, StepUpPurpose::EnrolFace, "face:anna").await.expect_status(200);
    }
    assert_eq!(
        faces::refuse(&app.app, &operator(), &legal.user_id).await.unwrap(),
        faces::Approval::Done { told: true }
    );
    assert_eq!(state(&app, &legal).await.state, FaceEnrolmentState::None);
    assert_eq!(ids(&app, "face_content").await, 0);
    assert_eq!(app.sms.kinds(&legal.person.mobile).last().copied(), Some("face-refused"));

    let strict = TestApp::with_faces(|config| config.face.without_card = backend::config::WithoutCard::Refused).await;
    let legal = strict.legal_rep(1).await;
    strict.consent_to_faces(&legal).await;
    strict.begin_enrolment(&legal, None).await.refused_field("portrait", "required");
}

#[tokio::test]
async fn withdrawing_deletes_at_once_and_a_new_consent_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let place = format!("folder:{}", folder.path().join("blobs").display());
    let app = TestApp::with_faces(|config| config.blobs.address = place).await;
    let legal = app.legal_rep(1).await;
    app.enrol_face(&legal, "anna").await;
    let files = || walk(&folder.path().join("blobs/faces"));
    let kept = files();
    assert_eq!(kept.len(), 1, "one sealed template");
    let sealed = std::fs::read(&kept[0]).unwrap();
    let plain = template("anna");
    assert!(!sealed.windows(16).any(|part| plain.windows(16).next() == Some(part)), "it lies open");
    app.call(&legal, Method::DELETE, "/face-enrolment", None).await.expect_status(204);
    assert_eq!(files().len(), 0, "the template is still there");
    assert_eq!(ids(&app, "face_template").await + ids(&app, "face_content").await + ids(&app, "face_consent").await, 0);
    let found = state(&app, &legal).await;
    assert!(found.consent.is_none() && found.state == FaceEnrolmentState::None);
    assert_eq!(app.sms.kinds(&legal.person.mobile).last().copied(), Some("face-withdrawn"));
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(409, "face_consent_required");
    app.call(&legal, Method::DELETE, "/face-enrolment", None).await.expect_status(204);
    app.consent_to_faces(&legal).await;
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(409, "face_not_enrolled");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().map(|entry| entry.path()).collect()
}

#[tokio::test]
async fn enrolling_again_replaces_what_was_kept() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.enrol_face(&legal, "anna").await;
    app.enrol_face(&legal, "anna with glasses").await;
    assert_eq!(ids(&app, "face_content").await, 1);
    let passed = app.show_face(&legal, StepUpPurpose::AddAgent, "face:anna with glasses").await;
    passed.expect_status(200);
    app.show_face(&legal, StepUpPurpose::AddAgent, "face:anna").await.refused(422, "face_refused");
}

#[tokio::test]
async fn what_is_unused_or_of_other_models_or_of_nobody_is_deleted() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.enrol_face(&legal, "anna").await;
    // Of other models: not used from the first moment, and deleted by the sweeper.
    app.app.db.write("UPDATE face_template SET model = 'text-0';", Vars::new()).await.unwrap();
    app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(409, "face_not_enrolled");
    assert_eq!(state(&app, &legal).await.state, FaceEnrolmentState::None);
    sweeper::sweep(&app.app).await.unwrap();
    assert_eq!(ids(&app, "face_template").await + ids(&app, "face_content").await, 0);
    // Unused for a year.
    app.enrol_face(&legal, "anna").await;
    app.wait(Duration::days(300));
    let again = app.log_in(&legal.person, integration_tests::people::PASSWORD).await;
    app.show_face(&again, StepUpPurpose::AddAgent, "face:anna").await.expect_status(200);
    app.wait(Duration::days(300));
    sweeper::sweep(&app.app).await.unwrap();
    assert_eq!(ids(&app, "face_template").await, 1, "it was used 300 days ago");
    app.wait(Duration::days(70));
    sweeper::sweep(&app.app).await.unwrap();
    assert_eq!(ids(&app, "face_template").await + ids(&app, "face_content").await, 0);
    // Of a person whose account ended.
    let legal = app.log_in(&legal.person, integration_tests::people::PASSWORD).await;
    let manager = app.agent(&legal, 2, &["manage_agents"]).await;
    app.enrol_face(&manager, "bert").await;
    let path = format!("/agents/{}", manager.user_id);
    assert_eq!(ids(&app, "face_consent").await, 2);
    app.call_proven(&legal, StepUpPurpose::DeleteAgent, Method::DELETE, &path, None).await.expect_status(204);
    assert_eq!(ids(&app, "face_template").await + ids(&app, "face_content").await, 0);
    assert_eq!(ids(&app, "face_consent").await, 1, "the legal representative's own");
}

#[tokio::test]
async fn an_agent_who_manages_nobody_has_no_use_for_it() {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, &["file_applications"]).await;
    app.call(&agent, Method::GET, "/face-enrolment", None).await.refused(403, "not_permitted");
    app.face_challenge(&agent, StepUpPurpose::AddAgent).await.refused(403, "not_permitted");
    let manager = app.agent(&legal, 3, &["manage_agents"]).await;
    app.enrol_face(&manager, "cleo").await;
    let challenge: FaceChallengeOut = app.face_challenge(&manager, StepUpPurpose::AddAgent).await.expect(201);
    assert!((2..=3).contains(&challenge.steps.len()));
    let passed: FacePassed = app.answer_face(&manager, &challenge, "face:cleo").await.expect(200);
    assert!(passed.proof.is_some());
}
