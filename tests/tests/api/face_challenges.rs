//! `face-challenges`: good once, in time, for one session and purpose; few tries; every refusal with its own words.

use std::collections::BTreeSet;

use backend::adapters::surreal::Vars;
use chrono::Duration;
use integration_tests::faces::frames;
use integration_tests::people::PASSWORD;
use integration_tests::{Login, TestApp};
use poem::http::Method;
use serde_json::{Value, json};
use shared::access::StepUpPurpose;
use shared::api::{AuditAction, AuditPage, FaceChallengeOut, FaceEnrolmentOut, FaceRefusal};

async fn enrolled() -> (TestApp, Login) {
    let app = TestApp::with_faces(|_| {}).await;
    let legal = app.legal_rep(1).await;
    app.enrol_face(&legal, "anna").await;
    (app, legal)
}

async fn challenge(app: &TestApp, login: &Login) -> FaceChallengeOut {
    app.face_challenge(login, StepUpPurpose::AddAgent).await.expect(201)
}

#[tokio::test]
async fn every_refusal_is_told_by_its_own_words_and_leaves_an_entry() {
    let mut told = BTreeSet::new();
    let of_cards = [FaceRefusal::CardOtherNumber, FaceRefusal::CardUnread, FaceRefusal::CardNoPortrait];
    for chunk in FaceRefusal::ALL.chunks(3) {
        let (app, legal) = enrolled().await;
        for refusal in chunk.iter().filter(|refusal| !of_cards.contains(refusal)) {
            // Entries of one instant have no order.
            app.wait(Duration::seconds(1));
            let says = match refusal {
                FaceRefusal::ActionMissing => format!("refuse:{}/turn_left", refusal.code()),
                _ => format!("refuse:{}", refusal.code()),
            };
            let answer = app.show_face(&legal, StepUpPurpose::AddAgent, &says).await;
            let problem = answer.refused(422, "face_refused");
            assert_eq!((problem.errors[0].field.as_str(), problem.errors[0].code.as_str()), ("frames", refusal.code()));
            assert!(told.insert(problem.errors[0].message.clone()), "{} has another's words", refusal.code());
            if *refusal == FaceRefusal::ActionMissing {
                assert!(problem.errors[0].message.contains("向左转头"), "{}", problem.errors[0].message);
            }
            let log: AuditPage = app.call(&legal, Method::GET, "/audit-entries", None).await.expect(200);
            let entry = &log.items[0];
            assert_eq!(entry.action, AuditAction::FaceVerificationFailed);
            let detail = entry.detail.clone().unwrap_or_default();
            let parts =
                [format!("reason={}", refusal.code()), "purpose=add_agent".to_owned(), "model=text-1".to_owned()];
            assert!(parts.iter().all(|part| detail.contains(part.as_str())), "{detail}");
        }
    }
    assert_eq!(told.len(), FaceRefusal::ALL.len() - of_cards.len());
}

#[tokio::test]
async fn another_person_is_refused_with_the_score_in_the_log_alone() {
    let (app, legal) = enrolled().await;
    app.wait(Duration::seconds(1));
    let answer = app.show_face(&legal, StepUpPurpose::AddAgent, "face:bert").await;
    assert_eq!(answer.refused(422, "face_refused").errors[0].code, "face_other_person");
    assert!(!String::from_utf8_lossy(&answer.body).contains("0.1"), "the score helps an attacker");
    let log: AuditPage = app.call(&legal, Method::GET, "/audit-entries", None).await.expect(200);
    assert!(log.items[0].detail.clone().unwrap_or_default().contains("likeness=0.100"));
}

#[tokio::test]
async fn a_challenge_is_good_once() {
    let (app, legal) = enrolled().await;
    let given = challenge(&app, &legal).await;
    app.answer_face(&legal, &given, "face:anna").await.expect_status(200);
    app.answer_face(&legal, &given, "face:anna").await.refused(409, "face_challenge_used");
    // Refused, it is used up as well.
    let given = challenge(&app, &legal).await;
    app.answer_face(&legal, &given, "refuse:face_still").await.refused(422, "face_refused");
    app.answer_face(&legal, &given, "face:anna").await.refused(409, "face_challenge_used");
}

