//! Files of models in a folder, each held against the list that lies beside them.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The list of models in their folder.
pub(super) const LIST: &str = "manifest.json";

#[derive(Deserialize)]
struct List {
    models: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
    bytes: u64,
    sha256: String,
}

/// The bytes of the files named, each checked. `setting` names the folder's setting in what is said of a fault.
///
/// # Errors
/// Names the file that is missing or another one.
pub(super) fn read<const N: usize>(setting: &str, folder: &Path, names: [&str; N]) -> anyhow::Result<[Vec<u8>; N]> {
    let list = folder.join(LIST);
    let text = fs::read_to_string(&list).with_context(|| format!("{setting}: reading {}", list.display()))?;
    let list: List = serde_json::from_str(&text).with_context(|| format!("{setting}: {}", list.display()))?;
    let mut files = [const { Vec::new() }; N];
    for (file, name) in files.iter_mut().zip(names) {
        let path = folder.join(name);
        let Some(listed) = list.models.iter().find(|model| model.name == name) else {
            bail!("{setting}: {LIST} does not list {name}");
        };
        let content = fs::read(&path).with_context(|| format!("{setting}: reading {}", path.display()))?;
        let right = content.len() as u64 == listed.bytes && hex::encode(Sha256::digest(&content)) == listed.sha256;
        if !right {
            bail!("{setting}: {} is not the file that {LIST} lists: its SHA-256 is another", path.display());
        }
        *file = content;
    }
    Ok(files)
}
