//! `cargo xtask bench verifications`: many verifications of faces at once, what becomes of them, the server's memory, and how
//! long other requests take meanwhile. `bench_verifications [NUMBER]`.
#![expect(clippy::print_stdout, reason = "it prints figures")]

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faces::fixtures::{Actor, BURST, Condition, Film};
use faces::{Judge, ModelFiles};
use futures_util::future::join_all;
use integration_tests::browser::Server;
use integration_tests::people::PASSWORD;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use shared::access::StepUpPurpose;
use shared::api::{FaceChallengeOut, StepUpOut};
use shared::legal::FACE_CONSENT;

/// 王建国 and 赵敏, legal representatives of the demonstration's enterprises. Nobody may try more than ten times for one
/// purpose, so the verifications are theirs in turn, each for one purpose after the other.
const LEGAL_REPS: [&str; 2] = ["15400000001", "15400000004"];
const PURPOSES: [StepUpPurpose; 5] = [
    StepUpPurpose::EditAgent,
    StepUpPurpose::SetAgentPassword,
    StepUpPurpose::SwitchAgent,
    StepUpPurpose::DeleteAgent,
    StepUpPurpose::AddAgent,
];
/// Other requests are sent one after another, with this pause.
const PAUSE: Duration = Duration::from_millis(10);
/// So long they are measured without a verification beside them.
const QUIET: Duration = Duration::from_secs(10);

struct Client<'a> {
    server: &'a Server,
    http: reqwest::Client,
    actor: Actor,
}

