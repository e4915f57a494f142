//! Many writers at once, on one server and on several: one chain after another stays whole, and nobody is turned away.

use std::sync::Arc;
use std::time::Instant;

use backend::app::App;
use backend::services::audit::{Entry, verify};
use backend::services::origin::Origin;
use integration_tests::TestApp;
use integration_tests::people::PASSWORD;
use integration_tests::servers::another_server;
use shared::api::AuditAction;
use surrealdb_types::Value;

use backend::adapters::surreal::Vars;

async fn write(app: &App) {
    Entry::new(AuditAction::LoginFailed, None, None).write(app, &Origin::default()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_audited_requests_at_once() {
    // So many at once look like guessing.
    let app = Arc::new(TestApp::with(|config| config.policy.login_failures = 1000).await);
    let legal = app.legal_rep(1).await;
    let before = verify(&app.app, &[]).await.unwrap();
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let (app, person) = (app.clone(), legal.person.clone());
            tokio::spawn(async move { app.try_log_in(&person.mobile, PASSWORD).await.expect_status(201) })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let after = verify(&app.app, &before.heads).await.unwrap();
    assert!(after.broken.is_empty(), "{:?}", after.broken);
    assert_eq!(after.entries, before.entries + 50);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_servers_write_at_once_while_one_verifies() {
    const SERVERS: u64 = 4;
    const EACH: u64 = 50;
    let app = TestApp::new().await;
    let servers: Vec<_> = (0..SERVERS).map(|seed| another_server(&app, 100 + seed, |_| {})).collect();
    let tasks: Vec<_> = servers
        .iter()
        .flat_map(|server| (0..EACH).map(|_| server.clone()))
        .map(|server| tokio::spawn(async move { write(&server).await }))
        .collect();
    let meanwhile = verify(&app.app, &[]).await.unwrap();
    assert!(meanwhile.broken.is_empty(), "{:?}", meanwhile.broken);
    for task in tasks {
        task.await.unwrap();
    }
    let after = verify(&app.app, &meanwhile.heads).await.unwrap();
    assert!(after.broken.is_empty(), "{:?}", after.broken);
    assert_eq!(after.entries, 1 + SERVERS * EACH);
}

/// What the chains cost, told and not asserted: `api-… what_a_chain_costs --ignored --nocapture`. Both kinds of writes in
/// turn, and of each the quickest of ten rounds, so that other work on the machine falls on both alike.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "it is there to tell")]
async fn what_a_chain_costs() {
    const ROUNDS: usize = 10;
    let folder = tempfile::tempdir().unwrap();
    let folder = format!("rocksdb://{}?sync=every", folder.path().join("db").display());
    for address in ["mem://".to_owned(), folder] {
        let kind = address.split(':').next().unwrap_or_default().to_owned();
        let app = TestApp::with(|config| config.database.address = address).await;
        let schema = "DEFINE TABLE plain SCHEMALESS; DEFINE INDEX plain_list ON plain FIELDS enterprise, newest;";
        app.app.db.write(schema, Vars::new()).await.unwrap();
        let query = "SELECT * OMIT id, lane, number, previous, hash FROM audit LIMIT 1";
        let row: Vec<Value> = app.app.db.read(query, Vars::new()).await.unwrap().take(0).unwrap();
        for at_once in [1, 50, 200] {
            let mut quickest = [f64::MAX; 2];
            for _ in 0..ROUNDS {
                for (kind, quickest) in quickest.iter_mut().enumerate() {
                    *quickest = quickest.min(round(&app.app, &row[0], at_once, kind == 1).await);
                }
            }
            let [plain, chained] = quickest;
            println!("{kind}, {at_once:>3} at once: {plain:.2} ms a write, {chained:.2} chained");
        }
        let started = Instant::now();
        let report = verify(&app.app, &[]).await.unwrap();
        assert!(report.broken.is_empty(), "{:?}", report.broken);
        println!("{kind}: {} entries verified in {:.1} s", report.entries, started.elapsed().as_secs_f64());
    }
}

/// 200 writes, so many at once; milliseconds for one.
async fn round(app: &Arc<App>, row: &Value, at_once: usize, chained: bool) -> f64 {
    const WRITES: usize = 200;
    let started = Instant::now();
    let tasks: Vec<_> = (0..at_once)
        .map(|_| {
            let (app, row) = (app.clone(), row.clone());
            tokio::spawn(async move {
                for _ in 0..WRITES / at_once {
                    if chained {
                        write(&app).await;
                    } else {
                        let vars = Vars::new().set("row", row.clone());
                        app.db.write("CREATE plain CONTENT $row;", vars).await.unwrap();
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    started.elapsed().as_secs_f64() * 1000.0 / WRITES as f64
}
