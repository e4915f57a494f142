use std::time::Duration;

use futures_util::StreamExt as _;

use super::path;
use crate::adapters::surreal::{Database, Vars, record};
use crate::config::Config;

#[test]
fn path_leaves_options_out() {
    assert_eq!(path("rocksdb://data/db?sync=every").to_str(), Some("data/db"));
    assert_eq!(path("rocksdb:///srv/db").to_str(), Some("/srv/db"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_live_query_of_a_folder_tells_what_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = format!("database.address = 'rocksdb://{}'", folder.path().join("db").display());
    let config = Config::parse(&settings).expect("settings");
    let db = Database::open(&config).await.expect("a database");
    db.migrate().await.expect("the schema");
    let mut written = Box::pin(db.notices_written().await.expect("a live query"));
    let (user, other) = (record("user", "a"), record("application", "b"));
    let notice = "CREATE notice SET user = $user, enterprise = enterprise:c, application = $other, newest = '1',
         at = time::now(), event = 'claimed', name = '', read = false;";
    let vars = Vars::new().set("user", user.clone()).set("other", other);
    db.write(notice, vars).await.expect("written");
    let told = tokio::time::timeout(Duration::from_secs(15), written.next()).await;
    assert_eq!(told.expect("told in time"), Some(user));
}
