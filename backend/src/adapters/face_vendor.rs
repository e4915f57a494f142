//! A face verification service over HTTP.
//!
//! It has to offer two operations, JSON over https, with `Authorization: Bearer KEY`:
//! - `POST /verifications` with `{"name", "document_type", "document_number", "return_url"}` answers 200 or 201 with
//!   `{"id", "url"}`: its name for the verification, and its page, on which the person is verified.
//! - `GET /verifications/{id}` answers 200 with `{"id", "outcome", "score"}`; `outcome` is `pending`, `passed` or `failed`,
//!   `score` a number or absent.
//!
//! Every answer carries `X-Signature`: the HMAC-SHA256 of its body with the key, in hexadecimal digits. One without, of
//! another verification, too long, or too late counts as none, and none is never a pass.

use std::time::Duration;

use anyhow::Context as _;
use async_trait::async_trait;
use hmac::{Hmac, Mac};
use reqwest::{Client, Method, Url};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

use super::sms_aliyun::{install_tls, is_loopback};
use crate::config::FaceVendorConfig;
use crate::ports::{FaceSubject, FaceVendor, VendorBegun, VendorError, VendorResult};

/// Longest answer that is read, bytes.
const ANSWER_MAX: usize = 16 * 1024;
/// Header of the signature.
const SIGNATURE: &str = "x-signature";

/// The service.
pub struct HttpFaceVendor {
    client: Client,
    address: Url,
    config: FaceVendorConfig,
}

#[derive(Deserialize)]
struct Begun {
    id: String,
    url: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Pending,
    Passed,
    Failed,
}

#[derive(Deserialize)]
struct Found {
    id: String,
    outcome: Outcome,
    #[serde(default)]
    score: Option<f64>,
}

impl HttpFaceVendor {
    /// Connects to the service of the settings.
    ///
    /// # Errors
    /// Where its address is none.
    pub fn new(config: FaceVendorConfig) -> anyhow::Result<Self> {
        let address = Url::parse(&format!("{}/", config.url.trim_end_matches('/'))).context("face.vendor.url")?;
        install_tls();
        let mut builder = Client::builder()
            .timeout(Duration::from_secs(config.timeout_seconds))
            .redirect(reqwest::redirect::Policy::none());
        if is_loopback(&address) {
            builder = builder.no_proxy();
        }
        let client = builder.build().context("face.vendor")?;
        Ok(Self { client, address, config })
    }

    async fn call<T: for<'a> Deserialize<'a>>(
        &self,
        method: Method,
        path: &[&str],
        body: Option<Value>,
    ) -> Result<T, VendorError> {
        let unavailable = |what: &str| VendorError::Unavailable(what.to_owned());
        let mut url = self.address.clone();
        url.path_segments_mut().map_err(|()| unavailable("its address has no path"))?.pop_if_empty().extend(path);
        let mut request = self.client.request(method, url).bearer_auth(self.config.key.expose());
        if let Some(body) = body {
            request = request.json(&body);
        }
        // The error's own text would name the address, and with it the verification.
        let mut answer = request.send().await.map_err(|error| unavailable(kind(&error)))?;
        if !answer.status().is_success() {
            return Err(VendorError::Unavailable(format!("it answered {}", answer.status().as_u16())));
        }
        let signature = answer.headers().get(SIGNATURE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let mut bytes = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|error| unavailable(kind(&error)))? {
            if bytes.len() + piece.len() > ANSWER_MAX {
                return Err(unavailable("its answer is too long"));
            }
            bytes.extend_from_slice(&piece);
        }
        if !self.signed(&bytes, signature.as_deref().unwrap_or_default()) {
            return Err(unavailable("its answer is not signed with the key"));
        }
        serde_json::from_slice(&bytes).map_err(|_| unavailable("its answer is of another shape"))
    }

    fn signed(&self, body: &[u8], signature: &str) -> bool {
        let Ok(signature) = hex::decode(signature) else { return false };
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(self.config.key.expose().as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(body);
        mac.verify_slice(&signature).is_ok()
    }
}

fn kind(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "it could not be reached"
    } else {
        "the connection broke"
    }
}

#[async_trait]
impl FaceVendor for HttpFaceVendor {
    async fn begin(&self, subject: &FaceSubject<'_>) -> Result<VendorBegun, VendorError> {
        let body = json!({
            "name": subject.name,
            "document_type": subject.document_type,
            "document_number": subject.document_number,
            "return_url": subject.return_url,
        });
        let begun: Begun = self.call(Method::POST, &["verifications"], Some(body)).await?;
        // The app goes there: an address of another kind could be a script.
        let web = Url::parse(&begun.url).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
        if begun.id.is_empty() || begun.id.len() > 200 || !web {
            return Err(VendorError::Unavailable("its answer is of another shape".to_owned()));
        }
        Ok(VendorBegun { reference: begun.id, url: begun.url })
    }

    async fn result(&self, reference: &str) -> Result<VendorResult, VendorError> {
        let found: Found = self.call(Method::GET, &["verifications", reference], None).await?;
        if found.id != reference {
            return Err(VendorError::Unavailable("its answer is about another verification".to_owned()));
        }
        match found.outcome {
            Outcome::Pending => Err(VendorError::Pending),
            Outcome::Passed => Ok(VendorResult { passed: true, score: found.score }),
            Outcome::Failed => Ok(VendorResult { passed: false, score: found.score }),
        }
    }
}
