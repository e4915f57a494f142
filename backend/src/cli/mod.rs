//! The operator's command line.

mod account;
mod appeals;
mod audit;
mod backup;
mod command;
mod config;
mod data;
mod face_enrolments;
mod face_eval;
mod failure;
mod files;
mod import_insured;
mod operator;
mod output;
mod restore;
mod reviewer;
mod serve;
mod socket;
mod verify;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::Parser as _;

use crate::adapters::sms_aliyun::install_tls;
use crate::app::App;
use crate::config::Config;
use crate::http::openapi_document;
use command::{Args, Command, Where};
use failure::Failure;
use operator::Operator;
use output::Output;

/// Threads of blocking work are waited for so long at the end.
const ENDING: Duration = Duration::from_secs(5);
/// SurrealDB parses deep queries on the stack.
const STACK_BYTES: usize = 10 * 1024 * 1024;

/// Runs the command of this process' arguments.
pub fn main() -> ExitCode {
    // Where the allocator does not take it, memory returns more slowly: nothing to stop for.
    let _taken = heap::return_large_buffers();
    // Wrong usage ends here, with clap's own words and exit code 2.
    let args = Args::parse();
    match run(args) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            output::complain(&format!("backend: {failure}"));
            ExitCode::from(failure.code())
        }
    }
}

/// The exit code of a command that said itself what there is to say.
fn run(args: Args) -> Result<u8, Failure> {
    match &args.command {
        Command::Openapi => output::print(openapi_document().trim_end())?,
        Command::FaceEval(args) => face_eval::run(args)?,
        Command::Config(wish) => config::run(wish, args.config.as_deref())?,
        Command::ImportInsured(args) if args.check => import_insured::check(args)?,
        Command::Backup(args) if args.check => backup::check(args)?,
        command => return run_with_settings(command, Config::load(args.config.as_deref())?),
    }
    Ok(0)
}

fn run_with_settings(command: &Command, settings: Config) -> Result<u8, Failure> {
    // A server that has the folder knows its own settings.
    if command.place() != Where::Here
        && let Some(code) = socket::send(&settings, command)?
    {
        return Ok(code);
    }
    settings.check().map_err(Failure::Faults)?;
    install_tls();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Failure::Failed(error.into()))?;
    let timer = serve::Timer::default();
    let (done, closed) = runtime.block_on(async {
        let done = match command {
            Command::Serve => serve::run(settings, &timer).await,
            Command::Restore(args) => restore::run(settings, args).await,
            command => run_here(command, settings).await,
        };
        (done, serve::wait_for_background_work(&timer).await)
    });
    // What is under way on threads of its own is not waited for without end.
    runtime.shutdown_timeout(ENDING);
    let hint = match command {
        Command::Serve => "Is the server running already?",
        _ => "Another command has it, or a server that is starting or stopping: try again in a moment.",
    };
    done.map_err(|error| Failure::from_error(error, hint.to_owned()))?;
    closed.map_err(|unfinished| Failure::Unfinished(unfinished.to_string()))?;
    Ok(0)
}

/// Opens the database for one command.
async fn run_here(command: &Command, settings: Config) -> anyhow::Result<()> {
    let (app, migrated) = App::open(settings).await?;
    let operator = Operator {
        app: &app,
        out: &Output::Terminal,
        account: &account::own(),
        folder: &std::env::current_dir().context("finding the current folder")?,
        migrated: &migrated,
    };
    command.run(&operator).await
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::command::Args;

    #[test]
    fn the_arguments_fit_together() {
        Args::command().debug_assert();
    }

    #[test]
    fn wrong_usage_is_exit_code_2() {
        for arguments in [
            vec!["backend"],
            vec!["backend", "fly"],
            vec!["backend", "config"],
            vec!["backend", "config", "--default", "--check"],
            vec!["backend", "appeals", "settle", "SS20261123000001"],
            vec!["backend", "sms-outbox", "--mobile", "12"],
            vec!["backend", "import-insured"],
            vec!["backend", "face-eval"],
            vec!["backend", "backup"],
            vec!["backend", "backup", "backups", "--keep", "0"],
            vec!["backend", "backup", "backups", "--at", "20261201T020304Z"],
            vec!["backend", "restore", "backups", "--at", "yesterday"],
            vec!["backend", "audit", "export", "--from", "2026-11-01"],
            vec!["backend", "audit", "export", "--from", "yesterday", "--to", "2026-11-01"],
            vec![
                "backend",
                "create-reviewer",
                "--login",
                "li",
                "--name",
                "李四",
                "--region",
                "220100",
                "--stage",
                "first",
            ],
            vec![
                "backend",
                "create-reviewer",
                "--login",
                "lisi",
                "--name",
                "李四",
                "--region",
                "2201",
                "--stage",
                "first",
            ],
        ] {
            let error = Args::try_parse_from(&arguments).err().expect("refused");
            assert_eq!(error.exit_code(), 2, "{arguments:?}");
        }
    }

    #[test]
    fn every_command_explains_itself() {
        fn explained(command: &clap::Command) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            command.get_subcommands().for_each(explained);
        }
        explained(&Args::command());
    }
}
