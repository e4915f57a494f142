//! Everybody who works with the server, and whose turn each application is.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};
use serde_json::Value;
use tokio::task::JoinHandle;

use super::accounts::{Account, log_in_all};
use super::client::Client;
use super::ledger::{Fault, Ledger};
use super::material::{Material, write_register};
use super::record::Record;
use super::server::Server;
use super::turns::Turns;
use super::{agent, reviewer};

/// Tasks of each agent: several devices of one person.
const DEVICES: usize = 2;

/// A creation without an answer.
#[derive(Debug, Clone)]
pub(super) struct Unmade {
    pub(super) agent: usize,
    pub(super) person: Value,
    pub(super) key: String,
}

/// People, applications and the account of a run.
#[derive(Debug)]
pub(super) struct World {
    pub(super) agents: Vec<Account>,
    pub(super) reviewers: Vec<Account>,
    pub(super) material: Material,
    pub(super) ledger: Ledger,
    pub(super) seed: u64,
    pub(super) unmade: Mutex<Vec<Unmade>>,
    /// What is kept of each file: the same file is kept the same way each time.
    pub(super) kept: Mutex<HashMap<usize, [u8; 32]>>,
    /// Number of the next insured person.
    pub(super) next_person: AtomicUsize,
    persons: usize,
    client: Mutex<Client>,
    turns: Mutex<Turns>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    stopping: AtomicBool,
    /// Whether to go on after a request without an answer.
    patient: AtomicBool,
    loads: AtomicUsize,
}

impl World {
    /// Imports a register of so many persons into the folder of a server that does not run, starts it and logs everybody in.
    ///
    /// # Errors
    /// Where any of that fails.
    pub(super) async fn begin(server: &mut Server, scratch: &Path, seed: u64, persons: usize) -> Result<Arc<Self>> {
        let register = scratch.join("register.csv");
        write_register(&register, persons)?;
        let folder = server.folder().to_owned();
        let imported = server.operator(&folder, &["import-insured", &register.display().to_string()])?;
        if !imported.status.success() {
            bail!("import-insured: {}", String::from_utf8_lossy(&imported.stderr));
        }
        server.start().await?;
        let client = Client::new(&server.url())?;
        let (agents, reviewers) = log_in_all(&client).await?;
        let turns = Turns::new(agents.len(), reviewers.len());
        Ok(Arc::new(Self {
            agents,
            reviewers,
            material: Material::new(seed),
            ledger: Ledger::new(&scratch.join("acknowledged.jsonl"))?,
            seed,
            unmade: Mutex::default(),
            kept: Mutex::default(),
            next_person: AtomicUsize::new(0),
            persons,
            client: Mutex::new(client),
            turns: Mutex::new(turns),
            tasks: Mutex::default(),
            stopping: AtomicBool::new(false),
            patient: AtomicBool::new(false),
            loads: AtomicUsize::new(0),
        }))
    }

    /// The account of the run.
    pub(super) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Starts everybody's work.
    ///
    /// # Errors
    /// Where no client can be made.
    pub(super) fn start_load(self: &Arc<Self>, server: &Server, patient: bool) -> Result<()> {
        self.connect(server)?;
        self.stopping.store(false, Ordering::Relaxed);
        self.patient.store(patient, Ordering::Relaxed);
        // Another seed for each load and each task.
        let load = self.loads.fetch_add(1, Ordering::Relaxed) as u64 * 100;
        let mut tasks = Vec::new();
        for number in 0..self.agents.len() * DEVICES {
            let (world, part) = (Arc::clone(self), load + number as u64);
            tasks.push(tokio::spawn(async move { agent::run(&world, number % world.agents.len(), part).await }));
        }
        for number in 0..self.reviewers.len() {
            let (world, part) = (Arc::clone(self), load + 50 + number as u64);
            tasks.push(tokio::spawn(async move { reviewer::run(&world, number, part).await }));
        }
        *lock(&self.tasks) = tasks;
        Ok(())
    }

    /// Asks everybody to stop after the request that is under way.
    pub(super) fn ask_to_stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Waits until everybody has stopped.
    pub(super) async fn finish_load(&self) {
        self.ask_to_stop();
        let tasks = std::mem::take(&mut *lock(&self.tasks));
        for task in tasks {
            if let Err(error) = task.await {
                self.ledger.fault(Fault::Suite, &format!("a worker failed: {error}"));
            }
        }
    }

    /// Takes new connections to a server that was started again.
    ///
    /// # Errors
    /// Where no client can be made.
    pub(super) fn connect(&self, server: &Server) -> Result<()> {
        *lock(&self.client) = Client::new(&server.url())?;
        Ok(())
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    pub(super) fn is_patient(&self) -> bool {
        self.patient.load(Ordering::Relaxed)
    }

    /// The connections of an agent.
    pub(super) fn agent(&self, number: usize) -> Client {
        let client = lock(&self.client).clone();
        self.agents.get(number).map_or_else(|| client.clone(), |account| client.with(&account.token))
    }

    /// The connections of a reviewer.
    pub(super) fn reviewer(&self, number: usize) -> Client {
        let client = lock(&self.client).clone();
        self.reviewers.get(number).map_or_else(|| client.clone(), |account| client.with(&account.token))
    }

    /// Number of the next insured person; none where all have an application.
    pub(super) fn next_person(&self) -> Option<usize> {
        let number = self.next_person.fetch_add(1, Ordering::Relaxed);
        (number < self.persons).then_some(number)
    }

    /// The applications, locked: for one call, never while something is awaited.
    pub(super) fn turns(&self) -> MutexGuard<'_, Turns> {
        lock(&self.turns)
    }

    /// Gives an application back.
    pub(super) fn put(&self, record: Record) {
        self.turns().put(record);
    }

    /// Copies of all applications.
    pub(super) fn snapshot(&self) -> Vec<Record> {
        let mut turns = self.turns();
        let records = turns.take_all();
        let copies = records.clone();
        records.into_iter().for_each(|record| turns.put(record));
        copies
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
