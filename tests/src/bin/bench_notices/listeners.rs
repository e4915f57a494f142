//! Listeners: connections that are told of notices, and what each heard when.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use integration_tests::browser::Server;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Longest wait for a notice.
const PATIENCE: Duration = Duration::from_secs(30);

/// A notice as it came.
struct Heard {
    listener: usize,
    notice: String,
    at: Instant,
}

/// Listeners, numbered as they come.
pub(crate) struct Listeners {
    http: reqwest::Client,
    tasks: Vec<JoinHandle<()>>,
    tell: mpsc::Sender<Heard>,
    told: mpsc::Receiver<Heard>,
    /// How often each listener was told of each notice.
    times: BTreeMap<(usize, String), usize>,
}

impl Listeners {
    /// Nobody yet.
    pub(crate) fn new() -> Self {
        let (tell, told) = mpsc::channel(10_000);
        Self { http: reqwest::Client::new(), tasks: Vec::new(), tell, told, times: BTreeMap::new() }
    }

    /// Lets one more listen, for the session of a token.
    pub(crate) async fn add(&mut self, server: &Server, token: &str) -> Result<usize> {
        let listener = self.tasks.len();
        let asked = self.http.get(server.url("/api/v1/events")).bearer_auth(token);
        let mut answer = asked.send().await.context("no answer")?.error_for_status()?;
        let tell = self.tell.clone();
        self.tasks.push(tokio::spawn(async move {
            let mut text = String::new();
            while let Ok(Some(bytes)) = answer.chunk().await {
                text.push_str(&String::from_utf8_lossy(&bytes));
                while let Some(end) = text.find('\n') {
                    let line: String = text.drain(..=end).collect();
                    if let Some(notice) = line.trim().strip_prefix("id:") {
                        let heard = Heard { listener, notice: notice.trim().to_owned(), at: Instant::now() };
                        let _the_measurement_may_be_over = tell.send(heard).await;
                    }
                }
            }
        }));
        Ok(listener)
    }

    /// Waits until so many were told of something; when the first of them was one of `first`, and when the last was.
    pub(crate) async fn hear(&mut self, number: usize, first: &[usize]) -> Result<(Instant, Instant)> {
        let (mut earliest, mut last) = (None, None);
        for heard in 0..number {
            let one = timeout(PATIENCE, self.told.recv()).await;
            let Ok(Some(one)) = one else { bail!("{heard} of {number} listeners were told") };
            last = last.max(Some(one.at));
            if first.contains(&one.listener) {
                earliest.get_or_insert(one.at);
            }
            *self.times.entry((one.listener, one.notice)).or_default() += 1;
        }
        Ok((earliest.context("none of them was told")?, last.context("nobody was to be told")?))
    }

    /// Waits so long for what should not come, and checks that each of these listeners was told of so many notices, of each
    /// of them once.
    pub(crate) async fn each_once(&mut self, listeners: &[usize], notices: usize, wait: Duration) -> Result<()> {
        let since = Instant::now();
        while let Ok(Some(one)) = timeout(wait.saturating_sub(since.elapsed()), self.told.recv()).await {
            *self.times.entry((one.listener, one.notice)).or_default() += 1;
        }
        for listener in listeners {
            let times: Vec<usize> =
                self.times.iter().filter(|((who, _), _)| who == listener).map(|(_, times)| *times).collect();
            ensure!(times.len() == notices, "listener {listener} was told of {} of {notices} notices", times.len());
            ensure!(times.iter().all(|times| *times == 1), "listener {listener} was told of a notice twice");
        }
        Ok(())
    }

    /// How many there are that nobody hung up on.
    pub(crate) fn listening(&self) -> usize {
        self.tasks.iter().filter(|task| !task.is_finished()).count()
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}