#[tokio::test]
async fn a_challenge_is_good_in_time_for_its_session_and_with_its_nonce() {
    let (app, legal) = enrolled().await;
    let elsewhere = app.log_in(&legal.person, PASSWORD).await;
    let given = challenge(&app, &legal).await;
    app.answer_face(&elsewhere, &given, "face:anna").await.refused(409, "face_challenge_used");
    let other = challenge(&app, &legal).await;
    let mixed = FaceChallengeOut { nonce: other.nonce.clone(), ..given.clone() };
    app.answer_face(&legal, &mixed, "face:anna").await.refused(409, "face_challenge_used");
    app.wait(Duration::seconds(60));
    app.answer_face(&legal, &given, "face:anna").await.expect_status(200);
    app.wait(Duration::seconds(1));
    app.answer_face(&legal, &other, "face:anna").await.refused(410, "face_challenge_late");
    app.answer_face(&legal, &other, "face:anna").await.refused(409, "face_challenge_used");
}

#[tokio::test]
async fn a_proof_by_face_is_for_its_purpose_alone() {
    let (app, legal) = enrolled().await;
    let passed: shared::api::FacePassed =
        app.show_face(&legal, StepUpPurpose::DeleteAgent, "face:anna").await.expect(200);
    let form = app.agent_form(&integration_tests::Person::number(2), &["manage_agents"]);
    let proof = passed.proof.expect("a proof").token;
    let answer = app.call_with(&legal, Method::POST, "/agents", &[("X-Step-Up", &proof)], Some(form)).await;
    answer.refused(403, "step_up_required");
}

#[tokio::test]
async fn frames_that_came_before_are_refused() {
    let (app, legal) = enrolled().await;
    let given = challenge(&app, &legal).await;
    let body = frames("face:anna", &given.nonce);
    let path = |given: &FaceChallengeOut| format!("/face-challenges/{}/frames", given.id);
    app.call(&legal, Method::POST, &path(&given), Some(body.clone())).await.expect_status(200);
    let again = challenge(&app, &legal).await;
    // One frame of the ten is enough.
    let mut mixed = frames("face:anna", &again.nonce);
    mixed["frames"][4]["jpeg"] = body["frames"][7]["jpeg"].clone();
    let answer = app.call(&legal, Method::POST, &path(&again), Some(mixed)).await;
    assert_eq!(answer.refused(422, "face_refused").errors[0].code, "face_replayed");
    let third = challenge(&app, &legal).await;
    let mut doubled = frames("face:anna", &third.nonce);
    doubled["frames"][4]["jpeg"] = doubled["frames"][5]["jpeg"].clone();
    let answer = app.call(&legal, Method::POST, &path(&third), Some(doubled)).await;
    assert_eq!(answer.refused(422, "face_refused").errors[0].code, "face_replayed");
}

#[tokio::test]
async fn three_tries_for_a_purpose_ten_a_day_then_the_other_way() {
    let (app, legal) = enrolled().await;
    for left in [3, 2, 1] {
        let given = challenge(&app, &legal).await;
        assert_eq!(given.tries_left, left);
        app.answer_face(&legal, &given, "refuse:face_still").await.refused(422, "face_refused");
    }
    let refused = app.face_challenge(&legal, StepUpPurpose::AddAgent).await.refused(429, "face_tries_spent");
    assert!(refused.detail.contains("密码"));
    // Others for other purposes, until the day's are spent.
    for purpose in [StepUpPurpose::EditAgent, StepUpPurpose::DeleteAgent, StepUpPurpose::SwitchAgent] {
        for _ in 0..3 {
            if let 201 = app.face_challenge(&legal, purpose).await.status.as_u16() {
                app.show_face(&legal, purpose, "refuse:face_still").await;
            }
        }
    }
    let found: FaceEnrolmentOut = app.call(&legal, Method::GET, "/face-enrolment", None).await.expect(200);
    assert_eq!((found.tries_left_today, found.usable()), (0, false));
    app.face_challenge(&legal, StepUpPurpose::SwitchAgent).await.refused(429, "face_tries_spent");
    // Password and SMS code work as ever.
    app.step_up(&legal, StepUpPurpose::AddAgent).await;
    app.wait(Duration::hours(24));
    let again = app.log_in(&legal.person, PASSWORD).await;
    assert_eq!(challenge(&app, &again).await.tries_left, 3);
}

