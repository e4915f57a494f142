//! The WebAssembly module with the rules of `shared`, for the test that holds the app's answers against the server's.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    run::Console,
    wasm_toolchain::{TARGET, Toolchain},
    workspace::{Workspace, lock_flag},
};

/// Builds the module as the app is built, by the same compiler in the same profile, and returns its path.
pub(crate) fn build(workspace: &Workspace, toolchain: &Toolchain, console: &Console<'_>) -> Result<PathBuf> {
    let mut command = toolchain.cargo_build(workspace);
    command.args(["--package", "parity", "--bin", "parity", "--profile", "web"]);
    command.args(lock_flag());
    console.run(&mut command, "compiling the rules for the browser")?;
    Ok(toolchain.target_dir(workspace).join(TARGET).join("web").join("parity.wasm"))
}
