//! The queue by its events.

use super::*;

fn paper(key: &str, at: i64) -> Paper {
    let person = "a".to_owned();
    Paper { key: key.into(), person, application: "x".into(), bytes: 200, order: (at, 0), ..Paper::default() }
}

fn queue(keys: &[&str]) -> Queue {
    let mut queue = Queue::default();
    for (place, key) in keys.iter().enumerate() {
        queue.add(paper(key, i64::try_from(place).unwrap_or_default()), true);
    }
    queue
}

fn taken(queue: &mut Queue, now: i64) -> Option<String> {
    queue.take(now, "a").map(|paper| paper.key)
}

fn state(queue: &Queue, key: &str) -> Option<State> {
    queue.of("x").find(|known| known.paper.key == key).map(|known| known.state.clone())
}

#[test]
fn one_is_sent_after_another_in_the_order_of_taking() {
    let mut queue = queue(&["first", "second"]);
    queue.add(paper("before", -1), true);
    assert_eq!(taken(&mut queue, 0).as_deref(), Some("before"));
    assert_eq!(taken(&mut queue, 0), None, "one is under way");
    queue.remove("before");
    assert_eq!(taken(&mut queue, 0).as_deref(), Some("first"));
}

#[test]
fn a_paper_that_is_known_is_not_taken_in_twice() {
    let mut queue = queue(&["one"]);
    assert!(taken(&mut queue, 0).is_some());
    queue.add(paper("one", 0), true);
    assert_eq!(queue.of("x").count(), 1);
    assert_eq!(state(&queue, "one"), Some(State::Sending(0)));
}

#[test]
fn pauses_grow_and_end_when_the_network_is_back() {
    let mut queue = queue(&["one", "two"]);
    let mut now = 0;
    for pause in [1_000, 2_000, 4_000] {
        assert_eq!(taken(&mut queue, now).as_deref(), Some("one"));
        queue.failed("one", now, Trouble::Unreached);
        assert_eq!(state(&queue, "one"), Some(State::Paused));
        assert_eq!(taken(&mut queue, now + pause - 1), None, "the second does not overtake the first");
        now += pause;
    }
    assert!(taken(&mut queue, now).is_some());
    queue.failed("one", now, Trouble::Unreached);
    queue.hurry();
    assert_eq!(taken(&mut queue, now).as_deref(), Some("one"));
    // Bytes that arrive end the row of breaks.
    assert!(queue.arrived("one", 100));
    queue.failed("one", now, Trouble::Unreached);
    assert!(taken(&mut queue, now + 1_000).is_some());
}

#[test]
fn however_long_the_network_is_gone_nothing_is_given_up() {
    let mut queue = queue(&["one"]);
    let mut now = 0;
    for _ in 0..1_000 {
        now += RETRY_LONGEST_MS;
        assert!(taken(&mut queue, now).is_some());
        queue.failed("one", now, Trouble::Unreached);
    }
}

#[test]
fn a_refused_paper_is_kept_and_does_not_hold_the_others_up() {
    let mut queue = queue(&["one", "two"]);
    assert!(taken(&mut queue, 0).is_some());
    queue.failed("one", 0, Trouble::Refused("too large".into()));
    assert_eq!(state(&queue, "one"), Some(State::Failed("too large".into())));
    assert_eq!(queue.paper("one").and_then(|paper| paper.refused.clone()).as_deref(), Some("too large"));
    assert_eq!(taken(&mut queue, 0).as_deref(), Some("two"));
    queue.remove("two");
    assert!(queue.retry("one").is_some_and(|paper| paper.refused.is_none()));
    assert_eq!(taken(&mut queue, 0).as_deref(), Some("one"));
}

#[test]
fn a_paper_that_the_server_cannot_digest_is_set_aside() {
    let mut queue = queue(&["one", "two"]);
    for _ in 0..TRIES {
        queue.hurry();
        assert_eq!(taken(&mut queue, 0).as_deref(), Some("one"));
        queue.failed("one", 0, Trouble::Later { wait_ms: 5_000, said: "trouble".into() });
    }
    queue.hurry();
    assert_eq!(state(&queue, "one"), Some(State::Failed("trouble".into())));
    assert_eq!(taken(&mut queue, 0).as_deref(), Some("two"));
}

#[test]
fn the_server_s_wish_to_wait_is_heeded() {
    let mut queue = queue(&["one"]);
    assert!(taken(&mut queue, 0).is_some());
    queue.failed("one", 0, Trouble::Later { wait_ms: 9_000, said: String::new() });
    assert_eq!(taken(&mut queue, 8_999), None);
    assert!(taken(&mut queue, 9_000).is_some());
}

#[test]
fn nobody_sends_another_person_s_papers() {
    let mut queue = queue(&["one"]);
    assert_eq!(queue.take(0, "b"), None);
}

#[test]
fn what_was_given_up_meanwhile_is_not_gone_on_with() {
    let mut queue = queue(&["one"]);
    assert!(taken(&mut queue, 0).is_some());
    queue.remove("one");
    assert!(!queue.arrived("one", 10));
}

#[test]
fn progress_is_told_in_hundredths() {
    let mut queue = queue(&["one"]);
    assert!(taken(&mut queue, 0).is_some());
    assert!(queue.arrived("one", 50));
    assert_eq!(queue.of("x").map(OnItsWay::percent).collect::<Vec<_>>(), [25]);
}
