//! 企业职工正常退休申请: its form, its life, and everything about it that is knowable before it is filed.

mod difference;
mod fields;
mod form;
mod names;
mod order;
mod precheck;
mod reading;
mod reminders;
mod status;
mod working_days;

pub use difference::{Clash, Difference, differences, merge};
pub use form::{ApplicationForm, DeemedPeriodIn, ROWS_MAX, Section, SpecialPeriodIn};
pub use names::{code_name, field_name, material_name};
pub use precheck::{
    Context, Determination, EstimateOut, Finding, FindingOut, Severity, determine, estimate, is_wanted, precheck,
};
pub use reading::{DeemedPeriod, Reading, SpecialPeriod};
pub use reminders::{REMINDERS_FILE, Reminders, RemindersError};
pub use status::{Action, Claim, Party, Standing, Status, actions, after};
pub use working_days::{WORKING_DAYS_FILE, WorkingDays, WorkingDaysError};
