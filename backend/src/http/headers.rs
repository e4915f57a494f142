//! Request headers that operations read, as extractors.

use poem::{FromRequest, Request, RequestBody, Result};

macro_rules! header_extractor {
    ($(#[$doc:meta])* $name:ident, $header:literal) => {
        $(#[$doc])*
        pub struct $name(pub Option<String>);

        impl $name {
            /// The value, where the header was sent.
            pub fn value(&self) -> Option<&str> {
                self.0.as_deref()
            }
        }

        impl<'a> FromRequest<'a> for $name {
            async fn from_request(request: &'a Request, _body: &mut RequestBody) -> Result<Self> {
                Ok(Self(request.header($header).map(str::to_owned)))
            }
        }
    };
}

header_extractor!(
    /// `Idempotency-Key`: a repeat with the same key is answered with what the first one made.
    IdempotencyKey, "Idempotency-Key"
);
header_extractor!(
    /// `X-Step-Up`: the token of a fresh proof of identity.
    StepUpProof, "X-Step-Up"
);
header_extractor!(
    /// `X-Qr-Secret`: the secret of the page that shows a QR code.
    QrSecret, "X-Qr-Secret"
);
