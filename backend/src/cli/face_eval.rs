//! `backend face-eval`: how well faces are told apart on the operator's own pictures, to choose the threshold by.

use std::path::PathBuf;

use anyhow::Context;
use faces::{Judge, ModelFiles, Thresholds};

use super::output::print;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder with one folder per person, and in each JPEG pictures of that person's face
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Folder of the face models, assets/models/faces of the project
    #[arg(long, value_name = "DIR", default_value = "assets/models/faces")]
    models: PathBuf,
}

/// Compares all pairs and prints the curve; nothing is kept.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let files = ModelFiles::from_folder(&args.models)
        .with_context(|| format!("reading the face models in {}", args.models.display()))?;
    let judge = Judge::load(files)?;
    let evaluation = faces::evaluate(&judge, &args.folder, &Thresholds::default())?;
    for path in &evaluation.unusable {
        print(&format!("not used: {}", path.display()))?;
    }
    print(&evaluation.to_string())
}
