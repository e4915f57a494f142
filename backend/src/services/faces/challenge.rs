//! Challenges: what to do before the camera, in an order that nobody knows before; good once, for one session and purpose.

use chrono::{DateTime, Duration, Utc};
use shared::access::StepUpPurpose;
use shared::api::{FaceAction, FaceChallengeIn, FaceChallengeOut};
use shared::error::ProblemCode;
use surrealdb::types::SurrealValue;

use super::{row, tries, vendor};
use crate::adapters::surreal::{Vars, last, record};
use crate::app::{App, FaceVerifier};
use crate::crypto::Token;
use crate::ports::{Entropy, random_id};
use crate::services::allowance::{self, Window};
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// A challenge is remembered so long after its time, so that a late answer is told from a false one.
const REMEMBERED: Duration = Duration::minutes(10);
/// Challenges of one person in an hour.
const PER_HOUR: u32 = 60;

/// Gives a challenge.
///
/// # Errors
/// `face_unavailable`, `face_consent_required`, `face_not_enrolled`, `face_enrolment_ended`, `face_tries_spent`,
/// `too_many_requests`.
pub async fn begin(app: &App, who: &LoggedIn, input: &FaceChallengeIn) -> ServiceResult<FaceChallengeOut> {
    let purpose = input.purpose;
    let verifier = app.faces.as_ref().ok_or(ProblemCode::FaceUnavailable)?;
    match (verifier, purpose) {
        (FaceVerifier::Vendor(_), StepUpPurpose::EnrolFace) => return Err(ProblemCode::FaceUnavailable.into()),
        (FaceVerifier::Vendor(_), _) => {
            row::standing(app, who.user.key()).await?.0.ok_or(ProblemCode::FaceConsentRequired)?;
        }
        (FaceVerifier::Models(_), StepUpPurpose::EnrolFace) => {
            row::enrolment(app, who.user.key(), &who.session_key).await?;
        }
        (FaceVerifier::Models(_), _) => drop(row::enrolled(app, who.user.key()).await?),
    }
    let tries_left = tries::left(app, who, purpose).await?;
    let hourly = [Window::minutes(PER_HOUR, 60)];
    allowance::take(app, "face_challenge", who.user.key(), &hourly, ProblemCode::TooManyRequests).await?;
    let (steps, begun) = match verifier {
        FaceVerifier::Models(_) => (draw(&*app.entropy), None),
        FaceVerifier::Vendor(service) => (Vec::new(), Some(vendor::begin(app, &**service, who).await?)),
    };
    let (id, nonce) = (random_id(&*app.entropy), Token::generate(&*app.entropy));
    let seconds = app.config.face.challenge_seconds;
    // On a vendor's page one takes the time that it gives.
    let seconds = if begun.is_some() { seconds.max(600) } else { seconds };
    let answer_by = app.clock.now() + Duration::seconds(i64::from(seconds));
    let vars = Vars::new()
        .set("id", record("face_challenge", &id))
        .set("login", record("session", &who.session_key))
        .set("purpose", purpose.code())
        .set("nonce", nonce.hash())
        .set("steps", steps.iter().map(|step| step.code().to_owned()).collect::<Vec<_>>())
        .set("reference", begun.as_ref().map(|begun| begun.reference.clone()))
        .set("answer_by", answer_by)
        .set("expires", answer_by + REMEMBERED);
    let statement = "CREATE $id SET session = $login, purpose = $purpose, nonce = $nonce, steps = $steps,
        reference = $reference, answer_by = $answer_by, expires_at = $expires;";
    app.db.write(statement, vars).await?;
    Ok(FaceChallengeOut {
        id,
        nonce: nonce.expose().to_owned(),
        steps,
        redirect_url: begun.map(|begun| begun.url),
        expires_at: answer_by,
        seconds,
        tries_left,
    })
}

/// Two or three different actions in any order, each choice as likely as the others.
fn draw(entropy: &dyn Entropy) -> Vec<FaceAction> {
    let mut actions = FaceAction::ALL.to_vec();
    for last in (1..actions.len()).rev() {
        actions.swap(last, below(entropy, last + 1));
    }
    actions.truncate(2 + below(entropy, 2));
    actions
}