impl Client<'_> {
    fn call(&self, token: &str, method: Method, path: &str, body: &Value) -> RequestBuilder {
        self.http.request(method, self.server.url(&format!("/api/v1{path}"))).bearer_auth(token).json(body)
    }

    async fn challenge(&self, token: &str, purpose: StepUpPurpose) -> Result<FaceChallengeOut> {
        let asked = self.call(token, Method::POST, "/face-challenges", &json!({"purpose": purpose.code()}));
        Ok(asked.send().await?.error_for_status()?.json().await?)
    }

    /// The answer to a challenge: a film of the steps, never the same.
    fn answer(&self, token: &str, challenge: &FaceChallengeOut, seed: u64) -> RequestBuilder {
        let film = Film::new(&self.actor, seed, &challenge.steps, Condition::Good).wide_awake();
        let frames: Vec<Value> = film
            .burst(BURST)
            .iter()
            .map(|shot| json!({"at_ms": shot.at_ms, "jpeg": STANDARD.encode(&shot.jpeg)}))
            .collect();
        let path = format!("/face-challenges/{}/frames", challenge.id);
        self.call(token, Method::POST, &path, &json!({"nonce": challenge.nonce, "frames": frames}))
    }

    /// Enrols by two captures and the operator's approval.
    async fn enrol(&self, token: &str, mobile: &str) -> Result<()> {
        let consent = json!({"version": FACE_CONSENT.version});
        self.call(token, Method::PUT, "/face-enrolment/consent", &consent).send().await?.error_for_status()?;
        let purpose = StepUpPurpose::EnrolFace.code();
        let seen = self.server.messages(mobile).await?.len();
        let sms = self.call(token, Method::POST, "/step-ups/sms-code", &json!({"purpose": purpose}));
        sms.send().await?.error_for_status()?;
        let code = self.server.code_after(mobile, seen).await?;
        let proven = json!({"purpose": purpose, "password": PASSWORD, "sms_code": code});
        let proof = self.call(token, Method::POST, "/step-ups", &proven).send().await?.error_for_status()?;
        let proof: StepUpOut = proof.json().await?;
        let begun = self.call(token, Method::POST, "/face-enrolment", &json!({})).header("X-Step-Up", proof.token);
        begun.send().await?.error_for_status()?;
        let mut left = 2;
        // A drawn lid or turn is not always read; then the capture is made again.
        for seed in 1..=10 {
            let challenge = self.challenge(token, StepUpPurpose::EnrolFace).await?;
            left -= u32::from(self.answer(token, &challenge, seed).send().await?.status().is_success());
            if left == 0 {
                let waiting = self.server.operator(&["face-enrolments", "list"]).await?;
                let id = waiting.split_whitespace().next().context("nobody waits")?;
                self.server.operator(&["face-enrolments", "approve", id]).await?;
                return Ok(());
            }
        }
        bail!("no capture was good")
    }

    /// How long other requests take until this is over: median and 99th of a hundred, milliseconds.
    async fn others(&self, token: &str, over: &AtomicBool) -> Result<(usize, f64, f64)> {
        let mut times = Vec::new();
        while !over.load(Ordering::Relaxed) {
            let since = Instant::now();
            self.call(token, Method::GET, "/me", &Value::Null).send().await?.error_for_status()?.bytes().await?;
            times.push(since.elapsed().as_secs_f64() * 1000.0);
            tokio::time::sleep(PAUSE).await;
        }
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times.get(times.len() * share / 100).copied().context("no request was made");
        Ok((times.len(), at(50)?, at(99)?))
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let number: usize = std::env::args().nth(1).map_or(Ok(50), |number| number.parse())?;
    let _known = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models/faces");
    let judge = Judge::load(ModelFiles::from_folder(&assets).context("the networks")?)?;
    let portrait = Path::new(env!("CARGO_MANIFEST_DIR")).join("../faces/tests/portraits/person_a_1.jpg");
    let actor = Actor::new(&judge, &std::fs::read(portrait)?)?;
    drop(judge);
    let server = Server::start_measured().await?;
    // The server closes connections that nobody uses, and the films take a while to draw.
    let http = reqwest::Client::builder().pool_idle_timeout(Duration::from_secs(1)).build()?;
    let client = Client { server: &server, http, actor };
    let before = server.memory()?;
    let mut tokens = Vec::new();
    for (at, mobile) in LEGAL_REPS.into_iter().cycle().take(number.max(2)).enumerate() {
        let token = server.filing(mobile, PASSWORD).await?.token().to_owned();
        if at < LEGAL_REPS.len() {
            client.enrol(&token, mobile).await?;
        }
        tokens.push(token);
    }
    let own = tokens.first().context("no session")?.as_str();
    let warm = client.challenge(own, StepUpPurpose::AddAgent).await?;
    client.answer(own, &warm, 100).send().await?;
    println!(
        "memory of the server, MB: {} before any face, {} after one verification",
        before.now,
        server.memory()?.now
    );

    let over = AtomicBool::new(false);
    let (quiet, ()) = tokio::join!(client.others(own, &over), async {
        tokio::time::sleep(QUIET).await;
        over.store(true, Ordering::Relaxed);
    });
    let quiet = quiet?;
    println!("other requests, without:  {:5}, median {:6.1} ms, 99 of 100 within {:6.1} ms", quiet.0, quiet.1, quiet.2);

    let mut answers = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let purpose = PURPOSES[at / LEGAL_REPS.len() % PURPOSES.len()];
        let challenge = client.challenge(token, purpose).await?;
        answers.push(client.answer(token, &challenge, 200 + at as u64));
    }
    let over = AtomicBool::new(false);
    let since = Instant::now();
    let send = async {
        let all = join_all(answers.into_iter().map(|answer| async {
            let answer = answer.send().await?;
            let (status, waits) = (answer.status().as_u16(), answer.headers().contains_key("retry-after"));
            let body: Value = answer.json().await?;
            let reason = body["errors"][0]["code"].as_str().or(body["code"].as_str()).unwrap_or("passed").to_owned();
            Ok::<_, anyhow::Error>((status, waits, reason))
        }))
        .await;
        over.store(true, Ordering::Relaxed);
        all
    };
    let (busy, all) = tokio::join!(client.others(own, &over), send);
    let (busy, took) = (busy?, since.elapsed());
    println!(
        "other requests, with {number}:  {:5}, median {:6.1} ms, 99 of 100 within {:6.1} ms",
        busy.0, busy.1, busy.2
    );
    let mut told = std::collections::BTreeMap::<(u16, String), usize>::new();
    for one in all {
        let (status, waits, reason) = one?;
        let again = if waits { ", come back" } else { "" };
        *told.entry((status, format!("{reason}{again}"))).or_default() += 1;
    }
    println!("{number} at once, all answered within {:.1} s:", took.as_secs_f64());
    for ((status, reason), times) in told {
        println!("  {times:3} × {status} {reason}");
    }
    let after = server.memory()?;
    println!("memory of the server, MB: {} at most, {} afterwards", after.most, after.now);
    Ok(())
}
