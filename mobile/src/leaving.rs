//! Leaving a page that holds something the server has not got yet: it asks first. What is typed is on the device either way.

use dioxus::prelude::*;
use dioxus::router::RouterConfig;

use crate::platform;
use crate::routes::Route;
use crate::session::{SESSION, Session};

/// The page that is left with a question, and where it stands.
static HELD: GlobalSignal<Option<Route>> = Signal::global(|| None);

/// Where the person wanted to go, while the page asks.
static WANTED: GlobalSignal<Option<Route>> = Signal::global(|| None);

/// A router that turns back whoever leaves the page that is held.
pub(crate) fn watched() -> RouterConfig<Route> {
    RouterConfig::default().on_update(|router| {
        let held = HELD.peek().clone()?;
        let to = router.current();
        if matches!(*SESSION.peek(), Session::LoggedIn(_)) && !is_same_page(&held, &to) {
            *WANTED.write() = Some(to);
            Some(NavigationTarget::Internal(held))
        } else {
            None
        }
    })
}

/// Holds a page, or lets it go.
pub(crate) fn hold(page: Option<Route>) {
    if *HELD.peek() != page {
        platform::ask_before_unload(page.is_some());
        *HELD.write() = page;
    }
}

/// Where the person wanted to go; a component that calls it draws itself anew when they want to.
pub(crate) fn wanted() -> Option<Route> {
    WANTED.read().clone()
}

/// The person stays.
pub(crate) fn stay() {
    if WANTED.peek().is_some() {
        *WANTED.write() = None;
    }
}

/// The person leaves all the same.
pub(crate) fn leave() {
    hold(None);
    if let Some(to) = WANTED.write().take() {
        navigator().push(to);
    }
}

/// The steps of one form are one page.
fn is_same_page(one: &Route, other: &Route) -> bool {
    let page = |route: &Route| route.to_string().split('?').next().map(str::to_owned);
    page(one) == page(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_one_form_are_one_page() {
        let step = |id: &str, step: &str| Route::ApplicationEdit { id: id.into(), step: step.into() };
        assert!(is_same_page(&step("a", "person"), &step("a", "card")));
        assert!(!is_same_page(&step("a", "person"), &step("b", "person")));
        assert!(!is_same_page(&step("a", "person"), &Route::ApplicationDetail { id: "a".into() }));
    }
}
