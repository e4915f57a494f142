//! Contents of documents as answers: whole or a part of them, shown by the browser, never run, never kept on the way.

use headers::{Header as _, HeaderValue};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use poem::Body;
use poem_openapi::ApiResponse;
use poem_openapi::payload::Binary;

use crate::app::App;
use crate::http::ApiError;
use crate::services::applications::{self, Archive, AttachmentFile};

/// Personal papers are kept by nobody on the way, and by no browser on a desk that others use.
const CACHE: &str = "private, no-store";
/// A PDF that holds a script runs none; a picture needs nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
/// What a file's name may not hold in its plain form (RFC 6266).
const UNSAFE: &AsciiSet = &CONTROLS.add(b'"').add(b'\\').add(b'%').add(b'/').add(b';');

/// A file's content.
#[derive(ApiResponse)]
pub(super) enum FileContent {
    /// The content.
    #[oai(status = 200)]
    Content(
        Binary<Vec<u8>>,
        /// What it is.
        #[oai(header = "Content-Type")]
        String,
        /// Nobody on the way keeps it.
        #[oai(header = "Cache-Control")]
        String,
        /// A PDF that holds a script runs none.
        #[oai(header = "Content-Security-Policy")]
        String,
        /// Names this very content.
        #[oai(header = "ETag")]
        String,
        /// Parts can be asked for.
        #[oai(header = "Accept-Ranges")]
        String,
        /// Shown, under the name that it had on the device.
        #[oai(header = "Content-Disposition")]
        String,
    ),
    /// The part that was asked for.
    #[oai(status = 206)]
    Part(
        Binary<Vec<u8>>,
        /// What the whole is.
        #[oai(header = "Content-Type")]
        String,
        /// Nobody on the way keeps it.
        #[oai(header = "Cache-Control")]
        String,
        /// A PDF that holds a script runs none.
        #[oai(header = "Content-Security-Policy")]
        String,
        /// Names the whole content.
        #[oai(header = "ETag")]
        String,
        /// Which part of how much.
        #[oai(header = "Content-Range")]
        String,
    ),
    /// The content is the one that is known.
    #[oai(status = 304)]
    Known(
        /// Names this very content.
        #[oai(header = "ETag")]
        String,
    ),
    /// There is no such part.
    #[oai(status = 416)]
    Outside(
        /// How much there is.
        #[oai(header = "Content-Range")]
        String,
    ),
}

/// What a request says of the content that it wants.
pub(super) struct Wanted {
    /// `Range`.
    pub(super) range: Option<String>,
    /// `If-None-Match`.
    pub(super) known: Option<String>,
}

impl FileContent {
    /// Reads a file and answers with what is wanted of it.
    pub(super) async fn of(app: &App, file: AttachmentFile, wanted: &Wanted) -> Result<Self, ApiError> {
        let tag = format!("\"{}\"", file.tag);
        if wanted.known.as_deref().is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
            return Ok(Self::Known(tag));
        }
        let read = applications::content(app, file).await?;
        let (media_type, content) = (read.file.media_type, read.content);
        let length = content.len() as u64;
        match wanted.range.as_deref().and_then(|range| part(range, length)) {
            None => Ok(Self::Content(
                Binary(content),
                media_type,
                CACHE.to_owned(),
                POLICY.to_owned(),
                tag,
                "bytes".to_owned(),
                disposition("inline", &read.file.file_name),
            )),
            Some(None) => Ok(Self::Outside(format!("bytes */{length}"))),
            Some(Some((from, to))) => {
                let bounds = usize::try_from(from).unwrap_or_default()..=usize::try_from(to).unwrap_or_default();
                let bytes = content.get(bounds).unwrap_or_default().to_vec();
                let place = format!("bytes {from}-{to}/{length}");
                Ok(Self::Part(Binary(bytes), media_type, CACHE.to_owned(), POLICY.to_owned(), tag, place))
            }
        }
    }
}

/// The first and last byte of the one part that is asked for; `Some(None)` where it lies outside. What is malformed or asks
/// for several parts is passed over, as RFC 9110 allows: the answer is the whole.
fn part(range: &str, length: u64) -> Option<Option<(u64, u64)>> {
    use std::ops::Bound::{Excluded, Included, Unbounded};
    let digits = range.strip_prefix("bytes=").is_some_and(|rest| rest.bytes().any(|byte| byte.is_ascii_digit()));
    let value = HeaderValue::from_str(range).ok().filter(|_| digits)?;
    let range = headers::Range::decode(&mut std::iter::once(&value)).ok()?;
    let mut parts = range.satisfiable_ranges(length);
    let Some((from, to)) = parts.next() else { return Some(None) };
    if parts.next().is_some() {
        return None;
    }
    let from = match from {
        Included(from) => from,
        Excluded(before) => before + 1,
        Unbounded => 0,
    };
    let to = match to {
        Included(to) => to,
        Excluded(behind) => behind.checked_sub(1)?,
        Unbounded => length.checked_sub(1)?,
    };
    Some((from < length && from <= to).then(|| (from, to.min(length - 1))))
}

/// `Content-Disposition` with a name in any script (RFC 6266).
fn disposition(kind: &str, name: &str) -> String {
    let plain: String = name.chars().map(|letter| if letter.is_ascii() { letter } else { '_' }).collect();
    let plain = utf8_percent_encode(&plain, UNSAFE);
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, NON_ALPHANUMERIC))
}

/// All documents of an application, to be kept by whoever asked.
#[derive(ApiResponse)]
pub(super) enum AllFiles {
    /// The file.
    #[oai(status = 200)]
    File(
        Binary<Body>,
        /// What it is.
        #[oai(header = "Content-Type")]
        String,
        /// Nobody on the way keeps it.
        #[oai(header = "Cache-Control")]
        String,
        /// Kept under this name.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

impl AllFiles {
    fn new(body: Body, media_type: &str, name: &str) -> Self {
        Self::File(Binary(body), media_type.to_owned(), CACHE.to_owned(), disposition("attachment", name))
    }

    /// A zip file on its way.
    pub(super) fn zip(archive: Archive) -> Self {
        let pieces = futures_util::stream::unfold(archive.pieces, async |mut pieces| {
            let piece = pieces.recv().await?;
            Some((piece, pieces))
        });
        Self::new(Body::from_bytes_stream(pieces), "application/zip", &archive.name)
    }

    /// One PDF.
    pub(super) fn pdf((name, content): (String, Vec<u8>)) -> Self {
        Self::new(Body::from_vec(content), "application/pdf", &name)
    }
}

#[cfg(test)]
mod tests {
    use super::{disposition, part};

    #[test]
    fn one_part_is_read_and_what_lies_outside_is_said() {
        assert_eq!(part("bytes=0-9", 100), Some(Some((0, 9))));
        assert_eq!(part("bytes=90-", 100), Some(Some((90, 99))));
        assert_eq!(part("bytes=90-500", 100), Some(Some((90, 99))));
        assert_eq!(part("bytes=-10", 100), Some(Some((90, 99))));
        assert_eq!(part("bytes=100-", 100), Some(None));
        for whole in ["bytes=0-1,5-6", "lines=1-2", "bytes=x", ""] {
            assert_eq!(part(whole, 100), None, "{whole}");
        }
    }

    #[test]
    fn a_name_in_any_script_travels_and_breaks_nothing() {
        let told = disposition("inline", "身份证\"; x=\".jpg");
        assert!(
            told.is_ascii() && told.starts_with("inline; filename=\"___%22%3B x=%22.jpg\"; filename*=UTF-8''%E8%BA%AB")
        );
        assert_eq!(told.matches('"').count(), 2);
    }
}
