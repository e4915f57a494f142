//! `backend config`: the default settings, and a check of those in force.

use std::path::Path;

use super::failure::Failure;
use super::output::print;
use crate::config::{Config, DEFAULT_FILE};

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(super) struct Args {
    /// Print every setting with its default and what it means
    #[arg(long)]
    default: bool,
    /// Read the settings as the server would and name everything that it would refuse
    #[arg(long)]
    check: bool,
}

pub(super) fn run(args: &Args, file: Option<&Path>) -> Result<(), Failure> {
    if args.default {
        return Ok(print(DEFAULT_FILE.trim_end())?);
    }
    let settings = Config::load(file)?;
    settings.check().map_err(Failure::Faults)?;
    let mode = format!("{:?}", settings.mode).to_lowercase();
    let server = &settings.server;
    print(&format!("The settings can be used: {mode} mode at {}, reached as {}.", server.listen, server.public_url))?;
    Ok(())
}
