//! A list that is read page by page: the first page by itself, and anew with every change of the query; more at a tap.
//!
//! Where few rows fit a query, the server answers with fewer than a page and says how to go on: that goes on by itself until
//! a page is full or the end is reached, is seen to go on, and can be stopped.

use std::future::Future;
use std::rc::Rc;

use dioxus::prelude::*;
use shared::limits::PAGE_SIZE;

use super::{Button, ButtonKind, Notice, NoticeKind};
use crate::api::ApiError;
use crate::{t, words};

/// One page as a fetch gives it: its rows, and the cursor of the next.
pub(crate) type Page<T> = (Vec<T>, Option<String>);

/// What has been read so far; cheap to copy.
pub(crate) struct Paged<T: 'static> {
    state: Signal<State<T>>,
    read: Callback<Option<String>>,
}

impl<T> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Paged<T> {}

impl<T: Clone> Paged<T> {
    /// The rows read so far; `None` until the first page has come.
    pub(crate) fn items(&self) -> Option<Vec<T>> {
        let state = self.state.read();
        state.loaded.then(|| state.items.clone())
    }

    /// Why the last page did not come.
    pub(crate) fn failure(&self) -> Option<ApiError> {
        self.state.read().failure.clone()
    }

    /// Whether a page is on its way.
    pub(crate) fn is_reading(&self) -> bool {
        self.state.read().reading
    }

    /// Whether there are more rows than those read.
    pub(crate) fn has_more(&self) -> bool {
        self.state.read().next.is_some()
    }

    /// Whether rows are still looked for, after answers that had fewer than a page.
    pub(crate) fn is_looking(&self) -> bool {
        let state = self.state.read();
        state.reading && state.looking
    }

    /// Stops looking for more rows; what was found stays.
    pub(crate) fn stop(&mut self) {
        self.state.write().stop();
    }

    /// Reads the next page.
    pub(crate) fn more(&self) {
        let next = self.state.peek().next.clone();
        if next.is_some() && !self.state.peek().reading {
            self.read.call(next);
        }
    }

    /// Reads from the start again.
    pub(crate) fn again(&self) {
        self.read.call(None);
    }
}

struct State<T> {
    items: Vec<T>,
    next: Option<String>,
    loaded: bool,
    reading: bool,
    failure: Option<ApiError>,
    /// How many rows this reading has found.
    found: usize,
    /// Whether this reading goes on after answers that had fewer rows than a page.
    looking: bool,
    /// Numbers the readings: an answer to an earlier one comes too late.
    turn: u32,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            next: None,
            loaded: false,
            reading: true,
            failure: None,
            found: 0,
            looking: false,
            turn: 0,
        }
    }
}

impl<T> State<T> {
    fn begin(&mut self) -> u32 {
        self.turn += 1;
        self.reading = true;
        self.looking = false;
        self.found = 0;
        self.failure = None;
        self.turn
    }

    /// Ends a reading before its page is full; its answer comes too late.
    fn stop(&mut self) {
        self.turn += 1;
        self.reading = false;
    }

    /// Takes an answer; the cursor to go on with where the page is not full yet.
    fn take(&mut self, answer: Result<Page<T>, ApiError>, follows: bool) -> Option<String> {
        self.reading = false;
        match answer {
            Ok((items, next)) => {
                if !follows {
                    self.items.clear();
                }
                self.found += items.len();
                self.items.extend(items);
                self.next = next;
                self.loaded = true;
                self.looking = self.next.is_some() && self.found < PAGE_SIZE;
                self.reading = self.looking;
            }
            Err(error) => self.failure = Some(error),
        }
        if self.reading { self.next.clone() } else { None }
    }
}

/// Reads a list by pages; `fetch` is given the query and the cursor, empty for the first page.
pub(crate) fn use_paged<Query, T, F, Answer>(query: impl Into<ReadSignal<Query>>, fetch: F) -> Paged<T>
where
    Query: Clone + 'static,
    T: 'static,
    F: Fn(Query, String) -> Answer + 'static,
    Answer: Future<Output = Result<Page<T>, ApiError>> + 'static,
{
    let query = query.into();
    let fetch = Rc::new(fetch);
    let mut state = use_signal(State::<T>::default);
    let read = use_callback(move |cursor: Option<String>| {
        let turn = state.write().begin();
        let (fetch, query) = (Rc::clone(&fetch), query.peek().clone());
        spawn(async move {
            let (mut follows, mut cursor) = (cursor.is_some(), cursor.unwrap_or_default());
            loop {
                let answer = fetch(query.clone(), cursor).await;
                if state.peek().turn != turn {
                    return;
                }
                match state.write().take(answer, follows) {
                    Some(next) => (follows, cursor) = (true, next),
                    None => return,
                }
            }
        });
    });
    use_effect(move || {
        let _changed = query.read();
        read.call(None);
    });
    Paged { state, read }
}

