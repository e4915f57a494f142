//! Where a request comes from and in which language it is answered.

use std::net::IpAddr;
use std::sync::Arc;

use poem::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use poem::{FromRequest, Request, RequestBody, Result};
use shared::i18n::Language;

use crate::app::App;
use crate::services::origin::{Origin, device_name};

/// The request's origin, for sessions and the log.
pub struct From(pub Origin);

impl<'a> FromRequest<'a> for From {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> Result<Self> {
        let app = request.data::<Arc<App>>();
        let peer = request.remote_addr().as_socket_addr().map(|address| address.ip());
        let trusted = app.map(|app| app.config.server.trusted_proxies.as_slice()).unwrap_or_default();
        let forwarded = request.header("X-Forwarded-For");
        let ip = client_ip(peer, forwarded, trusted).map(|ip| ip.to_string()).unwrap_or_default();
        let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self(Origin { ip, device: device_name(agent) }))
    }
}

/// The client's address. `X-Forwarded-For` counts only as far as trusted proxies wrote it: the last entry that is not
/// one of them; anything before it may be made up by the client.
fn client_ip(peer: Option<IpAddr>, forwarded: Option<&str>, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = peer?;
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let hops = forwarded.unwrap_or_default().split(',').rev().map_while(|hop| hop.trim().parse::<IpAddr>().ok());
    let mut last = peer;
    for hop in hops {
        last = hop;
        if !trusted.contains(&hop) {
            break;
        }
    }
    Some(last)
}

/// The language of the answer's sentences.
pub struct RequestLanguage(pub Language);

impl<'a> FromRequest<'a> for RequestLanguage {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> Result<Self> {
        Ok(Self(Self::of(request)))
    }
}

impl RequestLanguage {
    /// By `Accept-Language`; Chinese without one.
    pub fn of(request: &Request) -> Language {
        let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Language::from_accept_language(header.unwrap_or_default())
    }

    /// The language that the address names, where it names one.
    pub fn or(self, named: Option<String>) -> Language {
        named.map_or(self.0, |tag| Language::from_accept_language(&tag))
    }
}

#[cfg(test)]
mod tests {
    use super::client_ip;

    #[test]
    fn a_stranger_cannot_name_another_address() {
        let peer = "203.0.113.9".parse().ok();
        assert_eq!(client_ip(peer, Some("1.2.3.4"), &[]), peer);
    }

    #[test]
    fn behind_a_proxy_the_last_untrusted_hop_counts() {
        let proxy = "10.0.0.1".parse().expect("an address");
        let found = client_ip(Some(proxy), Some("6.6.6.6, 203.0.113.9"), &[proxy]);
        assert_eq!(found, "203.0.113.9".parse().ok());
    }
}
