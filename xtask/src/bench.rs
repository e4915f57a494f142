//! `cargo xtask bench`: the figures of README, measured on the machine at hand. Nothing here fails on a figure.

mod client;
mod face;
mod lists;
mod notices;
mod ocr;
mod photos;
mod server;
mod uploads;
mod verifications;

use std::{
    fs,
    path::Path,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    bundle::{FACE, PART, Sizes, VISION, with_suffix},
    progress::Progress,
    serve,
    workspace::{Profile, Workspace},
};
pub(crate) use face::PORTRAIT;
use server::Server;

/// What the browser has to download before it can show the app, at most.
const BUDGET: usize = 600_000;
const STARTS: usize = 5;
const REQUESTS: usize = 200;

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Measure the server of this profile; without it the release build where there is one
    #[arg(long, value_parser = ["dev", "release"])]
    profile: Option<String>,
}

/// What takes too long to be measured along with the rest.
#[derive(clap::Subcommand)]
enum What {
    /// A page of each list with few and with a million applications in the database (half an hour or more)
    Lists(lists::Args),
    /// A verdict on a made film of a face, stage by stage, beside the bare networks (half a minute)
    Face(face::Args),
    /// Made cards, flat and photographed: what is read right, how long it takes, how much memory (ten minutes or so)
    Ocr(ocr::Args),
    /// A photo of 12 million pixels made ready to keep, optimised, beside sharp where that is asked for
    Photos(photos::Args),
    /// The server's memory while many photos arrive at once
    Uploads(uploads::Args),
    /// Many verifications of faces at once: what becomes of them, the server's memory, other requests meanwhile (some minutes)
    Verifications(verifications::Args),
    /// What listeners to notices cost a server, and how fast a notice comes from one server to another (two minutes or so)
    Notices(notices::Args),
}

/// Measures and prints.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    match &args.what {
        Some(What::Lists(args)) => return lists::run(workspace, progress, args),
        Some(What::Face(args)) => return face::run(workspace, progress, args),
        Some(What::Ocr(args)) => return ocr::run(workspace, progress, args),
        Some(What::Photos(args)) => return photos::run(workspace, progress, args),
        Some(What::Uploads(args)) => return uploads::run(workspace, progress, args),
        Some(What::Verifications(args)) => return verifications::run(workspace, progress, args),
        Some(What::Notices(args)) => return notices::run(workspace, progress, args),
        None => {}
    }
    let app = workspace.app_dir();
    if !app.join("index.html").is_file() {
        bail!("there is no bundle to measure yet. Please run `cargo xtask bundle` first.");
    }
    print_sizes(&app)?;
    let profile = match args.profile.as_deref() {
        Some("dev") => Profile::Dev,
        Some(_) => Profile::Release,
        None if workspace.backend(Profile::Release).is_file() => Profile::Release,
        None => Profile::Dev,
    };
    let binary = workspace.backend(profile);
    if !binary.is_file() {
        bail!("there is no server to measure yet. Please run `cargo xtask serve` or `cargo build --release` first.");
    }
    println!("\nServer ({} profile)", profile.name());
    let data = serve::scratch("bench");
    let measured = measure(&binary, &data, &app);
    let removed = fs::remove_dir_all(&data);
    measured?;
    removed.context("cannot remove the folder of the measurement")?;
    println!(
        "\nNot measured here, because it takes half an hour: lists in a large database, `cargo xtask bench lists`"
    );
    Ok(ExitCode::SUCCESS)
}

fn print_sizes(app: &Path) -> Result<()> {
    println!("{:60} {:>9} {:>9} {:>9}", "Browser bundle, bytes", "raw", "gzip", "brotli");
    let mut files = vec![app.join("index.html")];
    for entry in app.join("assets").read_dir().context("the bundle has no assets")? {
        files.push(entry?.path());
    }
    files.retain(|file| !matches!(file.extension().and_then(|end| end.to_str()), Some("br" | "gz")));
    files.sort();
    let (mut first, mut later) = (Sizes::default(), Sizes::default());
    for file in files {
        let size = |path: &Path| fs::metadata(path).map(|data| usize::try_from(data.len()).unwrap_or(usize::MAX));
        let raw = size(&file)?;
        let gzip = size(&with_suffix(&file, "gz")).unwrap_or(raw);
        let brotli = size(&with_suffix(&file, "br")).unwrap_or(raw);
        let name = file.strip_prefix(app).unwrap_or(&file).display().to_string();
        println!("{name:60} {raw:>9} {gzip:>9} {brotli:>9}");
        let is_later = |name: &str| [FACE, PART, VISION].iter().any(|start| name.starts_with(start));
        let is_part = file.file_name().is_some_and(|name| is_later(&name.to_string_lossy()));
        let total = if is_part { &mut later } else { &mut first };
        total.raw += raw;
        total.gzip += gzip;
        total.brotli += brotli;
    }
    println!("{:60} {:>9} {:>9} {:>9}", "everything that the first page loads", first.raw, first.gzip, first.brotli);
    println!("{:60} {:>9} {:>9} {:>9}", "parts that are loaded later", later.raw, later.gzip, later.brotli);
    println!(
        "the first page takes {:.0} % of the budget of {} KB brotli",
        percent(first.brotli, BUDGET),
        BUDGET / 1000
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a share in percent")]
fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole as f64
}

fn measure(binary: &Path, data: &Path, app: &Path) -> Result<()> {
    // The first start makes the folder that the others find.
    let (mut server, first) = Server::start(binary, data, app)?;
    server.stop()?;
    println!("first start, empty folder, with demo data   {:>8.0} ms", millis(first));
    let mut starts = Vec::new();
    for round in 1..=STARTS {
        let (mut server, time) = Server::start(binary, data, app)?;
        starts.push(time);
        if round == STARTS {
            thread::sleep(Duration::from_secs(2));
            if let Some(memory) = server.memory() {
                println!("memory at rest (RSS)                        {:>8.1} MB", memory);
            }
            for path in ["/readyz", "/", "/openapi.json"] {
                time_requests(&server, path);
            }
        }
        server.stop()?;
    }
    let (low, middle, high) = spread(&mut starts);
    println!(
        "start to /readyz, existing folder, {STARTS} runs   {:>6.0} / {:.0} / {:.0} ms (min / median / max)",
        millis(low),
        millis(middle),
        millis(high)
    );
    Ok(())
}

fn time_requests(server: &Server, path: &str) {
    let mut times = Vec::with_capacity(REQUESTS);
    for _ in 0..REQUESTS {
        let started = Instant::now();
        let status = server.status(path);
        times.push(started.elapsed());
        if status != Some(200) {
            println!("GET {path}: {status:?}, not measured");
            return;
        }
    }
    let (_, middle, _) = spread(&mut times);
    let high = times.get(REQUESTS * 95 / 100).copied().unwrap_or(middle);
    println!("GET {path:14} with a new connection      {:>8.2} ms median, {:.2} ms 95th", millis(middle), millis(high));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Sorts, and returns the smallest, the middle and the largest.
fn spread(times: &mut [Duration]) -> (Duration, Duration, Duration) {
    times.sort_unstable();
    let at = |i: usize| times.get(i).copied().unwrap_or_default();
    (at(0), at(times.len() / 2), at(times.len().saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::spread;
    use std::time::Duration;

    #[test]
    fn spread_is_smallest_middle_largest() {
        let mut times = [5, 1, 4, 2, 3].map(Duration::from_millis);
        assert_eq!(spread(&mut times), (Duration::from_millis(1), Duration::from_millis(3), Duration::from_millis(5)));
    }
}
