//! What is typed into a form, kept on the device until the form succeeds; never passwords and codes.

use dioxus::prelude::ReadableExt;
use serde_json::{Map, Value};

use super::Values;
use crate::platform;
use crate::session::{DRAFT_PREFIX, SESSION};

/// Where a form's draft is kept, if it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    key: Option<String>,
    secrets: &'static [&'static str],
}

impl Draft {
    /// The draft of a form; each person has their own.
    pub(super) fn new(id: &str, kept: bool, secrets: &'static [&'static str]) -> Self {
        let session = SESSION.peek();
        let owner = session.me().map_or("-", |me| me.user_id.as_str());
        Self { key: kept.then(|| format!("{DRAFT_PREFIX}{owner}.{id}")), secrets }
    }

    /// Puts what was kept over what the fields start with.
    pub(super) fn restore(&self, initial: Values) -> Values {
        let kept = self.key.as_deref().and_then(platform::stored);
        match kept.and_then(|text| serde_json::from_str::<Map<String, Value>>(&text).ok()) {
            Some(kept) => overlay(initial, kept),
            None => initial,
        }
    }

    pub(super) fn keep(&self, values: &Values) {
        if let Some(key) = &self.key
            && let Ok(text) = serde_json::to_string(&without(values, self.secrets))
        {
            platform::store(key, &text);
        }
    }

    pub(super) fn drop_kept(&self) {
        if let Some(key) = &self.key {
            platform::forget(key);
        }
    }
}

/// What was kept, over the fields of this version of the app: fields that are gone are dropped, and so is what has
/// another shape than the field.
fn overlay(mut initial: Values, kept: Map<String, Value>) -> Values {
    for (name, value) in kept {
        if let Some(field) = initial.0.get_mut(&name)
            && std::mem::discriminant(field) == std::mem::discriminant(&value)
        {
            *field = value;
        }
    }
    initial
}

fn without(values: &Values, secrets: &[&str]) -> Map<String, Value> {
    values.0.iter().filter(|(name, _)| !secrets.contains(&name.as_str())).map(|(n, v)| (n.clone(), v.clone())).collect()
}

#[cfg(test)]
mod tests {
    use shared::api::PasswordLoginIn;

    use super::*;

    #[test]
    fn secrets_are_not_kept() {
        let values =
            Values::of(&PasswordLoginIn { identifier: "a".into(), password: "b".into(), ..Default::default() });
        let kept = without(&values, &["password"]);
        assert!(kept.contains_key("identifier") && !kept.contains_key("password"));
    }

    #[test]
    fn a_draft_of_another_version_does_no_harm() {
        let initial = Values::of(&PasswordLoginIn::default());
        let kept = serde_json::json!({ "identifier": "张三", "gone": "x", "password": 7 });
        let Value::Object(kept) = kept else { panic!("an object") };
        let values = overlay(initial, kept);
        assert_eq!(values.typed::<PasswordLoginIn>().identifier, "张三");
        assert!(values.get("gone").is_null());
        assert_eq!(values.text("password"), "");
    }
}
