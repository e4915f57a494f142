//! What lies in a folder before it is opened. The engine makes a new database where it finds no list of files, and removes
//! the files that are not on it: a folder that lost its list is refused here, so that nothing is removed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::super::DbError;

/// The file that names the current list of files.
const CURRENT: &str = "CURRENT";
/// Ending of tables.
const TABLE: &str = ".sst";
/// Ending of the log of commits.
const LOG: &str = ".log";

/// What the engine says of a file that is damaged or missing.
const DAMAGED: [&str; 2] = ["Corruption: ", "No such file"];

/// Checks that the folder is empty, new, or a database of this engine with its list of files.
///
/// # Errors
/// [`DbError::Folder`] with one sentence that says what is wrong and what to do.
pub(super) fn check(path: &Path) -> Result<(), DbError> {
    let names = match names(path) {
        Ok(names) => names,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(refused(path, &format!("cannot be read ({error}). Give it back to the server's account")));
        }
    };
    if names.iter().any(|name| name == "sstables" || name == "vlog") {
        return Err(refused(
            path,
            "holds a database of the engine SurrealKV, which is no longer used. Set database.address to rocksdb:// and a new \
             folder; docs/operations.md says how to take the old data along",
        ));
    }
    let current = fs::read_to_string(path.join(CURRENT)).ok().map(|text| text.trim().to_owned());
    match current {
        // An open engine has a log, and a closed one leaves it: without one, commits that were not in tables yet are missing.
        Some(list) if names.contains(&list) => match names.iter().any(|name| name.ends_with(TABLE)) {
            true if !names.iter().any(|name| name.ends_with(LOG)) => {
                Err(damaged(path, "its log of commits is missing"))
            }
            _ => Ok(()),
        },
        Some(list) if !list.is_empty() => Err(damaged(path, &format!("its list of files {list} is missing"))),
        // Killed before the list was written for the first time: nothing was ever stored.
        _ if !names.iter().any(|name| holds_data(path, name)) => Ok(()),
        _ => Err(damaged(path, "its file CURRENT is missing or empty")),
    }
}

/// Checks that files can be made in the folder, which is made where it is missing.
///
/// # Errors
/// [`DbError::Folder`] where they cannot.
pub(super) fn check_writable(path: &Path) -> Result<(), DbError> {
    let probe = path.join(".write-probe");
    let written = fs::create_dir_all(path).and_then(|()| fs::write(&probe, b"probe"));
    let removed = fs::remove_file(&probe);
    written.and(removed).map_err(|error| {
        let what = match error.kind() {
            ErrorKind::StorageFull => "the disk is full. Free some space".to_owned(),
            _ => format!("cannot be written to ({error}). Mount it writable and give it to the server's account"),
        };
        refused(path, &what)
    })
}

/// What the engine's failure at a start means: a file of the folder is damaged or missing, or what the engine said.
pub(in crate::adapters::surreal) fn explained(path: &Path, error: DbError) -> DbError {
    match error {
        DbError::Engine(said) if DAMAGED.iter().any(|words| said.contains(words)) => {
            damaged(path, &format!("the engine says \"{}\"", said.trim()))
        }
        other => other,
    }
}

fn names(path: &Path) -> std::io::Result<Vec<String>> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

fn holds_data(path: &Path, name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    match extension {
        Some("sst" | "blob") => true,
        Some("log") => fs::metadata(path.join(name)).is_ok_and(|file| file.len() > 0),
        _ => false,
    }
}

fn damaged(path: &Path, what: &str) -> DbError {
    refused(path, &format!("is damaged: {what}. Nothing was changed in it; restore a backup into a new folder"))
}

fn refused(path: &Path, what: &str) -> DbError {
    DbError::Folder(format!("the database folder {} {what}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        folder
    }

    #[test]
    fn folder_without_its_list_is_refused() {
        let fine = [
            folder(&[]),
            folder(&[("LOCK", ""), ("MANIFEST-000001", "x"), ("000004.log", "")]),
            folder(&[("CURRENT", "MANIFEST-000005\n"), ("MANIFEST-000005", "x"), ("000008.sst", "x"), ("9.log", "")]),
        ];
        for folder in fine {
            check(folder.path()).expect("usable");
        }
        check(Path::new("/no/such/folder")).expect("made later");
        for (files, word) in [
            (vec![("000008.sst", "x"), ("MANIFEST-000005", "x")], "CURRENT"),
            (vec![("000009.log", "x"), ("CURRENT", "")], "CURRENT"),
            (vec![("CURRENT", "MANIFEST-000005\n"), ("000008.sst", "x")], "MANIFEST-000005"),
            (vec![("CURRENT", "MANIFEST-000005\n"), ("MANIFEST-000005", "x"), ("000008.sst", "x")], "log of commits"),
            (vec![("sstables", "")], "SurrealKV"),
        ] {
            let folder = folder(&files);
            let refused = check(folder.path()).expect_err("refused").to_string();
            assert!(refused.contains(word), "{refused}");
            assert_eq!(names(folder.path()).expect("readable").len(), files.len(), "nothing was removed");
        }
    }

    #[test]
    fn damage_is_told_with_what_to_do() {
        let said =
            "There was a problem with the underlying datastore: Corruption: block checksum mismatch in 000010.sst";
        let told = explained(Path::new("/srv/db"), DbError::Engine(said.to_owned())).to_string();
        assert!(
            told.contains("/srv/db is damaged") && told.contains("000010.sst") && told.contains("backup"),
            "{told}"
        );
        assert!(matches!(explained(Path::new("/srv/db"), DbError::InUse), DbError::InUse));
        let busy = DbError::Engine("IO error: While pread: Input/output error".to_owned());
        assert!(matches!(explained(Path::new("/srv/db"), busy), DbError::Engine(_)));
    }

    #[test]
    fn folder_that_cannot_be_written_is_refused() {
        let folder = folder(&[("file", "")]);
        check_writable(&folder.path().join("new")).expect("made");
        let refused = check_writable(&folder.path().join("file/db")).expect_err("refused").to_string();
        assert!(refused.contains("cannot be written to"), "{refused}");
    }
}
