//! Made-up people, each with a document and a number of their own.

use backend::services::system_account::SystemAccount;
use chrono::NaiveDate;
use shared::identity::made_up;

/// A password that stands the rules.
pub const PASSWORD: &str = "Maple-Tree7";
/// Another.
pub const OTHER_PASSWORD: &str = "Cedar-Lake9";

/// A made-up person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Resident ID number.
    pub document_number: String,
    /// Mobile number.
    pub mobile: String,
    /// Account name.
    pub account_name: String,
}

impl Person {
    /// The person of a serial number; the same every time.
    pub fn number(serial: u32) -> Self {
        const SURNAMES: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄"];
        const GIVEN: [&str; 8] = ["建国", "秀英", "伟", "敏", "静", "丽", "强", "磊"];
        let index = serial as usize;
        let born = NaiveDate::from_ymd_opt(
            1970 + i32::try_from(serial % 30).unwrap_or_default(),
            1 + serial % 12,
            1 + serial % 28,
        )
        .unwrap_or_default();
        Self {
            name: format!("{}{}", SURNAMES[index % 8], GIVEN[(index / 8) % 8]),
            document_number: made_up::resident_id(
                made_up::REGION,
                born,
                u16::try_from(serial % 1000).unwrap_or_default(),
            ),
            mobile: made_up::mobile(serial),
            account_name: format!("person{serial}"),
        }
    }
}

/// The credit code of a made-up company.
pub fn company(serial: u64) -> String {
    made_up::company_code(made_up::REGION, serial)
}

/// The operator of the tests, as the log names them.
pub fn operator() -> SystemAccount {
    SystemAccount::new("operator")
}
