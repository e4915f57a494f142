//! The commands: how they are typed, where each runs, and what it is like to one who runs it.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::operator::Operator;
use super::{
    appeals, audit, backup, config, data, face_enrolments, face_eval, import_insured, restore, reviewer, verify,
};

/// Enterprise Social Insurance: the server and the operator's tools
#[derive(Parser)]
#[command(name = "backend", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 could not be done, 2 wrong usage or configuration, 3 stopped, but requests under \
                         way had to be cut off or the database could not be closed, 74 the database's folder could not be \
                         opened again after a failed write."
)]
pub(super) struct Args {
    /// File of settings over the built-in defaults; over it goes the environment (BACKEND_SERVER__LISTEN=…)
    #[arg(long, global = true, env = "BACKEND_CONFIG", value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
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
    /// Back up the database and all documents into a folder, while the server runs; or check a backup
    Backup(backup::Args),
    /// Restore a backup into an empty place; the server has to be stopped
    Restore(restore::Args),
    /// Compare indexes with tables, counters with what they count, documents with their checksums, and prove the audit log
    Verify(verify::Args),
    /// Measure on one's own pictures how well faces are told apart, to choose a threshold by
    FaceEval(face_eval::Args),
    /// Print the default settings with their explanations, or check those in force
    Config(config::Args),
    /// Print the OpenAPI document
    Openapi,
}

/// Where a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// In the process that was started, without a database or as the server itself.
    Here,
    /// In the server that has the database folder; where none has, in the process that was started, which opens it.
    Server,
    /// In the process that was started, and only while no server has the database folder.
    Stopped,
}

/// The files that a command's arguments name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Files {
    /// One that it reads.
    pub(super) read: Option<PathBuf>,
    /// One that it makes.
    pub(super) created: Option<PathBuf>,
}

impl Command {
    /// Runs a command of [`Where::Server`].
    pub(super) async fn run(&self, operator: &Operator<'_>) -> anyhow::Result<()> {
        match self {
            Self::Migrate => data::migrate(operator).await,
            Self::DemoData => data::demo_data(operator).await,
            Self::SmsOutbox(args) => data::sms_outbox(operator, args).await,
            Self::Appeals(command) => appeals::run(operator, command).await,
            Self::Audit(command) => audit::run(operator, command).await,
            Self::FaceEnrolments(command) => face_enrolments::run(operator, command).await,
            Self::CreateReviewer(args) => reviewer::create(operator, args).await,
            Self::ResetReviewer(args) => reviewer::reset(operator, args).await,
            Self::DisableReviewer(args) => reviewer::disable(operator, args).await,
            Self::ImportInsured(args) => import_insured::run(operator, args).await,
            Self::Backup(args) => backup::run(operator, args).await,
            Self::Verify(args) => verify::run(operator, args).await,
            Self::Serve | Self::Restore(_) | Self::Config(_) | Self::FaceEval(_) | Self::Openapi => Ok(()),
        }
    }

    /// Where it runs.
    pub(super) const fn place(&self) -> Where {
        match self {
            Self::Serve | Self::FaceEval(_) | Self::Config(_) | Self::Openapi => Where::Here,
            Self::ImportInsured(args) if args.check => Where::Here,
            Self::Backup(args) if args.check => Where::Here,
            Self::Restore(_) => Where::Stopped,
            _ => Where::Server,
        }
    }

    /// Its name, for the log: the arguments may be about people.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Migrate => "migrate",
            Self::DemoData => "demo-data",
            Self::SmsOutbox(_) => "sms-outbox",
            Self::Appeals(_) => "appeals",
            Self::Audit(_) => "audit",
            Self::FaceEnrolments(_) => "face-enrolments",
            Self::CreateReviewer(_) => "create-reviewer",
            Self::ResetReviewer(_) => "reset-reviewer",
            Self::DisableReviewer(_) => "disable-reviewer",
            Self::ImportInsured(_) => "import-insured",
            Self::Backup(_) => "backup",
            Self::Restore(_) => "restore",
            Self::Verify(_) => "verify",
            Self::FaceEval(_) => "face-eval",
            Self::Config(_) => "config",
            Self::Openapi => "openapi",
        }
    }

    /// Whether it may be broken off anywhere, because it changes nothing but the audit log. Others end where they are done, or
    /// where they say or ask something and learn that nobody is there.
    pub(super) const fn only_reads(&self) -> bool {
        matches!(
            self,
            Self::SmsOutbox(_)
                | Self::Appeals(appeals::Command::List { .. })
                | Self::Audit(_)
                | Self::FaceEnrolments(face_enrolments::Command::List)
        )
    }

    /// Whether a second one at the same time would only get into the way of the first.
    pub(super) const fn takes_turn(&self) -> bool {
        matches!(self, Self::Backup(_) | Self::Verify(_) | Self::ImportInsured(_) | Self::DemoData | Self::Migrate)
    }

    /// The files that its arguments name.
    pub(super) fn files(&self) -> Files {
        match self {
            Self::ImportInsured(args) => Files { read: Some(args.file.clone()), created: None },
            Self::Audit(audit::Command::Verify { heads }) => Files { read: heads.clone(), created: None },
            Self::Audit(audit::Command::Export { out, .. }) => Files { read: None, created: out.clone() },
            _ => Files::default(),
        }
    }
}
