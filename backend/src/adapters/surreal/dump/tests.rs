//! That a dump brings everything back as it was, and shows one instant.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::TryStreamExt as _;
use surrealdb::types::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::*;
use crate::config::Config;

/// A database in memory or in a folder.
async fn open(address: &str) -> (Database, DatabaseConfig) {
    let config = Config::parse(&format!("database.address = '{address}'")).expect("settings");
    (Database::open(&config).await.expect("a database"), config.database)
}

async fn text(db: &Database, config: &DatabaseConfig) -> String {
    let pieces: Vec<Vec<u8>> = db.dump(config).await.expect("a dump").try_collect().await.expect("whole");
    String::from_utf8(pieces.concat()).expect("text")
}

/// Every kind of definition and value that a table can hold, and rows that no rule of theirs would let in again.
const EVERYTHING: &str = r#"
    DEFINE TABLE kind SCHEMAFULL;
    DEFINE FIELD fixed ON kind TYPE string READONLY;
    DEFINE FIELD stamped ON kind TYPE option<datetime> VALUE $before.stamped ?? d'2026-01-02T03:04:05.678901234Z';
    DEFINE FIELD doubled ON kind TYPE int VALUE $value * 2;
    DEFINE FIELD small ON kind TYPE int ASSERT $value < 10 DEFAULT 3;
    DEFINE FIELD maybe ON kind TYPE option<string>;
    DEFINE FIELD nothing ON kind TYPE string | null;
    DEFINE FIELD parts ON kind TYPE array<object>;
    DEFINE FIELD parts.*.name ON kind TYPE string;
    DEFINE FIELD inner ON kind TYPE object FLEXIBLE;
    DEFINE FIELD raw ON kind TYPE bytes;
    DEFINE FIELD link ON kind TYPE option<record<kind>>;
    DEFINE FIELD sort ON kind TYPE 'first' | 'second';
    DEFINE INDEX kind_small ON kind FIELDS small, fixed;
    DEFINE INDEX kind_once ON kind FIELDS fixed UNIQUE;
    DEFINE EVENT kind_kept ON kind WHEN $event != 'CREATE' THEN { THROW 'kept; "so"' };
    CREATE kind:one SET fixed = 'a', doubled = 4, small = 1, nothing = NULL, raw = <bytes> '', inner = {}, parts = [],
        sort = 'first', maybe = NONE;
    CREATE kind:2 SET fixed = 'b"\'`\\ ⟨⟩ \u{2028} \u{0} 张三 -- ; { ] [', doubled = 9223372036854775, small = 2, nothing = 'null',
        raw = encoding::base64::decode('AAEC/w'), sort = 'second', link = kind:one, maybe = '',
        inner = { 'a b': [1, -1.5, 1e300, 0.1dec, NONE, NULL, 3d4h5ms6ns, true], "`": { t: d'2026-12-01T00:00:00.000000001Z' },
            u: u'018c2e3a-0000-7000-8000-000000000000', r: kind:['x', 1], deep: { deeper: { deepest: [[], {}] } },
            max: 9223372036854775807, min: -9223372036854775808 },
        parts = [{ name: 'p;' }, { name: '}' }];
    CREATE kind:⟨12⟩ SET fixed = 'c', doubled = 0, nothing = '', raw = <bytes> 'x', inner = {}, parts = [], sort = 'first';
    CREATE kind:⟨a-b:c d⟩ SET fixed = 'd', doubled = 0, nothing = '', raw = <bytes> 'x', inner = {}, parts = [], sort = 'first';
    CREATE kind:['list', 1] SET fixed = 'e', doubled = 0, nothing = '', raw = <bytes> 'x', inner = {}, parts = [], sort = 'first';
    CREATE kind:{ of: 'object' } SET fixed = 'f', doubled = 0, nothing = '', raw = <bytes> 'x', inner = {}, parts = [], sort = 'first';
    CREATE kind:u'018c2e3a-0000-7000-8000-000000000001' SET fixed = 'g', doubled = 0, nothing = '', raw = <bytes> 'x', inner = {},
        parts = [], sort = 'first';
    DEFINE TABLE free SCHEMALESS;
    CREATE free:x SET a = NONE, b = NULL, c = [NONE], d = 'r"free:x"', e = "it's", f = 1f, g = 1, h = 1dec, i = '2026-12-01';
    DEFINE FIELD OVERWRITE small ON kind TYPE int ASSERT $value < 0;
"#;

