//! Sends one paper, from the byte where it stopped.

use shared::error::ProblemCode;
use shared::i18n::Language;

use super::QUEUE;
use super::queue::{Paper, Trouble};
use crate::api::{self, ApiError, UploadStands};
use crate::platform::kept_files;
use crate::words;

/// Bytes of one request: little enough that a broken one costs seconds on a slow network, and that progress is seen.
const PIECE: u64 = 256 * 1024;

/// Sends a paper until it has become a document.
pub(super) async fn send(paper: &Paper) -> Result<(), Trouble> {
    // The key leads to the same upload, wherever it was begun: the answer says how far it has come.
    let mut stands = begin(paper).await?;
    if paper.upload.as_deref() != Some(&stands.id) {
        let begun = Paper { upload: Some(stands.id.clone()), ..paper.clone() };
        super::note(&begun).await;
    }
    while stands.attachment.is_none() {
        if !QUEUE.write().arrived(&paper.key, stands.received) {
            return Err(Trouble::Gone);
        }
        let piece = kept_files::piece(&paper.key, stands.received, PIECE).await.ok_or(Trouble::Gone)?;
        stands = api::continue_upload(&stands.id, stands.received, piece).await.map_err(|error| trouble(&error))?;
    }
    Ok(())
}

async fn begin(paper: &Paper) -> Result<UploadStands, Trouble> {
    let faults = paper.faults.iter().map(|fault| fault.code()).collect::<Vec<_>>().join(",");
    let told = [
        ("application", paper.application.as_str()),
        ("kind", &paper.kind),
        ("file_name", &paper.file_name),
        ("key", &paper.key),
        ("faults", &faults),
        ("override_reason", &paper.override_reason),
    ];
    api::begin_upload(&told, paper.bytes).await.map_err(|error| trouble(&error))
}

/// How a try that failed goes on.
pub(super) fn trouble(error: &ApiError) -> Trouble {
    judge(error, words::language_now())
}

fn judge(error: &ApiError, language: Language) -> Trouble {
    let wait_ms = i64::try_from(error.retry_after().unwrap_or_default()).unwrap_or_default().saturating_mul(1_000);
    let later = || Trouble::Later { wait_ms, said: said(error, language) };
    match error {
        ApiError::Network => Trouble::Unreached,
        ApiError::Unexpected { status } if *status >= 500 => later(),
        ApiError::Unexpected { .. } => Trouble::Refused(said(error, language)),
        ApiError::Problem(_) => match error.code() {
            // Nobody is logged in, or as another session: whoever is, goes on.
            Some(ProblemCode::NotLoggedIn | ProblemCode::CsrfRejected) => Trouble::Unreached,
            // The server's own trouble: a full disk, a lost database, too much work.
            Some(code) if code.status() >= 500 => later(),
            Some(
                ProblemCode::TooManyRequests
                | ProblemCode::UploadOffset
                | ProblemCode::ChecksumMismatch
                | ProblemCode::UploadEnded
                | ProblemCode::UploadsTooMany,
            ) => later(),
            _ => Trouble::Refused(said(error, language)),
        },
    }
}

/// Why a paper was not taken: the word about the file itself, where there is one.
fn said(error: &ApiError, language: Language) -> String {
    error.fields().first().map_or_else(|| error.message(language), |refusal| refusal.message.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_time_can_mend_is_tried_again() {
        assert_eq!(judge(&ApiError::Network, Language::En), Trouble::Unreached);
        assert!(matches!(judge(&ApiError::Unexpected { status: 502 }, Language::En), Trouble::Later { .. }));
        assert!(matches!(judge(&ApiError::Unexpected { status: 404 }, Language::En), Trouble::Refused(_)));
    }
}
