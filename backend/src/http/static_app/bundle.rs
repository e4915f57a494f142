//! The app's files in memory: read once, so that an address can only ever name a file that was found in the folder.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use bytes::Bytes;
use sha2::{Digest, Sha256};

/// Address of the page that every route of the app starts from.
pub(super) const INDEX: &str = "/index.html";
/// Folders within folders that are looked into.
const MAX_DEPTH: usize = 8;

/// One file with its compressed forms.
pub(super) struct File {
    pub(super) plain: Bytes,
    pub(super) gzip: Option<Bytes>,
    pub(super) brotli: Option<Bytes>,
    pub(super) content_type: &'static str,
    pub(super) etag: String,
}

/// What tells one index page from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        Self { modified: metadata.modified().ok(), bytes: metadata.len() }
    }
}

/// Every file of a bundle, by address.
pub(super) struct Bundle {
    pub(super) stamp: Stamp,
    files: HashMap<String, File>,
}

impl Bundle {
    /// Reads a folder; links are not followed and hidden files are left out.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let stamp = Stamp::from(&fs::metadata(folder.join("index.html"))?);
        let mut found = HashMap::new();
        collect(folder, "", MAX_DEPTH, &mut found)?;
        let names: Vec<String> = found.keys().filter(|name| !is_compressed_form(name, &found)).cloned().collect();
        let mut files = HashMap::with_capacity(names.len());
        for name in names {
            let gzip = found.get(&format!("{name}.gz")).cloned();
            let brotli = found.get(&format!("{name}.br")).cloned();
            if let Some(plain) = found.get(&name).cloned() {
                let etag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&plain)[..12]));
                files.insert(name.clone(), File { plain, gzip, brotli, content_type: content_type(&name), etag });
            }
        }
        Ok(Self { stamp, files })
    }

    pub(super) fn file(&self, address: &str) -> Option<&File> {
        self.files.get(address)
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }
}

fn collect(folder: &Path, address: &str, depth: usize, found: &mut HashMap<String, Bytes>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let address = format!("{address}/{name}");
        let kind = entry.file_type()?;
        if kind.is_file() {
            found.insert(address, Bytes::from(fs::read(entry.path())?));
        } else if kind.is_dir() && depth > 0 {
            collect(&entry.path(), &address, depth - 1, found)?;
        }
    }
    Ok(())
}

fn is_compressed_form(name: &str, found: &HashMap<String, Bytes>) -> bool {
    let base = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".br"));
    base.is_some_and(|base| found.contains_key(base))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
