//! Leaving a page that holds something the server has not got yet: it asks first, whether by a link of the page or by the
//! browser's own buttons. What is typed is on the device either way.

use dioxus::core::{Runtime, RuntimeGuard};
use dioxus::prelude::*;
use dioxus::router::RouterConfig;

use crate::platform;
use crate::routes::Route;
use crate::session::{SESSION, Session};

/// The page that is left with a question, and where it stands.
static HELD: GlobalSignal<Option<Route>> = Signal::global(|| None);

/// Where the person wanted to go, while the page asks.
static WANTED: GlobalSignal<Option<Wish>> = Signal::global(|| None);

/// Where the person wanted to go, and what turning them back has left in the browser's history.
#[derive(Debug, Clone, PartialEq)]
enum Wish {
    /// By a link: the step that it added holds the page once more.
    Link(Route),
    /// By the browser's buttons: the page was put after the step that they led to.
    Walk,
}

/// A router that turns back whoever leaves the page that is held.
pub(crate) fn watched() -> RouterConfig<Route> {
    RouterConfig::default().on_update(|router| {
        let to = router.current();
        let held = turned_back(&to)?;
        *WANTED.write() = Some(Wish::Link(to));
        Some(NavigationTarget::Internal(held))
    })
}

/// Turns back whoever walks away by the browser's buttons. Has to stand before the router does, which would show the other
/// page at once: dioxus asks nobody on that way.
pub(crate) fn watch_walks() {
    let runtime = Runtime::current();
    platform::turn_back_walks(move |path| {
        let _runtime = RuntimeGuard::new(runtime.clone());
        let held = turned_back(&path.parse().ok()?)?;
        *WANTED.write() = Some(Wish::Walk);
        Some(held.to_string())
    });
}

/// The page that is held, where going there would leave it.
fn turned_back(to: &Route) -> Option<Route> {
    let held = HELD.peek().clone()?;
    let asks = matches!(*SESSION.peek(), Session::LoggedIn(_)) && !is_same_page(&held, to);
    asks.then_some(held)
}

/// Holds a page, or lets it go.
pub(crate) fn hold(page: Option<Route>) {
    if *HELD.peek() != page {
        platform::ask_before_unload(page.is_some());
        *HELD.write() = page;
    }
}

/// Whether the person wants to leave; a component that calls it draws itself anew when they do.
pub(crate) fn is_wanted() -> bool {
    WANTED.read().is_some()
}

/// The person stays.
pub(crate) fn stay() {
    if WANTED.peek().is_none() {
        return;
    }
    // The step that a link added is taken back: else the browser's way back would lead to this page once more.
    if let Some(Wish::Link(_)) = WANTED.write().take() {
        navigator().go_back();
    }
}

/// The person leaves all the same.
pub(crate) fn leave() {
    hold(None);
    match WANTED.write().take() {
        Some(Wish::Link(to)) => {
            navigator().replace(to);
        }
        Some(Wish::Walk) => navigator().go_back(),
        None => {}
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
