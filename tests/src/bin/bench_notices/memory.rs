//! One server on a database folder: its memory without and with listeners.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use integration_tests::browser::Server;
use integration_tests::people::PASSWORD;

use crate::listeners::Listeners;
use crate::people::{AGENT, LISTENING, REVIEWER, file};

/// Memory that 1,000 listeners may take, MB.
const GOAL: u64 = 50;
/// Sessions of each person: on as many devices nobody is logged in, but listeners of one session share nothing either.
const SESSIONS: usize = 10;
/// So long it is measured what listening alone costs; every listener looks once meanwhile.
const QUIET: Duration = Duration::from_secs(60);
/// Memory is looked at after so long without anything new.
const REST: Duration = Duration::from_secs(10);

/// Starts a server, listens, prints.
pub(crate) async fn measure(number: usize) -> Result<()> {
    let server = Server::start_with(None).await?;
    let mut tokens = Vec::new();
    for _ in 0..SESSIONS {
        for person in LISTENING {
            let token = server.filing(person, PASSWORD).await?.token().to_owned();
            tokens.push((person, token));
        }
    }
    let id = file(&server.filing(AGENT, PASSWORD).await?, 1).await?.remove(0);
    let reviewing = server.reviewing_as(REVIEWER, PASSWORD).await?;
    reviewing.get(&id).await?;
    tokio::time::sleep(REST).await;
    let before = server.memory()?;

    let (mut listeners, mut own) = (Listeners::new(), Vec::new());
    for (person, token) in tokens.iter().cycle().take(number) {
        let listener = listeners.add(&server, token).await?;
        if *person == AGENT {
            own.push(listener);
        }
    }
    tokio::time::sleep(REST).await;
    let (since, at_first) = (Instant::now(), server.processor_time()?);
    tokio::time::sleep(QUIET).await;
    ensure!(listeners.listening() == number, "the server hung up on some");
    let taken = server.processor_time()?.saturating_sub(at_first).as_secs_f64() / since.elapsed().as_secs_f64();
    let with = server.memory()?;
    println!(
        "memory of one server, MB: {} before, {} with {number} listeners of {} people (+{}; goal: less than {GOAL} for 1,000)",
        before.now,
        with.now,
        LISTENING.len(),
        with.now.saturating_sub(before.now)
    );
    println!("processor while nobody is told anything: {:.1} % of a core", taken * 100.0);

    reviewing.claim(&id).await?;
    let answered = Instant::now();
    let (first, last) = listeners.hear(own.len(), &own).await?;
    let after_answer = |at: Instant| at.saturating_duration_since(answered).as_millis();
    listeners.each_once(&own, 1, REST).await?;
    let after = server.memory()?;
    println!(
        "a notice told to {} of them: the first {} ms, the last {} ms after the answer to the decision; memory, MB: {} at most, {} ten seconds later",
        own.len(),
        after_answer(first),
        after_answer(last),
        after.most,
        after.now
    );
    Ok(())
}
