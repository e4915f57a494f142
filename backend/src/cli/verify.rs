//! `backend verify`: whether what the database says of itself agrees.

use anyhow::{Context, bail};

use super::operator::Operator;
use crate::services::verify::{self, Word};

#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 everything agrees or was repaired, 1 something is wrong, 2 wrong usage or configuration."
)]
pub(super) struct Args {
    /// Derive again what can be: counters, indexes, derived columns. Nothing else is changed
    #[arg(long)]
    repair: bool,
}

pub(super) async fn run(operator: &Operator<'_>, args: &Args) -> anyhow::Result<()> {
    let out = operator.out.clone();
    let told = move |word: Word<'_>| match word {
        Word::Step(text) => out.complain(&format!("looking at {text}")),
        // Where nobody takes it, the command ends with its last word.
        Word::Wrong(text) => drop(out.say(&format!("wrong: {text}"))),
        Word::Repaired(text) => drop(out.say(&format!("repaired: {text}"))),
        Word::Note(text) => drop(out.say(&format!("note: {text}"))),
    };
    let found = verify::verify(operator.app, args.repair.then_some(operator.account), &told)
        .await
        .context("reading the database")?;
    if !found.is_whole() {
        bail!("{} of {} faults are left", found.wrong - found.repaired, found.wrong);
    }
    let repaired =
        if found.repaired > 0 { format!(" {} faults were repaired.", found.repaired) } else { String::new() };
    operator.out.say(&format!(
        "Everything agrees: {} indexes, {} contents, {} entries of the audit log.{repaired}",
        found.indexes, found.contents, found.audit_entries
    ))
}
