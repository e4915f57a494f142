//! `cargo xtask crash`: builds server and crash suite, and runs as many crashes as are asked for.
//!
//! The suite speaks with servers as the API tests do, so it stands with the tests.

use std::{
    fs,
    process::{Command, ExitCode, Stdio, id},
    str::FromStr,
};

use anyhow::{Context, Result};

use crate::{
    build,
    progress::Progress,
    run::{self, Console},
    serve, setup,
    workspace::{Profile, Workspace, clean_environment},
};

const PROGRAM: &str = "crash";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Kills of a working server
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    rounds: u64,
    /// Power cuts of a working server's disk; needs root and loop devices
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    cuts: u64,
    /// Logs whose end is torn
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    torn: u64,
    /// Disks that run full under load; needs root and loop devices
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    full: u64,
    /// Backups made under load, each restored and compared
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    backups: u64,
    /// Damage files of every kind, each on a copy
    #[arg(long)]
    damage: bool,
    /// Seconds of load of a round
    #[arg(long, value_name = "LEAST-MOST", default_value = "2-4")]
    seconds: Seconds,
    /// Where random choices come from; another one each time where it is absent
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Build and run in the release profile
    #[arg(long)]
    release: bool,
}

/// `2-4`, or `3`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seconds {
    least: f64,
    most: f64,
}

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let (least, most) = text.split_once('-').unwrap_or((text, text));
        let number = |text: &str| text.trim().parse::<f64>().map_err(|_| format!("{text} is no number"));
        let (least, most) = (number(least)?, number(most)?);
        if least > 0.0 && least <= most && most <= 600.0 {
            Ok(Self { least, most })
        } else {
            Err("from more than 0 to 600 seconds, the smaller first".to_owned())
        }
    }
}

/// Builds and crashes. Exit code 1 where anything acknowledged is lost or changed.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    let profile = if args.release { Profile::Release } else { Profile::Dev };
    setup::for_server(progress)?;
    progress.step("Building the server and the crash suite");
    let server = build::binary(workspace, profile, "backend", &Console::alone())?;
    let program = build::binary(workspace, profile, PROGRAM, &Console::alone())?;
    let scratch = serve::scratch("crash");
    fs::create_dir_all(&scratch).context("a folder for the suite")?;
    progress.step(&format!("Crashing servers in {} ({} profile)", scratch.display(), profile.name()));
    let mut command = Command::new(program);
    clean_environment(&mut command);
    let numbers = [
        ("--rounds", args.rounds),
        ("--cuts", args.cuts),
        ("--torn", args.torn),
        ("--full", args.full),
        ("--backups", args.backups),
        ("--seed", args.seed.unwrap_or_else(|| u64::from(id()))),
    ];
    for (name, number) in numbers {
        command.arg(name).arg(number.to_string());
    }
    command.arg("--least").arg(args.seconds.least.to_string()).arg("--most").arg(args.seconds.most.to_string());
    command.arg("--scratch").arg(&scratch);
    if args.damage {
        command.arg("--damage");
    }
    let ended = run::spawn(command.stdin(Stdio::null()).env("BACKEND_BIN", server))?.wait()?;
    if ended.success() {
        fs::remove_dir_all(&scratch).context("removing the suite's folder")?;
        return Ok(ExitCode::SUCCESS);
    }
    progress.note(&format!("folders, logs and the journal of acknowledged writes are kept in {}", scratch.display()));
    Ok(ExitCode::FAILURE)
}

#[cfg(test)]
mod tests {
    use super::Seconds;

    #[test]
    fn seconds_are_a_range_or_a_number() {
        assert_eq!("2-4.5".parse(), Ok(Seconds { least: 2.0, most: 4.5 }));
        assert_eq!("3".parse(), Ok(Seconds { least: 3.0, most: 3.0 }));
        for wrong in ["", "4-2", "0-1", "1-", "a-b", "1-601"] {
            assert!(wrong.parse::<Seconds>().is_err(), "{wrong}");
        }
    }
}
