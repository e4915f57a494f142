//! `cargo xtask bench ocr`: builds and runs the program that reads made cards and counts what was right.

use std::process::{Command, ExitCode, Stdio};

use anyhow::{Result, bail};

use crate::{
    build,
    progress::Progress,
    run::{self, Console},
    setup,
    workspace::{Profile, Workspace, clean_environment},
};

const PROGRAM: &str = "bench_ocr";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Persons; each has three cards, and each card is read flat and photographed
    #[arg(long, value_name = "NUMBER", default_value_t = 40)]
    cards: u64,
    /// Build and measure in this profile
    #[arg(long, value_parser = ["dev", "release"], default_value = "dev")]
    profile: String,
}

/// Builds, reads, counts.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    setup::for_tests(progress)?;
    let profile = if args.profile == "release" { Profile::Release } else { Profile::Dev };
    progress.step("Building the program that measures");
    let program = build::binary(workspace, profile, PROGRAM, &Console::alone())?;
    progress.step(&format!("Reading made cards ({} profile)", profile.name()));
    let mut command = Command::new(program);
    clean_environment(&mut command);
    command.arg(workspace.root().join("assets/models")).arg(args.cards.to_string());
    let ended = run::spawn(command.stdin(Stdio::null()))?.wait()?;
    if !ended.success() {
        bail!("the measurement failed; what it said stands above");
    }
    Ok(ExitCode::SUCCESS)
}
