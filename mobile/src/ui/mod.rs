//! The components that pages are made of. Words come in as texts; nothing here knows a page.

mod button;
mod choice;
mod dialog;
mod feedback;
mod field;
mod frame;
mod icon;
mod list;
mod paged;
mod password;
mod qr_code;
mod search;
mod sms_code;
mod summary;
mod text_field;
mod toast;

pub use button::{Button, ButtonKind, LinkButton};
pub use choice::{CheckField, CheckGroup, RadioCards, SelectField, Switch};
pub use dialog::{ActionSheet, Confirm, SheetAction};
pub use feedback::{EmptyState, ErrorPage, Helpline, Loading, Notice, NoticeKind, Skeleton, Tag, TagKind};
pub use field::Field;
pub use frame::{Card, PageHeader, Section};
pub use icon::{Icon, Shape};
pub use list::{DetailRow, Details, List, ListButton, ListLink};
pub use paged::{MoreRows, use_paged};
pub use password::PasswordField;
pub use qr_code::QrCode;
pub use search::SearchBox;
pub use sms_code::{CodeSource, SmsCodeField};
pub use summary::ErrorSummary;
pub use text_field::{DateField, InputKind, TextArea, TextField};
pub use toast::{Toasts, toast};
