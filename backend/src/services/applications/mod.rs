//! 企业职工正常退休申请: drafts, submission, withdrawal, mending, lists.

mod attachments;
mod create;
mod draft;
mod export;
mod history;
mod life;
mod list;
mod looker;
mod reading;
mod row;
mod submit;
mod transition;

pub use attachments::{
    Archive, Arrived, AttachmentContent, AttachmentFile, NewAttachment, archive, attach, content, detach, file, kinds,
    list as attachments, one_pdf, order, thumbnail,
};
pub(crate) use attachments::{attempt, ready_for, refused_photo, sweep};
pub(super) use attachments::{of as attachments_of, thumbnails};
pub use create::create;
pub use draft::{delete, refresh_record, save};
pub use export::export;
pub(super) use history::last_changes;
pub use history::of as history;
pub use life::{refile, withdraw};
pub use list::{counts, explain, page};
pub use looker::Looker;
pub use reading::reading;
pub(super) use row::Hold;
pub use row::{Row, Viewer, find as row, get};
pub(super) use submit::findings;
pub use submit::{check as precheck, submit};
pub use transition::{Change, Side, Undo, apply};
