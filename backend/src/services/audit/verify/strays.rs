//! Everything that lies in the table: nothing may hang beside the chains, whatever an index shows of it.

use std::collections::BTreeMap;

use super::super::begin::{Before, ID, begun};
use super::super::chain::{Found, Head};
use super::super::scan::{Everything, head};
use super::{Broken, Fault, Report};
use crate::app::App;
use crate::services::ServiceResult;

/// What lies beside the chains.
pub(super) struct Beside {
    /// Entries from before them.
    pub(super) before: u64,
    /// The first that should not be there, or that says of all of them that they are not what they were.
    pub(super) broken: Vec<Broken>,
}

/// Looks at every row, but for what the walks along the chains found already.
pub(super) async fn look(app: &App, report: &Report) -> ServiceResult<Beside> {
    let begun = begun(app).await?;
    let heads: BTreeMap<&str, &Head> = report.heads.iter().map(|(lane, head)| (lane.as_str(), head)).collect();
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    let mut before = Before::default();
    let mut first = None;
    let mut all = Everything::default();
    while let Some(rows) = all.next(app).await? {
        for found in rows {
            let lane = found.content.as_ref().and_then(|content| content.lane.clone());
            let fault = match (&found.content, &lane, &found.link) {
                (Some(content), None, None) => {
                    before.add(app, &found);
                    begun.as_ref().is_none_or(|begun| content.at > begun.at).then_some(Fault::Foreign)
                }
                (_, Some(lane), Some(link)) => {
                    let last = heads.get(lane.as_str()).map_or(0, |head| head.number);
                    // Written since the walk began, or beyond the end for good.
                    let later = link.number > last;
                    if later && link.number > head(app, lane).await?.map_or(0, |head| head.number) {
                        Some(Fault::Foreign)
                    } else if !found.is_genuine(&app.vault) {
                        Some(Fault::Changed)
                    } else {
                        *counts.entry(lane.clone()).or_default() += i64::from(!later);
                        None
                    }
                }
                _ => Some(Fault::Changed),
            };
            if let Some(fault) = fault.filter(|_| first.is_none() && !known(report, &found)) {
                let number = found.link.as_ref().map(|link| link.number);
                first = Some(Broken { lane, number, id: Some(found.name()), fault });
            }
        }
    }
    let mut broken: Vec<Broken> = first.into_iter().collect();
    let expected = begun.map_or_else(|| Before::default().told(), |begun| begun.detail);
    // One that was changed itself says nothing of those before it.
    let telling = !report.broken.iter().any(|broken| broken.id.as_deref() == Some(ID));
    if broken.is_empty() && telling && before.told() != expected {
        broken.push(Broken { lane: None, number: None, id: None, fault: Fault::BeforeChanged });
    }
    // A chain that is whole by its index and has more rows than places: some of them hide from the index.
    for (lane, head) in heads {
        let whole = !report.broken.iter().any(|broken| broken.lane.as_deref() == Some(lane));
        if broken.is_empty() && whole && counts.get(lane).copied().unwrap_or_default() != head.number {
            broken.push(Broken { lane: Some(lane.to_owned()), number: None, id: None, fault: Fault::Foreign });
        }
    }
    Ok(Beside { before: before.entries, broken })
}

fn known(report: &Report, found: &Found) -> bool {
    report.broken.iter().any(|broken| broken.id.as_deref() == Some(found.name().as_str()))
}
