//! `cargo xtask bench notices`: builds server and program, and measures listeners and notices.
//!
//! The program speaks with servers as the journeys do, so it stands with the tests.

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

const PROGRAM: &str = "bench_notices";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Listeners of one server on a database folder; 0 leaves that measurement out
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u16).range(0..=5000))]
    listeners: u16,
    /// Measure two servers on this SurrealDB server as well, such as ws://127.0.0.1:8000; their database is removed afterwards
    #[arg(long, value_name = "ADDRESS")]
    database: Option<String>,
    /// User of the database server
    #[arg(long, default_value = "root")]
    username: String,
    /// The user's password
    #[arg(long, default_value = "root")]
    password: String,
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
    progress.step(&format!("Listening to notices on {cores} cores ({} profile)", profile.name()));
    let mut command = Command::new(program);
    clean_environment(&mut command);
    command.arg("--listeners").arg(args.listeners.to_string());
    if let Some(database) = &args.database {
        command.args(["--database", database, "--username", &args.username, "--password", &args.password]);
    }
    let ended = run::spawn(command.stdin(Stdio::null()).env("BACKEND_BIN", server))?.wait()?;
    if !ended.success() {
        bail!("the measurement failed; what it said stands above");
    }
    Ok(ExitCode::SUCCESS)
}
