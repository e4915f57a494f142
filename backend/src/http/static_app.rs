//! The browser app: its files under their hashed names, its page for every other address.

mod bundle;

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use percent_encoding::percent_decode_str;
use poem::error::{MethodNotAllowedError, NotFoundError};
use poem::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, Request, Response, Result};
use tokio::sync::Mutex;

use crate::config::ServerConfig;
use bundle::{Bundle, File, INDEX, Stamp};

/// Scripts from here alone, and compiling the app's WebAssembly; nobody may frame the pages.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
     object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const MISSING: &str = "The app is not here: set server.app_dir to the folder of a bundle (`cargo xtask bundle` makes \
     one). The API answers all the same.\n";

/// The app of a configuration. Its folder is read now, and again when its index page has changed.
pub(super) fn endpoint(config: &ServerConfig) -> StaticApp {
    let folder = config.app_dir.clone();
    let bundle = folder.as_deref().and_then(|folder| match Bundle::read(folder) {
        Ok(bundle) => {
            tracing::info!(folder = %folder.display(), files = bundle.len(), "the app is served");
            Some(Arc::new(bundle))
        }
        Err(error) => {
            tracing::warn!(folder = %folder.display(), %error, "the app's folder cannot be read");
            None
        }
    });
    StaticApp { folder, bundle: RwLock::new(bundle), reading: Mutex::new(()), only_https: config.cookie_secure }
}

/// Serves the app.
pub(super) struct StaticApp {
    folder: Option<PathBuf>,
    bundle: RwLock<Option<Arc<Bundle>>>,
    reading: Mutex<()>,
    only_https: bool,
}

impl Endpoint for StaticApp {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(MethodNotAllowedError.into());
        }
        let path = percent_decode_str(request.uri().path()).decode_utf8().map_err(|_| NotFoundError)?;
        let mut response = if is_page(&path) {
            self.refresh().await;
            match self.current().as_deref().and_then(|bundle| bundle.file(INDEX)) {
                Some(index) => respond(index, "no-cache", request.headers()),
                None => Response::builder()
                    .status(StatusCode::SERVICE_UNAVAILABLE)
                    .content_type("text/plain; charset=utf-8")
                    .header(header::CACHE_CONTROL, "no-store")
                    .body(MISSING),
            }
        } else {
            let bundle = self.current().ok_or(NotFoundError)?;
            let file = bundle.file(&path).ok_or(NotFoundError)?;
            let caching = if path.starts_with("/assets/") { FOR_EVER } else { "no-cache" };
            respond(file, caching, request.headers())
        };
        secure(response.headers_mut(), self.only_https);
        Ok(response)
    }
}

impl StaticApp {
    fn current(&self) -> Option<Arc<Bundle>> {
        self.bundle.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the folder again where its index page is another one. While one request does so, others take what is there.
    async fn refresh(&self) {
        let Some(folder) = &self.folder else { return };
        let Ok(metadata) = tokio::fs::metadata(folder.join("index.html")).await else { return };
        if self.current().is_some_and(|bundle| bundle.stamp == Stamp::from(&metadata)) {
            return;
        }
        let Ok(_reading) = self.reading.try_lock() else { return };
        let folder = folder.clone();
        if let Ok(Ok(fresh)) = tokio::task::spawn_blocking(move || Bundle::read(&folder)).await {
            tracing::info!(files = fresh.len(), "the app has changed");
            *self.bundle.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(fresh));
        }
    }
}

/// Whether an address is a page of the app: neither a file nor under a path of the server's own.
fn is_page(path: &str) -> bool {
    let own = path == "/api" || path.starts_with("/api/") || path.starts_with("/assets/");
    let last = path.rsplit('/').next().unwrap_or_default();
    !own && (path == INDEX || !last.contains('.'))
}

fn respond(file: &File, caching: &'static str, request: &HeaderMap) -> Response {
    let mut response = Response::builder()
        .header(header::CACHE_CONTROL, caching)
        .header(header::ETAG, &file.etag)
        .header(header::VARY, "Accept-Encoding");
    if is_known(request, &file.etag) {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    let (coding, body) = choose(file, request);
    if let Some(coding) = coding {
        response = response.header(header::CONTENT_ENCODING, coding);
    }
    response.content_type(file.content_type).body(body)
}

fn is_known(request: &HeaderMap, etag: &str) -> bool {
    let plain = etag.trim_start_matches("W/");
    let mut given = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.any(|list| list.split(',').any(|one| one.trim() == "*" || one.trim().trim_start_matches("W/") == plain))
}

fn choose(file: &File, request: &HeaderMap) -> (Option<&'static str>, Bytes) {
    match (&file.brotli, &file.gzip) {
        (Some(brotli), _) if accepts(request, "br") => (Some("br"), brotli.clone()),
        (_, Some(gzip)) if accepts(request, "gzip") => (Some("gzip"), gzip.clone()),
        _ => (None, file.plain.clone()),
    }
}

/// Whether `Accept-Encoding` takes a coding; `q=0` says that it does not, `*` stands for what is not named.
fn accepts(request: &HeaderMap, coding: &str) -> bool {
    let mut by_star = false;
    for value in request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()) {
        for entry in value.split(',') {
            let (name, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let weight = weight.trim().strip_prefix("q=").and_then(|number| number.parse::<f32>().ok());
            let wanted = weight.is_some_and(|weight| weight > 0.0);
            match name.trim() {
                name if name.eq_ignore_ascii_case(coding) => return wanted,
                "*" => by_star = wanted,
                _ => {}
            }
        }
    }
    by_star
}

fn secure(headers: &mut HeaderMap, only_https: bool) {
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // An invitation's address is its token: no other site may learn it.
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(
        header::HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    );
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if only_https {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

#[cfg(test)]
mod tests;
