//! Requests as agents and reviewers make them, with the outcomes that matter here: answered, refused, not answered.

use std::fmt;
use std::time::Duration;

use anyhow::{Context, Result};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// A request that takes longer counts as not answered.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why there is no success.
#[derive(Debug, Clone)]
pub(super) enum Failure {
    /// No answer came: the change may be done or not.
    Unanswered(String),
    /// An answer that is no success.
    Refused {
        /// Status.
        status: u16,
        /// Code of the problem; empty where there is none.
        code: String,
        /// What else it said.
        body: String,
    },
}

impl Failure {
    /// Whether the change may be done all the same. The server refuses these codes before it writes.
    pub(super) fn leaves_doubt(&self) -> bool {
        match self {
            Self::Unanswered(_) => true,
            Self::Refused { status, code, .. } => *status >= 500 && !matches!(code.as_str(), "busy" | "storage_full"),
        }
    }

    /// Whether the server asks to come back.
    pub(super) fn is_temporary(&self) -> bool {
        matches!(self, Self::Refused { status, code, .. }
            if matches!(code.as_str(), "busy" | "storage_full" | "too_many_requests") || matches!(*status, 429 | 503 | 507))
    }

    /// Whether the answer has this status.
    pub(super) fn is(&self, expected: u16) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == expected)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unanswered(why) => write!(f, "no answer ({why})"),
            Self::Refused { status, code, body } => {
                let short: String = body.chars().take(300).collect();
                write!(f, "{status} {code} {short}")
            }
        }
    }
}

impl std::error::Error for Failure {}

/// What speaks HTTP, and waits so long for an answer.
///
/// # Errors
/// Where it cannot be made.
pub(super) fn http(patience: Duration) -> Result<reqwest::Client> {
    // It wants to know whose cryptography to use, though it speaks to this machine alone; a second one finds it known.
    let _known = rustls::crypto::aws_lc_rs::default_provider().install_default();
    reqwest::Client::builder().timeout(patience).build().context("an HTTP client")
}

/// An answer of success.
#[derive(Debug)]
pub(super) struct Reply {
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as JSON; null where it is none.
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// A header; empty where it is absent.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Somebody who asks the server; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Client {
    http: reqwest::Client,
    url: String,
    token: Option<String>,
}

impl Client {
    /// Nobody in particular, at the server of an address.
    ///
    /// # Errors
    /// Where no client can be made.
    pub(super) fn new(url: &str) -> Result<Self> {
        let http = http(PATIENCE)?;
        Ok(Self { http, url: format!("{url}/api/v1"), token: None })
    }

    /// The same for the session of a token.
    #[must_use]
    pub(super) fn with(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// Reads a resource.
    ///
    /// # Errors
    /// Where no success is answered.
    pub(super) async fn get(&self, path: &str) -> Result<Value, Failure> {
        Ok(self.send(Method::GET, path, &[], Vec::new()).await?.json())
    }

    /// Sends JSON.
    ///
    /// # Errors
    /// Where no success is answered.
    pub(super) async fn json(
        &self,
        method: Method,
        path: &str,
        body: &Value,
        key: Option<&str>,
    ) -> Result<Value, Failure> {
        let mut headers = vec![("Content-Type", "application/json")];
        headers.extend(key.map(|key| ("Idempotency-Key", key)));
        Ok(self.send(method, path, &headers, body.to_string().into_bytes()).await?.json())
    }

    /// Sends a request.
    ///
    /// # Errors
    /// Where no success is answered.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Reply, Failure> {
        let lost = |error: reqwest::Error| Failure::Unanswered(error.without_url().to_string());
        let mut request = self.http.request(method, format!("{}{path}", self.url)).body(body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.map_err(lost)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await.map_err(lost)?.to_vec();
        if status.is_success() {
            return Ok(Reply { headers, body });
        }
        let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
        let code = problem["code"].as_str().unwrap_or_default().to_owned();
        Err(Failure::Refused { status: status.as_u16(), code, body: String::from_utf8_lossy(&body).into_owned() })
    }

    /// A page of a list, and the cursor of the next one. `query` holds the list's parameters.
    ///
    /// # Errors
    /// Where no success is answered.
    pub(super) async fn page(
        &self,
        path: &str,
        query: &str,
        cursor: Option<&str>,
    ) -> Result<(Vec<Value>, Option<String>), Failure> {
        let cursor = cursor.map(|cursor| format!("&cursor={}", utf8_percent_encode(cursor, NON_ALPHANUMERIC)));
        let mut page = self.get(&format!("{path}?{query}{}", cursor.unwrap_or_default())).await?;
        let rows = match page["items"].take() {
            Value::Array(rows) => rows,
            _ => Vec::new(),
        };
        Ok((rows, page["next_cursor"].as_str().map(str::to_owned)))
    }

    /// All rows of a list.
    ///
    /// # Errors
    /// Where no success is answered.
    pub(super) async fn rows(&self, path: &str, query: &str) -> Result<Vec<Value>, Failure> {
        let (mut rows, mut cursor) = self.page(path, query, None).await?;
        while let Some(next) = cursor {
            let (more, following) = self.page(path, query, Some(&next)).await?;
            rows.extend(more);
            cursor = following;
        }
        Ok(rows)
    }
}
