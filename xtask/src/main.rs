//! `cargo xtask`: set-up, build, run, test and measure – what a person would otherwise type by hand.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to a terminal")]

mod announce;
mod bench;
mod build;
mod bundle;
mod crash;
mod fuzz;
mod http;
mod openapi;
mod packages;
mod parity;
mod progress;
mod run;
mod serve;
mod setup;
mod test;
mod wasm_toolchain;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{progress::Progress, workspace::Workspace};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Sets up, builds, runs, tests and measures the product",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    task: Task,

    /// Take this compiler for the browser instead of the one that is found.
    #[arg(long, global = true, hide = true, value_enum, env = "XTASK_WASM_TOOLCHAIN")]
    wasm_toolchain: Option<wasm_toolchain::Choice>,
}

#[derive(Subcommand)]
enum Task {
    /// Build what has changed and serve app and API at one address, with demo data
    Serve(serve::Args),
    /// Build what has changed and run every test: units, API, browser journeys
    Test(test::Args),
    /// Install the system packages that building the server needs
    Setup,
    /// Build the browser bundle only
    Bundle,
    /// Write assets/openapi.json from the server's own description of its API
    Openapi(openapi::Args),
    /// Measure bundle size, start time, memory and latency (never fails on a figure)
    Bench(bench::Args),
    /// Kill servers under load, cut their power, fill their disks, and compare what they acknowledged
    Crash(crash::Args),
    /// Send damaged files to what reads strangers' bytes
    Fuzz(fuzz::Args),
    /// Tell when the server that was just started answers
    #[command(hide = true)]
    Announce(announce::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run_task(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run_task(cli: Cli) -> anyhow::Result<ExitCode> {
    if let Task::Announce(args) = cli.task {
        announce::run(&args);
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::discover()?;
    let progress = Progress::new();
    let wasm = cli.wasm_toolchain;
    match cli.task {
        Task::Serve(args) => serve::run(&workspace, &progress, wasm, &args),
        Task::Test(args) => test::run(&workspace, &progress, wasm, &args),
        Task::Setup => setup::for_server(&progress).map(|()| ExitCode::SUCCESS),
        Task::Bundle => {
            let toolchain = setup::for_bundle(&workspace, &progress, wasm)?;
            progress.step("Building the browser app");
            let bundle = bundle::build(&workspace, &toolchain, bundle::Finish::Full, &run::Console::alone())?;
            println!("{}", bundle.display());
            Ok(ExitCode::SUCCESS)
        }
        Task::Openapi(args) => openapi::run(&workspace, &progress, &args),
        Task::Bench(args) => bench::run(&workspace, &progress, &args),
        Task::Crash(args) => crash::run(&workspace, &progress, &args),
        Task::Fuzz(args) => fuzz::run(&workspace, &progress, &args),
        Task::Announce(_) => Ok(ExitCode::SUCCESS),
    }
}
