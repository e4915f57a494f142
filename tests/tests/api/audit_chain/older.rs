//! Entries from before the chains: accepted as they were, and no way to bring in others.

use backend::adapters::surreal::Vars;
use backend::ports::Clock as _;
use backend::services::audit::{Fault, begin};
use integration_tests::TestApp;
use surrealdb_types::RecordId;

use super::{Log, names};

/// A log as an older version left it: entries that hang on nothing, and chains that have not begun.
async fn old(entries: u32) -> Log {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let log = Log { app, legal };
    log.raw("REMOVE EVENT audit_append_only ON audit", Vars::new()).await;
    log.raw("DELETE audit; UPDATE audit_lane SET number = 0, hash = ''", Vars::new()).await;
    for number in 0..entries {
        add_old(&log, number).await;
    }
    log.app.wait(chrono::Duration::days(1));
    begin(&log.app.app).await.unwrap();
    log
}

/// An entry that hangs on nothing, written at the time of the clock.
async fn add_old(log: &Log, number: u32) {
    let loose = "DEFINE FIELD OVERWRITE lane ON audit TYPE option<string>;
        DEFINE FIELD OVERWRITE number ON audit TYPE option<int>;
        DEFINE FIELD OVERWRITE previous ON audit TYPE option<string>;
        DEFINE FIELD OVERWRITE hash ON audit TYPE option<string>;";
    let create = "CREATE $id SET newest = <string> $number, at = $now, action = 'logged_in', actor_name = 'x',
        changed_fields = [], ip = '', device = ''";
    let vars = Vars::new()
        .set("id", RecordId::new("audit", format!("{number:032x}1")))
        .set("number", number)
        .set("now", log.app.clock.now());
    log.raw(&format!("{loose} {create}"), vars).await;
}

#[tokio::test]
async fn they_are_counted_and_the_chains_begin_once() {
    let log = old(7).await;
    begin(&log.app.app).await.unwrap();
    log.app.legal_rep(2).await;
    let report = log.verify().await;
    assert_eq!((report.broken.len(), report.before), (0, 7), "{:?}", report.broken);
    assert!(report.entries > 1);
}

#[tokio::test]
async fn a_change_of_one_of_them_is_found() {
    for statement in [
        "UPDATE $id SET actor_name = 'y'",
        "DELETE $id",
        "CREATE audit:z CONTENT (SELECT * OMIT id FROM ONLY $id)",
        "UPDATE $id SET newest = '9'",
    ] {
        let log = old(7).await;
        log.raw(statement, Vars::new().set("id", RecordId::new("audit", format!("{:032x}1", 3)))).await;
        names(&log.verify().await, statement, &[("", 0, None, Fault::BeforeChanged)]);
    }
}

#[tokio::test]
async fn none_is_smuggled_in_later() {
    for entries in [0, 7] {
        let log = old(entries).await;
        log.app.wait(chrono::Duration::seconds(1));
        add_old(&log, 99).await;
        let name = format!("{:032x}1", 99);
        names(&log.verify().await, "later", &[("", 0, Some(&name), Fault::Foreign)]);
        // A further beginning does not take it in.
        begin(&log.app.app).await.unwrap();
        names(&log.verify().await, "begun again", &[("", 0, Some(&name), Fault::Foreign)]);
    }
}
