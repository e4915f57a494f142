//! Files that arrive piece by piece, over any number of requests, networks and servers (tus), until each is a document.
//!
//! Nothing is kept in the process: a row says what was announced and which parts have come, the parts lie sealed beside the
//! documents. A part counts once the row names it, and the row is moved on by compare-and-set: of two requests that bring the
//! same bytes one wins. What no row names is removed by the sweeper.

mod append;
mod checksum;
mod create;
mod finish;
mod intake;
mod row;
mod sweep;

pub use append::{Piece, append};
pub use checksum::{ALGORITHMS, Checksum};
pub use create::{NewUpload, create};
pub use row::{UploadState, status, terminate};
pub use sweep::sweep;
