//! 经办人管理: the agents of an enterprise.

mod add;
mod change;
mod edit;
mod invite;
mod list;
mod row;

pub use add::add;
pub use change::{delete, set_password, switch};
pub use edit::edit;
pub use invite::{invitation_link, invite_again};
pub use list::{get, page};