#[tokio::test]
async fn dump_brings_back_every_kind_exactly() {
    let folder = tempfile::tempdir().expect("a folder");
    let on_disk = format!("rocksdb://{}", folder.path().join("a").display());
    for address in ["mem://".to_owned(), on_disk] {
        let (from, config) = open(&address).await;
        from.write(EVERYTHING, Vars::new()).await.expect("rows");
        let dump = text(&from, &config).await;
        let (to, config) = open("mem://").await;
        to.load(&dump).await.expect("loaded");
        assert_eq!(text(&to, &config).await, dump, "{address}");
        for table in ["kind", "free"] {
            let query = format!("SELECT * FROM {table}");
            let was: Value = from.read(&query, Vars::new()).await.expect("rows").take(0).expect("rows");
            let is: Value = to.read(&query, Vars::new()).await.expect("rows").take(0).expect("rows");
            assert_eq!(was, is, "{table}");
        }
        let refused = to.write("UPDATE kind:one SET sort = 'second';", Vars::new()).await;
        assert!(matches!(refused, Err(DbError::Refused(_) | DbError::Other(_))), "the rules are back: {refused:?}");
        let indexed: Vec<Value> = to
            .read("SELECT VALUE id FROM kind WITH INDEX kind_once WHERE fixed = 'c'", Vars::new())
            .await
            .expect("rows")
            .take(0)
            .expect("rows");
        assert_eq!(indexed.len(), 1, "the index is filled");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dump_shows_one_instant() {
    let folder = tempfile::tempdir().expect("a folder");
    for address in ["mem://".to_owned(), format!("rocksdb://{}", folder.path().display())] {
        let (db, config) = open(&address).await;
        db.write(
            "DEFINE TABLE aa; DEFINE TABLE mm; DEFINE TABLE zz; CREATE aa:x SET n = 0; CREATE zz:x SET n = 0;
             FOR $i IN 0..3000 { CREATE mm SET text = rand::string(200) };",
            Vars::new(),
        )
        .await
        .expect("rows");
        let done = Arc::new(AtomicBool::new(false));
        let writer = {
            let (db, done) = (db.clone(), Arc::clone(&done));
            tokio::spawn(async move {
                let mut written = 0;
                while !done.load(Ordering::Relaxed) {
                    db.write("UPDATE aa:x SET n += 1; UPDATE zz:x SET n += 1;", Vars::new()).await.expect("written");
                    written += 1;
                }
                written
            })
        };
        let number = |dump: &str, id: &str| -> i64 {
            let line = dump.lines().find(|line| line.contains(&format!("id: {id},"))).expect("a record");
            line.split("n: ")
                .nth(1)
                .and_then(|rest| rest.split(' ').next())
                .and_then(|n| n.parse().ok())
                .expect("a number")
        };
        let mut last = 0;
        for _ in 0..5 {
            let dump = text(&db, &config).await;
            let (first, second) = (number(&dump, "aa:x"), number(&dump, "zz:x"));
            assert_eq!(first, second, "{address}");
            assert!(first >= last);
            last = first;
        }
        done.store(true, Ordering::Relaxed);
        assert!(writer.await.expect("no panic") > 5, "the writer went on meanwhile");
        assert!(last > 0);
    }
}

#[tokio::test]
async fn unfinished_restore_is_refused_at_start() {
    let (db, config) = open("mem://").await;
    db.begin_restore().await.expect("begun");
    assert!(db.migrate().await.expect_err("refused").to_string().contains("broken off"));
    db.end_restore().await.expect("ended");
    db.migrate().await.expect("the schema");
    assert!(text(&db, &config).await.contains("DEFINE TABLE zz_backup"));
}

#[test]
fn export_address_follows_the_websocket() {
    for (address, export) in [
        ("ws://db:8000", "http://db:8000/export"),
        ("wss://db.example/rpc", "https://db.example/export"),
        ("ws://db/surreal/rpc/", "http://db/surreal/export"),
    ] {
        assert_eq!(http_address(address).expect("an address").as_str(), export);
    }
}

/// A stand-in for a database server: answers each request with these bytes and remembers what it heard.
async fn server(answer: &'static str) -> (DatabaseConfig, tokio::task::JoinHandle<String>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let settings =
        format!("database.address = 'ws://{address}'\ndatabase.username = 'root'\ndatabase.password = 'secret'");
    let config = Config::parse(&settings).expect("settings").database;
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a request");
        let mut request = vec![0; 8192];
        let count = stream.read(&mut request).await.expect("read");
        stream.write_all(answer.as_bytes()).await.expect("answered");
        String::from_utf8_lossy(&request[..count]).into_owned()
    });
    (config, heard)
}

#[tokio::test]
async fn database_server_is_asked_for_its_export() {
    let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nOPTIO\r\n9\r\nN IMPORT;\r\n0\r\n\r\n";
    let (config, heard) = server(answer).await;
    let pieces: Vec<Vec<u8>> = from_server(&config).await.expect("a dump").try_collect().await.expect("whole");
    assert_eq!(pieces.concat(), b"OPTION IMPORT;");
    let heard = heard.await.expect("heard");
    assert!(heard.starts_with("POST /export HTTP/1.1"), "{heard}");
    // root:secret
    for header in ["authorization: Basic cm9vdDpzZWNyZXQ=", "surreal-ns: social_insurance", "surreal-db: "] {
        assert!(heard.contains(header), "{header}: {heard}");
    }

    let (config, _heard) = server("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nOPTION").await;
    let cut: Result<Vec<Vec<u8>>, DbError> = from_server(&config).await.expect("begun").try_collect().await;
    assert!(matches!(cut, Err(DbError::Unreached(_))), "{cut:?}");
    let (config, _heard) = server("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n").await;
    let refused = from_server(&config).await.err().expect("refused").to_string();
    assert!(refused.contains("401"), "{refused}");
}
