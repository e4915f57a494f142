//! `backend audit`: proof that the log is whole, and a period of it as a file.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use clap::Subcommand;

use super::operator::Operator;
use crate::services::audit::{self, Head, Period};

/// What a line of a head begins with.
const HEAD: &str = "head";
/// Longest file of heads, in bytes: there are sixteen chains.
const LONGEST: u64 = 1024 * 1024;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Prove that no entry of the log was changed, removed, added or moved, or name the first that was
    ///
    /// Prints the head of each chain. Kept where the database's owner cannot write, and given back with --heads, they
    /// also prove that the log was not cut or written anew since.
    Verify {
        /// What an earlier verification printed
        #[arg(long, value_name = "FILE")]
        heads: Option<PathBuf>,
    },
    /// Write the entries of a period as JSON Lines, chain by chain; the export is itself entered in the log
    Export {
        /// First day, in China's time (2026-11-01)
        #[arg(long, value_name = "DAY")]
        from: NaiveDate,
        /// Last day
        #[arg(long, value_name = "DAY")]
        to: NaiveDate,
        /// A new file for it instead of the standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub(super) async fn run(operator: &Operator<'_>, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Verify { heads } => verify(operator, heads.as_deref()).await,
        Command::Export { from, to, out } => {
            let period = period(*from, *to)?;
            // Before the export is entered in the log: one that has no place to go did not happen.
            let mut out = out.as_deref().map(|path| operator.create(path)).transpose()?;
            let lines = audit::export(operator.app, operator.account, period, |line| match &mut out {
                Some(file) => writeln!(file, "{line}").context("writing the file"),
                None => operator.out.say(line),
            });
            let lines = lines.await.context("exporting the log")?;
            if let Some(file) = out {
                file.finish().context("writing the file")?;
            }
            operator.out.complain(&format!("{lines} entries were exported."));
            Ok(())
        }
    }
}

async fn verify(operator: &Operator<'_>, noted: Option<&Path>) -> anyhow::Result<()> {
    let noted = match noted {
        Some(path) => {
            let text = operator.read_text(path, LONGEST)?;
            read_heads(&text).with_context(|| format!("reading {}", path.display()))?
        }
        None => Vec::new(),
    };
    let report = audit::verify(operator.app, &noted).await.context("reading the log")?;
    if !report.broken.is_empty() {
        for broken in &report.broken {
            operator.out.complain(&broken.to_string());
        }
        bail!(
            "the audit log is not whole. Where every entry counts as changed, the settings have another secrets.data_key \
             than the one that it was written with."
        );
    }
    for (lane, head) in &report.heads {
        operator.out.say(&format!("{HEAD} {lane} {} {}", head.number, head.hash))?;
    }
    let chains = report.heads.len();
    operator.out.say(&format!(
        "The log is whole: {} entries in {chains} chains, {} from before them.",
        report.entries, report.before
    ))
}

/// The heads that a verification printed; other lines of it are passed over.
fn read_heads(text: &str) -> anyhow::Result<Vec<(String, Head)>> {
    let mut heads = Vec::new();
    for line in text.lines().filter(|line| line.starts_with(HEAD)) {
        let mut words = line.split_whitespace().skip(1);
        let head = (|| {
            let (lane, number) = (words.next()?, words.next()?.parse().ok()?);
            // A chain without entries has no hash yet.
            let hash = words.next().unwrap_or_default();
            (number == 0 || !hash.is_empty()).then(|| (lane.to_owned(), Head { number, hash: hash.to_owned() }))
        })();
        heads.push(head.with_context(|| format!("not a head: {line}"))?);
    }
    if heads.is_empty() {
        bail!("there are no heads in it");
    }
    Ok(heads)
}

/// Whole days of China's time.
fn period(from: NaiveDate, to: NaiveDate) -> anyhow::Result<Period> {
    if to < from {
        bail!("--to lies before --from");
    }
    let start = |day: NaiveDate| -> DateTime<Utc> { day.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(8) };
    let until = to.checked_add_days(Days::new(1)).context("--to lies too far away")?;
    Ok(Period { from: start(from), until: start(until) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn days_are_chinas_and_the_last_one_counts() {
        let period = period(day("2026-11-01"), day("2026-11-01")).expect("a period");
        assert_eq!(period.from.to_rfc3339(), "2026-10-31T16:00:00+00:00");
        assert_eq!(period.until.to_rfc3339(), "2026-11-01T16:00:00+00:00");
        assert!(super::period(day("2026-11-02"), day("2026-11-01")).is_err());
    }

    #[test]
    fn heads_are_read_back_as_printed() {
        let text = "head a 12 00ff\nhead b 0 \nThe log is whole: 12 entries in 16 chains, 0 from before them.\n";
        let heads = read_heads(text).expect("heads");
        assert_eq!(heads.len(), 2);
        assert_eq!(heads[0], ("a".to_owned(), Head { number: 12, hash: "00ff".to_owned() }));
        for bad in ["", "head a", "head a x 00", "head a 12"] {
            assert!(read_heads(bad).is_err(), "{bad}");
        }
    }
}
