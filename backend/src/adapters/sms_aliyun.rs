//! SMS by Alibaba Cloud (阿里云短信服务): operation `SendSms` of API `Dysmsapi`, version 2017-05-25.

pub mod signature;

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use reqwest::{Client, Response, Url};
use serde::Deserialize;
use shared::identity::Mobile;

use crate::config::AliyunConfig;
use crate::ports::{Clock, Entropy, SmsError, SmsMessage, SmsSender, random_id};
use signature::{SignedRequest, canonical_query, payload_hash};

const ACTION: &str = "SendSms";
const VERSION: &str = "2017-05-25";
/// An answer has a few hundred bytes.
const MAX_ANSWER_BYTES: usize = 64 * 1024;
/// What a template takes for one variable; the vendor refuses more.
const MAX_VALUE_CHARS: usize = 35;

static SENT: AtomicU64 = AtomicU64::new(0);
static FAILED: AtomicU64 = AtomicU64::new(0);

/// Messages sent and not sent since the process started.
pub fn totals() -> (u64, u64) {
    (SENT.load(Ordering::Relaxed), FAILED.load(Ordering::Relaxed))
}

/// Sends SMS through Alibaba Cloud.
pub struct AliyunSms {
    config: AliyunConfig,
    endpoint: Url,
    host: String,
    client: Client,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

/// An answer, good or bad. Its `Message` may repeat the number and is not read.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Code")]
    code: Option<String>,
}

impl AliyunSms {
    /// A sender with the vendor's settings.
    ///
    /// # Errors
    /// Where the endpoint is no address, or no client for https can be made.
    pub fn new(config: AliyunConfig, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> anyhow::Result<Self> {
        let endpoint = Url::parse(&config.endpoint).context("sms.aliyun.endpoint is no address")?;
        let name = endpoint.host_str().context("sms.aliyun.endpoint names no host")?;
        // What is signed has to be what the client writes into the Host header.
        let host = endpoint.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        install_tls();
        let timeout = Duration::from_secs(config.timeout_seconds);
        let mut builder = Client::builder().timeout(timeout).redirect(reqwest::redirect::Policy::none());
        if is_loopback(&endpoint) {
            builder = builder.no_proxy();
        }
        let client = builder.build().context("making a client for the SMS service")?;
        Ok(Self { config, endpoint, host, client, clock, entropy })
    }

    /// The request's parameters; all stand in the query, the body is empty.
    fn query(&self, to: &Mobile, message: &SmsMessage) -> Result<String, SmsError> {
        let template = self
            .config
            .template(message.kind())
            .ok_or_else(|| SmsError::Refused { code: format!("no-template:{}", message.kind()) })?;
        Ok(canonical_query(&[
            ("PhoneNumbers", to.as_str()),
            ("SignName", &self.config.sign_name),
            ("TemplateCode", template),
            ("TemplateParam", &template_values(message)),
        ]))
    }

    async fn post(&self, query: &str) -> Result<Response, reqwest::Error> {
        let body_hash = payload_hash(b"");
        let date = self.clock.now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let nonce = random_id(&*self.entropy);
        let headers = [
            ("host", self.host.as_str()),
            ("x-acs-action", ACTION),
            ("x-acs-content-sha256", &body_hash),
            ("x-acs-date", &date),
            ("x-acs-signature-nonce", &nonce),
            ("x-acs-version", VERSION),
        ];
        let request = SignedRequest { method: "POST", path: "/", query, headers: &headers, payload_hash: &body_hash };
        let authorization = request.authorization(&self.config.access_key_id, self.config.access_key_secret.expose());
        let mut url = self.endpoint.clone();
        url.set_path("/");
        url.set_query(Some(query));
        let mut request =
            self.client.post(url).header("authorization", authorization).header("accept", "application/json");
        for (name, value) in headers.iter().skip(1) {
            request = request.header(*name, *value);
        }
        // Without a body the client would leave the length out, which some gateways answer with 411.
        request.header("content-length", "0").send().await
    }

    async fn call(&self, to: &Mobile, message: &SmsMessage) -> Result<(), SmsError> {
        let query = self.query(to, message)?;
        let mut response = self.post(&query).await.map_err(unreachable)?;
        let status = response.status();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(SmsError::Unreachable("an answer that is too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        let code = serde_json::from_slice::<Answer>(&body).ok().and_then(|answer| answer.code);
        match code {
            Some(code) if code == "OK" && status.is_success() => Ok(()),
            Some(code) => Err(SmsError::Refused { code: printable(&code) }),
            None => Err(SmsError::Unreachable(format!("an answer without a code, HTTP status {}", status.as_u16()))),
        }
    }
}

#[async_trait]
impl SmsSender for AliyunSms {
    async fn send(&self, to: &Mobile, message: &SmsMessage) -> Result<(), SmsError> {
        let outcome = self.call(to, message).await;
        let counter = if outcome.is_ok() { &SENT } else { &FAILED };
        counter.fetch_add(1, Ordering::Relaxed);
        outcome
    }
}

/// Makes one cryptography provider the process' own. The dependency tree holds two, and without a choice TLS cannot start.
pub fn install_tls() {
    // An error says that a choice was made already, which is as good.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

/// The values for the template, as JSON. The vendor's rules: a code template takes its code alone; a link cannot be a
/// value, so its last part goes in and the rest stands in the template; a value has at most 35 characters.
fn template_values(message: &SmsMessage) -> String {
    let cut = |text: &str| text.chars().take(MAX_VALUE_CHARS).collect::<String>();
    let mut values = serde_json::Map::new();
    for (name, value) in message.params() {
        match (message, name) {
            (SmsMessage::Code { .. }, "minutes") => {}
            (_, "link") => {
                let token = value.rsplit('/').next().unwrap_or_default();
                values.insert("token".to_owned(), token.into());
            }
            (_, "enterprise") => {
                values.insert(name.to_owned(), cut(&value).into());
            }
            _ => {
                values.insert(name.to_owned(), value.into());
            }
        }
    }
    serde_json::Value::Object(values).to_string()
}

/// Whether an address is this machine, which no proxy leads to.
pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// What happened, without the address: it holds the number and the code.
fn unreachable(error: reqwest::Error) -> SmsError {
    if error.is_timeout() {
        return SmsError::Unreachable("no answer in time".to_owned());
    }
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    SmsError::Unreachable(text)
}

/// A vendor's code as far as it looks like one.
fn printable(code: &str) -> String {
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    code.chars().filter(fits).take(64).collect()
}

#[cfg(test)]
mod tests;
