//! Where the server, the app and the browser are. What is missing is an error, never a test left out.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The server's binary: `BACKEND_BIN`, else the one beside the tests.
pub(crate) fn server() -> Result<PathBuf> {
    let path = named("BACKEND_BIN").map_or_else(|| Ok(target()?.join("debug/backend")), Ok::<_, anyhow::Error>)?;
    if !path.is_file() {
        bail!(
            "no server at {}: build it with `cargo build --workspace --bin backend` or set BACKEND_BIN",
            path.display()
        );
    }
    Ok(path)
}

/// The folder of the app for the browser: `APP_DIR`, else the one in the target folder.
pub(super) fn app() -> Result<PathBuf> {
    let path = named("APP_DIR").map_or_else(|| Ok(target()?.join("app")), Ok::<_, anyhow::Error>)?;
    if !path.join("index.html").is_file() {
        bail!("no app at {}: make it with `cargo xtask bundle` or set APP_DIR", path.display());
    }
    Ok(path)
}

/// The models that read cards.
pub(super) fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models")
}

/// A program in `PATH`, under any of its names.
pub(super) fn program(names: &[&str]) -> Result<PathBuf> {
    let folders: Vec<PathBuf> = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let found =
        names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file()));
    found.with_context(|| {
        format!("no {} in PATH: install it with `apt-get install chromium chromium-driver fonts-noto-cjk`", names[0])
    })
}

/// Where the README's pictures go, where they are wanted: `SCREENSHOTS=1`.
pub(super) fn pictures() -> Option<PathBuf> {
    let wanted = env::var("SCREENSHOTS").is_ok_and(|value| !value.is_empty() && value != "0");
    wanted.then(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screenshots"))
}

/// Where pictures go that nobody keeps: the last sight of a failed journey, every page to be looked through.
pub(super) fn scratch(folder: &str) -> PathBuf {
    target().map_or_else(|_| env::temp_dir(), |target| target.join("tmp")).join(folder)
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The target folder: tests lie in `target/debug/deps`.
fn target() -> Result<PathBuf> {
    let test = env::current_exe().context("this test's own path")?;
    let target = test.ancestors().nth(3).context("this test lies in no target folder")?;
    Ok(target.to_path_buf())
}
