//! Numbered migrations, each in one transaction, with a checksum of what ran.

use sha2::{Digest, Sha256};
use surrealdb::types::SurrealValue;

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
    (13, include_str!("../../../migrations/0013_deadlines.surql")),
    (14, include_str!("../../../migrations/0014_audit_reviewers.surql")),
];

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
    let applied: Vec<Applied> = db.read("SELECT number, checksum FROM migration", Vars::new()).await?.take(0)?;
    let mut fresh = Vec::new();
    for (number, source) in migrations {
        let checksum = hex::encode(Sha256::digest(source.as_bytes()));
        match applied.iter().find(|row| row.number == *number) {
            Some(row) if row.checksum == checksum => {}
            Some(_) => return Err(DbError::MigrationChanged(*number)),
            None => {
                let statements = format!("{source}\nCREATE $migration SET number = $number, checksum = $checksum;");
                let vars = Vars::new()
                    .set("migration", record("migration", &format!("{number:04}")))
                    .set("number", *number)
                    .set("checksum", checksum);
                db.write(&statements, vars).await?;
                fresh.push(*number);
            }
        }
    }
    Ok(fresh)
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
        let db = Database::open(&config.database).await.expect("a database");
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
}
