//! The usual tus client of the web, tus-js-client, against the real server: uploads, breaks off, goes on.

use std::fs;

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, journey_over};
use integration_tests::people::PASSWORD;
use integration_tests::uploads::photo;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::demo;

const CLIENT: &[u8] = include_bytes!("../../tus/tus.min.js");
const CLIENT_SHA256: &str = "8cbb1b63fccc3bba0ae73ad1deb160ce046c3750851d0c3e94921ae3ef070eb8";
const INDEX: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\">\
    <title>tus</title><h1>tus</h1><script src=\"/tus.min.js\"></script></html>";
const PIECE: u64 = 64 * 1024;

/// Begins or goes on in the page; `stop_after` pieces it breaks off.
async fn upload(page: &Page, options: &serde_json::Value, stop_after: u64) -> Result<serde_json::Value> {
    page.script(&format!(
        "const options = {options}, stopAfter = {stop_after};
         window.outcome = null;
         (async () => {{
             const file = await (await fetch(options.file)).blob();
             const seen = {{first: null, pieces: 0, found: 0}};
             const upload = new tus.Upload(file, {{
                 endpoint: '/api/v1/uploads', chunkSize: {PIECE}, retryDelays: [0, 200, 1000, 3000],
                 metadata: options.metadata, headers: {{'X-CSRF-Token': options.csrf}},
                 fingerprint: async () => options.metadata.key,
                 onChunkComplete: (size, accepted) => {{
                     seen.first ??= accepted - size;
                     seen.pieces += 1;
                     if (seen.pieces === stopAfter) {{
                         upload.abort(options.terminate).then(() => window.outcome = {{...seen, stopped: accepted, url: upload.url}});
                     }}
                 }},
                 onSuccess: () => window.outcome = {{...seen, done: true, url: upload.url}},
                 onError: error => window.outcome = {{...seen, error: String(error)}},
             }});
             const before = await upload.findPreviousUploads();
             seen.found = before.length;
             if (before.length) upload.resumeFromPreviousUpload(before[0]);
             upload.start();
         }})();"
    ))
    .await?;
    page.until_script("return window.outcome").await
}

#[tokio::test]
async fn tus_js_client_uploads_breaks_off_and_resumes() -> Result<()> {
    let sum: String = Sha256::digest(CLIENT).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(sum == CLIENT_SHA256, "tests/tus/tus.min.js is not the file that was published");
    let pages = tempfile::tempdir().context("a folder for the page")?;
    let file = photo(300, 900, 700);
    fs::write(pages.path().join("index.html"), INDEX)?;
    fs::write(pages.path().join("tus.min.js"), CLIENT)?;
    fs::write(pages.path().join("photo.jpg"), &file)?;
    journey_over(pages.path(), async |stage| {
        let application = stage.server.filing(demo::AGENT, PASSWORD).await?.begin(0).await?.id;
        let page = stage.browser(Screen::Wide).await?;
        page.go("/").await?;
        let login = json!({"identifier": demo::AGENT, "password": PASSWORD, "client": "browser"});
        page.script(&format!(
            "fetch('/api/v1/sessions/by-password', {{method: 'POST', headers: {{'Content-Type': 'application/json'}},
                 body: JSON.stringify({login})}}).then(answer => answer.json()).then(out => window.csrf = out.me.csrf_token);"
        ))
        .await?;
        let csrf = page.until_script("return window.csrf || null").await?;
        let options = |key: &str, terminate: bool| {
            let metadata = json!({"application": application, "kind": "other", "file_name": "照片.jpg", "key": key});
            json!({"file": "/photo.jpg", "metadata": metadata, "csrf": csrf, "terminate": terminate})
        };

        // Breaks off after three pieces, and once more when it has gone on for two; the server is killed in between.
        let outcome = upload(&page, &options("one", false), 3).await?;
        ensure!(outcome["stopped"] == 3 * PIECE && outcome["first"] == 0, "{outcome}");
        stage.server.kill()?;
        stage.server.launch().await?;
        let outcome = upload(&page, &options("one", false), 2).await?;
        ensure!(outcome["first"] == 3 * PIECE && outcome["stopped"] == 5 * PIECE, "{outcome}");
        ensure!(outcome["found"] == 1, "the client remembers where it was: {outcome}");
        // A page that was closed and opened again goes on as well.
        page.reload().await?;
        let outcome = upload(&page, &options("one", false), 0).await?;
        ensure!(outcome["done"] == true && outcome["first"] == 5 * PIECE, "{outcome}");
        // Whoever sends the same photo again is told that it is there: nothing is sent, nothing is made.
        page.script("localStorage.clear()").await?;
        let outcome = upload(&page, &options("one", false), 0).await?;
        ensure!(outcome["done"] == true, "{outcome}");

        // Broken off for good: the client asks the server to forget it.
        let outcome = upload(&page, &options("two", true), 2).await?;
        ensure!(outcome["stopped"] == 2 * PIECE, "{outcome}");

        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let documents = filing.get(&application).await?.attachments;
        ensure!(documents.len() == 1 && documents[0].file_name == "照片.jpg", "{documents:?}");
        ensure!(filing.content(&application, &documents[0].id).await? == photos::prepare(&file)?.content);
        let address = outcome["url"].as_str().context("an address")?;
        let gone = reqwest::Client::new().head(stage.server.url(address)).bearer_auth(filing.token()).header("Tus-Resumable", "1.0.0");
        ensure!(gone.send().await?.status() == 404);
        Ok(())
    })
    .await;
    Ok(())
}