#[tokio::test]
async fn a_success_costs_no_try_and_many_at_once_take_no_more_than_there_are() {
    let (app, legal) = enrolled().await;
    for _ in 0..12 {
        app.show_face(&legal, StepUpPurpose::AddAgent, "face:anna").await.expect_status(200);
    }
    let mut given = Vec::new();
    for _ in 0..6 {
        given.push(challenge(&app, &legal).await);
    }
    let answers = given.iter().map(|given| app.answer_face(&legal, given, "refuse:face_still"));
    let answers = futures_util::future::join_all(answers).await;
    let count = |status: u16| answers.iter().filter(|answer| answer.status.as_u16() == status).count();
    assert_eq!((count(422), count(429)), (3, 3));
}

#[tokio::test]
async fn models_that_fail_and_answers_that_are_none_cost_nothing() {
    let (app, legal) = enrolled().await;
    app.show_face(&legal, StepUpPurpose::AddAgent, "fail:").await.refused(503, "face_unavailable");
    let given = challenge(&app, &legal).await;
    assert_eq!(given.tries_left, 3);
    let path = format!("/face-challenges/{}/frames", given.id);
    let frame = |jpeg: &str| json!({"at_ms": 0, "jpeg": jpeg});
    let send = |frames: Vec<Value>| {
        let body = json!({"nonce": given.nonce, "frames": frames});
        app.call(&legal, Method::POST, &path, Some(body))
    };
    let few = send(vec![frame("AAAA"); 7]).await.refused(422, "face_refused");
    assert_eq!(few.errors[0].code, "face_frames");
    let broken = send(vec![frame("!"); 9]).await.refused(422, "face_refused");
    assert_eq!(broken.errors[0].code, "face_frame_broken");
    send(vec![frame(&"A".repeat(300_000)); 9]).await.refused(413, "body_too_large");
    app.answer_face(&legal, &given, "face:anna").await.expect_status(200);
}

#[tokio::test]
async fn guidance_looks_at_a_frame_and_ends_at_its_bound() {
    let (app, legal) = enrolled().await;
    let body = json!({"jpeg": frames("face:anna", "")["frames"][0]["jpeg"]});
    let answer = app.call(&legal, Method::POST, "/face-guidance", Some(body.clone())).await;
    assert_eq!(answer.expect::<Value>(200), json!({"hint": "good"}));
    for _ in 0..299 {
        app.call(&legal, Method::POST, "/face-guidance", Some(body.clone())).await.expect_status(200);
    }
    app.call(&legal, Method::POST, "/face-guidance", Some(body)).await.refused(429, "too_many_requests");
}

#[tokio::test]
async fn nothing_of_a_frame_is_in_the_database() {
    let (app, legal) = enrolled().await;
    app.show_face(&legal, StepUpPurpose::AddAgent, "face:anna").await.expect_status(200);
    app.show_face(&legal, StepUpPurpose::AddAgent, "face:bert").await.expect_status(422);
    let tables = ["face_consent", "face_template", "face_content", "face_enrolment", "face_challenge", "face_frame"];
    let mut dump = String::new();
    for table in tables.iter().chain(&["audit", "allowance", "step_up"]) {
        let rows: surrealdb_types::Value =
            app.app.db.read(&format!("SELECT * FROM {table}"), Vars::new()).await.unwrap().take(0).unwrap();
        dump.push_str(&format!("{rows:?}"));
    }
    assert!(dump.contains("face_frame") && dump.contains("likeness="), "the dump holds the rows");
    for secret in ["face:anna", "ZmFjZTphbm5h", "template of"] {
        assert!(!dump.contains(secret), "{secret}");
    }
}
