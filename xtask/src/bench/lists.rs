//! `cargo xtask bench lists`: builds and runs the program that measures lists, and cleans up after it.
//!
//! The program asks the service's own functions, so it stands with the tests: this crate does without the server's code.

use std::{
    fs,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    build,
    progress::Progress,
    run::{self, Console},
    serve,
    workspace::{Profile, Workspace, clean_environment},
};

const PROGRAM: &str = "bench_lists";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Applications in the smaller database
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    small: u64,
    /// Applications in the larger one; a million take 4 GB of disk and 10 GB of memory
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000_000)]
    large: u64,
    /// Folder for the databases; without it one among the temporary files
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Leave the databases in the folder, and go on with what an earlier measurement left there
    #[arg(long)]
    keep: bool,
    /// Build and measure in this profile
    #[arg(long, value_parser = ["dev", "release"], default_value = "dev")]
    profile: String,
}

/// Builds, fills, measures, removes.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    let data = args.data.clone().unwrap_or_else(|| serve::scratch("bench-lists"));
    let data = std::path::absolute(data).context("the folder has no usable path")?;
    // Whatever lies in a folder already is not this measurement's to remove.
    let is_used = fs::read_dir(&data).is_ok_and(|mut entries| entries.next().is_some());
    if is_used && !args.keep {
        bail!("{} is not empty. An earlier measurement that was left there goes on with --keep.", data.display());
    }
    let profile = if args.profile == "release" { Profile::Release } else { Profile::Dev };
    progress.step("Building the program that measures");
    let program = build::binary(workspace, profile, PROGRAM, &Console::alone())?;

    progress.step(&format!("Filling and measuring ({} profile) in {}", profile.name(), data.display()));
    let mut command = Command::new(program);
    clean_environment(&mut command);
    command.args(["--small", &args.small.to_string(), "--large", &args.large.to_string(), "--data"]).arg(&data);
    let ended = run::spawn(command.stdin(Stdio::null())).and_then(|mut child| Ok(child.wait()?));
    if args.keep {
        progress.note(&format!("the databases are left in {}", data.display()));
    } else if data.exists() {
        fs::remove_dir_all(&data).with_context(|| format!("cannot remove {}", data.display()))?;
    }
    let status = ended?;
    if !status.success() {
        bail!("the measurement failed ({status})");
    }
    Ok(ExitCode::SUCCESS)
}
