//! Every field of every entry: a change of any is found, and the entry is named.

use std::collections::BTreeSet;

use backend::adapters::surreal::Vars;
use backend::services::audit::Fault;
use surrealdb_types::{Datetime, RecordId, Value};

use super::{Log, key, names};

/// Something else of the same type; something where nothing was.
fn other(field: &str, value: Option<&Value>) -> Value {
    match (field, value) {
        ("enterprise", _) => Value::RecordId(RecordId::new("enterprise", "another")),
        ("reviewer", _) => Value::RecordId(RecordId::new("reviewer", "another")),
        ("actor", _) => Value::RecordId(RecordId::new("user", "another")),
        (_, Some(Value::Datetime(at))) => {
            Value::Datetime(Datetime::from(at.into_inner() + chrono::Duration::nanoseconds(1)))
        }
        (_, Some(Value::Array(items))) => {
            let mut items = items.clone();
            items.push(Value::String("mobile".to_owned()));
            Value::Array(items)
        }
        (_, Some(Value::String(text))) => Value::String(format!("{text}0")),
        _ => Value::String("another".to_owned()),
    }
}

#[tokio::test]
async fn a_change_of_any_field_names_the_entry() {
    const FIELDS: [&str; 16] = [
        "enterprise",
        "newest",
        "at",
        "action",
        "actor",
        "reviewer",
        "actor_name",
        "subject",
        "subject_name",
        "purpose",
        "detail",
        "changed_fields",
        "ip",
        "device",
        "previous",
        "hash",
    ];
    let log = Log::written().await;
    let rows = log.rows().await;
    let mut written: BTreeSet<String> = BTreeSet::new();
    for row in &rows {
        let whole = log.whole(&row.id).await;
        let Value::Object(fields) = &whole else { panic!("{whole:?}") };
        written.extend(fields.keys().cloned());
        for field in FIELDS {
            let vars = Vars::new().set("id", row.id.clone()).set("value", other(field, fields.get(field)));
            log.raw(&format!("UPDATE $id SET {field} = $value"), vars).await;
            let expected = (row.lane.as_str(), row.number, Some(key(&row.id)));
            let report = log.verify().await;
            let what = format!("{field} of {row:?}");
            names(&report, &what, &[(expected.0, expected.1, expected.2.as_deref(), Fault::Changed)]);
            log.put_back(&row.id, whole.clone()).await;
        }
    }
    log.whole_again().await;
    assert!(written.contains("reviewer"), "a reviewer's account stands in some of them");
    // No field of an entry was left out.
    for place in ["id", "lane", "number"] {
        written.remove(place);
    }
    assert!(written.iter().all(|name| FIELDS.contains(&name.as_str())), "{written:?}");
}

#[tokio::test]
async fn what_cannot_be_read_any_more_is_named_too() {
    let log = Log::written().await;
    let row = log.rows().await.swap_remove(20);
    let whole = log.whole(&row.id).await;
    log.raw("DEFINE FIELD OVERWRITE at ON audit TYPE any", Vars::new()).await;
    log.raw("UPDATE $id SET at = 'yesterday'", Vars::new().set("id", row.id.clone())).await;
    let name = key(&row.id);
    names(&log.verify().await, "no time", &[(&row.lane, row.number, Some(&name), Fault::Changed)]);
    log.put_back(&row.id, whole).await;
    log.whole_again().await;
}
