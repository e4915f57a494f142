//! Two servers on one database server: how fast a notice written by one comes to the listeners of the other, that each listener
//! is told once, and that an SMS goes out once.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use integration_tests::browser::{Server, SharedDatabase};
use integration_tests::people::PASSWORD;

use crate::listeners::Listeners;
use crate::people::{AGENT, REVIEWER, file};

/// Decisions that are timed.
const TRIES: usize = 20;
/// From the answer to a decision to the notice, at most.
const GOAL: Duration = Duration::from_secs(1);
/// Applications that are submitted at first: each is told to its agent by SMS.
const APPLICATIONS: usize = 4;
/// Listeners of each server.
const LISTENERS: usize = 2;
/// Longer than a listener or a server takes until it looks by itself: whatever comes twice has come by then.
const LATE: Duration = Duration::from_secs(65);

/// Starts two servers at the same instant, files, decides, prints.
pub(crate) async fn measure(address: &str, username: &str, password: &str) -> Result<()> {
    let shared = SharedDatabase::new(address, username, password)?;
    let measured = on(&shared).await;
    // Its servers are gone by now.
    shared.remove().await.context("removing the database of the measurement")?;
    measured
}

async fn on(shared: &SharedDatabase) -> Result<()> {
    let since = Instant::now();
    let servers = Server::start_together(2, shared).await?;
    let [one, other] = servers.as_slice() else { bail!("there are two servers") };
    println!(
        "two servers started at the same instant on an empty database: ready after {} ms",
        since.elapsed().as_millis()
    );

    let filed = file(&one.filing(AGENT, PASSWORD).await?, APPLICATIONS).await?;
    let mut listeners = Listeners::new();
    let (mut here, mut all) = (Vec::new(), Vec::new());
    for server in [one, other] {
        for _ in 0..LISTENERS {
            let token = server.filing(AGENT, PASSWORD).await?.token().to_owned();
            let listener = listeners.add(server, &token).await?;
            all.push(listener);
            if std::ptr::eq(server, one) {
                here.push(listener);
            }
        }
    }

    let reviewing = other.reviewing_as(REVIEWER, PASSWORD).await?;
    let id = filed.first().context("an application")?;
    reviewing.claim(id).await?;
    listeners.hear(all.len(), &here).await?;
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for number in 0..TRIES {
        if number % 2 == 0 {
            reviewing.request_correction(id, &[("post", "岗位与档案不一致")]).await?;
        } else {
            reviewing.undo(id).await?;
        }
        let answered = Instant::now();
        // A notice that came before the answer took no time.
        let (earliest, latest) = listeners.hear(all.len(), &here).await?;
        first.push(earliest.saturating_duration_since(answered));
        last.push(latest.saturating_duration_since(answered));
    }
    println!("{TRIES} decisions at one server, from the answer until the notice:");
    for (what, times) in
        [("the first listener of the other server", &mut first), ("the last listener of both", &mut last)]
    {
        times.sort();
        let at = |place: usize| times.get(place).copied().unwrap_or_default().as_secs_f64() * 1000.0;
        println!(
            "  {what:40} median {:6.1} ms, largest {:6.1} ms (goal: less than {} ms)",
            at(TRIES / 2),
            at(TRIES - 1),
            GOAL.as_millis()
        );
    }
    listeners.each_once(&all, TRIES + 1, LATE).await?;
    println!("{} listeners of both servers, {} notices: each was told of each once", all.len(), TRIES + 1);

    let messages = one.messages(AGENT).await?;
    ensure!(messages.len() == APPLICATIONS, "{} SMS about {APPLICATIONS} applications", messages.len());
    println!("{APPLICATIONS} SMS due, two servers that send: each went out once");
    for (name, server) in [("one", one), ("the other", other)] {
        println!("memory of {name}, MB: {} at most", server.memory()?.most);
    }
    Ok(())
}
