//! Entries that are removed, swapped, copied, moved; chains that are cut, with and without their heads.

use backend::adapters::surreal::Vars;
use backend::services::audit::Fault;
use surrealdb_types::{RecordId, SurrealValue, Value};

use super::{Log, Row, key, names};

#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
struct LastLink {
    number: i64,
    hash: String,
}

fn lane_row(lane: &str) -> RecordId {
    RecordId::new("audit_lane", lane)
}

async fn last_link(log: &Log, id: &RecordId) -> LastLink {
    let vars = Vars::new().set("id", id.clone());
    let rows: Vec<LastLink> = log.app.app.db.read("SELECT number, hash FROM $id", vars).await.unwrap().take(0).unwrap();
    rows.into_iter().next().unwrap()
}

async fn set_head(log: &Log, lane: &str, link: &LastLink) {
    let vars = Vars::new().set("id", lane_row(lane)).set("number", link.number).set("hash", link.hash.clone());
    log.raw("UPDATE $id SET number = $number, hash = $hash", vars).await;
}

#[tokio::test]
async fn a_removed_entry_is_missed_wherever_it_stood() {
    let log = Log::written().await;
    for row in log.rows().await {
        let whole = log.whole(&row.id).await;
        log.raw("DELETE $id", Vars::new().set("id", row.id.clone())).await;
        let report = log.verify().await;
        names(&report, &format!("{row:?}"), &[(&row.lane, row.number, None, Fault::Missing)]);
        assert!(report.broken[0].to_string().ends_with(": missing"), "{}", report.broken[0]);
        log.put_back(&row.id, whole).await;
    }
    log.whole_again().await;
}

/// The neighbours of a chain, and an entry of another chain for each.
#[tokio::test]
async fn two_entries_that_change_places_are_both_told_where_they_belong() {
    let log = Log::written().await;
    let rows = log.rows().await;
    for (one, two) in rows.iter().zip(rows.iter().skip(1)) {
        let (before, after) = (log.whole(&one.id).await, log.whole(&two.id).await);
        let swap = "LET $a = (SELECT lane, number, previous, hash FROM ONLY $one);
             LET $b = (SELECT lane, number, previous, hash FROM ONLY $two);
             UPDATE $one MERGE $b; UPDATE $two MERGE $a";
        log.raw(swap, Vars::new().set("one", one.id.clone()).set("two", two.id.clone())).await;
        let (first, second) = (key(&one.id), key(&two.id));
        let belongs = |row: &Row| Fault::Swapped { lane: row.lane.clone(), number: row.number };
        let mut expected = vec![(one.lane.as_str(), one.number, Some(second.as_str()), belongs(two))];
        if one.lane == two.lane {
            // The walk ends at the first; the other is met beside the chains.
            expected.push((two.lane.as_str(), two.number, Some(first.as_str()), Fault::Changed));
        } else {
            expected.push((two.lane.as_str(), two.number, Some(first.as_str()), belongs(one)));
        }
        names(&log.verify().await, &format!("{one:?} {two:?}"), &expected);
        log.put_back(&one.id, before).await;
        log.put_back(&two.id, after).await;
    }
    log.whole_again().await;
}

#[tokio::test]
async fn a_copy_is_foreign_at_its_place_and_behind_the_end() {
    let log = Log::written().await;
    for row in log.rows().await {
        let copy = RecordId::new("audit", format!("f{}", &key(&row.id)[1..]));
        if copy == row.id {
            continue;
        }
        let name = key(&copy);
        let insert = "CREATE $copy CONTENT object::extend((SELECT * OMIT id FROM ONLY $id), $change)";
        let end = last_link(&log, &lane_row(&row.lane)).await.number + 1;
        for number in [row.number, end] {
            let change =
                Value::from_t(std::collections::BTreeMap::from([("number".to_owned(), Value::from_t(number))]));
            let vars = Vars::new().set("copy", copy.clone()).set("id", row.id.clone()).set("change", change);
            log.raw(insert, vars).await;
            names(&log.verify().await, &format!("{row:?}"), &[(&row.lane, number, Some(&name), Fault::Foreign)]);
            log.raw("DELETE $copy", Vars::new().set("copy", copy.clone())).await;
        }
    }
    log.whole_again().await;
}

