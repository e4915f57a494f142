//! `[register]`: who knows the insured persons, and what can be wrong with how they are asked.

use reqwest::Url;
use serde::Deserialize;

use super::check::Faults;
use super::{Mode, Secret};
use crate::adapters::register_http;

/// Who knows the insured persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterKind {
    /// A table of this database.
    Table,
    /// The province's HTTP interface.
    Http,
}

/// `[register]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterConfig {
    /// Who.
    pub kind: RegisterKind,
    /// Address of the HTTP interface.
    pub url: String,
    /// The key that it gave this service.
    pub key: Secret,
    /// Time limit of one try.
    pub timeout_seconds: u64,
    /// Tries of one look-up.
    pub tries: u32,
    /// Failed look-ups in a row after which none is tried for a while.
    pub breaker_failures: u32,
    /// That while.
    pub breaker_seconds: u64,
}

impl RegisterConfig {
    /// Looks at what the kinds of values do not tell.
    pub(super) fn check(&self, faults: &mut Faults, mode: Mode, request_timeout_seconds: u64) {
        if self.kind != RegisterKind::Http {
            return;
        }
        let url = Url::parse(&self.url).ok();
        let web = url.as_ref().is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
        faults.expect(web, "register.url", "it is no web address", "Take it from the province's notice");
        let safe = !web || mode != Mode::Production || url.is_some_and(|url| url.scheme() == "https");
        faults.expect(safe, "register.url", "people's records would travel unencrypted", "Begin it with https://");
        // A key that no header can carry would fail at each look-up, so it is refused here.
        let key = !self.key.is_empty() && self.key.expose().bytes().all(|byte| byte.is_ascii_graphic());
        let told = "Take it from the province's notice";
        faults.expect(key, "register.key", "it is empty or holds spaces or letters beyond ASCII", told);
        let tries = faults.within("register.tries", self.tries, 1..=10, "3 is the default");
        let timeout = faults.within("register.timeout_seconds", self.timeout_seconds, 1..=60, "5 is the default");
        faults.within("register.breaker_failures", self.breaker_failures, 1..=1000, "5 is the default");
        faults.within("register.breaker_seconds", self.breaker_seconds, 1..=3600, "30 is the default");
        let longest = register_http::longest_lookup(self).as_secs();
        faults.expect(
            !(tries && timeout) || longest < request_timeout_seconds,
            "register.tries",
            "all tries together take longer than server.request_timeout_seconds",
            "Lower tries or register.timeout_seconds",
        );
    }
}