/// A number below `bound`, which is at most 256; bytes that would favour the small ones are drawn again.
fn below(entropy: &dyn Entropy, bound: usize) -> usize {
    let fair = 256 - 256 % bound;
    loop {
        let mut byte = [0_u8; 1];
        entropy.fill(&mut byte);
        if usize::from(byte[0]) < fair {
            return usize::from(byte[0]) % bound;
        }
    }
}

/// A challenge that was given.
#[derive(Debug, SurrealValue)]
struct Row {
    purpose: String,
    steps: Vec<String>,
    reference: Option<String>,
    answer_by: DateTime<Utc>,
}

/// A challenge that is being answered, and by this is used up.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) purpose: StepUpPurpose,
    pub(super) steps: Vec<FaceAction>,
    pub(super) reference: Option<String>,
}

/// Looks at a challenge of this session without using it up.
///
/// # Errors
/// As [`take`].
pub(super) async fn look(
    app: &App,
    who: &LoggedIn,
    id: &str,
    nonce: &str,
    arrived: DateTime<Utc>,
) -> ServiceResult<Answered> {
    let query = "SELECT purpose, steps, reference, answer_by FROM $id WHERE session = $login AND nonce = $nonce";
    let rows: Vec<Row> = app.db.read(query, bind(who, id, nonce)?).await?.take(0)?;
    read(rows, arrived)
}

/// Uses up a challenge of this session. `arrived` is when the answer was there.
///
/// # Errors
/// `face_challenge_used` where it was answered before, is another session's, or the nonce is another; `face_challenge_late`.
pub(super) async fn take(
    app: &App,
    who: &LoggedIn,
    id: &str,
    nonce: &str,
    arrived: DateTime<Utc>,
) -> ServiceResult<Answered> {
    let statement = "DELETE $id WHERE session = $login AND nonce = $nonce RETURN BEFORE;";
    let mut results = app.db.write(statement, bind(who, id, nonce)?).await?;
    read(last(&mut results)?, arrived)
}

fn bind(who: &LoggedIn, id: &str, nonce: &str) -> ServiceResult<Vars> {
    let nonce = Token::parse(nonce).ok_or(ProblemCode::FaceChallengeUsed)?;
    Ok(Vars::new()
        .set("id", record("face_challenge", id))
        .set("login", record("session", &who.session_key))
        .set("nonce", nonce.hash()))
}

fn read(rows: Vec<Row>, arrived: DateTime<Utc>) -> ServiceResult<Answered> {
    let row = rows.into_iter().next().ok_or(ProblemCode::FaceChallengeUsed)?;
    if row.answer_by < arrived {
        return Err(ProblemCode::FaceChallengeLate.into());
    }
    let purpose =
        StepUpPurpose::from_code(&row.purpose).ok_or(ServiceError::Problem(ProblemCode::FaceChallengeUsed))?;
    let steps = row.steps.iter().filter_map(|step| FaceAction::from_code(step)).collect();
    Ok(Answered { purpose, steps, reference: row.reference })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ports::SeededEntropy;

    #[test]
    fn every_order_of_two_and_three_different_actions_comes_up() {
        let entropy = SeededEntropy::new(5);
        let drawn: BTreeSet<Vec<FaceAction>> = (0..2000).map(|_| draw(&entropy)).collect();
        // 4·3 orders of two, 4·3·2 of three.
        assert_eq!(drawn.len(), 12 + 24);
        for steps in drawn {
            let different: BTreeSet<FaceAction> = steps.iter().copied().collect();
            assert_eq!(different.len(), steps.len());
        }
    }

    #[test]
    fn numbers_are_below_their_bound_and_reach_it() {
        let entropy = SeededEntropy::new(6);
        for bound in 1..=5 {
            let drawn: BTreeSet<usize> = (0..300).map(|_| below(&entropy, bound)).collect();
            assert_eq!(drawn, (0..bound).collect());
        }
    }
}
