//! The crash suite in short: the built server under load is killed, cut off from its disk, run out of space; nothing that it
//! acknowledged may be missing or changed. `cargo xtask crash` runs the long one.
#![expect(clippy::print_stderr, reason = "a machine without disks for tests is to be seen")]

use integration_tests::crash::{NoDisk, Outcome, Plan, Settings, cuts, full_disks, kills, torn_logs};

/// Any will do; the suite prints it where something is wrong.
const SEED: u64 = 15;

fn clean(outcome: &Outcome) {
    assert!(outcome.is_clean(), "seed {SEED}\n{}\n{outcome}\n{:#?}", Outcome::head(), outcome.faults);
    assert!(outcome.acknowledged > 20, "hardly anything was written: {outcome}");
}

/// Says that this machine cuts no power, for one of the known reasons.
fn not_run(what: &str, reason: NoDisk) {
    eprintln!("NOT RUN: {what}, because {reason}");
    assert!(NoDisk::ALL.contains(&reason), "{what} did not run: {reason}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_loses_nothing_acknowledged() {
    let scratch = tempfile::tempdir().unwrap();
    clean(&kills(&Plan::short(4, SEED), scratch.path()).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn torn_log_loses_nothing_acknowledged() {
    let scratch = tempfile::tempdir().unwrap();
    clean(&torn_logs(&Plan::short(1, SEED), scratch.path()).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn power_cut_or_reason_why_not() {
    let scratch = tempfile::tempdir().unwrap();
    match cuts(&Plan::short(2, SEED), scratch.path(), Settings::default()).await.unwrap() {
        Ok(outcome) => clean(&outcome),
        Err(reason) => not_run("power cut", reason),
    }
}

/// The control: without fsync a power cut loses something, and the suite sees it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_sees_loss_or_reason_why_not() {
    let scratch = tempfile::tempdir().unwrap();
    let unsynced = Settings { sync: "never", ..Settings::default() };
    match cuts(&Plan::short(1, SEED), scratch.path(), unsynced).await.unwrap() {
        Ok(outcome) => assert!(outcome.lost > 0, "no loss was seen without fsync: {outcome}"),
        Err(reason) => not_run("control", reason),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn full_disk_or_reason_why_not() {
    let scratch = tempfile::tempdir().unwrap();
    match full_disks(&Plan::short(1, SEED), scratch.path()).await.unwrap() {
        Ok(outcome) => clean(&outcome),
        Err(reason) => not_run("full disk", reason),
    }
}
