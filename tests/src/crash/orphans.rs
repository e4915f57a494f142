//! Stored contents against the rows that name them, after the sweeper's time has passed. Server code does the sweeping, with a
//! clock that is moved by hand.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use backend::adapters::surreal::Vars;
use backend::ports::{Clock as _, SystemClock};
use backend::services::sweeper;

use super::folder::{files_below, name};
use super::ledger::{Fault, Ledger};
use crate::TestApp;

/// Longer than any time of grace.
const HOURS: i64 = 72;
/// Sweeps until nothing is left to remove; each takes a bounded number.
const SWEEPS: usize = 200;
/// SurrealDB parses deep queries on the stack.
const STACK_BYTES: usize = 10 * 1024 * 1024;
/// Longest wait until the database is closed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens the folder of a server that does not run, sweeps, and compares contents with rows.
///
/// # Errors
/// Where the folder cannot be opened or swept.
pub(super) async fn compare(folder: &Path, ledger: &Ledger) -> Result<()> {
    let of_thread = folder.to_owned();
    // On a runtime of its own, which ends when the database is closed.
    let sweep = move || -> Result<(BTreeSet<String>, BTreeSet<String>)> {
        let runtime = tokio::runtime::Runtime::new().context("a runtime")?;
        let names = runtime.block_on(swept(of_thread))?;
        let begun = Instant::now();
        while runtime.metrics().num_alive_tasks() > 0 && begun.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(names)
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(sweep).context("a thread")?;
    let joined = tokio::task::spawn_blocking(move || thread.join()).await?;
    let (named, rows) = joined.map_err(|_| anyhow!("the sweep panicked"))??;
    let stored: BTreeSet<String> =
        files_below(&folder.join("blobs/documents")).iter().map(|path| content_name(path)).collect();
    for (what, fault, difference) in [
        ("a content that no attachment names stays", Fault::Orphan, stored.difference(&named)),
        ("a row of a content that no attachment names stays", Fault::Orphan, rows.difference(&named)),
        ("a content that an attachment names is missing", Fault::Lost, named.difference(&stored)),
    ] {
        for content in difference {
            ledger.fault(fault, &format!("{what}: {content}"));
        }
    }
    for other in ["blobs/uploads", "blobs/staging"] {
        for file in files_below(&folder.join(other)) {
            ledger.fault(Fault::Orphan, &format!("{} stays", file.display()));
        }
    }
    Ok(())
}

/// Sweeps; the contents that attachments name, and those that have a row.
async fn swept(folder: PathBuf) -> Result<(BTreeSet<String>, BTreeSet<String>)> {
    let test = TestApp::with(|config| {
        config.database.address = format!("rocksdb://{}", folder.join("db").display());
        config.blobs.address = format!("folder:{}", folder.join("blobs").display());
        config.storage.free_mib = 0;
    })
    .await;
    let behind = SystemClock.now() - test.app.clock.now();
    test.clock.advance(behind + chrono::Duration::hours(HOURS));
    let mut sweeps = 0;
    while sweeper::sweep(&test.app).await.context("sweeping")? > 0 {
        sweeps += 1;
        if sweeps == SWEEPS {
            bail!("the sweeper does not come to an end");
        }
    }
    let named = test.app.db.read("SELECT VALUE [blob, thumbnail] FROM attachment", Vars::new()).await?.take(0);
    let named: Vec<Vec<Option<String>>> = named?;
    let rows: Vec<String> = test.app.db.read("SELECT VALUE record::id(id) FROM blob", Vars::new()).await?.take(0)?;
    Ok((named.into_iter().flatten().flatten().collect(), rows.into_iter().collect()))
}

/// The name of a content, whose first two digits are its folder.
fn content_name(path: &Path) -> String {
    let folder = path.parent().map(name).unwrap_or_default();
    format!("{folder}{}", name(path))
}
