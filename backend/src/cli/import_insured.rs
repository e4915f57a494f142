//! `backend import-insured`: the insured-person register from a CSV file.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};

use super::output::{complain, say};
use crate::adapters::register_table::import::{self, Progress, Target};
use crate::adapters::register_table::{COLUMNS, Sealer, current};
use crate::app::App;
use crate::config::{Config, RegisterKind};
use crate::ports::SystemClock;

#[derive(clap::Args)]
#[command(after_help = help())]
pub(super) struct Args {
    /// The file, in UTF-8, one person a row, the first row naming the columns
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// Only read it through and tell what is wrong; needs no database, so the server may run
    #[arg(long)]
    check: bool,
}

fn help() -> String {
    format!(
        "Columns, in any order: {}. The last five may be empty.\n\nAll or nothing: the register before it stays in force \
         until all of the file is written. Exit codes: 0 done, 1 could not be done, 2 wrong usage or configuration.",
        COLUMNS.join(", ")
    )
}

pub(super) async fn run(settings: Config, args: &Args) -> anyhow::Result<()> {
    let file = || format!("reading {}", args.file.display());
    if args.check {
        let persons =
            tokio::task::block_in_place(|| import::check(&args.file, &SystemClock, &tell)).with_context(file)?;
        return say(&format!("{persons} persons; nothing is wrong with the file. Nothing was imported."));
    }
    if settings.register.kind != RegisterKind::Table {
        bail!("register.kind is not \"table\": an imported register would be read by nobody");
    }
    let app = App::start(settings).await?;
    let before = current(&app.db).await.context("reading the register")?;
    let target = Target {
        db: app.db.clone(),
        sealer: Sealer::new(app.vault.clone(), Arc::clone(&app.entropy)),
        clock: Arc::clone(&app.clock),
        entropy: Arc::clone(&app.entropy),
    };
    let outcome = import::import(&target, args.file.clone(), &tell).await.with_context(file);
    let persons = match (outcome, before) {
        (Ok(persons), _) => persons,
        (Err(error), Some(before)) => {
            return Err(
                error.context(format!("nothing was imported, the register keeps its {} persons", before.persons))
            );
        }
        (Err(error), None) => return Err(error.context("nothing was imported, the register is as empty as before")),
    };
    say(&format!("{persons} persons were imported; they are the register now."))
}

fn tell(progress: Progress) {
    complain(&match progress {
        Progress::Checked(rows) => format!("read through: {rows} rows"),
        Progress::Compared(rows) => format!("looked for persons who stand there twice: {rows} rows"),
        Progress::Written(persons) => format!("written: {persons} persons"),
        Progress::Removed(count) => format!("earlier imports removed: {count}"),
    });
}
