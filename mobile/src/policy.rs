//! The policy behind every rule: what the build carries until the server has said its own, which is kept for times offline.

use dioxus::prelude::*;
use shared::retirement::Policy;

use crate::{api, platform};

const KEY: &str = "policy";

static POLICY: GlobalSignal<&'static Policy> = Signal::global(|| kept().unwrap_or_else(Policy::built_in));
static FETCHED: GlobalSignal<bool> = Signal::global(|| false);

/// The policy in force; a component that calls it draws itself anew when the server's comes in.
pub(crate) fn in_force() -> &'static Policy {
    *POLICY.read()
}

/// Asks the server for its policy, once for as long as the app runs.
pub(crate) async fn load() {
    if *FETCHED.peek() {
        return;
    }
    let Ok(value) = api::policy().await else { return };
    let Some(policy) = read(value) else { return };
    *FETCHED.write() = true;
    if policy != **POLICY.peek() {
        if let Ok(text) = serde_json::to_string(&policy) {
            platform::store(KEY, &text);
        }
        // It holds for as long as the app runs, as the build's own does.
        *POLICY.write() = Box::leak(Box::new(policy));
    }
}

fn kept() -> Option<&'static Policy> {
    let text = platform::stored(KEY)?;
    let policy = read(serde_json::from_str(&text).ok()?)?;
    Some(Box::leak(Box::new(policy)))
}

/// A policy from outside, if it can be used.
fn read(value: serde_json::Value) -> Option<Policy> {
    let policy: Policy = serde_json::from_value(value).ok()?;
    policy.check().is_ok().then_some(policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sound_policy_is_taken_over() {
        let mut value = serde_json::to_value(Policy::built_in()).unwrap_or_default();
        assert_eq!(read(value.clone()).as_ref(), Some(Policy::built_in()));
        value["materials"] = serde_json::json!([]);
        assert_eq!(read(value), None);
        assert_eq!(read(serde_json::Value::Null), None);
    }
}
