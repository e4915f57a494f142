//! `cargo xtask fuzz`: what strangers can send, damaged, for as long as one likes. The tests do a little of it each time.

use std::process::ExitCode;

use anyhow::Result;

use crate::{
    bench::PORTRAIT,
    build,
    progress::Progress,
    run::{self, Console},
    workspace::{Profile, Workspace},
};

const PROGRAM: &str = "fuzz_face";

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Frames of faces: the JPEG decoder and the whole verdict behind it
    Face {
        /// How long
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Other damages with another number
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

/// Builds, and runs until the time is over or something breaks.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    let What::Face { seconds, seed } = args.what;
    progress.step("Building the program that sends damaged frames");
    let program = build::example(workspace, Profile::Dev, PROGRAM, &Console::alone())?;
    progress.step(&format!("Sending damaged frames for {seconds} s"));
    let portrait = workspace.root().join(PORTRAIT);
    run::to_its_end(&program, &[portrait.into(), seconds.to_string().into(), seed.to_string().into()])?;
    Ok(ExitCode::SUCCESS)
}
