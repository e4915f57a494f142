//! What the check finds, in the language of the device. Which findings there are, the server says; it says them in Chinese.

use shared::api::ReviewOut;
use shared::application::{Finding, FindingOut};

use crate::pages::application_form::found;
use crate::words;

/// The findings of an application.
pub(super) fn findings(review: &ReviewOut) -> Vec<FindingOut> {
    let own = found(&review.application, &review.application.form);
    let language = words::language();
    review
        .findings
        .iter()
        .cloned()
        .map(|finding| match same(&own, &finding) {
            Some(same) => FindingOut { message: same.what.message(language), ..finding },
            None => finding,
        })
        .collect()
}

/// The same finding as this device makes it.
fn same<'a>(own: &'a [Finding], finding: &FindingOut) -> Option<&'a Finding> {
    own.iter().find(|known| known.field == finding.field && known.what.code == finding.code)
}

#[cfg(test)]
mod tests {
    use shared::application::{Section, Severity};
    use shared::error::Invalid;

    use super::*;

    #[test]
    fn a_finding_is_known_by_its_field_and_code() {
        let own = ["post", "bank"].map(|field| Finding {
            field: field.into(),
            severity: Severity::Blocking,
            what: Invalid::new("required"),
        });
        let told = |field: &str, code: &str| FindingOut {
            section: Section::of(field),
            field: field.into(),
            severity: Severity::Blocking,
            code: code.into(),
            message: String::new(),
        };
        assert_eq!(same(&own, &told("bank", "required")).map(|found| found.field.as_str()), Some("bank"));
        assert_eq!(same(&own, &told("bank", "of_tomorrow")), None);
        assert_eq!(same(&own, &told("mobile", "required")), None);
    }
}
