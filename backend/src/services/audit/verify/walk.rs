//! Along one chain, entry by entry.

use super::super::chain::{Found, Head, hash, lane_of, name, seal};
use super::super::scan::{STEP, along, head};
use super::{Broken, Fault};
use crate::app::App;
use crate::services::ServiceResult;

/// The first break of a chain up to the head that was read before; none where it is whole.
pub(super) async fn walk(app: &App, lane: &str, end: &Head, noted: &[&Head]) -> ServiceResult<Option<Broken>> {
    let broken = |number, id, fault| Ok(Some(Broken { lane: Some(lane.to_owned()), number: Some(number), id, fault }));
    let mut last = Head { number: 0, hash: String::new() };
    while last.number < end.number {
        let mut rows = along(app, lane, last.number).await?.into_iter().peekable();
        let until = (last.number + STEP).min(end.number);
        while last.number < until {
            let number = last.number + 1;
            let mut here = Vec::new();
            // One whose number cannot be read stands somewhere among these: it is looked at with the first.
            while let Some(found) = rows.next_if(|found| found.link.as_ref().is_none_or(|link| link.number == number)) {
                here.push(found);
            }
            let mut genuine = None;
            let several = here.len() > 1;
            for found in here {
                if found.is_genuine(&app.vault) {
                    let follows = found.link.as_ref().is_some_and(|link| link.previous == last.hash);
                    if !follows {
                        return broken(number, Some(found.name()), Fault::Unlinked);
                    }
                    genuine = found.link;
                } else {
                    let fault = if several { Fault::Foreign } else { amiss(app, lane, &found).await? };
                    return broken(number, Some(found.name()), fault);
                }
            }
            let Some(link) = genuine else { return broken(number, None, Fault::Missing) };
            last = Head { number, hash: link.hash };
            if noted.iter().any(|noted| noted.number == number && noted.hash != last.hash) {
                return broken(number, None, Fault::Rewritten);
            }
        }
    }
    if last.hash != end.hash {
        return broken(end.number, None, Fault::HeadChanged);
    }
    match noted.iter().find(|noted| noted.number > end.number) {
        Some(noted) => broken(noted.number, None, Fault::Rewritten),
        None => Ok(None),
    }
}

/// What became of an entry that stands where it was not written: whether it belongs to another place. Costs a look along
/// the whole chain, for the first break of a chain alone.
async fn amiss(app: &App, lane: &str, found: &Found) -> ServiceResult<Fault> {
    let (Some(id), Some(content)) = (&found.id, &found.content) else { return Ok(Fault::Changed) };
    // The chain that it was written to follows from its id; what stands there may have been changed along with the rest.
    let home = name(lane_of(&found.name()));
    let mut content = content.clone();
    content.lane = Some(home.clone());
    let seal = seal(&app.vault, id, &content);
    let last = head(app, &home).await?.map_or(0, |head| head.number);
    let mut past = 0;
    while past < last {
        for link in along(app, &home, past).await?.into_iter().filter_map(|found| found.link) {
            if link.hash == hash(&link.previous, link.number, &seal) {
                return Ok(Fault::Swapped { lane: home, number: link.number });
            }
        }
        past += STEP;
    }
    Ok(if home == lane { Fault::Changed } else { Fault::Foreign })
}
