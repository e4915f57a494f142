//! The app: one code base for the browser (wasm32), the desktop and phones.

mod apart;
mod api;
mod app;
mod escape;
mod forms;
mod layout;
mod leaving;
mod list_query;
mod notices;
mod pages;
mod platform;
mod policy;
mod preferences;
mod proofs;
mod reviewer;
mod routes;
mod session;
mod ui;
mod uploads;
mod words;

#[cfg(any(target_arch = "wasm32", feature = "desktop", feature = "mobile"))]
fn main() {
    dioxus::launch(app::App);
}

/// Without a renderer there is no app, only its unit tests.
#[cfg(not(any(target_arch = "wasm32", feature = "desktop", feature = "mobile")))]
#[expect(clippy::print_stderr, reason = "the one thing that this build can do is to say how to get another")]
fn main() -> std::process::ExitCode {
    // Keeps the app reachable, so that a check on the host sees it as used.
    let _app: fn() -> dioxus::prelude::Element = app::App;
    for language in shared::i18n::Language::ALL {
        eprintln!("{}", shared::i18n::text(language, "app-without-renderer", &[]));
    }
    std::process::ExitCode::FAILURE
}
