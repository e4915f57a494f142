//! A server that is killed at any moment: every photo arrives once and whole.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use integration_tests::browser::Server;
use integration_tests::people::PASSWORD;
use integration_tests::uploads::{Announcement, checksum, photo};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use reqwest::{Client, RequestBuilder, Response, StatusCode};

use crate::demo;

const KILLS: u64 = 20;
const PIECE: usize = 64 * 1024;
/// Only a test that fails tries for so long.
const PATIENCE: Duration = Duration::from_secs(120);

/// A device that sends one photo, whatever happens to the server.
struct Device {
    client: Client,
    origin: String,
    token: String,
    announced: Announcement,
    file: Vec<u8>,
}

impl Device {
    fn ask(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.token).header("Tus-Resumable", "1.0.0")
    }

    /// Sends until the server says that the photo has become a document; its id.
    async fn send(self) -> Result<String> {
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            match self.round().await {
                Ok(Some(attachment)) => return Ok(attachment),
                Ok(None) => {}
                // Nobody there: the server is being started again.
                Err(error) if error.is_connect() || error.is_request() || error.is_body() => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        anyhow::bail!("the photo did not arrive")
    }

    /// Begins or finds the upload, and sends pieces while that goes well.
    async fn round(&self) -> reqwest::Result<Option<String>> {
        let begin = self.client.post(format!("{}/api/v1/uploads", self.origin));
        let begin = begin.header("Upload-Length", self.file.len()).header("Upload-Metadata", self.announced.metadata());
        let begun = self.ask(begin).send().await?.error_for_status()?;
        let address = format!("{}{}", self.origin, header(&begun, "location"));
        let mut answer = self.ask(self.client.head(&address)).send().await?;
        loop {
            if answer.headers().contains_key("x-attachment-id") {
                return Ok(Some(header(&answer, "x-attachment-id").to_owned()));
            }
            if !answer.status().is_success() {
                return Ok(None);
            }
            let from = header(&answer, "upload-offset").parse::<usize>().unwrap_or_default();
            let piece = &self.file[from..self.file.len().min(from + PIECE)];
            let patch = self.client.patch(&address).header("Upload-Offset", from);
            let patch = patch.header("Content-Type", "application/offset+octet-stream");
            let patch = patch.header("Upload-Checksum", checksum(piece)).body(piece.to_vec());
            answer = self.ask(patch).send().await?;
        }
    }
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_at_twenty_moments_keeps_every_photo_once() -> Result<()> {
    let _known = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let server = Server::start_with(None).await?;
    let filing = server.filing(demo::AGENT, PASSWORD).await?;
    let application = filing.begin(0).await?.id;
    let device = |number: u64| {
        let file = photo(100 + number, 900, 700);
        let announced = Announcement {
            application: application.clone(),
            kind: "personnel_archive".to_owned(),
            key: format!("photo-{number}"),
            bytes: file.len(),
        };
        let (origin, token) = (server.url(""), filing.token().to_owned());
        Device { client: Client::new(), origin, token, announced, file }
    };
    // How long one takes when nothing happens tells between which moments to choose.
    let undisturbed = device(0);
    let mut sent = vec![undisturbed.file.clone()];
    let since = Instant::now();
    let mut arrived = vec![undisturbed.send().await?];
    let whole = since.elapsed();
    let mut random = StdRng::seed_from_u64(20);
    for number in 1..=KILLS {
        let device = device(number);
        sent.push(device.file.clone());
        let sending = tokio::spawn(device.send());
        tokio::time::sleep(whole.mul_f64(random.random_range(0.0..1.1))).await;
        server.kill()?;
        server.launch().await?;
        arrived.push(sending.await.context("the device")?.with_context(|| format!("photo {number}"))?);
    }
    let listed: Vec<String> = filing.get(&application).await?.attachments.into_iter().map(|file| file.id).collect();
    ensure!(listed == arrived, "each once, in their order: {listed:?}, {arrived:?}");
    for (file, attachment) in sent.iter().zip(&arrived) {
        let kept = filing.content(&application, attachment).await?;
        ensure!(kept == photos::prepare(file)?.content, "{attachment} is not the photo that was sent");
    }
    let unknown = Client::new().head(server.url("/api/v1/uploads/nothing")).bearer_auth(filing.token());
    let answer = unknown.header("Tus-Resumable", "1.0.0").send().await?;
    ensure!(answer.status() == StatusCode::NOT_FOUND, "{}", answer.status());
    Ok(())
}
