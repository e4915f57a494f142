//! Whatever happens to a file of a backup is found before anything is restored.

use std::fs;
use std::path::{Path, PathBuf};

use backend::services::backup;
use integration_tests::applications::Office;

use super::{Places, back_up, restore};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flipped_byte_of_any_file_is_found_and_refused() {
    let places = Places::new();
    let office = Office::open().await;
    office.ready(office.person()).await;
    back_up(&office, &places).await;
    let is_whole = || async {
        backup::check(&places.backups(), None, &|_| {}).await.is_ok_and(|checked| checked.wrong.is_empty())
    };
    assert!(is_whole().await);
    let mut seen = 0;
    for file in files(&places.backups()) {
        let whole = fs::read(&file).unwrap();
        if whole.is_empty() {
            continue;
        }
        seen += 1;
        let damaged = |position: usize| {
            let mut bytes = whole.clone();
            bytes[position] ^= 16;
            bytes
        };
        let mut ways = vec![whole[..whole.len() - 1].to_vec(), Vec::new()];
        ways.extend([0, whole.len() / 2, whole.len() - 1].map(damaged));
        for way in ways {
            fs::write(&file, way).unwrap();
            assert!(!is_whole().await, "{}", file.display());
        }
        assert!(restore(&places, "second").await.is_err(), "{}", file.display());
        fs::remove_file(&file).unwrap();
        assert!(!is_whole().await, "{} removed", file.display());
        fs::write(&file, whole).unwrap();
    }
    assert!(seen >= 6, "the mark, the manifest and its checksum, dump, list, contents: {seen}");
    assert!(!places.path("second-db").exists() && is_whole().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damaged_document_is_told_and_the_rest_backed_up() {
    let places = Places::new();
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    office.attach(&made.id, "other", integration_tests::applications::PNG).await.expect_status(201);
    let names: Vec<String> = office
        .app
        .app
        .db
        .read("SELECT VALUE blob FROM attachment", backend::adapters::surreal::Vars::new())
        .await
        .unwrap()
        .take(0)
        .unwrap();
    office.app.app.blobs.delete(&names[0]).await.unwrap();
    let made = back_up(&office, &places).await;
    assert_eq!(made.manifest.missing, 1);
    let restored = restore(&places, "second").await.unwrap();
    assert_eq!(restored.missing, 1, "what was lost before is told again");
}
