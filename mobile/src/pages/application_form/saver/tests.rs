//! Saving over time, without a clock.

use super::*;

const NETWORK: Failure = Failure::Later { wait_ms: 0 };

fn at(saver: &Saver) -> Option<i64> {
    match saver.phase {
        Phase::Due { at, .. } => Some(at),
        _ => None,
    }
}

fn sending(now: i64) -> Saver {
    let mut saver = Saver::default();
    saver.changed(now - PAUSE_MS);
    assert!(saver.take(now));
    saver
}

#[test]
fn a_change_is_sent_after_a_pause_in_typing() {
    let mut saver = Saver::default();
    assert_eq!(saver.shown(), Shown::Saved);
    saver.changed(0);
    assert_eq!(at(&saver), Some(1_500));
    saver.changed(1_000);
    assert_eq!(at(&saver), Some(2_500));
    assert_eq!(saver.shown(), Shown::Unsaved);
    assert!(!saver.take(1_500));
    assert!(saver.take(2_500));
    assert_eq!(saver.shown(), Shown::Saving);
    saver.succeeded(2_700);
    assert_eq!(saver.shown(), Shown::Saved);
}

#[test]
fn who_types_without_a_pause_is_saved_all_the_same() {
    let mut saver = Saver::default();
    for stroke in 0..100 {
        saver.changed(stroke * 100);
    }
    assert_eq!(at(&saver), Some(LONGEST_MS));
}

#[test]
fn one_save_at_a_time_and_the_newer_change_queues() {
    let mut saver = sending(2_000);
    saver.changed(2_100);
    assert!(!saver.take(9_000));
    saver.succeeded(2_500);
    assert_eq!((at(&saver), saver.shown()), (Some(4_000), Shown::Unsaved));
    assert!(saver.take(4_000));
}

#[test]
fn failures_are_tried_again_with_growing_pauses() {
    let mut saver = sending(0);
    let mut now = 0;
    let mut pauses = Vec::new();
    for _ in 0..8 {
        saver.failed(now, NETWORK);
        assert_eq!(saver.shown(), Shown::Offline);
        let next = at(&saver).unwrap_or_default();
        pauses.push(next - now);
        now = next;
        assert!(saver.take(now));
    }
    assert_eq!(pauses, [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    saver.failed(0, Failure::Later { wait_ms: 90_000 });
    assert_eq!(at(&saver), Some(90_000));
}

#[test]
fn the_network_s_return_is_not_waited_out() {
    let mut saver = sending(0);
    saver.failed(0, NETWORK);
    saver.changed(100);
    assert_eq!(at(&saver), Some(2_000), "a stroke does not move the next try");
    saver.hurry(200);
    assert!(saver.take(200));
    saver.succeeded(300);
    saver.hurry(400);
    assert!(saver.is_quiet());
}

#[test]
fn a_draft_opened_offline_waits_for_the_network() {
    let mut saver = Saver::default();
    saver.offline(0);
    // The form is drawn, which is no stroke.
    saver.changed(0);
    assert_eq!((at(&saver), saver.shown()), (Some(2_000), Shown::Offline));
    saver.hurry(500);
    assert!(saver.take(500));
}

#[test]
fn a_conflict_waits_for_a_person() {
    let mut saver = sending(0);
    saver.failed(0, Failure::Conflict);
    saver.changed(10);
    saver.hurry(20);
    assert!(!saver.take(i64::MAX));
    assert_eq!(saver.shown(), Shown::Conflict);
    saver.resolved(30);
    assert!(saver.take(30));
}

#[test]
fn what_the_server_refuses_waits_for_another_content() {
    let mut saver = sending(0);
    saver.failed(0, Failure::Refused);
    assert!(!saver.take(i64::MAX));
    saver.changed(10);
    assert_eq!(at(&saver), Some(1_510));
    let mut saver = sending(0);
    saver.changed(5);
    saver.failed(10, Failure::Refused);
    assert_eq!(at(&saver), Some(1_510));
}

#[test]
fn a_change_taken_back_needs_no_save() {
    let mut saver = Saver::default();
    saver.changed(0);
    saver.unchanged();
    assert!(saver.is_quiet());
    // Under way, the old content is: the one taken back has to follow.
    let mut saver = sending(0);
    saver.unchanged();
    saver.succeeded(100);
    assert_eq!(at(&saver), Some(1_600));
}
