//! The server's operations as functions over `shared`'s wire types.
//!
//! A call reads language, session and token by itself. A session that is over is noted in [`crate::session`], which sends
//! the person to log in and back again.

mod accounts;
mod agents;
mod applications;
mod attachments;
mod client;
mod error;
mod faces;
mod notices;
mod reviews;
mod uploads;

pub(crate) use accounts::*;
pub(crate) use agents::*;
pub(crate) use applications::*;
pub(crate) use attachments::*;
pub(crate) use error::ApiError;
pub(crate) use faces::*;
pub(crate) use notices::*;
pub(crate) use reviews::*;
pub(crate) use uploads::*;

/// What a call gives.
pub(crate) type Answer<T> = Result<T, ApiError>;

/// One segment of an address: ids are opaque and may hold anything.
fn segment(id: &str) -> String {
    let mut escaped = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// An address with a query; pairs without a value are left out.
fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", segment(value)))
        .collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::{segment, with_query};

    #[test]
    fn a_query_holds_what_has_a_value() {
        assert_eq!(
            with_query("/agents", &[("search", "张 三&"), ("cursor", "")]),
            "/agents?search=%E5%BC%A0%20%E4%B8%89%26"
        );
        assert_eq!(with_query("/agents", &[("search", "")]), "/agents");
    }

    #[test]
    fn an_id_cannot_leave_its_segment() {
        assert_eq!(segment("01JD-x_y"), "01JD-x_y");
        assert_eq!(segment("a/b?c#d e"), "a%2Fb%3Fc%23d%20e");
    }
}
