//! The canonical form and what hangs on it.

use super::*;

fn id() -> RecordId {
    record("audit", "00112233445566778899aabbccddeeff")
}

fn content() -> Content {
    Content {
        enterprise: Some(record("enterprise", "91220101MA0Y1001XX")),
        newest: "7fffffffffffffff00000000".to_owned(),
        at: DateTime::from_timestamp(1_795_392_000, 7).expect("a time"),
        action: "logged_in".to_owned(),
        actor: Some(record("user", "u1")),
        reviewer: None,
        actor_name: "王建国".to_owned(),
        subject: Some("s".to_owned()),
        subject_name: Some("李".to_owned()),
        purpose: None,
        detail: None,
        changed_fields: vec!["name".to_owned(), "mobile".to_owned()],
        ip: "192.0.2.1".to_owned(),
        device: "Edge".to_owned(),
        lane: Some("a".to_owned()),
    }
}

/// Every stored hash would break with a change of the form: it has to be noticed here first.
#[test]
fn the_form_stays_as_it_is() {
    let vault = Vault::new(&[7; 32]);
    let seal = seal(&vault, &id(), &content());
    // Computed with Python's hmac and hashlib over the form as described.
    assert_eq!(*seal, "7e15ee9c69859337c70cf41c5fcc48672350129761e3d9b7a436bc23d3592454");
    assert_eq!(hash("", 1, &seal), "c7a0c4d7008e8d89fa1113673948e0ddbfc7995c3b7b6d526c171b30eadfacf9");
}

#[test]
fn a_change_of_any_field_is_another_form() {
    let changes: &[fn(&mut Content)] = &[
        |c| c.enterprise = None,
        |c| c.enterprise = Some(record("user", "91220101MA0Y1001XX")),
        |c| c.newest.push('0'),
        |c| c.at += chrono::TimeDelta::nanoseconds(1),
        |c| c.action.push('x'),
        |c| c.actor = None,
        |c| c.actor = Some(record("user", "u2")),
        |c| c.reviewer = Some(record("reviewer", "r1")),
        |c| c.reviewer = Some(record("user", "u1")),
        |c| c.reviewer = c.actor.take(),
        |c| c.actor_name.clear(),
        |c| c.subject = None,
        |c| c.subject = Some(String::new()),
        |c| c.subject_name = c.subject.take(),
        |c| c.purpose = Some(String::new()),
        |c| c.detail = Some("s".to_owned()),
        |c| c.changed_fields.reverse(),
        |c| c.changed_fields.clear(),
        |c| c.changed_fields = vec!["namemobile".to_owned()],
        |c| c.ip = "192.0.2.2".to_owned(),
        |c| c.device.clear(),
        |c| c.lane = Some("b".to_owned()),
        |c| c.lane = None,
    ];
    let mut seen = std::collections::BTreeSet::from([canonical(&id(), &content())]);
    for (number, change) in changes.iter().enumerate() {
        let mut changed = content();
        change(&mut changed);
        assert!(seen.insert(canonical(&id(), &changed)), "change {number}");
    }
    assert!(seen.insert(canonical(&record("audit", "other"), &content())), "the id");
    assert!(seen.insert(canonical(&RecordId::new("audit", 7), &content())), "an id of another kind");
}

#[test]
fn a_hash_depends_on_place_and_on_what_is_before() {
    let hashes = [hash("", 1, "s"), hash("", 2, "s"), hash("a", 1, "s"), hash("", 1, "t"), hash("|1", 1, "s")];
    assert_eq!(std::collections::BTreeSet::from(hashes).len(), 5);
}

#[test]
fn lanes_are_letters_by_the_first_digit() {
    assert_eq!(lanes().collect::<String>(), "abcdefghijklmnop");
    assert_eq!(name(lane_of("0f")), "a");
    assert_eq!(name(lane_of("f0")), "p");
    assert_eq!(name(lane_of("Zürich")), "a");
}
