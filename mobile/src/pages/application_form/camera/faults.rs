//! What is wrong with a photo, in words: what it is, and what to do about it.

use shared::api::PhotoFault;

use crate::t;

/// The message that says what to do; it names the fault as well.
pub(in super::super) const fn advice(fault: PhotoFault) -> &'static str {
    match fault {
        PhotoFault::NoSheet => "camera-do-no-sheet",
        PhotoFault::CutOff => "camera-do-cut-off",
        PhotoFault::Covered => "camera-do-covered",
        PhotoFault::TooDark => "camera-do-too-dark",
        PhotoFault::Glare => "camera-do-glare",
        PhotoFault::Blurred => "camera-do-blurred",
        PhotoFault::TooSmall => "camera-do-too-small",
        PhotoFault::Duplicate => "camera-do-duplicate",
    }
}

/// The sentences about some faults.
pub(in super::super) fn list(faults: &[PhotoFault]) -> Vec<String> {
    faults.iter().map(|fault| t!(advice(*fault))).collect()
}

#[cfg(test)]
mod tests {
    use shared::api::PhotoFault;
    use shared::i18n::{self, Language};

    #[test]
    fn every_fault_has_words_in_every_language() {
        for fault in PhotoFault::ALL {
            for language in Language::ALL {
                assert!(i18n::has(language, super::advice(*fault)), "{}", fault.code());
            }
        }
    }
}
