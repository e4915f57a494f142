//! A submission against changes of the attachments: what was judged is what is submitted.

use std::sync::Arc;

use integration_tests::Answer;
use integration_tests::applications::{NEEDED, Office, PATH};
use integration_tests::uploads::photo;
use poem::http::Method;
use shared::api::{ApplicationOut, HistoryOut};
use shared::application::Status;

use super::{code, together};

fn is_complete(application: &ApplicationOut) -> bool {
    NEEDED.iter().all(|kind| application.attachments.iter().any(|file| file.kind == *kind))
}

async fn delete(office: Arc<Office>, application: String, attachment: String) -> Answer {
    let path = format!("{PATH}/{application}/attachments/{attachment}");
    office.app.call(&office.agent, Method::DELETE, &path, None).await
}

async fn submit(office: Arc<Office>, application: ApplicationOut) -> Answer {
    office.act(&application, "submit").await
}

/// Submits and deletes a required attachment at once, again and again.
async fn submit_against_delete(office: Office, rounds: usize) {
    let mut application = office.ready(office.person()).await;
    let office = office.shared();
    for round in 0..rounds {
        let id = application.id.clone();
        let form = application.attachments.iter().find(|file| file.kind == "approval_form").unwrap().id.clone();
        let (submitted, deleted) = together(
            round,
            submit(Arc::clone(&office), application.clone()),
            delete(Arc::clone(&office), id.clone(), form),
        )
        .await;
        let now = office.now(&id).await;
        assert_ne!(submitted.status.is_success(), deleted.status.is_success(), "round {round}: exactly one wins");
        if submitted.status.is_success() {
            assert_eq!((now.status, is_complete(&now)), (Status::Submitted, true), "round {round}");
            assert!(["already_handled", "action_not_allowed"].contains(&code(&deleted).as_str()), "{}", code(&deleted));
            application = office.act(&now, "withdraw").await.expect(200);
        } else {
            assert_eq!((now.status, is_complete(&now)), (Status::Draft, false), "round {round}");
            assert!(
                ["revision_conflict", "invalid_input"].contains(&code(&submitted).as_str()),
                "{}",
                code(&submitted)
            );
            office.attach(&id, "approval_form", &photo(round as u64, 60, 40)).await.expect_status(201);
            application = office.now(&id).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn submit_against_delete_leaves_it_complete() {
    submit_against_delete(Office::open().await, 40).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn submit_against_delete_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("rocksdb://{}?sync=every", folder.path().join("db").display());
    submit_against_delete(Office::open_with(|config| config.database.address = address).await, 20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn submit_against_attach_submits_what_is_there() {
    let office = Office::open().await;
    let mut application = office.ready(office.person()).await;
    let office = office.shared();
    for round in 0..25 {
        let id = application.id.clone();
        let attach = {
            let (office, id) = (Arc::clone(&office), id.clone());
            async move { office.attach(&id, "other", &photo(round as u64, 60, 40)).await }
        };
        let (attached, submitted) = together(round, attach, submit(Arc::clone(&office), application.clone())).await;
        assert!(attached.status.is_success() || submitted.status.is_success(), "round {round}: one of them wins");
        if submitted.status.is_success() {
            // Submitted once more as it is: a first submission that did not know the file would differ.
            let again: ApplicationOut = office.act(&office.now(&id).await, "withdraw").await.expect(200);
            office.act(&again, "submit").await.expect_status(200);
            let path = format!("{PATH}/{id}/history");
            let history: HistoryOut = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
            assert_eq!(history.items[0].differences, [], "round {round}");
            office.act(&office.now(&id).await, "withdraw").await.expect_status(200);
        } else {
            assert_eq!(code(&submitted), "revision_conflict");
        }
        if let Some(file) = office.now(&id).await.attachments.iter().find(|file| file.kind == "other") {
            delete(Arc::clone(&office), id.clone(), file.id.clone()).await.expect_status(200);
        }
        application = office.now(&id).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn saving_while_attachments_arrive_meets_no_conflict() {
    let office = Office::open().await;
    let person = office.person().clone();
    let mut application = office.create(&person).await;
    let office = office.shared();
    for round in 0..4_u64 {
        let arriving: Vec<_> = NEEDED
            .iter()
            .map(|kind| {
                let (office, id) = (Arc::clone(&office), application.id.clone());
                tokio::spawn(async move { office.attach(&id, kind, &photo(round, 60, 40)).await })
            })
            .collect();
        for stroke in 0..4 {
            let mut form = Office::good_form(&person);
            form["post"] = serde_json::json!(format!("钳工{round}{stroke}"));
            application = office.save(&application, form).await.expect(200);
        }
        for attached in arriving {
            attached.await.unwrap().expect_status(201);
        }
        for file in office.now(&application.id).await.attachments {
            delete(Arc::clone(&office), application.id.clone(), file.id).await.expect_status(200);
        }
    }
}
