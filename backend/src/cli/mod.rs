//! The operator's command line.

mod appeals;
mod audit;
mod config;
mod data;
mod face_enrolments;
mod face_eval;
mod failure;
mod import_insured;
mod output;
mod reviewer;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::adapters::sms_aliyun::install_tls;
use crate::config::Config;
use crate::http::openapi_document;
use failure::Failure;

/// Threads of blocking work are waited for so long at the end.
const ENDING: Duration = Duration::from_secs(5);
/// SurrealDB parses deep queries on the stack.
const STACK_BYTES: usize = 10 * 1024 * 1024;

/// Enterprise Social Insurance: the server and the operator's tools
#[derive(Parser)]
#[command(name = "backend", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 could not be done, 2 wrong usage or configuration, 3 stopped, but requests under \
                        way had to be cut off or the database could not be closed."
)]
struct Args {
    /// File of settings over the built-in defaults; over it goes the environment (BACKEND_SERVER__LISTEN=…)
    #[arg(long, global = true, env = "BACKEND_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the server; SIGTERM or Ctrl-C stops it once the requests under way are answered, or cuts them off after
    /// server.shutdown_seconds and exits with code 3
    Serve,
    /// Bring the database's schema up to date (starting the server does so too)
    Migrate,
    /// Fill in the made-up enterprises and people of the demo and list their accounts
    DemoData,
    /// Show the newest SMS that the demo kept instead of sending
    SmsOutbox(data::OutboxArgs),
    /// Work on the account appeals (账号申诉)
    #[command(subcommand)]
    Appeals(appeals::Command),
    /// Prove that the audit log is whole, or export a period of it
    #[command(subcommand)]
    Audit(audit::Command),
    /// Decide on enrolments for face verification that were made without an ID card
    #[command(subcommand)]
    FaceEnrolments(face_enrolments::Command),
    /// Create an account for a reviewer of the agency and print its password, authenticator's secret and recovery codes, once
    CreateReviewer(reviewer::Args),
    /// Give a reviewer a new password, authenticator's secret and recovery codes, and end every session of theirs
    ResetReviewer(reviewer::LoginArgs),
    /// Shut a reviewer out at once
    DisableReviewer(reviewer::LoginArgs),
    /// Fill the insured-person register from a CSV file, all of it or nothing
    ImportInsured(import_insured::Args),
    /// Measure on one's own pictures how well faces are told apart, to choose a threshold by
    FaceEval(face_eval::Args),
    /// Print the default settings with their explanations, or check those in force
    Config(config::Args),
    /// Print the OpenAPI document
    Openapi,
}

/// Runs the command of this process' arguments.
pub fn main() -> ExitCode {
    // Where the allocator does not take it, memory returns more slowly: nothing to stop for.
    let _taken = heap::return_large_buffers();
    // Wrong usage ends here, with clap's own words and exit code 2.
    let args = Args::parse();
    match run(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&format!("backend: {failure}"));
            failure.exit_code()
        }
    }
}

fn run(args: Args) -> Result<(), Failure> {
    match args.command {
        Command::Openapi => return Ok(output::say(openapi_document().trim_end())?),
        Command::FaceEval(args) => return Ok(face_eval::run(&args)?),
        Command::Config(wish) => return config::run(&wish, args.config.as_deref()),
        _ => {}
    }
    let settings = Config::load(args.config.as_deref())?;
    settings.check().map_err(Failure::Faults)?;
    install_tls();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Failure::Failed(error.into()))?;
    let hint = args.command.while_in_use(&settings);
    let timer = serve::Timer::default();
    let (done, closed) = runtime.block_on(async {
        let done = args.command.run(settings, &timer).await;
        (done, serve::wait_for_background_work(&timer).await)
    });
    // What is under way on threads of its own is not waited for without end.
    runtime.shutdown_timeout(ENDING);
    done.map_err(|error| Failure::from_error(error, hint))?;
    closed.map_err(|unfinished| Failure::Unfinished(unfinished.to_string()))
}

impl Command {
    async fn run(self, settings: Config, timer: &serve::Timer) -> anyhow::Result<()> {
        match self {
            Self::Serve => serve::run(settings, timer).await,
            Self::Migrate => data::migrate(&settings).await,
            Self::DemoData => data::demo_data(settings).await,
            Self::SmsOutbox(args) => data::sms_outbox(&settings, &args).await,
            Self::Appeals(command) => appeals::run(settings, &command).await,
            Self::Audit(command) => audit::run(settings, &command).await,
            Self::FaceEnrolments(command) => face_enrolments::run(settings, &command).await,
            Self::CreateReviewer(args) => reviewer::create(settings, &args).await,
            Self::ResetReviewer(args) => reviewer::reset(settings, &args).await,
            Self::DisableReviewer(args) => reviewer::disable(settings, &args).await,
            Self::ImportInsured(args) => import_insured::run(settings, &args).await,
            Self::Config(_) | Self::FaceEval(_) | Self::Openapi => Ok(()),
        }
    }

    /// What to do when another process, most likely the server, has the database folder.
    fn while_in_use(&self, settings: &Config) -> String {
        match self {
            Self::Serve => "Is the server running already?".to_owned(),
            Self::SmsOutbox(_) => {
                format!("While the server runs, its page {} shows the messages.", settings.server.link("/demo/sms"))
            }
            _ => "Stop the server, run the command, start the server again. A database server (ws://, wss://) can be \
                  worked on while the server runs."
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::Args;

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
