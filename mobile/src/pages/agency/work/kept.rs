//! Reasons that are not sent yet, kept on the device by reviewer, application and submission, so that a reload loses none.

use dioxus::prelude::*;
use shared::api::{ReviewOut, ReviewReason};

use super::desk::Desk;
use crate::platform;
use crate::reviewer::{KEPT_PREFIX, REVIEWER};

/// Another submission is another form: what was written about the one before is not about this.
fn key(review: &ReviewOut) -> Option<String> {
    let reviewer = REVIEWER.peek();
    let me = reviewer.me()?;
    let application = &review.application;
    let who = format!("{}.{}.{}", me.region, me.party.code(), me.name);
    Some(format!("{KEPT_PREFIX}{who}.{}.{}", application.id, application.submissions))
}

/// What was kept.
pub(super) fn restore(review: &ReviewOut) -> Vec<ReviewReason> {
    key(review).and_then(|key| platform::stored(&key)).map(|text| read(&text)).unwrap_or_default()
}

fn read(text: &str) -> Vec<ReviewReason> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Keeps the reasons with every change; forgets them when there are none, as after a decision.
pub(super) fn use_kept(desk: Desk) {
    use_effect(move || {
        let reasons = desk.reasons.read();
        let Some(key) = key(&desk.review.peek()) else { return };
        match serde_json::to_string(&*reasons) {
            Ok(text) if !reasons.is_empty() => platform::store(&key, &text),
            _ => platform::forget(&key),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_is_no_reason() {
        let reasons =
            vec![ReviewReason { field: "post".into(), code: "unclear".into(), text: "x".into(), attachment: None }];
        assert_eq!(read(&serde_json::to_string(&reasons).unwrap_or_default()), reasons);
        assert_eq!(read("{broken"), []);
    }
}
