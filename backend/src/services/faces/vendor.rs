//! A vendor's verification: begun by the server, and asked for its result by the server.

use shared::api::{FacePassed, FaceRefusal};
use shared::error::ProblemCode;

use super::refusal::Failed;
use super::{answer, challenge, row, tries};
use crate::adapters::surreal::Vars;
use crate::app::{App, FaceVerifier};
use crate::ports::{FaceSubject, FaceVendor, VendorBegun, VendorError};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// What stands in entries where versions of models stand else.
const MODEL: &str = "vendor";

/// Begins a verification of the person with the vendor.
pub(super) async fn begin(app: &App, service: &dyn FaceVendor, who: &LoggedIn) -> ServiceResult<VendorBegun> {
    let query = "SELECT VALUE document_sealed FROM $id";
    let sealed: Vec<String> = app.db.read(query, Vars::new().set("id", who.user.id.clone())).await?.take(0)?;
    let sealed = sealed.into_iter().next().ok_or(ProblemCode::NotFound)?;
    let number = app.vault.open("document", &sealed)?;
    // The app's own page stays open beside the vendor's, and goes on from there.
    let return_url = app.config.server.link("/");
    let subject = FaceSubject {
        name: &who.user.name,
        document_type: &who.user.document_type,
        document_number: &number,
        return_url: &return_url,
    };
    service.begin(&subject).await.map_err(unavailable)
}

/// Asks the vendor for the result of a challenge. Passed, it gives the proof of a step-up.
///
/// # Errors
/// `face_refused`; `face_unfinished` where the person has not finished there, which costs nothing; `face_challenge_used`,
/// `face_challenge_late`, `face_tries_spent`, `face_unavailable`.
pub async fn result(app: &App, who: &LoggedIn, id: &str, nonce: &str, origin: &Origin) -> ServiceResult<FacePassed> {
    let Some(FaceVerifier::Vendor(service)) = &app.faces else {
        return Err(ProblemCode::FaceUnavailable.into());
    };
    row::standing(app, who.user.key()).await?.0.ok_or(ProblemCode::FaceConsentRequired)?;
    let arrived = app.clock.now();
    let asked = challenge::look(app, who, id, nonce, arrived).await?;
    let reference = asked.reference.ok_or(ProblemCode::FaceChallengeUsed)?;
    // Asked before the challenge is used up: one that is not finished can be asked about again.
    let found = service.result(&reference).await.map_err(unavailable)?;
    let given = challenge::take(app, who, id, nonce, arrived).await?;
    let tried = tries::take(app, who, given.purpose).await?;
    let scores = found.score.map(|score| format!("score={score:.3}")).unwrap_or_default();
    if !found.passed {
        let failed = Failed { why: FaceRefusal::OtherPerson, action: None, scores };
        return Err(failed.tell(app, who, given.purpose, MODEL, origin).await?);
    }
    let passed = answer::prove(app, who, given.purpose, MODEL, &scores, origin).await?;
    tried.give_back(app).await?;
    Ok(passed)
}

fn unavailable(error: VendorError) -> ServiceError {
    match error {
        VendorError::Pending => ProblemCode::FaceUnfinished.into(),
        VendorError::Unavailable(_) => {
            tracing::warn!(%error, "no result of a face verification");
            ProblemCode::FaceUnavailable.into()
        }
    }
}
