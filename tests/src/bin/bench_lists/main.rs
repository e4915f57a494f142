//! `cargo xtask bench lists`: what a page of a list costs with few and with many applications in the database.
//!
//! Two databases on disk are filled with made-up applications; the larger one begins with those of the smaller. Then the
//! service's own functions are asked for pages, of both databases in turn: other work on the machine falls on both alike.
#![expect(clippy::print_stdout, reason = "a command line tool talks to a terminal")]

mod fill;
mod lists;
mod maker;
mod measure;
mod owners;
mod person;
mod report;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Parser;
use integration_tests::TestApp;
use tokio::runtime::Handle;

use crate::lists::List;
use crate::maker::Maker;
use crate::owners::Owners;
use crate::report::grouped;

/// A query is parsed on the stack of the thread that asks, and a debug build's futures are large: as the server has it.
const STACK_BYTES: usize = 10 * 1024 * 1024;
/// After so many rows the database still merges its files; a server at rest does not.
const SETTLE: Duration = Duration::from_secs(20);
/// A database that is not closed by then is left to its log.
const CLOSING: Duration = Duration::from_secs(60);
/// Fewer would leave the enterprise that has one application in a hundred without a full page.
const FEWEST: u64 = 10_000;

/// Measures pages of lists with few and with many applications in the database.
#[derive(Parser)]
struct Args {
    /// Applications in the smaller database
    #[arg(long, value_parser = clap::value_parser!(u64).range(FEWEST..))]
    small: u64,
    /// Applications in the larger one
    #[arg(long, value_parser = clap::value_parser!(u64).range(FEWEST..=person::MOST))]
    large: u64,
    /// Folder for both: empty, not there, or left by an earlier measurement of the same numbers, which is gone on with
    #[arg(long)]
    data: PathBuf,
}

fn main() -> Result<ExitCode> {
    let args = Args::parse();
    if args.large <= args.small {
        bail!("--large has to be more than --small");
    }
    claim(&args)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK_BYTES).build()?;
    runtime.block_on(async {
        // On a thread of the runtime: the main thread's stack is the system's choice.
        let done = tokio::spawn(run(args)).await?;
        close().await;
        done
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Notes the numbers in the folder. One that holds anything else is not this program's to write into.
fn claim(args: &Args) -> Result<()> {
    fs::create_dir_all(&args.data).with_context(|| format!("cannot make {}", args.data.display()))?;
    let (note, numbers) = (args.data.join("numbers"), format!("{} {}\n", args.small, args.large));
    let is_empty = fs::read_dir(&args.data)?.next().is_none();
    if !is_empty && fs::read_to_string(&note).ok().as_ref() != Some(&numbers) {
        bail!("{} is neither empty nor left by a measurement of these numbers", args.data.display());
    }
    fs::write(&note, numbers).with_context(|| format!("cannot write {}", note.display()))
}

/// A database closes in the background once its last handle is dropped.
async fn close() {
    let closed = async {
        while Handle::current().metrics().num_alive_tasks() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    if tokio::time::timeout(CLOSING, closed).await.is_err() {
        println!("ended while the database was still at work");
    }
}

async fn run(args: Args) -> Result<()> {
    let few = open(&args, "small", args.small).await?;
    let many = open(&args, "large", args.large).await?;
    fill::fill(&few).await?;
    fill::fill(&many).await?;
    println!("Measuring, after {} s of rest", SETTLE.as_secs());
    tokio::time::sleep(SETTLE).await;
    // Rows that cannot be read as an application would make a measurement of nothing.
    few.prove().await?;
    many.prove().await?;

    report::head(args.small, args.large);
    let lists = List::all(&many)?;
    for (in_few, in_many) in List::all(&few)?.iter().zip(&lists) {
        let measured = measure::both([(&few, in_few), (&many, in_many)]).await.with_context(|| in_few.name.clone())?;
        report::line(&in_few.name, &measured);
    }
    println!("\nHow the database goes about them, with {} applications", grouped(args.large));
    for list in &lists {
        if let Some(plan) = list.plan(&many).await? {
            println!("{}\n    {plan}", list.name);
        }
    }
    Ok(())
}

/// A database with the measured enterprises in it.
async fn open(args: &Args, name: &str, count: u64) -> Result<Arc<Maker>> {
    let folder = args.data.join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let address = format!("rocksdb://{}?sync=every", folder.to_str().context("the folder has no UTF-8 path")?);
    let office = TestApp::with(|config| config.database.address = address).await;
    // Registering moves the clock: taken before, it is the same for a database that was registered in earlier.
    let end = office.app.clock.now();
    let owners = Owners::open(&office).await?;
    Ok(Arc::new(Maker::new(Arc::clone(&office.app), owners, end, count, (args.small, args.large))))
}
