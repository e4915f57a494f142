//! `backend import-insured`: the insured-person register from a CSV file.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use shared::api::AuditAction;

use super::operator::Operator;
use super::output::Output;
use crate::adapters::register_table::import::{self, Along, Progress, Target};
use crate::adapters::register_table::{COLUMNS, Sealer, current};
use crate::config::RegisterKind;
use crate::ports::SystemClock;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;

#[derive(clap::Args)]
#[command(after_help = help())]
pub(super) struct Args {
    /// The file, in UTF-8, one person a row, the first row naming the columns
    #[arg(value_name = "FILE.csv")]
    pub(super) file: PathBuf,
    /// Only read it through and tell what is wrong; needs no database
    #[arg(long)]
    pub(super) check: bool,
}

fn help() -> String {
    format!(
        "Columns, in any order: {}. The last five may be empty.\n\nAll or nothing: the register before it stays in force \
         until all of the file is written. Exit codes: 0 done, 1 could not be done, 2 wrong usage or configuration.",
        COLUMNS.join(", ")
    )
}

/// Reads the file through, where the command was given.
pub(super) fn check(args: &Args) -> anyhow::Result<()> {
    let out = Output::Terminal;
    let persons = import::check(&args.file, &SystemClock, &|progress| tell(&out, progress))
        .with_context(|| format!("reading {}", args.file.display()))?;
    out.say(&format!("{persons} persons; nothing is wrong with the file. Nothing was imported."))
}

pub(super) async fn run(operator: &Operator<'_>, args: &Args) -> anyhow::Result<()> {
    let app = operator.app;
    if app.config.register.kind != RegisterKind::Table {
        bail!("register.kind is not \"table\": an imported register would be read by nobody");
    }
    let before = current(&app.db).await.context("reading the register")?;
    let target = Target {
        db: app.db.clone(),
        sealer: Sealer::new(app.vault.clone(), Arc::clone(&app.entropy)),
        clock: Arc::clone(&app.clock),
        entropy: Arc::clone(&app.entropy),
        along: Some(entered(operator)),
    };
    let out = operator.out.clone();
    let outcome = import::import(&target, operator.source(&args.file), &move |progress| tell(&out, progress)).await;
    let persons = match (outcome.with_context(|| format!("reading {}", args.file.display())), before) {
        (Ok(persons), _) => persons,
        (Err(error), Some(before)) => {
            return Err(
                error.context(format!("nothing was imported, the register keeps its {} persons", before.persons))
            );
        }
        (Err(error), None) => return Err(error.context("nothing was imported, the register is as empty as before")),
    };
    operator.out.say(&format!("{persons} persons were imported; they are the register now."))
}

/// The entry of the audit log, in the transaction that makes the new register current.
fn entered(operator: &Operator<'_>) -> Along {
    let (app, account) = (Arc::clone(operator.app), operator.account.clone());
    Along {
        statements: audit::WRITE,
        bind: Arc::new(move |vars, persons| {
            let entry = Entry::new(AuditAction::InsuredRegisterImported, None, None);
            entry.by_operator(&account).saying(format!("persons={persons}")).bind(vars, &app, &Origin::default())
        }),
    }
}

fn tell(out: &Output, progress: Progress) {
    out.complain(&match progress {
        Progress::Checked(rows) => format!("read through: {rows} rows"),
        Progress::Compared(rows) => format!("looked for persons who stand there twice: {rows} rows"),
        Progress::Written(persons) => format!("written: {persons} persons"),
        Progress::Removed(count) => format!("earlier imports removed: {count}"),
    });
}
