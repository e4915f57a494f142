//! `cargo xtask bench verifications`: builds server and program, and measures many verifications of faces at once.
//!
//! The program draws the films of faces, so it stands with the tests: this crate does without the networks.

use std::{
    process::{Command, ExitCode, Stdio},
    thread,
};

use anyhow::{Result, bail};

use crate::{
    build,
    progress::Progress,
    run::{self, Console},
    workspace::{Profile, Workspace, clean_environment},
};

const PROGRAM: &str = "bench_verifications";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Verifications at once
    #[arg(long, value_name = "NUMBER", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
    number: u16,
    /// Build and measure in this profile
    #[arg(long, value_parser = ["dev", "release"], default_value = "dev")]
    profile: String,
}

/// Builds and measures.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    let profile = if args.profile == "release" { Profile::Release } else { Profile::Dev };
    progress.step("Building the server and the program that measures");
    let server = build::binary(workspace, profile, "backend", &Console::alone())?;
    let program = build::binary(workspace, profile, PROGRAM, &Console::alone())?;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    progress.step(&format!("Verifying {} faces at once on {cores} cores ({} profile)", args.number, profile.name()));
    let mut command = Command::new(program);
    clean_environment(&mut command);
    command.arg(args.number.to_string()).env("BACKEND_BIN", server);
    let ended = run::spawn(command.stdin(Stdio::null()))?.wait()?;
    if !ended.success() {
        bail!("the measurement failed; what it said stands above");
    }
    Ok(ExitCode::SUCCESS)
}
