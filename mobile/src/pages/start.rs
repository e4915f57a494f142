//! The address itself: to the home page for those who are logged in, to the login for all others.

use dioxus::prelude::*;

use crate::layout::Redirect;
use crate::routes::{Next, Route};
use crate::session::{self, SESSION, Session};
use crate::ui::{ErrorPage, Skeleton};

/// Sends everybody where they belong.
#[component]
pub(crate) fn Start() -> Element {
    match &*SESSION.read() {
        Session::Unknown => rsx! {
            Skeleton {}
        },
        Session::LoggedOut => rsx! {
            Redirect { to: Route::Login { next: Next::default() } }
        },
        Session::LoggedIn(me) => rsx! {
            Redirect { to: session::entrance(me, &Next::default()) }
        },
        Session::Unreachable(error) => rsx! {
            ErrorPage { error: error.clone(), onretry: move |()| { spawn(session::reload()); } }
        },
    }
}
