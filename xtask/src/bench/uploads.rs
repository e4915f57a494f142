//! `cargo xtask bench uploads`: what the server's memory does while many photos arrive at once.

use std::{
    fs,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use super::{client::request, photos, server::Server};
use crate::{
    progress::Progress,
    serve,
    workspace::{Profile, Workspace},
};

/// An agent of the demonstration.
const AGENT: (&str, &str) = ("15400000003", "Maple-Tree7");
/// Insured persons of the demonstration, as `backend demo-data` lists them.
const PERSONS: [(&str, &str); 4] = [
    ("孙德福", "220100196606010013"),
    ("周桂兰", "220100197604020028"),
    ("吴雅琴", "220100197106030047"),
    ("郑国强", "220100196611040073"),
];
/// The kind of document that may have as many pages.
const KIND: &str = "personnel_archive";
/// Memory is looked at again after so long, when nothing is under way any more.
const REST: Duration = Duration::from_secs(10);
/// Whoever is told that the server is busy asks again.
const PATIENCE: Duration = Duration::from_secs(300);

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Clients that send at the same time
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=20))]
    clients: u8,
    /// Photos that each of them sends, all at once
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=20))]
    photos: u8,
    /// Measure the server of this profile; it has to be built
    #[arg(long, value_parser = ["dev", "release"], default_value = "dev")]
    profile: String,
}

/// Starts a server, sends, prints.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    let profile = if args.profile == "release" { Profile::Release } else { Profile::Dev };
    let binary = workspace.backend(profile);
    if !binary.is_file() {
        bail!("there is no server to measure yet. Please run `cargo xtask serve` or `cargo build --release` first.");
    }
    let file = fs::read(photos::made(&photos::program(workspace, progress)?, &photos::folder(workspace)?)?)?;
    let data = serve::scratch("bench-uploads");
    progress.step(&format!(
        "Sending {} × {} photos of 12 million pixels, {} bytes each, at once ({} profile)",
        args.clients,
        args.photos,
        file.len(),
        profile.name()
    ));
    let (mut server, _) = Server::start(&binary, &data, &workspace.app_dir())?;
    let measured = measure(&server, &file, args);
    let stopped = server.stop();
    let removed = fs::remove_dir_all(&data);
    measured?;
    stopped?;
    removed.context("cannot remove the folder of the measurement")?;
    Ok(ExitCode::SUCCESS)
}

fn measure(server: &Server, file: &[u8], args: &Args) -> Result<()> {
    let port = server.port();
    let login = json!({"identifier": AGENT.0, "password": AGENT.1, "client": "native"});
    let opened = ask(port, "POST /api/v1/sessions/by-password", None, &login)?.json(201)?;
    let token = opened["token"].as_str().context("no token for a native client")?;
    // A kind takes 60 pages: no application gets more.
    let per_application = (60 / args.photos).max(1);
    let applications: Vec<String> = (0..args.clients.div_ceil(per_application))
        .map(|number| begin(port, token, usize::from(number)))
        .collect::<Result<_>>()?;

    thread::sleep(Duration::from_secs(2));
    let before = server.memory().context("this system does not tell of memory")?;
    let started = Instant::now();
    thread::scope(|scope| {
        let sending: Vec<_> = (0..args.clients)
            .flat_map(|client| (0..args.photos).map(move |photo| (client, photo)))
            .filter_map(|(client, photo)| {
                Some((client, photo, applications.get(usize::from(client / per_application))?))
            })
            .map(|(client, photo, application)| {
                scope.spawn(move || send(port, token, application, &format!("{client}-{photo}"), file))
            })
            .collect();
        sending.into_iter().try_for_each(|one| one.join().map_err(|_| anyhow!("a client failed"))?)
    })?;
    let took = started.elapsed();
    let (at_end, peak) = (server.memory(), server.peak());
    thread::sleep(REST);
    let after = server.memory();
    println!("all of them kept after          {:>8.1} s", took.as_secs_f64());
    println!("memory (RSS) before             {before:>8.1} MB");
    for (name, figure) in [("at most", peak), ("after the last photo", at_end), ("ten seconds later", after)] {
        let figure = figure.context("this system does not tell of memory")?;
        println!("memory {name:24} {figure:>8.1} MB ({:+.1})", figure - before);
    }
    Ok(())
}

fn ask(port: u16, line: &str, token: Option<&str>, body: &Value) -> Result<super::client::Answer> {
    let bearer = token.map(|token| format!("Bearer {token}"));
    let mut headers = vec![("Content-Type", "application/json")];
    headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
    request(port, line, &headers, body.to_string().as_bytes())
}

/// Begins an application for one of the demonstration's insured persons; its id.
fn begin(port: u16, token: &str, number: usize) -> Result<String> {
    let person = PERSONS.get(number).context("too few persons for so many photos")?;
    let input = json!({"name": person.0, "document_type": "resident_id", "document_number": person.1});
    let made = ask(port, "POST /api/v1/retirement-applications", Some(token), &input)?.json(201)?;
    made["id"].as_str().map(str::to_owned).context("an application without an id")
}

/// Sends a photo by the upload protocol until it has become a document.
fn send(port: u16, token: &str, application: &str, key: &str, file: &[u8]) -> Result<()> {
    let bearer = format!("Bearer {token}");
    let told = [("application", application), ("kind", KIND), ("file_name", "page.jpg"), ("key", key)];
    let metadata: Vec<String> =
        told.iter().map(|(name, value)| format!("{name} {}", base64(value.as_bytes()))).collect();
    let (metadata, length) = (metadata.join(","), file.len().to_string());
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        let version = [("Tus-Resumable", "1.0.0"), ("Authorization", bearer.as_str())];
        let announced = [("Upload-Length", length.as_str()), ("Upload-Metadata", metadata.as_str())];
        let begun = request(port, "POST /api/v1/uploads", &[version, announced].concat(), b"")?;
        if begun.header("x-attachment-id").is_some() {
            return Ok(());
        }
        if begun.status == 201 {
            let place = begun.header("location").context("an upload without an address")?;
            let offset = begun.header("upload-offset").context("an upload without an offset")?;
            let rest = file.get(offset.parse::<usize>()?..).context("more has come than was sent")?;
            let bytes = [("Content-Type", "application/offset+octet-stream"), ("Upload-Offset", offset)];
            let taken = request(port, &format!("PATCH {place}"), &[version, bytes].concat(), rest)?;
            if taken.header("x-attachment-id").is_some() {
                return Ok(());
            }
            if !matches!(taken.status, 204 | 409 | 429 | 503) {
                taken.json(204)?;
            }
        } else if !matches!(begun.status, 429 | 503) {
            begun.json(201)?;
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("the photo {key} did not arrive")
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for digit in 0..4 {
            let at = (number >> (18 - 6 * digit) & 63) as usize;
            text.push(if digit > three.len() { '=' } else { char::from(DIGITS[at]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_what_others_write() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
