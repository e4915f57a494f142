//! Fresh proofs of identity (step-ups) on their way from the step-up page to the action; in memory alone.

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::api::StepUpOut;

use crate::platform;

static PROOFS: GlobalSignal<Vec<(StepUpPurpose, StepUpOut)>> = Signal::global(Vec::new);

/// Keeps a proof for its action.
pub(crate) fn keep(purpose: StepUpPurpose, proof: StepUpOut) {
    let mut proofs = PROOFS.write();
    proofs.retain(|(kept, _)| *kept != purpose);
    proofs.push((purpose, proof));
}

/// Whether there is a proof that is still good.
pub(crate) fn has(purpose: StepUpPurpose) -> bool {
    valid(&PROOFS.read(), purpose, platform::now_ms()).is_some()
}

/// The token of a proof that is still good. It stays kept: an action refused for another reason did not use it up.
pub(crate) fn token(purpose: StepUpPurpose) -> Option<String> {
    valid(&PROOFS.peek(), purpose, platform::now_ms()).map(str::to_owned)
}

/// Drops a proof that was used, or that the server did not take.
pub(crate) fn drop_proof(purpose: StepUpPurpose) {
    PROOFS.write().retain(|(kept, _)| *kept != purpose);
}

/// Drops every proof: they belong to the session.
pub(crate) fn forget() {
    if !PROOFS.peek().is_empty() {
        PROOFS.write().clear();
    }
}

fn valid(proofs: &[(StepUpPurpose, StepUpOut)], purpose: StepUpPurpose, now_ms: i64) -> Option<&str> {
    proofs
        .iter()
        .find(|(kept, proof)| *kept == purpose && proof.expires_at.timestamp_millis() > now_ms)
        .map(|(_, proof)| proof.token.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_serves_its_purpose_until_it_ends() {
        let expires_at = chrono::DateTime::from_timestamp_millis(1_000).unwrap_or_default();
        let proofs = [(StepUpPurpose::AddAgent, StepUpOut { token: "t".into(), expires_at })];
        assert_eq!(valid(&proofs, StepUpPurpose::AddAgent, 999), Some("t"));
        assert_eq!(valid(&proofs, StepUpPurpose::AddAgent, 1_000), None);
        assert_eq!(valid(&proofs, StepUpPurpose::DeleteAgent, 0), None);
    }
}
