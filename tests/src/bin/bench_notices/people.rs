//! People of the demonstration who listen, file and review.

use anyhow::{Result, ensure};
use integration_tests::browser::Filing;

/// 张伟, who files.
pub(crate) const AGENT: &str = "15400000003";
/// 王建国, 张伟 and 赵敏: each acts for one enterprise, so the log-in has not to choose.
pub(crate) const LISTENING: [&str; 3] = ["15400000001", AGENT, "15400000004"];
/// A first reviewer of the agency.
pub(crate) const REVIEWER: &str = "chushen";

/// Files for so many of the first insured persons; not all of them can be filed for.
pub(crate) async fn file(filing: &Filing<'_>, number: usize) -> Result<Vec<String>> {
    let mut filed = Vec::new();
    for person in 0..10 {
        if filed.len() == number {
            break;
        }
        let Ok(complete) = filing.complete(person).await else { continue };
        if filing.submit(&complete.id).await.is_ok() {
            filed.push(complete.id);
        }
    }
    ensure!(filed.len() == number, "only {} of the first ten can be filed for", filed.len());
    Ok(filed)
}
