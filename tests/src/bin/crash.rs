//! The program of `cargo xtask crash`: runs the crash suite and prints a table of what it found.
#![expect(clippy::print_stdout, reason = "it prints figures")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;
use integration_tests::crash::{self, NoDisk, Outcome, Plan, Settings};

/// Insured persons of a long run.
const PERSONS: usize = 8_000;

/// Crashes servers and compares what they acknowledged.
#[derive(Parser)]
struct Args {
    /// Kills
    #[arg(long)]
    rounds: u64,
    /// Power cuts
    #[arg(long)]
    cuts: u64,
    /// Logs with a torn end
    #[arg(long)]
    torn: u64,
    /// Full disks
    #[arg(long)]
    full: u64,
    /// Backups, each restored
    #[arg(long)]
    backups: u64,
    /// Also damage files
    #[arg(long)]
    damage: bool,
    /// Seconds of load of a round, least
    #[arg(long)]
    least: f64,
    /// Seconds of load of a round, most
    #[arg(long)]
    most: f64,
    /// Where random choices come from
    #[arg(long)]
    seed: u64,
    /// Folder for servers and logs; it is kept where something is wrong
    #[arg(long)]
    scratch: PathBuf,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let args = Args::parse();
    println!("seed {}", args.seed);
    let begun = Instant::now();
    let (outcomes, control) = run(&args).await?;
    println!("\n{}", Outcome::head());
    for outcome in &outcomes {
        println!("{outcome}");
    }
    let mut failed = false;
    match control {
        Control::NotAskedFor => {}
        Control::NotRun(reason) => println!("power cuts and full disks were not run: {reason}"),
        Control::Loses(outcome) => {
            println!("{outcome}");
            failed |= outcome.lost == 0;
            let verdict =
                if outcome.lost == 0 { "FAILED: it saw no loss" } else { "the suite sees loss where there is some" };
            println!("control, without fsync: {verdict}");
        }
    }
    for outcome in &outcomes {
        let (done, not_done) = outcome.unanswered;
        println!("\n{}: {done} unanswered requests were done, {not_done} were not", outcome.kind);
        outcome.notes.iter().for_each(|note| println!("  {note}"));
        outcome.faults.iter().for_each(|fault| println!("  FAULT {fault}"));
        failed |= !outcome.is_clean();
    }
    println!("\ntook {:.0} minutes", begun.elapsed().as_secs_f64() / 60.0);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What the control showed: the same power cut without fsync.
enum Control {
    NotAskedFor,
    NotRun(NoDisk),
    Loses(Box<Outcome>),
}

async fn run(args: &Args) -> Result<(Vec<Outcome>, Control)> {
    let plan = |rounds, offset| Plan {
        rounds,
        seconds: (args.least, args.most),
        seed: args.seed.wrapping_add(offset),
        persons: PERSONS,
        tell: |line| println!("  {line}"),
    };
    let place = |name: &str| -> Result<PathBuf> {
        let place = args.scratch.join(name);
        std::fs::create_dir_all(&place).with_context(|| format!("making {}", place.display()))?;
        println!("{name}");
        Ok(place)
    };
    let (mut outcomes, mut control) = (Vec::new(), Control::NotAskedFor);
    if args.rounds > 0 {
        outcomes.push(crash::kills(&plan(args.rounds, 0), &place("kills")?).await?);
    }
    if args.cuts > 0 {
        let unsynced = Settings { sync: "never", ..Settings::default() };
        control = match crash::cuts(&plan(1, 1), &place("control")?, unsynced).await? {
            Ok(outcome) => Control::Loses(Box::new(Outcome { kind: "control, sync=never".to_owned(), ..outcome })),
            Err(reason) => Control::NotRun(reason),
        };
        if let Ok(outcome) = crash::cuts(&plan(args.cuts, 2), &place("cuts")?, Settings::default()).await? {
            outcomes.push(outcome);
        }
    }
    if args.torn > 0 {
        outcomes.push(crash::torn_logs(&plan(args.torn, 3), &place("torn")?).await?);
    }
    if args.full > 0 {
        match crash::full_disks(&plan(args.full, 4), &place("full")?).await? {
            Ok(outcome) => outcomes.push(outcome),
            Err(reason) => control = Control::NotRun(reason),
        }
    }
    if args.damage {
        outcomes.push(crash::damages(&plan(1, 5), &place("damage")?).await?);
    }
    if args.backups > 0 {
        outcomes.push(crash::backups(&plan(args.backups, 6), &place("backups")?).await?);
    }
    Ok((outcomes, control))
}
