//! `cargo xtask bench face`: builds and runs the program that measures what a verdict on 15 frames costs.

use std::process::ExitCode;

use anyhow::Result;

use crate::{
    build,
    progress::Progress,
    run::{self, Console},
    workspace::{Profile, Workspace},
};

const PROGRAM: &str = "bench_face";
/// Whose face is filmed.
pub(crate) const PORTRAIT: &str = "faces/tests/portraits/person_b_2.jpg";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Build and measure in this profile
    #[arg(long, value_parser = ["dev", "release"], default_value = "dev")]
    profile: String,
}

/// Builds and measures.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    let profile = if args.profile == "release" { Profile::Release } else { Profile::Dev };
    progress.step("Building the program that measures");
    let program = build::example(workspace, profile, PROGRAM, &Console::alone())?;
    progress.step(&format!("Judging a made film ({} profile)", profile.name()));
    run::to_its_end(&program, &[workspace.root().join(PORTRAIT).into()])?;
    Ok(ExitCode::SUCCESS)
}
