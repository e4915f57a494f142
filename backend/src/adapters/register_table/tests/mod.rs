//! Tests of the table: look-ups, generations that come, go and are broken off; and files good and bad.

mod files;

use std::path::PathBuf;

use chrono::{DateTime, Duration};
use shared::identity::{DocumentType, made_up};

use super::import::{Progress, Target, check, import};
use super::*;
use crate::config::Config;
use crate::ports::{ManualClock, SeededEntropy};

const HEADER: &str = "document_type,document_number,name,sex,birth_date,personal_number,first_insured_month,\
                      account_opened_month,paid_months,bank,card_number,region,average_index,account_balance";

struct Stage {
    target: Target,
    clock: Arc<ManualClock>,
    register: TableRegister,
    folder: tempfile::TempDir,
}

impl Stage {
    async fn new() -> Self {
        let config = Config::parse("database.address = 'mem://'").expect("settings");
        let db = Database::open(&config).await.expect("a database");
        db.migrate().await.expect("the schema");
        let now = DateTime::parse_from_rfc3339("2026-11-24T02:00:00Z").expect("a time").to_utc();
        let clock = Arc::new(ManualClock::at(now));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(1));
        let vault = Vault::new(&[7; 32]);
        let sealer = Sealer::new(vault.clone(), entropy.clone());
        let register = TableRegister::new(db.clone(), vault, clock.clone());
        let target = Target { db, sealer, clock: clock.clone(), entropy, along: None };
        Self { target, clock, register, folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join("insured.csv");
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    async fn import(&self, text: &str) -> anyhow::Result<u64> {
        import(&self.target, Arc::new(self.file(text.as_bytes())), &|_| {}).await
    }

    /// What is wrong with a file, in words.
    fn wrong(&self, bytes: &[u8]) -> String {
        check(&self.file(bytes), &*self.clock, &|_| {}).expect_err("something is wrong").to_string()
    }

    async fn find(&self, serial: u16) -> Option<InsuredRecord> {
        let name = PersonName::parse("孙德福").expect("a name");
        self.register.find(&name, &document(serial)).await.expect("an answer")
    }

    /// How many rows there are in each of the register's tables.
    async fn rows(&self) -> Vec<usize> {
        let names = "RETURN object::keys((INFO FOR DB).tables).filter(|$name| $name.starts_with('insured_person_'))";
        let db = &self.target.db;
        let names: Vec<String> = db.read(names, Vars::new()).await.expect("names").take(0).expect("names");
        let mut counts = Vec::new();
        for name in names {
            let vars = Vars::new().set("name", name);
            let rows = db.read("SELECT VALUE id FROM type::table($name)", vars).await.expect("rows").take(0);
            counts.push(rows.map(|rows: Vec<RecordId>| rows.len()).expect("rows"));
        }
        counts
    }
}

fn number(serial: u16) -> String {
    let born = chrono::NaiveDate::from_ymd_opt(1966, 6, 18).expect("a day");
    made_up::resident_id(made_up::REGION, born, serial * 2 + 1)
}

fn document(serial: u16) -> IdDocument {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    IdDocument::parse(DocumentType::ResidentId, &number(serial), today).expect("valid")
}

fn line(serial: u16) -> String {
    format!("resident_id,{},孙德福,male,1966-06-18,P{serial},1986-09,1995-07,371,,,,,", number(serial))
}

fn csv(serials: impl IntoIterator<Item = u16>) -> String {
    let lines: Vec<String> = serials.into_iter().map(line).collect();
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_imported_is_found_by_name_and_document_together() {
    let stage = Stage::new().await;
    assert!(stage.find(1).await.is_none(), "before the first import there is nobody");
    let full = format!(
        "{HEADER}\r\n{}\r\nresident_id,{},孙德福,男,1966-06-18,220100000002,1986.09,1995年7月,371,\"吉林银行,长春\",\
         6200000000000000001,220100,1.08,118430.26\r\n",
        line(1),
        number(2)
    );
    assert_eq!(stage.import(&full).await.expect("imported"), 2);
    let sparse = stage.find(1).await.expect("found");
    assert_eq!((sparse.bank, sparse.card_number, sparse.region, sparse.average_index), (None, None, None, None));
    stage.clock.advance(Duration::minutes(5));
    let known = stage.find(2).await.expect("found");
    assert_eq!((known.name.as_str(), known.sex, known.paid_months), ("孙德福", shared::identity::Sex::Male, 371));
    assert_eq!(
        (known.first_insured_month.to_string(), known.account_opened_month.to_string()),
        ("1986-09".to_owned(), "1995-07".to_owned())
    );
    assert_eq!(
        (known.bank.as_deref(), known.average_index, known.account_balance),
        (Some("吉林银行,长春"), Some(1.08), Some(118_430.26))
    );
    assert_eq!(known.fetched_at, stage.clock.now(), "the time of the look-up, not of the import");
    assert!(stage.find(3).await.is_none());
    let other = PersonName::parse("孙德").expect("a name");
    assert!(stage.register.find(&other, &document(2)).await.expect("an answer").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_replaces_the_register_and_leaves_no_row_behind() {
    let stage = Stage::new().await;
    stage.import(&csv(0..499)).await.expect("imported");
    let told = std::sync::Mutex::new(Vec::new());
    let path = stage.file(csv([1, 3]).as_bytes());
    let tell = |progress| told.lock().expect("nobody panics").push(progress);
    assert_eq!(import(&stage.target, Arc::new(path), &tell).await.expect("imported"), 2);
    assert!(stage.find(1).await.is_some() && stage.find(3).await.is_some());
    assert!(stage.find(2).await.is_none(), "left out of the new file");
    assert_eq!(stage.rows().await, [2]);
    assert_eq!(told.into_inner().expect("nobody panicked"), [Progress::Removed(1)]);
    assert_eq!(current(&stage.target.db).await.expect("an answer").map(|current| current.persons), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_off_import_is_read_by_nobody_and_goes_away() {
    let stage = Stage::new().await;
    let (db, clock) = (&stage.target.db, &*stage.clock);
    stage.import(&csv([1])).await.expect("imported");
    let broken_off = Generation::begin(db, clock, &*stage.target.entropy).await.expect("begun");
    let known = stage.find(1).await.expect("found");
    let rows = (2..600).map(|serial| stage.target.sealer.row(broken_off.key(), &document(serial % 400), &known));
    let rows: Vec<NewRow> = rows.take(398).collect();
    broken_off.add(rows, clock.now()).await.expect("written");
    assert!(stage.find(2).await.is_none());
    assert_eq!(remove_unread(db, clock).await.expect("looked"), 0, "it may be under way");
    assert_eq!(stage.rows().await.iter().sum::<usize>(), 399);
    stage.clock.advance(Duration::minutes(61));
    assert_eq!(remove_unread(db, clock).await.expect("removed"), 1);
    assert_eq!(remove_unread(db, clock).await.expect("looked"), 0);
    assert_eq!(stage.rows().await, [1], "the register that is read stays");
    assert!(stage.find(1).await.is_some());
    let refused = broken_off.add(Vec::new(), clock.now()).await.expect_err("given up meanwhile");
    assert!(generations::is_overtaken(&refused), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_later_of_two_imports_wins() {
    let stage = Stage::new().await;
    let (db, clock) = (&stage.target.db, &*stage.clock);
    let slow = Generation::begin(db, clock, &*stage.target.entropy).await.expect("begun");
    stage.import(&csv([1])).await.expect("imported");
    assert!(matches!(slow.make_current(clock.now()).await, Err(DbError::Refused(_))));
    assert!(stage.find(1).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_lets_nobody_into_a_generation_twice() {
    let stage = Stage::new().await;
    stage.import(&csv([1])).await.expect("imported");
    let known = stage.find(1).await.expect("found");
    let generation = Generation::begin(&stage.target.db, &*stage.clock, &*stage.target.entropy).await.expect("begun");
    let row = || vec![stage.target.sealer.row(generation.key(), &document(1), &known)];
    generation.add(row(), stage.clock.now()).await.expect("written");
    assert!(matches!(generation.add(row(), stage.clock.now()).await, Err(DbError::Duplicate)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_moved_under_another_document_does_not_open() {
    let stage = Stage::new().await;
    stage.import(&csv([1, 2])).await.expect("imported");
    let now = current(&stage.target.db).await.expect("an answer").expect("imported");
    let sealed = "LET $sealed = (SELECT VALUE sealed FROM type::table($table));
                  UPDATE type::table($table) SET sealed = IF sealed = $sealed[0] { $sealed[1] } ELSE { $sealed[0] };";
    stage.target.db.write(sealed, Vars::new().set("table", table(&now.generation))).await.expect("swapped");
    let name = PersonName::parse("孙德福").expect("a name");
    let error = stage.register.find(&name, &document(1)).await.expect_err("another's row");
    assert!(matches!(error, RegisterError::Unusable(_)), "{error:?}");
}
