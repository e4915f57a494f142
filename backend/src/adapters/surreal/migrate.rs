//! Numbered migrations, each in one transaction, with a checksum of what ran.

use sha2::{Digest, Sha256};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;
use surrealdb::types::{RecordId, SurrealValue};

use super::{Database, DbError, Vars, record};

const MIGRATIONS: &[(u32, &str)] = &[
    (1, include_str!("../../../migrations/0001_accounts.surql")),
    (2, include_str!("../../../migrations/0002_insured_persons.surql")),
    (3, include_str!("../../../migrations/0003_applications.surql")),
    (4, include_str!("../../../migrations/0004_uploads.surql")),
    (5, include_str!("../../../migrations/0005_documents.surql")),
    (6, include_str!("../../../migrations/0006_readings.surql")),
    (7, include_str!("../../../migrations/0007_faces.surql")),
    (8, include_str!("../../../migrations/0008_audit_chain.surql")),
    (9, include_str!("../../../migrations/0009_reviews.surql")),
    (10, include_str!("../../../migrations/0010_notices.surql")),
    (11, include_str!("../../../migrations/0011_papers.surql")),
    (12, include_str!("../../../migrations/0012_deadlines.surql")),
    (13, include_str!("../../../migrations/0013_audit_reviewers.surql")),
    (14, include_str!("../../../migrations/0014_guards.surql")),
    (16, include_str!("../../../migrations/0016_backups.surql")),
    (17, include_str!("../../../migrations/0017_storage_probe.surql")),
];

/// The number of the newest migration that this version knows.
pub fn newest() -> u32 {
    MIGRATIONS.last().map_or(0, |(number, _)| *number)
}

/// What a migration is refused with that another server has run meanwhile.
const RUN_ALREADY: &str = "migration_run_already";

#[derive(SurrealValue)]
struct Applied {
    number: u32,
    checksum: String,
}

pub(super) async fn run(db: &Database) -> Result<Vec<u32>, DbError> {
    apply(db, MIGRATIONS).await
}

async fn apply(db: &Database, migrations: &[(u32, &str)]) -> Result<Vec<u32>, DbError> {
    db.write(
        "DEFINE TABLE IF NOT EXISTS migration SCHEMAFULL;
         DEFINE FIELD IF NOT EXISTS number ON migration TYPE int;
         DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE string;",
        Vars::new(),
    )
    .await?;
    let mut applied = all(db).await?;
    let mut fresh = Vec::new();
    for (number, source) in migrations {
        let checksum = hex::encode(Sha256::digest(source.as_bytes()));
        if !applied.iter().any(|row| row.number == *number) {
            if apply_one(db, *number, source, &checksum).await? {
                fresh.push(*number);
                continue;
            }
            applied = all(db).await?;
        }
        if !applied.iter().any(|row| row.number == *number && row.checksum == checksum) {
            return Err(DbError::MigrationChanged(*number));
        }
    }
    Ok(fresh)
}

async fn all(db: &Database) -> Result<Vec<Applied>, DbError> {
    Ok(db.read("SELECT number, checksum FROM migration", Vars::new()).await?.take(0)?)
}

/// Runs a migration; `false` where another server was faster: several may start on an empty database at the same instant.
async fn apply_one(db: &Database, number: u32, source: &str, checksum: &str) -> Result<bool, DbError> {
    // Looked at in the transaction itself: of two that define the same, one is tried again and finds the other one's row.
    let statements = format!(
        "IF record::exists($migration) {{ THROW '{RUN_ALREADY}' }};
         {source}
         CREATE $migration SET number = $number, checksum = $checksum;"
    );
    let vars = Vars::new().set("migration", id(number)).set("number", number).set("checksum", checksum);
    match db.write(&statements, vars).await {
        Ok(_) => Ok(true),
        Err(DbError::Refused(refusal)) if refusal.code == RUN_ALREADY => Ok(false),
        Err(error) => Err(error),
    }
}

fn id(number: u32) -> RecordId {
    record("migration", &format!("{number:04}"))
}

/// Whether a database has this version's schema.
///
/// # Errors
/// Where it has not, or does not answer.
pub(super) async fn stands(connection: &Surreal<Any>) -> Result<(), DbError> {
    let mut results = connection.query("RETURN record::exists($newest)").bind(("newest", id(newest()))).await?;
    if results.take::<Option<bool>>(0)? == Some(true) { Ok(()) } else { Err(DbError::AnotherDatabase) }
}

#[cfg(test)]
mod tests {
    use surrealdb::types::Value;

    use super::*;
    use crate::config::Config;

    /// What a server of the version before the chains writes.
    const OLD: &str =
        "CREATE audit SET newest = '1', at = time::now(), action = 'logged_in', actor_name = '', changed_fields = [],
        ip = '', device = '';";

    #[tokio::test]
    async fn a_log_from_before_the_chains_is_kept_and_grows_by_chained_entries_alone() {
        let config = Config::parse("database.address = \"mem://\"").expect("settings");
        let db = Database::open(&config).await.expect("a database");
        assert_eq!(apply(&db, &MIGRATIONS[..7]).await.expect("the schema of then"), [1, 2, 3, 4, 5, 6, 7]);
        db.write(OLD, Vars::new()).await.expect("an entry");
        run(&db).await.expect("the schema of now");
        let rows: Vec<Value> = db.read("SELECT * FROM audit", Vars::new()).await.expect("a log").take(0).expect("rows");
        assert_eq!(rows.len(), 1);
        let lanes: Vec<Value> = db
            .read("SELECT VALUE id FROM audit_lane WHERE number = 0", Vars::new())
            .await
            .expect("lanes")
            .take(0)
            .expect("rows");
        assert_eq!(lanes.len(), super::super::LANES);
        assert!(db.write(OLD, Vars::new()).await.is_err(), "a server of before writes into no chain");
        assert!(run(&db).await.expect("again").is_empty());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn servers_that_start_at_the_same_instant_run_each_migration_once() {
        let config = Config::parse("database.address = \"mem://\"").expect("settings");
        let db = Database::open(&config).await.expect("a database");
        let servers = [db.of_another_server(), db.of_another_server(), db.clone()];
        let starting: Vec<_> = servers.map(|db| tokio::spawn(async move { run(&db).await })).into();
        let mut fresh = Vec::new();
        for one in starting {
            fresh.extend(one.await.expect("no panic").expect("the schema"));
        }
        fresh.sort_unstable();
        assert_eq!(fresh, MIGRATIONS.iter().map(|(number, _)| *number).collect::<Vec<_>>());
        // Whoever finds another one's migration run looks at what it was.
        let changed = [(1, "DEFINE TABLE other;")];
        assert!(matches!(apply(&db, &changed).await, Err(DbError::MigrationChanged(1))));
        assert!(!apply_one(&db, 11, "THROW 'run';", "").await.expect("found"));
    }

    #[tokio::test]
    async fn a_database_without_the_schema_is_another_one() {
        let connection = surrealdb::engine::any::connect("mem://").await.expect("a database");
        connection.use_ns("n").use_db("d").await.expect("chosen");
        assert!(matches!(stands(&connection).await, Err(DbError::AnotherDatabase)));
        let newest = MIGRATIONS.last().map(|(number, _)| id(*number));
        connection.query("CREATE $newest").bind(("newest", newest)).await.expect("asked").check().expect("a row");
        stands(&connection).await.expect("there");
    }
}