#[tokio::test]
async fn an_entry_that_hangs_on_another_chain_is_missed_here_and_foreign_there() {
    let log = Log::written().await;
    let heads = log.verify().await.heads;
    for row in log.rows().await {
        let (lane, head) = heads.iter().find(|(lane, head)| *lane != row.lane && head.number > 0).unwrap();
        let whole = log.whole(&row.id).await;
        let name = key(&row.id);
        for number in [head.number, head.number + 1] {
            let vars = Vars::new().set("id", row.id.clone()).set("lane", lane.clone()).set("number", number);
            log.raw("UPDATE $id SET lane = $lane, number = $number", vars).await;
            let report = log.verify().await;
            let found: Vec<_> = report.broken.iter().map(|broken| (broken.lane.as_deref(), broken.number)).collect();
            assert!(found.contains(&(Some(row.lane.as_str()), Some(row.number))), "missing: {:?}", report.broken);
            let there = report.broken.iter().find(|broken| broken.id.as_deref() == Some(&name)).unwrap();
            assert_eq!((there.lane.as_deref(), there.number), (Some(lane.as_str()), Some(number)), "{there}");
            log.put_back(&row.id, whole.clone()).await;
        }
    }
    log.whole_again().await;
}

#[tokio::test]
async fn a_cut_tail_is_missed_and_with_its_head_by_whoever_noted_it() {
    let log = Log::written().await;
    let before = log.verify().await;
    for (lane, head) in before.heads.iter().filter(|(_, head)| head.number > 1) {
        let rows = log.rows().await;
        let of = |number| rows.iter().find(|row| row.lane == *lane && row.number == number).unwrap();
        let (last, kept) = (of(head.number), of(head.number - 1));
        let whole = log.whole(&last.id).await;
        log.raw("DELETE $id", Vars::new().set("id", last.id.clone())).await;
        names(&log.verify().await, lane, &[(lane, head.number, None, Fault::Missing)]);
        // Head and entries cut alike: without a head noted elsewhere nobody can tell.
        let end = last_link(&log, &kept.id).await;
        set_head(&log, lane, &end).await;
        log.whole_again().await;
        names(&log.verify_against(&before.heads).await, lane, &[(lane, head.number, None, Fault::Rewritten)]);
        // Going on from there does not hide it.
        log.put_back(&last.id, whole).await;
        names(&log.verify().await, lane, &[(lane, head.number, Some(&key(&last.id)), Fault::Foreign)]);
        set_head(&log, lane, &LastLink { number: head.number, hash: head.hash.clone() }).await;
    }
    assert!(log.verify_against(&before.heads).await.broken.is_empty());
}

#[tokio::test]
async fn a_head_that_is_gone_or_says_something_else_is_named() {
    let log = Log::written().await;
    let (lane, head) = log.verify().await.heads.into_iter().find(|(_, head)| head.number > 1).unwrap();
    set_head(&log, &lane, &LastLink { number: head.number, hash: "00".to_owned() }).await;
    names(&log.verify().await, "hash", &[(&lane, head.number, None, Fault::HeadChanged)]);
    set_head(&log, &lane, &LastLink { number: head.number + 1, hash: head.hash.clone() }).await;
    names(&log.verify().await, "number", &[(&lane, head.number + 1, None, Fault::Missing)]);
    log.raw("DELETE $id", Vars::new().set("id", lane_row(&lane))).await;
    let report = log.verify().await;
    assert_eq!((report.broken[0].lane.as_deref(), &report.broken[0].fault), (Some(lane.as_str()), &Fault::HeadMissing));
    // Nothing is written beside the chain meanwhile.
    let mut refused = 0;
    for _ in 0..40 {
        refused += u32::from(log.app.try_log_in(&log.legal.person.mobile, "Wrong-Pass9").await.status.as_u16() == 500);
        log.app.wait(chrono::Duration::hours(1));
    }
    assert!(refused > 0);
    assert_eq!(log.verify().await.broken.iter().filter(|broken| broken.lane.as_deref() != Some(&lane)).count(), 0);
}