/// Below the rows: the way to more of them, or why they did not come.
#[component]
pub(crate) fn MoreRows(
    more: bool,
    reading: bool,
    failure: Option<ApiError>,
    /// Whether they are looked for by itself: says so, with `onstop` to end it.
    #[props(default)]
    looking: bool,
    onmore: EventHandler<()>,
    #[props(default)] onstop: EventHandler<()>,
) -> Element {
    rsx! {
        if let Some(error) = failure {
            Notice { kind: NoticeKind::Bad, p { {error.message(words::language())} } }
        }
        if looking {
            div { class: "more-rows looking",
                span { role: "status", "data-testid": "looking", {t!("list-looking")} }
                Button { test: "looking-stop", kind: ButtonKind::Secondary, label: t!("list-looking-stop"),
                    onclick: move |()| onstop.call(()) }
            }
        } else if more {
            div { class: "more-rows",
                Button { test: "load-more", kind: ButtonKind::Secondary, label: t!("load-more"), pending: reading,
                    onclick: move |()| onmore.call(()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another_and_a_new_search_starts_over() {
        let mut state = State::<u8>::default();
        let first = state.begin();
        assert_eq!(state.take(Ok((vec![1; PAGE_SIZE], Some("c".to_owned()))), false), None, "a page is full");
        assert!(!state.reading && !state.looking);
        state.begin();
        assert_eq!(state.take(Ok((vec![3], None)), true), None);
        assert_eq!((state.items.len(), state.next.is_none()), (PAGE_SIZE + 1, true));
        assert_ne!(state.begin(), first);
        state.take(Ok((vec![9], None)), false);
        assert_eq!(state.items, [9]);
    }

    #[test]
    fn a_page_that_is_not_full_goes_on_until_it_is_or_the_end_is_reached() {
        let mut state = State::<u8>::default();
        state.begin();
        let on = |cursor: &str| Some(cursor.to_owned());
        assert_eq!(state.take(Ok((Vec::new(), on("a"))), false), on("a"));
        assert!(state.reading && state.looking && state.items.is_empty());
        assert_eq!(state.take(Ok((vec![1; PAGE_SIZE - 1], on("b"))), true), on("b"));
        assert_eq!(state.take(Ok((vec![2], on("c"))), true), None, "full, over three answers");
        assert_eq!((state.items.len(), state.reading, state.looking), (PAGE_SIZE, false, false));
        // The next page is counted anew, and ends with the list.
        state.begin();
        assert_eq!(state.take(Ok((vec![3], on("d"))), true), on("d"));
        assert_eq!(state.take(Ok((Vec::new(), None)), true), None);
        assert_eq!((state.items.len(), state.reading, state.looking), (PAGE_SIZE + 1, false, false));
    }

    #[test]
    fn looking_can_be_stopped_and_gone_on_with() {
        let mut state = State::<u8>::default();
        let turn = state.begin();
        assert!(state.take(Ok((vec![1], Some("a".to_owned()))), false).is_some());
        state.stop();
        assert!(state.turn != turn && !state.reading, "the answer under way comes too late");
        assert_eq!((state.items.as_slice(), state.next.as_deref()), ([1].as_slice(), Some("a")));
    }

    #[test]
    fn a_page_that_does_not_come_leaves_the_others() {
        let mut state = State::<u8>::default();
        state.begin();
        state.take(Ok((vec![1], Some("c".to_owned()))), false);
        state.begin();
        assert_eq!(state.take(Err(ApiError::Network), true), None, "it is not tried without end");
        assert_eq!((state.items.as_slice(), state.failure.clone()), ([1].as_slice(), Some(ApiError::Network)));
        assert!(state.next.is_some());
    }
}
