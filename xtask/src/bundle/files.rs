//! The files of a bundle: names that carry the content's hash, and both compressed forms beside each file.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};

use super::Finish;

/// Sixteen hex digits: 64 bits tell any two versions of one file apart.
const HASH_DIGITS: usize = 16;

const BROTLI_WINDOW: u32 = 24;

/// A digest of some bytes as hex digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut text = hex::encode(Sha256::digest(bytes));
    text.truncate(HASH_DIGITS);
    text
}

/// `app.css` and its bytes → `app-0123456789abcdef.css`.
pub(crate) fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = digest(bytes);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// The files of a bundle that is being made.
#[derive(Default)]
pub(crate) struct Files {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// How large a bundle is, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

impl Files {
    /// Adds a file that browsers may keep for ever, and returns its address on the server.
    pub(crate) fn add_hashed(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let name = hashed_name(name, &bytes);
        let address = format!("/assets/{name}");
        self.files.insert(Path::new("assets").join(name), bytes);
        address
    }

    /// Adds a file under a name that stays.
    pub(crate) fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(PathBuf::from(name), bytes);
    }

    /// Writes everything with the compressed forms into an empty folder.
    pub(crate) fn write(&self, folder: &Path, finish: Finish) -> Result<Sizes> {
        thread::scope(|scope| {
            let jobs: Vec<_> = self
                .files
                .iter()
                .map(|(name, bytes)| scope.spawn(move || write_one(&folder.join(name), bytes, finish)))
                .collect();
            let mut total = Sizes::default();
            for job in jobs {
                let sizes = job.join().map_err(|_| anyhow!("compressing a file failed"))??;
                total.raw += sizes.raw;
                total.gzip += sizes.gzip;
                total.brotli += sizes.brotli;
            }
            Ok(total)
        })
    }
}

fn write_one(file: &Path, bytes: &[u8], finish: Finish) -> Result<Sizes> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    put(file, bytes)?;
    let mut sizes = Sizes { raw: bytes.len(), gzip: bytes.len(), brotli: bytes.len() };
    if !is_compressed_already(file) {
        let (quality, level) = finish.compression();
        let gzip = gzip(bytes, level)?;
        let brotli = brotli(bytes, quality)?;
        sizes.gzip = gzip.len();
        sizes.brotli = brotli.len();
        put(&with_suffix(file, "gz"), &gzip)?;
        put(&with_suffix(file, "br"), &brotli)?;
    }
    Ok(sizes)
}

fn put(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

/// `app.js` → `app.js.br`.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn is_compressed_already(file: &Path) -> bool {
    matches!(
        file.extension().and_then(|extension| extension.to_str()),
        Some("png" | "jpg" | "jpeg" | "webp" | "avif" | "woff2")
    )
}

fn gzip(bytes: &[u8], level: u32) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8], quality: u32) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 64 * 1024, quality, BROTLI_WINDOW);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    drop(encoder);
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::{Files, Finish, hashed_name, with_suffix};
    use std::{env, fs, io::Read, path::Path};

    #[test]
    fn names_carry_the_hash_of_the_content() {
        // printf 'abc' | sha256sum
        assert_eq!(hashed_name("app.css", b"abc"), "app-ba7816bf8f01cfea.css");
        assert_eq!(hashed_name("app_bg.wasm", b"abc"), "app_bg-ba7816bf8f01cfea.wasm");
        assert_eq!(hashed_name("LICENSE", b"abc"), "LICENSE-ba7816bf8f01cfea");
        assert_ne!(hashed_name("app.css", b"abc"), hashed_name("app.css", b"abd"));
    }

    #[test]
    fn suffixes_are_appended() {
        assert_eq!(with_suffix(Path::new("a/app.js"), "br"), Path::new("a/app.js.br"));
    }

    #[test]
    fn both_compressed_forms_unpack_to_the_file() {
        let folder = env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        let text = "let a = 1;\n".repeat(200).into_bytes();
        let mut files = Files::default();
        assert_eq!(files.add_hashed("app.js", text.clone()), format!("/assets/{}", hashed_name("app.js", &text)));
        files.add("icon.png", vec![1, 2, 3]);
        let sizes = files.write(&folder, Finish::Full).expect("written");
        assert_eq!(sizes.raw, text.len() + 3);
        assert!(sizes.brotli < sizes.raw && sizes.gzip < sizes.raw);

        let file = folder.join("assets").join(hashed_name("app.js", &text));
        let mut unpacked = Vec::new();
        let gzip = fs::File::open(with_suffix(&file, "gz")).expect("gzip");
        flate2::read::GzDecoder::new(gzip).read_to_end(&mut unpacked).expect("gunzip");
        assert_eq!(unpacked, text);
        let mut unpacked = Vec::new();
        let packed = fs::File::open(with_suffix(&file, "br")).expect("brotli");
        brotli::Decompressor::new(packed, 4096).read_to_end(&mut unpacked).expect("unbrotli");
        assert_eq!(unpacked, text);
        assert!(!folder.join("icon.png.br").exists());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
