//! Going on with an upload: the bytes of one request, however it ends.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use shared::error::ProblemCode;
use tokio::time::{Instant, timeout};

use super::checksum::Checksum;
use super::finish::{finish, is_final};
use super::intake::{Intake, Stop};
use super::row::{UploadState, find, remove};
use crate::adapters::surreal::key_of;
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult, applications};

/// Whoever is refused half-way has to hear it: so many bytes more are read and dropped, and no longer than this.
const DROPPED: usize = 1024 * 1024;
const DROPPING: Duration = Duration::from_secs(5);

/// What a request says of the bytes that it brings.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where in the file they begin.
    pub from: u64,
    /// What they have to hash to.
    pub checksum: Option<Checksum>,
}

/// Takes the bytes of a request. With the last of them the file becomes a document.
///
/// # Errors
/// `upload_offset`, `checksum_mismatch` and `body_too_large` leave the upload where it was. After a refusal of the file
/// itself, of its kind, its pages or the application's state it is gone. `not_found`; `upload_ended`; `busy` where too many
/// wait.
pub async fn append(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    origin: &Origin,
    id: &str,
    piece: Piece,
    mut body: impl Stream<Item = io::Result<Bytes>> + Send + Unpin,
) -> ServiceResult<UploadState> {
    // Whoever waits is not read from: what was sent stays in the network's buffers.
    let turn = app.arriving.turn().await?;
    let row = find(app, who, acting, id).await?;
    if piece.from != row.state().received {
        return Err(ProblemCode::UploadOffset.into());
    }
    if !row.unfinished {
        return Ok(row.state());
    }
    let (application, bytes) = (key_of(&row.application).to_owned(), row.state().bytes);
    if let Err(error) = applications::ready_for(app, acting, &application, &row.kind, bytes).await {
        if is_final(&error) {
            remove(app, &row).await?;
        }
        return Err(error);
    }
    let mut checksum = piece.checksum;
    let announced = checksum.is_some();
    let mut intake = Intake::open(app, row, announced).await?;
    let outcome = receive(app, &mut intake, &mut checksum, &mut body).await;
    let outcome = match outcome {
        Ok(()) if checksum.is_some_and(|checksum| !checksum.matches()) => {
            Err(Stop::Failed(ProblemCode::ChecksumMismatch.into()))
        }
        Ok(()) => intake.look(),
        stopped => stopped,
    };
    match outcome {
        Ok(()) => {}
        Err(Stop::Refused(error)) => {
            remove(app, &intake.discard().await).await?;
            drop_some(&mut body).await;
            return Err(error);
        }
        Err(Stop::Broken(error)) => {
            if announced {
                intake.discard().await;
            } else {
                intake.keep().await?;
            }
            return Err(error);
        }
        Err(Stop::Failed(error)) => {
            intake.discard().await;
            drop_some(&mut body).await;
            return Err(error);
        }
    }
    if !intake.is_complete() {
        return Ok(intake.keep().await?.state());
    }
    let (row, last) = intake.into_last().await?;
    drop(turn);
    Ok(finish(app, who, acting, origin, row, last).await?.state())
}

/// Takes bytes until the request ends, breaks off, or has gone on for too long.
async fn receive(
    app: &App,
    intake: &mut Intake<'_>,
    checksum: &mut Option<Checksum>,
    body: &mut (impl Stream<Item = io::Result<Bytes>> + Send + Unpin),
) -> Result<(), Stop> {
    let idle = Duration::from_secs(app.config.server.request_timeout_seconds);
    let until = Instant::now() + Duration::from_secs(app.config.uploads.request_seconds);
    loop {
        let patience = idle.min(until.saturating_duration_since(Instant::now()));
        let bytes = match timeout(patience, body.next()).await {
            Ok(None) => return Ok(()),
            Ok(Some(Ok(bytes))) => bytes,
            Ok(Some(Err(error))) => {
                tracing::debug!(%error, "an upload broke off");
                return Err(Stop::Broken(ProblemCode::MalformedRequest.into()));
            }
            Err(_) => {
                let again = ServiceError::RetryLater { code: ProblemCode::Busy, seconds: 1 };
                return Err(Stop::Broken(again));
            }
        };
        if let Some(checksum) = checksum {
            checksum.update(&bytes);
        }
        intake.add(&bytes).await?;
    }
}

/// Reads a little more for nothing: a client that is cut off while it sends does not read why.
async fn drop_some(body: &mut (impl Stream<Item = io::Result<Bytes>> + Send + Unpin)) {
    let some = async {
        let mut dropped = 0;
        while let Some(Ok(bytes)) = body.next().await
            && dropped < DROPPED
        {
            dropped += bytes.len();
        }
    };
    // Where it takes longer, the client is not sending.
    let _heard = timeout(DROPPING, some).await;
}
