//! Reading what the upload protocol says in headers.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::error::ProblemCode;

use crate::http::ApiError;
use crate::services::uploads::{Checksum, NewUpload};

/// A header that is a number.
///
/// # Errors
/// `malformed_request` where it is missing or no number.
pub(super) fn number(header: Option<&str>) -> Result<u64, ApiError> {
    let digits = header.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    let number = digits.and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| ProblemCode::MalformedRequest.into())
}

/// Reads `Upload-Checksum`, where there is one.
///
/// # Errors
/// `malformed_request`.
pub(super) fn parse_checksum(header: Option<&str>) -> Result<Option<Checksum>, ApiError> {
    let parse = |header| Checksum::parse(header).ok_or(ProblemCode::MalformedRequest);
    Ok(header.map(parse).transpose()?)
}

/// Reads `Upload-Metadata`.
///
/// # Errors
/// `malformed_request`.
pub(super) fn announced(bytes: u64, metadata: &str) -> Result<NewUpload, ApiError> {
    let mut told: HashMap<&str, String> = HashMap::new();
    for pair in metadata.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (name, encoded) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = STANDARD.decode(encoded.trim()).ok().and_then(|value| String::from_utf8(value).ok());
        if told.insert(name, value.ok_or(ProblemCode::MalformedRequest)?).is_some() {
            return Err(ProblemCode::MalformedRequest.into());
        }
    }
    let mut take = |name: &str| told.remove(name).filter(|value| !value.is_empty());
    let faults = take("faults").unwrap_or_default();
    // `filename` is what clients that know nothing of this service call it.
    let (file_name, usual_name) = (take("file_name"), take("filename"));
    Ok(NewUpload {
        application: take("application").unwrap_or_default(),
        kind: take("kind").unwrap_or_default(),
        file_name: file_name.or(usual_name).unwrap_or_default(),
        key: take("key"),
        faults: faults.split(',').map(str::trim).filter(|fault| !fault.is_empty()).map(str::to_owned).collect(),
        override_reason: take("override_reason"),
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read_as_the_protocol_writes_it() {
        let header =
            "application YWJj,kind b3RoZXI=, filename 56S+LmpwZw==,key,faults Z2xhcmUsYmx1cnJlZA==,is_confidential";
        let new = announced(7, header).expect("read");
        assert_eq!((new.application.as_str(), new.kind.as_str(), new.file_name.as_str()), ("abc", "other", "社.jpg"));
        assert_eq!((new.key, new.faults, new.bytes), (None, vec!["glare".to_owned(), "blurred".to_owned()], 7));
        for wrong in ["kind ?", "kind /w==", "kind YQ==,kind YQ=="] {
            assert!(announced(7, wrong).is_err(), "{wrong}");
        }
        assert!(announced(7, "").is_ok());
    }

    #[test]
    fn numbers_are_digits_alone() {
        assert_eq!(number(Some("0123")).expect("a number"), 123);
        for wrong in [None, Some(""), Some("-1"), Some("+1"), Some("1.0"), Some("99999999999999999999"), Some("１")] {
            assert!(number(wrong).is_err(), "{wrong:?}");
        }
    }
}
