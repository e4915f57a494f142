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
    (9, include_str!("../../../migrations/0009_reviews.surql")),
    (10, include_str!("../../../migrations/0010_notices.surql")),
];

#[derive(SurrealValue)]
struct Applied {
    number: u32,
    checksum: String,
}

pub(super) async fn run(db: &Database) -> Result<Vec<u32>, DbError> {
    db.write(
        "DEFINE TABLE IF NOT EXISTS migration SCHEMAFULL;
         DEFINE FIELD IF NOT EXISTS number ON migration TYPE int;
         DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE string;",
        Vars::new(),
    )
    .await?;
    let applied: Vec<Applied> = db.read("SELECT number, checksum FROM migration", Vars::new()).await?.take(0)?;
    let mut fresh = Vec::new();
    for (number, source) in MIGRATIONS {
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
