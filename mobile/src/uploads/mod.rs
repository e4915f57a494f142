//! Papers on their way to the server, for the whole app: they go on being sent while somebody works elsewhere, after the
//! network was gone, and after the page was closed, from what the device keeps.

mod queue;
mod sender;

use std::pin::pin;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use futures_util::future::{Either, select};
use shared::api::AttachmentOut;

use crate::api::{self, ApiError};
use crate::platform::{self, kept_files};
use crate::session::SESSION;
use queue::Trouble;
pub(crate) use queue::{OnItsWay, Paper, Queue, State};

/// How often it is looked whether a paper waits.
const LOOK_MS: u32 = 200;
/// Among the tabs of one browser, the one that sends.
const TURN: &str = "esi.papers";

/// What is on its way.
static QUEUE: GlobalSignal<Queue> = Signal::global(Queue::default);

/// The documents of the application that a paper has just arrived at.
pub(crate) static ARRIVED: GlobalSignal<Option<(String, Vec<AttachmentOut>)>> = Signal::global(|| None);

/// Whether sending has begun.
static BEGUN: GlobalSignal<bool> = Signal::global(|| false);

/// Begins to send what the device keeps, once for as long as the app runs.
pub(crate) fn begin() {
    if std::mem::replace(&mut *BEGUN.write(), true) {
        return;
    }
    spawn_forever(async {
        read_device().await;
        loop {
            send_next().await;
            platform::sleep_ms(LOOK_MS).await;
        }
    });
    spawn_forever(async {
        loop {
            platform::woken().await;
            // What another tab took meanwhile is shown here, too.
            read_device().await;
            QUEUE.write().hurry();
        }
    });
}

/// Whoever is logged in, and for whom they act: another enterprise's applications are not theirs to send to.
fn person() -> Option<String> {
    let session = SESSION.peek();
    let me = session.me()?;
    Some(format!("{}.{}", me.user_id, me.current.as_ref()?.enterprise_id))
}

async fn read_device() {
    let notes = kept_files::notes().await;
    let papers = notes.iter().filter_map(|note| serde_json::from_str::<Paper>(note).ok());
    let unknown: Vec<Paper> = papers.filter(|paper| QUEUE.peek().paper(&paper.key).is_none()).collect();
    for paper in unknown {
        QUEUE.write().add(paper, true);
    }
}

/// Notes on the device where a paper stands.
async fn note(paper: &Paper) {
    if let Ok(text) = serde_json::to_string(paper) {
        kept_files::change_note(&paper.key, &text).await;
    }
}

async fn send_next() {
    let Some(person) = person() else { return };
    let now = platform::now_ms();
    // Looked at first: a signal that is written to draws everything anew.
    let mut queue = QUEUE.peek().clone();
    let Some(paper) = queue.take(now, &person) else { return };
    *QUEUE.write() = queue;
    let _turn = platform::turn(TURN).await;
    let outcome = match kept_files::note_of(&paper.key).await {
        // Another tab was quicker: what it sent is asked for.
        None => Ok(()),
        Some(text) => match serde_json::from_str::<Paper>(&text).ok().and_then(|paper| paper.refused) {
            Some(why) => Err(Trouble::Refused(why)),
            None => send_while_wanted(&paper).await,
        },
    };
    let outcome = match outcome {
        Ok(()) => take_over(&paper).await,
        Err(trouble) => Err(trouble),
    };
    if let Err(trouble) = outcome {
        if trouble == Trouble::Gone {
            kept_files::forget_file(&paper.key).await;
        }
        QUEUE.write().failed(&paper.key, platform::now_ms(), trouble);
        let stands = QUEUE.peek().paper(&paper.key).cloned();
        if let Some(stands) = stands.filter(|stands| stands.refused.is_some()) {
            note(&stands).await;
        }
    }
}

/// Sends a paper until it is given up: a request that hangs must not hold up the papers that wait.
async fn send_while_wanted(paper: &Paper) -> Result<(), Trouble> {
    let given_up = pin!(async {
        while QUEUE.peek().paper(&paper.key).is_some() {
            platform::sleep_ms(LOOK_MS).await;
        }
    });
    match select(pin!(sender::send(paper)), given_up).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => Err(Trouble::Gone),
    }
}

/// A paper has become a document: the application's are asked for, and the device forgets the paper.
async fn take_over(paper: &Paper) -> Result<(), Trouble> {
    show_arrived(&paper.application).await.map_err(|error| sender::trouble(&error))?;
    QUEUE.write().remove(&paper.key);
    kept_files::forget_file(&paper.key).await;
    Ok(())
}

/// Asks for the documents of an application, for whoever shows them.
async fn show_arrived(application: &str) -> Result<(), ApiError> {
    let list = api::attachments(application).await?;
    *ARRIVED.write() = Some((application.to_owned(), list.items));
    Ok(())
}

/// Takes a paper in: it is on the device before it is on its way.
pub(crate) async fn add(paper: Paper, content: Vec<u8>) {
    let paper = Paper {
        key: platform::unique_key(),
        person: person().unwrap_or_default(),
        bytes: content.len() as u64,
        ..paper
    };
    let Ok(note) = serde_json::to_string(&paper) else { return };
    let kept = kept_files::keep_file(&paper.key, &note, content).await;
    QUEUE.write().add(paper, kept);
}

/// Has a paper that was refused sent again.
pub(crate) async fn retry(key: &str) {
    let again = QUEUE.write().retry(key);
    if let Some(paper) = again {
        note(&paper).await;
    }
}

/// Gives a paper up, here and on the server.
pub(crate) async fn give_up(key: &str) {
    let paper = QUEUE.peek().paper(key).cloned();
    QUEUE.write().remove(key);
    let noted = kept_files::note_of(key).await.and_then(|note| serde_json::from_str::<Paper>(&note).ok());
    kept_files::forget_file(key).await;
    if let Some(Paper { application, upload: Some(upload), .. }) = noted.or(paper) {
        // Unreached, the server forgets it by itself after a while.
        let _ = api::end_upload(&upload).await;
        // Its last bytes may have been there before: then it is a document, to be seen and deleted as one.
        let _ = show_arrived(&application).await;
    }
}

/// The papers of an application that are on their way; a component that calls it draws itself anew when that changes.
pub(crate) fn of(application: &str) -> Vec<OnItsWay> {
    QUEUE.read().of(application).cloned().collect()
}

/// Whether a paper of the application would be lost with the page.
pub(crate) fn hangs_on_the_page() -> bool {
    QUEUE.read().hangs_on_the_page()
}

/// Forgets everything that is on its way: the next person at this device may be another.
pub(crate) async fn forget_all() {
    *QUEUE.write() = Queue::default();
    kept_files::forget_files().await;
}
