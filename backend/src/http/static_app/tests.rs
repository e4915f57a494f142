//! Tests of serving the app from a folder on disk.

use std::fs;
use std::path::Path;

use poem::{EndpointExt, Route};

use super::*;
use crate::config::Config;

/// A bundle in a folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("static-app-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("app/assets")).expect("a folder");
        let folder = Self(path);
        folder.put("secret.txt", "outside");
        folder
    }

    fn filled(name: &str) -> Self {
        let folder = Self::new(name);
        for (file, text) in [
            ("app/index.html", "<html>one</html>"),
            ("app/index.html.br", "page as brotli"),
            ("app/assets/app-1.wasm", "wasm"),
            ("app/assets/app-1.wasm.br", "wasm as brotli"),
            ("app/assets/app-1.wasm.gz", "wasm as gzip"),
            ("app/assets/alone-2.gz", "no other form"),
            ("app/favicon.ico", "icon"),
            ("app/.hidden", "hidden"),
        ] {
            folder.put(file, text);
        }
        folder
    }

    fn put(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).expect("written");
    }

    fn app(&self, only_https: bool) -> impl Endpoint<Output = Response> {
        let mut config = Config::parse("").expect("the built-in file").server;
        config.app_dir = Some(self.0.join("app"));
        config.cookie_secure = only_https;
        Route::new().nest("/", endpoint(&config)).map_to_response()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn get(app: &impl Endpoint<Output = Response>, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::builder().uri_str(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.call(request.finish()).await.unwrap_or_else(|error| error.into_response())
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn text(response: Response) -> String {
    response.into_body().into_string().await.expect("text")
}

#[tokio::test]
async fn every_page_starts_from_the_index() {
    let folder = Folder::filled("pages");
    let app = folder.app(false);
    for path in ["/", "/agents", "/agents/7", "/invitation/abc-_", "/index.html", "/qr/%31"] {
        let response = get(&app, path, &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8");
        assert_eq!(header(&response, "cache-control"), "no-cache");
        assert!(header(&response, "content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(header(&response, "referrer-policy"), "no-referrer");
        assert_eq!(header(&response, "strict-transport-security"), "");
        assert_eq!(text(response).await, "<html>one</html>");
    }
    let response = get(&folder.app(true), "/", &[]).await;
    assert!(header(&response, "strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_in_the_best_form() {
    let folder = Folder::filled("files");
    let app = folder.app(false);
    for (accepted, coding, body) in [
        ("gzip, deflate, br, zstd", "br", "wasm as brotli"),
        ("gzip", "gzip", "wasm as gzip"),
        ("br;q=0, GZIP;q=0.5", "gzip", "wasm as gzip"),
        ("*", "br", "wasm as brotli"),
        ("identity", "", "wasm"),
        ("", "", "wasm"),
    ] {
        let response = get(&app, "/assets/app-1.wasm", &[("Accept-Encoding", accepted)]).await;
        assert_eq!(header(&response, "content-type"), "application/wasm");
        assert_eq!(header(&response, "cache-control"), FOR_EVER);
        assert_eq!(header(&response, "vary"), "Accept-Encoding");
        assert_eq!(header(&response, "content-encoding"), coding, "{accepted}");
        assert_eq!(text(response).await, body);
    }
    assert_eq!(text(get(&app, "/assets/alone-2.gz", &[]).await).await, "no other form");
    assert_eq!(header(&get(&app, "/favicon.ico", &[]).await, "cache-control"), "no-cache");
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let folder = Folder::filled("etag");
    let app = folder.app(false);
    let etag = header(&get(&app, "/", &[]).await, "etag");
    for known in [etag.as_str(), "*", &format!("\"x\", {etag}"), etag.trim_start_matches("W/")] {
        let response = get(&app, "/", &[("If-None-Match", known)]).await;
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(text(response).await, "");
    }
    assert_eq!(get(&app, "/", &[("If-None-Match", "\"x\"")]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn nothing_else_is_served() {
    let folder = Folder::filled("else");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("secret.txt"), folder.0.join("app/assets/link.txt")).expect("a link");
    let app = folder.app(false);
    for path in [
        "/assets/unknown-1.js",
        "/assets/",
        "/assets/app",
        "/unknown.js",
        "/api",
        "/api/v1/unknown",
        "/.hidden",
        "/assets/link.txt",
        "/assets/app-1.wasm.br",
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e%5c%2e%2e%5csecret.txt",
        "//etc/hosts.conf",
    ] {
        let response = get(&app, path, &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!text(response).await.contains("outside"), "{path}");
    }
    assert!(get(&app, "/assets/%ff", &[]).await.status().is_client_error());
    let post = Request::builder().method(Method::POST).uri_str("/").finish();
    let refused = app.call(post).await.unwrap_or_else(|error| error.into_response());
    assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_new_bundle_is_seen_and_a_missing_one_told() {
    let folder = Folder::new("rebuilt");
    let app = folder.app(false);
    let response = get(&app, "/", &[]).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(text(response).await.contains("server.app_dir"));

    folder.put("app/index.html", "<html>first</html>");
    assert_eq!(text(get(&app, "/", &[]).await).await, "<html>first</html>");
    folder.put("app/assets/app-2.js", "let two = 2;");
    folder.put("app/index.html", "<html>the second one</html>");
    assert_eq!(text(get(&app, "/", &[]).await).await, "<html>the second one</html>");
    assert_eq!(text(get(&app, "/assets/app-2.js", &[]).await).await, "let two = 2;");

    // While a folder is being replaced it is not there for a moment: what was read serves on.
    fs::rename(folder.0.join("app"), folder.0.join("old")).expect("moved");
    assert_eq!(text(get(&app, "/", &[]).await).await, "<html>the second one</html>");
    assert!(!Path::new(&folder.0.join("app")).exists());
}
