//! Whose the applications are: three enterprises that are measured, and the many others.

use anyhow::{Context, Result};
use backend::adapters::surreal::{Vars, record};
use backend::services::accounts::{MembershipRow, memberships_in_force};
use chrono::{DateTime, Utc};
use integration_tests::people::PASSWORD;
use integration_tests::{Login, Person, TestApp};
use shared::identity::made_up;
use surrealdb_types::{RecordId, SurrealValue};

use crate::person::Draw;

/// How many enterprises share what the measured ones do not have.
const OTHERS: u64 = 2_000;
/// Credit codes of the others begin here; those of the measured enterprises lie below.
const OTHERS_FROM: u64 = 10_000;
const OTHERS_BATCH: u64 = 500;

/// An enterprise that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// Half of all applications: the hardest case, its own share grows with the database.
    Half,
    /// One application in a hundred.
    Hundredth,
    /// A hundredth of the smaller database, and no more in the larger one: only the others grow.
    Steady,
}

impl Share {
    /// Every one.
    pub(crate) const ALL: [Self; 3] = [Self::Steady, Self::Hundredth, Self::Half];

    /// The share that the application of a number belongs to; `None` for the others'.
    pub(crate) const fn of(number: u64, small: u64) -> Option<Self> {
        match number % 100 {
            0..50 => Some(Self::Half),
            50 => Some(Self::Hundredth),
            51 if number < small => Some(Self::Steady),
            _ => None,
        }
    }

    /// The number of its first application.
    pub(crate) const fn first(self) -> u64 {
        match self {
            Self::Half => 0,
            Self::Hundredth => 50,
            Self::Steady => 51,
        }
    }

    /// In words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Half => "half of all",
            Self::Hundredth => "1 in 100",
            Self::Steady => "always the same",
        }
    }
}

/// Somebody who files.
#[derive(Debug, Clone)]
pub(crate) struct Filer {
    /// The account.
    pub(crate) user: RecordId,
    /// The name.
    pub(crate) name: String,
}

/// A measured enterprise, its people registered as everybody's are.
#[derive(Debug)]
pub(crate) struct Owner {
    /// The membership of the agent who asks.
    pub(crate) acting: MembershipRow,
    /// The agent who asks, and another who files too.
    pub(crate) filers: [Filer; 2],
}

/// All enterprises.
#[derive(Debug)]
pub(crate) struct Owners {
    measured: Vec<(Share, Owner)>,
}

#[derive(SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
struct EnterpriseRow {
    id: RecordId,
    name: String,
    credit_code_unusual: bool,
    legal_rep: RecordId,
    created_at: DateTime<Utc>,
}

impl Owners {
    /// Registers the measured enterprises by the service itself and writes the others' rows, where they are not there.
    pub(crate) async fn open(office: &TestApp) -> Result<Self> {
        let mut measured = Vec::new();
        for (serial, share) in (0_u32..).zip(Share::ALL) {
            let legal = match logged_in(office, serial * 10 + 1).await {
                Some(legal) => legal,
                None => office.legal_rep(serial * 10 + 1).await,
            };
            let agent = match logged_in(office, serial * 10 + 2).await {
                Some(agent) => agent,
                None => office.agent(&legal, serial * 10 + 2, &["file_applications"]).await,
            };
            let acting = memberships_in_force(&office.app, &agent.user_id).await?;
            let acting = acting.into_iter().next().context("an agent without an enterprise")?;
            let filers = [agent, legal]
                .map(|login| Filer { user: record("user", &login.user_id), name: login.person.name.clone() });
            measured.push((share, Owner { acting, filers }));
        }
        let now = office.app.clock.now();
        for first in (0..OTHERS).step_by(usize::try_from(OTHERS_BATCH)?) {
            let rows: Vec<EnterpriseRow> = (first..first + OTHERS_BATCH).map(|serial| other(serial, now)).collect();
            let vars = Vars::new().set("rows", rows);
            office.app.db.write("INSERT IGNORE INTO enterprise $rows RETURN NONE;", vars).await?;
        }
        Ok(Self { measured })
    }

    /// A measured enterprise.
    pub(crate) fn get(&self, share: Share) -> Result<&Owner> {
        let found = self.measured.iter().find(|(of, _)| *of == share);
        found.map(|(_, owner)| owner).context("an enterprise that was not registered")
    }

    /// Whose the application of a number is, and who filed it.
    pub(crate) fn draw(&self, number: u64, small: u64, draw: &Draw) -> Result<(RecordId, Filer)> {
        match Share::of(number, small) {
            Some(share) => {
                let owner = self.get(share)?;
                let filer = &owner.filers[usize::from(draw.chance(40))];
                Ok((owner.acting.enterprise.clone(), filer.clone()))
            }
            None => {
                // The square makes large and small ones, as there are.
                let at = draw.below(OTHERS);
                let serial = at * at / OTHERS;
                let filer = Filer { user: legal_rep(serial), name: "刘洋".to_owned() };
                Ok((enterprise(serial), filer))
            }
        }
    }
}

/// The login of a person who is registered already.
async fn logged_in(office: &TestApp, serial: u32) -> Option<Login> {
    let person = Person::number(serial);
    let answer = office.try_log_in(&person.mobile, PASSWORD).await;
    (answer.status == 201).then(|| office.login_from(&answer, &person))
}

fn enterprise(serial: u64) -> RecordId {
    record("enterprise", &made_up::company_code(made_up::REGION, OTHERS_FROM + serial))
}

/// Nobody logs in for the others: their people are named by a record and have no account.
fn legal_rep(serial: u64) -> RecordId {
    record("user", &format!("{:032x}", OTHERS_FROM + serial))
}

fn other(serial: u64, now: DateTime<Utc>) -> EnterpriseRow {
    EnterpriseRow {
        id: enterprise(serial),
        name: format!("吉林第{serial}建材有限公司"),
        credit_code_unusual: false,
        legal_rep: legal_rep(serial),
        created_at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_as_large_as_they_say() {
        let count = |share: Option<Share>, to: u64| (0..to).filter(|number| Share::of(*number, 1_000) == share).count();
        assert_eq!(count(Some(Share::Half), 100_000), 50_000);
        assert_eq!(count(Some(Share::Hundredth), 100_000), 1_000);
        assert_eq!((count(Some(Share::Steady), 1_000), count(Some(Share::Steady), 100_000)), (10, 10));
        for share in Share::ALL {
            assert_eq!(Share::of(share.first(), 1_000), Some(share));
        }
    }
}
