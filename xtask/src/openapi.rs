//! `cargo xtask openapi`: keeps the committed description of the API equal to what the server says of itself.

use std::{fs, process::Command, process::ExitCode};

use anyhow::{Context, Result, bail};

use crate::{
    build,
    progress::Progress,
    run::{self, Console},
    workspace::{Profile, Workspace},
};

const FILE: &str = "assets/openapi.json";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only compare; fail when the file is out of date
    #[arg(long)]
    check: bool,
}

/// Writes or compares the document.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, args: &Args) -> Result<ExitCode> {
    progress.step("Building the server");
    let server = build::server(workspace, Profile::Dev, &Console::alone())?;
    let document = run::answer(Command::new(server).arg("openapi").current_dir(workspace.root()))
        .filter(|document| !document.is_empty())
        .context("`backend openapi` failed")?;
    let document = document + "\n";
    serde_json::from_str::<serde_json::Value>(&document).context("`backend openapi` printed no JSON")?;

    let file = workspace.root().join(FILE);
    let committed = fs::read_to_string(&file).unwrap_or_default();
    if committed == document {
        progress.note(&format!("{FILE} is up to date"));
        return Ok(ExitCode::SUCCESS);
    }
    if args.check {
        bail!(
            "{FILE} differs from what the server describes:\n{}\nPlease run `cargo xtask openapi` and commit the file.",
            first_difference(&committed, &document)
        );
    }
    fs::write(&file, document).with_context(|| format!("cannot write {FILE}"))?;
    progress.note(&format!("{FILE} written"));
    Ok(ExitCode::SUCCESS)
}

fn first_difference(committed: &str, current: &str) -> String {
    let (mut old, mut new) = (committed.lines(), current.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (old.next(), new.next()) {
            (None, None) => return "  only line ends differ".to_owned(),
            (left, right) if left == right => {}
            (left, right) => {
                let show =
                    |line: Option<&str>| line.map_or("(nothing)".to_owned(), |line| line.chars().take(160).collect());
                return format!("  line {number}\n  committed: {}\n  server:    {}", show(left), show(right));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_difference_is_shown() {
        let shown = first_difference("{\n  \"a\": 1\n}\n", "{\n  \"a\": 2\n}\n");
        assert_eq!(shown, "  line 2\n  committed:   \"a\": 1\n  server:      \"a\": 2");
        assert!(first_difference("", "{}").contains("(nothing)"));
        assert!(first_difference("{}\r\n", "{}\n").contains("line ends"));
    }
}
