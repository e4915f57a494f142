//! The components that pages are made of. Words come in as texts; nothing here knows a page.

mod button;
mod choice;
mod dialog;
mod feedback;
mod field;
mod filters;
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

pub(crate) use button::{Button, ButtonKind, LinkButton};
pub(crate) use choice::{CheckField, CheckGroup, RadioCards, SelectField, Switch};
pub(crate) use dialog::{Confirm, use_shown};
pub(crate) use feedback::{EmptyState, ErrorPage, Helpline, Loading, Notice, NoticeKind, Skeleton, Tag, TagKind};
pub(crate) use field::Field;
pub(crate) use filters::FilterPanel;
pub(crate) use frame::{Card, PageHeader, Section};
pub(crate) use icon::{Icon, Shape};
pub(crate) use list::{DetailRow, Details, List, ListButton, ListLink};
pub(crate) use paged::{MoreRows, use_paged};
pub(crate) use password::PasswordField;
pub(crate) use qr_code::QrCode;
pub(crate) use search::SearchBox;
pub(crate) use sms_code::{CodeSource, SmsCodeField};
pub(crate) use summary::ErrorSummary;
pub(crate) use text_field::{DateField, InputKind, MonthField, TextArea, TextField};
pub(crate) use toast::{Toasts, toast};
