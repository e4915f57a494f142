//! The insured-person register behind the province's HTTP interface.
//!
//! The service asks with `POST` to `register.url`, `Authorization: Bearer` and `register.key`, an `X-Request-Id` that is
//! the same for every try of one look-up, and the body
//!
//! ```json
//! {"name": "孙德福", "document_type": "resident_id", "document_number": "22010019651215001X"}
//! ```
//!
//! where `document_type` is a code of `DocumentType` and name and number are in canonical form. The interface answers
//! with status 200 and `{"found": false}`, or
//!
//! ```json
//! {"found": true, "person": {
//!   "document_type": "resident_id", "document_number": "22010019651215001X", "name": "孙德福",
//!   "sex": "male", "birth_date": "1965-12-15", "personal_number": "2201000000001",
//!   "first_insured_month": "1985-09", "account_opened_month": "1995-07", "paid_months": 377,
//!   "bank": "中国建设银行", "card_number": "6217000000000000001", "region": "220100",
//!   "average_index": 1.08, "account_balance": 118430.26}}
//! ```
//!
//! with the last five absent or `null` where they are not known. Type and number have to be those asked for: anything else
//! is no usable answer. Another name is treated as not found. Status 5xx, no connection and no answer in time are tried
//! again after a growing, jittered wait; every other status is final.

mod answer;
mod breaker;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use reqwest::{Client, Response, StatusCode, Url};
use serde::Serialize;
use shared::api::InsuredRecord;
use shared::identity::{IdDocument, PersonName};

use super::sms_aliyun::{install_tls, is_loopback};
use crate::config::RegisterConfig;
use crate::ports::{Clock, Entropy, InsuredRegister, RegisterError, random_id};
use breaker::Breaker;

/// An answer has less than a kilobyte.
const MAX_ANSWER_BYTES: usize = 16 * 1024;
/// Who is there is reached within this; the rest of the time is for the answer.
const CONNECT: Duration = Duration::from_secs(3);
/// Longest wait before the second try; it doubles with each further one, up to the greatest.
const FIRST_WAIT: Duration = Duration::from_millis(200);
const GREATEST_WAIT: Duration = Duration::from_secs(2);

/// How long one look-up takes at most, all tries and waits together.
pub fn longest_lookup(config: &RegisterConfig) -> Duration {
    let waits: Duration = (1..config.tries).map(longest_wait).sum();
    Duration::from_secs(config.timeout_seconds).saturating_mul(config.tries).saturating_add(waits)
}

/// The longest wait after the try of that number, the first being 1.
fn longest_wait(tried: u32) -> Duration {
    FIRST_WAIT.saturating_mul(1_u32.checked_shl(tried.saturating_sub(1)).unwrap_or(u32::MAX)).min(GREATEST_WAIT)
}

/// Asks the province's interface.
pub struct HttpRegister {
    url: Url,
    config: RegisterConfig,
    client: Client,
    breaker: Breaker,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

#[derive(Serialize)]
struct Question<'a> {
    name: &'a str,
    document_type: &'a str,
    document_number: &'a str,
}

/// Why one try failed.
enum Fault {
    /// Another try may succeed.
    Passing(RegisterError),
    /// It will not.
    Final(RegisterError),
}

impl HttpRegister {
    /// The interface of the settings.
    ///
    /// # Errors
    /// Where the address is none, or no client for https can be made.
    pub fn new(config: RegisterConfig, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> anyhow::Result<Self> {
        let url = Url::parse(&config.url).context("register.url is no address")?;
        install_tls();
        let timeout = Duration::from_secs(config.timeout_seconds);
        let mut builder = Client::builder()
            .timeout(timeout)
            .connect_timeout(timeout.min(CONNECT))
            .redirect(reqwest::redirect::Policy::none());
        if is_loopback(&url) {
            builder = builder.no_proxy();
        }
        let client = builder.build().context("making a client for the insured-person register")?;
        let rest = chrono::Duration::seconds(i64::try_from(config.breaker_seconds).unwrap_or(i64::MAX / 1_000_000));
        let breaker = Breaker::new(config.breaker_failures, rest);
        Ok(Self { url, config, client, breaker, clock, entropy })
    }

    async fn ask(&self, name: &PersonName, document: &IdDocument) -> Result<Option<InsuredRecord>, RegisterError> {
        let id = random_id(&*self.entropy);
        let mut tried = 0;
        loop {
            tried += 1;
            match self.try_once(&id, name, document).await {
                Ok(found) => return Ok(found),
                Err(Fault::Passing(_)) if tried < self.config.tries => tokio::time::sleep(self.wait(tried)).await,
                Err(Fault::Passing(error) | Fault::Final(error)) => return Err(error),
            }
        }
    }

    async fn try_once(
        &self,
        id: &str,
        name: &PersonName,
        document: &IdDocument,
    ) -> Result<Option<InsuredRecord>, Fault> {
        let question =
            Question { name: name.as_str(), document_type: document.kind().code(), document_number: document.as_str() };
        let request = self
            .client
            .post(self.url.clone())
            .bearer_auth(self.config.key.expose())
            .header("accept", "application/json")
            .header("x-request-id", id)
            .json(&question);
        let response = request.send().await.map_err(unreachable)?;
        match response.status() {
            StatusCode::OK => {}
            status if status.is_server_error() => return Err(Fault::Passing(failing(status))),
            StatusCode::TOO_MANY_REQUESTS => return Err(Fault::Final(failing(StatusCode::TOO_MANY_REQUESTS))),
            status => return Err(Fault::Final(RegisterError::Refused { status: status.as_u16() })),
        }
        let body = bounded_body(response).await?;
        answer::read(&body, name, document, self.clock.now()).map_err(Fault::Final)
    }

    /// A wait between half and all of the longest, so that many who failed together do not come back together.
    fn wait(&self, tried: u32) -> Duration {
        let mut byte = [0_u8];
        self.entropy.fill(&mut byte);
        longest_wait(tried).mul_f64(0.5 + f64::from(byte[0]) / 510.0)
    }
}

#[async_trait]
impl InsuredRegister for HttpRegister {
    async fn find(&self, name: &PersonName, document: &IdDocument) -> Result<Option<InsuredRecord>, RegisterError> {
        let pass = self.breaker.enter(self.clock.now()).map_err(|seconds| RegisterError::Resting { seconds })?;
        let outcome = self.ask(name, document).await;
        match &outcome {
            // A refusal is an answer too: waiting mends no wrong key.
            Ok(_) | Err(RegisterError::Refused { .. }) => pass.succeeded(),
            Err(_) => pass.failed(self.clock.now()),
        }
        outcome
    }
}

async fn bounded_body(mut response: Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > MAX_ANSWER_BYTES {
            return Err(Fault::Final(RegisterError::Unusable("it is too long".to_owned())));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn failing(status: StatusCode) -> RegisterError {
    RegisterError::Unavailable(format!("HTTP status {}", status.as_u16()))
}

/// No connection, none in time, or one that broke; the address is not worth a line in the log each time.
fn unreachable(error: reqwest::Error) -> Fault {
    if error.is_timeout() {
        return Fault::Passing(RegisterError::Unavailable("no answer in time".to_owned()));
    }
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    Fault::Passing(RegisterError::Unavailable(text))
}

#[cfg(test)]
mod tests;
