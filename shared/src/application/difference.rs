//! What differs between two versions of a form, and putting two edits of one version together.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::form::ApplicationForm;
use super::order::place;

/// A field that differs. Rows of sub-lists are compared place by place; a row that one side lacks is empty there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct Difference {
    /// Path of the field: `post`, `deemed_periods[0].to`.
    pub field: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// The fields that differ, in the order of the form.
pub fn differences(before: &ApplicationForm, after: &ApplicationForm) -> Vec<Difference> {
    let (before, after) = (leaves(before), leaves(after));
    let mut paths: Vec<&String> = before.iter().map(|(path, _)| path).collect();
    for (path, _) in &after {
        if !before.iter().any(|(known, _)| known == path) {
            paths.push(path);
        }
    }
    paths.sort_by_key(|path| place(path));
    let text = |leaves: &[(String, String)], path: &String| {
        leaves.iter().find(|(known, _)| known == path).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    paths
        .into_iter()
        .filter_map(|path| {
            let (before, after) = (text(&before, path), text(&after, path));
            (before != after).then(|| Difference { field: path.clone(), before, after })
        })
        .collect()
}

/// Every field with its text, in no particular order.
fn leaves(form: &ApplicationForm) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let rows = |found: &mut Vec<(String, String)>, list: &str, row: usize, value: Value| {
        for (name, value) in object(value) {
            found.push((format!("{list}[{row}].{name}"), plain(&value)));
        }
    };
    for (name, value) in object(serde_json::to_value(form).unwrap_or_default()) {
        match value {
            Value::Array(items) => {
                for (row, item) in items.into_iter().enumerate() {
                    rows(&mut found, &name, row, item);
                }
            }
            value => found.push((name, plain(&value))),
        }
    }
    found
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "true".to_owned(),
        Value::Null | Value::Bool(false) => String::new(),
        other => other.to_string(),
    }
}

/// One field of the form that two people changed differently. A sub-list is one field here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The field.
    pub field: String,
    /// Whether both changed it; otherwise only one side did, and its version is in the merged form already.
    pub both: bool,
}

/// Puts two edits of one version together: what only one side changed is taken over, what both changed stays as mine.
/// Gives the merged form and every field in which the two differ, in the order of the form.
pub fn merge(
    base: &ApplicationForm,
    mine: &ApplicationForm,
    theirs: &ApplicationForm,
) -> (ApplicationForm, Vec<Clash>) {
    let of = |form: &ApplicationForm| object(serde_json::to_value(form).unwrap_or_default());
    let (base, mut merged, theirs) = (of(base), of(mine), of(theirs));
    let mut clashes = Vec::new();
    for (field, their) in theirs {
        let was = base.get(&field);
        let my = merged.get(&field);
        if my == Some(&their) {
            continue;
        }
        let i_changed = my != was;
        clashes.push(Clash { field: field.clone(), both: i_changed && Some(&their) != was });
        if !i_changed {
            merged.insert(field, their);
        }
    }
    clashes.sort_by_key(|clash| place(&clash.field));
    (serde_json::from_value(Value::Object(merged)).unwrap_or_default(), clashes)
}

#[cfg(test)]
mod tests {
    use super::super::form::DeemedPeriodIn;
    use super::*;

    fn form(post: &str, mobile: &str, from: &[&str]) -> ApplicationForm {
        ApplicationForm {
            post: post.into(),
            mobile: mobile.into(),
            deemed_periods: from
                .iter()
                .map(|from| DeemedPeriodIn { from: (*from).into(), ..Default::default() })
                .collect(),
            ..Default::default()
        }
    }

    #[test]
    fn what_differs_is_named_by_path() {
        let before = form("钳工", "1", &["1985-01", "1990-01"]);
        let after = ApplicationForm { card_wrong: true, ..form("车工", "1", &["1985-02"]) };
        let found: Vec<(String, String, String)> =
            differences(&before, &after).into_iter().map(|d| (d.field, d.before, d.after)).collect();
        let expected = [
            ("post", "钳工", "车工"),
            ("card_wrong", "", "true"),
            ("deemed_periods[0].from", "1985-01", "1985-02"),
            ("deemed_periods[1].from", "1990-01", ""),
        ];
        assert_eq!(found, expected.map(|(field, before, after)| (field.into(), before.into(), after.into())));
        assert_eq!(differences(&before, &before), []);
    }

    #[test]
    fn two_edits_lose_nothing_of_each_other() {
        let base = form("钳工", "1", &[]);
        let mine = form("车工", "1", &["1985-01"]);
        let theirs = form("钳工", "2", &["1986-01"]);
        let (merged, clashes) = merge(&base, &mine, &theirs);
        assert_eq!(merged, form("车工", "2", &["1985-01"]));
        let of = |field: &str| clashes.iter().find(|clash| clash.field == field).map(|clash| clash.both);
        assert_eq!((of("post"), of("mobile"), of("deemed_periods")), (Some(false), Some(false), Some(true)));
        assert_eq!(clashes.len(), 3);
        assert_eq!(merge(&base, &mine, &mine), (mine, vec![]));
    }
}
