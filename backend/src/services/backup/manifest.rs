//! What a backup consists of, with a checksum of every file, written when everything else is on disk.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::error::{BackupError, at};
use super::folder::write_whole;
use crate::crypto::Vault;

/// Names of the files of a backup.
pub(super) const DUMP: &str = "database.surql.gz";
pub(super) const LIST: &str = "contents.txt.gz";
pub(super) const MANIFEST: &str = "manifest.json";
const CHECKSUM: &str = "manifest.sha256";

/// The form of backups that this version writes and reads.
const FORM: u32 = 1;
/// What a manifest is proved for.
const PROOF: &str = "backup_manifest";

/// What a backup consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub form: u32,
    /// Its name: when it began, in UTC.
    pub name: String,
    /// Version of the program that made it.
    pub program: String,
    /// Number of the newest migration of the database.
    pub migration: u32,
    /// When it began: everything acknowledged before is in it.
    pub begun_at: DateTime<Utc>,
    /// When it was complete.
    pub ended_at: DateTime<Utc>,
    /// The dump of the database.
    pub dump: Sum,
    /// SHA-256 over all definitions of tables, fields, indexes and events.
    pub definitions_sha256: String,
    /// The tables with their records.
    pub tables: Vec<TableSum>,
    /// The list of contents.
    pub list: Sum,
    /// Contents on the list.
    pub contents: u64,
    /// Their bytes.
    pub contents_bytes: u64,
    /// Contents that were missing or damaged in the store already; the list names them.
    pub missing: u64,
    /// Proof that whoever has the data key made this backup of these files.
    pub proof: String,
}

/// A file by its length and checksum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// Length.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A table by its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSum {
    /// Name.
    pub name: String,
    /// How many records.
    pub records: u64,
    /// SHA-256 over all of them, in the order of their ids.
    pub sha256: String,
}

impl Manifest {
    /// The form that this version writes.
    pub(super) const FORM: u32 = FORM;

    /// Proves with the data key that these files belong together.
    pub(super) fn prove(&mut self, vault: &Vault) {
        self.proof = self.proof_by(vault);
    }

    /// Whether it was made with this data key.
    pub(super) fn is_proved_by(&self, vault: &Vault) -> bool {
        self.proof == self.proof_by(vault)
    }

    fn proof_by(&self, vault: &Vault) -> String {
        let said = format!("{}|{}|{}|{}", self.form, self.name, self.dump.sha256, self.list.sha256);
        vault.authenticate(PROOF, said.as_bytes()).to_string()
    }

    /// Writes it and its checksum into the folder of its backup, the checksum last.
    pub(super) fn write(&self, folder: &Path) -> Result<(), BackupError> {
        let path = folder.join(MANIFEST);
        let text = serde_json::to_string_pretty(self).map_err(|error| at(&path)(error.into()))? + "\n";
        write_whole(&path, text.as_bytes())?;
        let sum = format!("{}  {MANIFEST}\n", hex::encode(Sha256::digest(text.as_bytes())));
        write_whole(&folder.join(CHECKSUM), sum.as_bytes())
    }

    /// Reads it from the folder of a backup.
    pub(super) fn read(folder: &Path) -> Result<Self, BackupError> {
        let path = folder.join(MANIFEST);
        let text = fs::read(&path).map_err(at(&path))?;
        let checksum = folder.join(CHECKSUM);
        let sum = fs::read_to_string(&checksum).map_err(at(&checksum))?;
        if sum != format!("{}  {MANIFEST}\n", hex::encode(Sha256::digest(&text))) {
            return Err(BackupError::Refused(format!("{} does not match its checksum", path.display())));
        }
        let manifest: Self = serde_json::from_slice(&text).map_err(|error| at(&path)(error.into()))?;
        if manifest.form != FORM {
            let form = manifest.form;
            return Err(BackupError::Refused(format!(
                "{} is of form {form}, and this version reads form {FORM}",
                path.display()
            )));
        }
        Ok(manifest)
    }
}

#[cfg(test)]
pub(super) fn sample(name: &str) -> Manifest {
    let sum = Sum { bytes: 1, sha256: "00".repeat(32) };
    Manifest {
        form: FORM,
        name: name.to_owned(),
        program: "0.1.0".to_owned(),
        migration: 16,
        begun_at: DateTime::UNIX_EPOCH,
        ended_at: DateTime::UNIX_EPOCH,
        dump: sum.clone(),
        definitions_sha256: String::new(),
        tables: vec![TableSum { name: "user".to_owned(), records: 1, sha256: String::new() }],
        list: sum,
        contents: 0,
        contents_bytes: 0,
        missing: 0,
        proof: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_is_read_back_and_every_change_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let manifest = sample("20261201T000000Z");
        manifest.write(folder.path()).expect("written");
        assert_eq!(Manifest::read(folder.path()).expect("read"), manifest);
        for file in [MANIFEST, CHECKSUM] {
            let path = folder.path().join(file);
            let whole = fs::read(&path).expect("a file");
            for position in 0..whole.len() {
                let mut flipped = whole.clone();
                flipped[position] ^= 1;
                fs::write(&path, &flipped).expect("written");
                assert!(Manifest::read(folder.path()).is_err(), "{file}, byte {position}");
                fs::write(&path, &whole[..position]).expect("written");
                assert!(Manifest::read(folder.path()).is_err(), "{file}, cut at {position}");
            }
            fs::write(&path, whole).expect("written");
        }
    }

    #[test]
    fn proof_depends_on_key_and_files() {
        let (vault, other) = (Vault::new(&[7; 32]), Vault::new(&[8; 32]));
        let mut manifest = sample("20261201T000000Z");
        manifest.prove(&vault);
        assert!(manifest.is_proved_by(&vault) && !manifest.is_proved_by(&other));
        manifest.list.sha256 = "11".repeat(32);
        assert!(!manifest.is_proved_by(&vault));
    }
}
