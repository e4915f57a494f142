//! One HTTP call: address, headers, time limit, and the answer read as JSON or as a problem.

use std::time::Duration;

use dioxus::prelude::ReadableExt;
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::error::{Problem, ProblemCode};

use super::ApiError;
use crate::session::{self, SESSION};
use crate::{platform, words};

/// Longer than a slow phone network takes for a small answer, short enough not to be taken for a hang.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Half a megabyte over a slow phone network, and a while of looking at it.
const PICTURES_TIME_LIMIT: Duration = Duration::from_secs(60);

/// A part of a photo over a slow phone network.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_secs(180);

/// A call in the making.
pub(super) struct Call(RequestBuilder);

impl Call {
    pub(super) fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    pub(super) fn post(path: &str) -> Self {
        Self::new(Method::POST, path)
    }

    pub(super) fn put(path: &str) -> Self {
        Self::new(Method::PUT, path)
    }

    pub(super) fn delete(path: &str) -> Self {
        Self::new(Method::DELETE, path)
    }

    pub(super) fn patch(path: &str) -> Self {
        Self::new(Method::PATCH, path)
    }

    fn new(method: Method, path: &str) -> Self {
        let changes = method != Method::GET;
        let mut call = Self::anonymous(method, path);
        if let Some(token) = platform::bearer_token() {
            call = call.bearer(&token);
        }
        if changes && let Some(me) = SESSION.peek().me() {
            call = call.header("X-CSRF-Token", &me.csrf_token);
        }
        call
    }

    /// A call without the session of the enterprise's side.
    pub(super) fn anonymous(method: Method, path: &str) -> Self {
        let request = reqwest::Client::new()
            .request(method, format!("{}/api/v1{path}", platform::origin()))
            .timeout(TIME_LIMIT)
            .header("Accept-Language", words::language_now().tag());
        Self(request)
    }

    /// Sends this token along.
    pub(super) fn bearer(self, token: &str) -> Self {
        Self(self.0.bearer_auth(token))
    }

    pub(super) fn header(self, name: &'static str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    pub(super) fn body(self, body: &impl Serialize) -> Self {
        Self(self.0.json(body))
    }

    /// A body with pictures in it.
    pub(super) fn large(self, body: &impl Serialize) -> Self {
        Self(self.0.json(body).timeout(PICTURES_TIME_LIMIT))
    }

    /// A part of a file, as it is.
    pub(super) fn part(self, content: Vec<u8>) -> Self {
        Self(self.0.header("Content-Type", "application/offset+octet-stream").body(content).timeout(UPLOAD_TIME_LIMIT))
    }

    /// Sends it and reads the answer's JSON.
    pub(super) async fn json<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        read(self.send().await?).await
    }

    /// Sends it; a success has no body worth reading.
    pub(super) async fn done(self) -> Result<(), ApiError> {
        self.send().await.map(drop)
    }

    /// Sends it; what is worth reading are the answer's headers.
    pub(super) async fn headers(self) -> Result<HeaderMap, ApiError> {
        self.send().await.map(|response| response.headers().clone())
    }

    async fn send(self) -> Result<Response, ApiError> {
        let answer = self.answer().await;
        if let Err(error) = &answer {
            if error.is_logged_out() {
                session::has_ended();
            } else if error.is(ProblemCode::CsrfRejected) {
                // Someone logged in anew in another tab: with the token of that session the next try succeeds.
                dioxus::prelude::spawn(session::reload());
            }
        }
        answer
    }

    /// Sends it; what a refusal means for a session is the caller's to say.
    pub(super) async fn answer(self) -> Result<Response, ApiError> {
        let response = self.0.send().await.map_err(|_| ApiError::Network)?;
        if response.status().is_success() { Ok(response) } else { Err(refusal(response).await) }
    }
}

/// Reads an answer's JSON.
pub(super) async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, ApiError> {
    let status = answer.status().as_u16();
    answer.json().await.map_err(|_| ApiError::Unexpected { status })
}

async fn refusal(response: Response) -> ApiError {
    let status = response.status();
    match response.json::<Problem>().await {
        Ok(problem) => ApiError::Problem(Box::new(problem)),
        // A gateway that cannot reach the server says so in its own words.
        Err(_)
            if matches!(
                status,
                StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
            ) =>
        {
            ApiError::Network
        }
        Err(_) => ApiError::Unexpected { status: status.as_u16() },
    }
}
