//! `cargo xtask bench photos`: what making a photo ready costs, beside what sharp (libvips) takes for the same work.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::{millis, spread};
use crate::{
    progress::Progress,
    run::{self, Console},
    workspace::{Workspace, clean_environment, lock_flag},
};

const PROGRAM: &str = "measure_photos";
/// Exactly this one, so that figures of two days can be compared.
const SHARP: &str = "sharp@0.35.5";
/// The two take turns, so that whatever else the machine does meets both.
const TURNS: usize = 3;
const ROUNDS: usize = 7;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A photo to measure with; without it a made one of 12 million pixels
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Measure sharp as well: npm installs it into the target folder, Node.js has to be there
    #[arg(long)]
    sharp: bool,
}

/// The times of many runs.
#[derive(Debug, Default, PartialEq, Eq)]
struct Times {
    processor: Vec<Duration>,
    clock: Vec<Duration>,
}

/// Builds, measures, prints.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    let (program, folder) = (program(workspace, progress)?, folder(workspace)?);
    let file = match &args.file {
        Some(file) => file.clone(),
        None => made(&program, &folder)?,
    };
    let script = if args.sharp { Some(install(progress, &folder)?) } else { None };

    progress.step(&format!("Measuring {TURNS} times {ROUNDS} photos"));
    let rounds = ROUNDS.to_string();
    let (mut here, mut sharp) = (Times::default(), Times::default());
    for _ in 0..TURNS {
        here.add(&measured(Command::new(&program).arg(&file).arg(&rounds))?)?;
        if let Some(script) = &script {
            sharp.add(&measured(Command::new("node").arg(script).arg(&file).arg(&rounds))?)?;
        }
    }
    println!("{:20} {:>28} {:>28}", "ms, min/median/max", "processor", "clock");
    let middle = here.print("photos");
    if script.is_some() {
        let theirs = sharp.print(SHARP);
        println!("processor time, median: {:.2} times sharp's", middle.as_secs_f64() / theirs.as_secs_f64());
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the program that measures a photo; where it is.
pub(super) fn program(workspace: &Workspace, progress: &Progress) -> Result<PathBuf> {
    progress.step("Building the program that measures photos (optimised)");
    let mut command = workspace.cargo();
    // This package alone: optimised, the whole workspace would take as long as the server.
    command.args(["build", "--release", "--package", "photos", "--example", PROGRAM]).args(lock_flag());
    Console::alone().run(&mut command, "building the program that measures")?;
    Ok(workspace.target().join("release/examples").join(format!("{PROGRAM}{}", env::consts::EXE_SUFFIX)))
}

/// Where the made photo and the other program are kept.
pub(super) fn folder(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target().join("bench-photos");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// The made photo, the same each time.
pub(super) fn made(program: &Path, folder: &Path) -> Result<PathBuf> {
    let file = folder.join("made.jpg");
    measured(Command::new(program).arg("--make").arg(&file))?;
    Ok(file)
}

/// Puts sharp and the script that measures it into a folder; where the script stands.
fn install(progress: &Progress, folder: &Path) -> Result<PathBuf> {
    let script = folder.join("sharp.cjs");
    fs::write(&script, include_str!("sharp.cjs")).context("cannot write the script")?;
    if !folder.join("node_modules/sharp").is_dir() {
        progress.step(&format!("Installing {SHARP} into {}", folder.display()));
        let mut npm = Command::new("npm");
        npm.current_dir(folder).args(["install", "--prefix", ".", "--no-audit", "--no-fund", "--save-exact", SHARP]);
        Console::alone().run(&mut npm, "npm install")?;
    }
    Ok(script)
}

fn measured(command: &mut Command) -> Result<String> {
    clean_environment(command);
    let what = command.get_program().to_string_lossy().into_owned();
    run::answer(command).with_context(|| format!("{what} could not measure"))
}

impl Times {
    /// Adds what a program printed: two numbers of microseconds on each line.
    fn add(&mut self, printed: &str) -> Result<()> {
        for line in printed.lines() {
            let numbers: Vec<u64> = line.split_whitespace().filter_map(|number| number.parse().ok()).collect();
            let [processor, clock] = numbers[..] else { bail!("no times: {line}") };
            self.processor.push(Duration::from_micros(processor));
            self.clock.push(Duration::from_micros(clock));
        }
        Ok(())
    }

    /// Prints them; the median of the processor's.
    fn print(mut self, name: &str) -> Duration {
        let line = |(low, middle, high): (Duration, Duration, Duration)| {
            format!("{:.0} / {:.0} / {:.0}", millis(low), millis(middle), millis(high))
        };
        let (processor, clock) = (spread(&mut self.processor), spread(&mut self.clock));
        println!("{name:20} {:>28} {:>28}", line(processor), line(clock));
        processor.1
    }
}

#[cfg(test)]
mod tests {
    use super::Times;
    use std::time::Duration;

    #[test]
    fn two_numbers_a_line_are_read_and_nothing_else() {
        let mut times = Times::default();
        times.add("150000 151000\n160000 162000\n").expect("read");
        assert_eq!(times.processor, [150, 160].map(Duration::from_millis));
        assert_eq!(times.clock, [151, 162].map(Duration::from_millis));
        assert!(times.add("150000\n").is_err());
        assert!(times.add("fast faster\n").is_err());
    }
}
