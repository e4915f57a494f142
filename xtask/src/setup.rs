//! What each command needs on the machine before it can build.

use anyhow::Result;

use crate::{
    packages::{self, Need},
    progress::Progress,
    wasm_toolchain::{self, Choice, Toolchain},
    workspace::Workspace,
};

const FONT: Need = Need {
    package: "fonts-noto-cjk",
    program: None,
    purpose: "show Chinese text in the browser tests and on made cards",
};

const BROWSER: [Need; 3] = [
    Need { package: "chromium", program: Some("chromium"), purpose: "run the browser tests" },
    Need { package: "chromium-driver", program: Some("chromedriver"), purpose: "run the browser tests" },
    FONT,
];

const SERVER: [Need; 2] = [
    Need { package: "g++", program: Some("c++"), purpose: "compile RocksDB, the database's engine" },
    Need { package: "libclang-dev", program: None, purpose: "read RocksDB's C header" },
];

/// For building the server and everything that holds it.
pub(crate) fn for_server(progress: &Progress) -> Result<()> {
    packages::ensure(&SERVER, progress)
}

/// For building the app: a compiler for the browser.
pub(crate) fn for_bundle(workspace: &Workspace, progress: &Progress, choice: Option<Choice>) -> Result<Toolchain> {
    progress.step("Checking what this machine has");
    let toolchain = wasm_toolchain::ensure(progress, choice)?;
    progress.note(&format!(
        "compiler for the browser: {}; target folder: {}",
        match toolchain {
            Toolchain::Rustup => "rustup's",
            Toolchain::Debian { .. } => "Debian's",
        },
        workspace.target().display()
    ));
    Ok(toolchain)
}

/// For all tests: letters for the cards that the tests make.
pub(crate) fn for_tests(progress: &Progress) -> Result<()> {
    packages::ensure(&[FONT], progress)
}

/// For the browser tests, on top of that.
pub(crate) fn for_browser_tests(progress: &Progress) -> Result<()> {
    packages::ensure(&BROWSER, progress)
}
