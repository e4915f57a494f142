//! CSRF: a change made with a cookie has to carry the session's token in a header, which no other page can read.

use poem::Request;
use poem::http::Method;
use subtle::ConstantTimeEq;

/// Name of the header.
pub(super) const HEADER: &str = "X-CSRF-Token";

/// Whether the request may pass: it changes nothing, or carries the token.
pub(super) fn passes(request: &Request, expected: &str) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let given = request.header(HEADER).unwrap_or_default();
    bool::from(given.as_bytes().ct_eq(expected.as_bytes()))
}
