//! 初审 and 复审: the queue, claiming, reading, deciding.

mod claim;
mod decide;
mod opened;
mod queue;
mod undo;
mod work;

use super::applications::Side;
use super::origin::Origin;
use super::reviewers::Reviewer;

pub use claim::{claim, expire, keep, next, release};
pub use decide::decide;
pub use opened::opened;
pub use queue::{counts, explain, export, page};
pub use undo::undo;
pub use work::{get, look};

/// The agency's side, for [`super::applications::apply`].
fn side<'a>(reviewer: &'a Reviewer, origin: &'a Origin) -> Side<'a> {
    Side { party: reviewer.party, user: None, reviewer: Some(&reviewer.id), name: &reviewer.name, origin }
}
