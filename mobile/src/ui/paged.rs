//! A list that is read page by page: the first page by itself, and anew with every change of the query; more at a tap.

use std::future::Future;

use dioxus::prelude::*;

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
    /// Numbers the readings: an answer to an earlier one comes too late.
    turn: u32,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self { items: Vec::new(), next: None, loaded: false, reading: true, failure: None, turn: 0 }
    }
}

impl<T> State<T> {
    fn begin(&mut self) -> u32 {
        self.turn += 1;
        self.reading = true;
        self.failure = None;
        self.turn
    }

    fn take(&mut self, answer: Result<Page<T>, ApiError>, follows: bool) {
        self.reading = false;
        match answer {
            Ok((items, next)) => {
                if !follows {
                    self.items.clear();
                }
                self.items.extend(items);
                self.next = next;
                self.loaded = true;
            }
            Err(error) => self.failure = Some(error),
        }
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
    let mut state = use_signal(State::<T>::default);
    let read = use_callback(move |cursor: Option<String>| {
        let turn = state.write().begin();
        let follows = cursor.is_some();
        let answer = fetch(query.peek().clone(), cursor.unwrap_or_default());
        spawn(async move {
            let answer = answer.await;
            if state.peek().turn == turn {
                state.write().take(answer, follows);
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
pub(crate) fn MoreRows(more: bool, reading: bool, failure: Option<ApiError>, onmore: EventHandler<()>) -> Element {
    rsx! {
        if let Some(error) = failure {
            Notice { kind: NoticeKind::Bad, p { {error.message(words::language())} } }
        }
        if more {
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
        state.take(Ok((vec![1, 2], Some("c".to_owned()))), false);
        state.begin();
        state.take(Ok((vec![3], None)), true);
        assert_eq!((state.items.as_slice(), state.next.is_none()), ([1, 2, 3].as_slice(), true));
        assert_ne!(state.begin(), first);
        state.take(Ok((vec![9], None)), false);
        assert_eq!(state.items, [9]);
    }

    #[test]
    fn a_page_that_does_not_come_leaves_the_others() {
        let mut state = State::<u8>::default();
        state.begin();
        state.take(Ok((vec![1], Some("c".to_owned()))), false);
        state.begin();
        state.take(Err(ApiError::Network), true);
        assert_eq!((state.items.as_slice(), state.failure.clone()), ([1].as_slice(), Some(ApiError::Network)));
        assert!(state.next.is_some());
    }
}
