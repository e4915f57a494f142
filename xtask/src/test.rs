//! `cargo xtask test`: sets up what the tests need, builds what they run against, and runs them.

use std::{
    fs,
    path::Path,
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    build,
    bundle::Finish,
    parity,
    progress::Progress,
    run::{self, Console},
    setup,
    wasm_toolchain::Choice,
    workspace::{Profile, Workspace, lock_flag},
};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run only one kind of tests
    #[arg(long, value_enum, default_value = "all")]
    only: Kind,
    /// Run only tests with this in their names
    filter: Option<String>,
    /// Let the browser tests write docs/screenshots
    #[arg(long)]
    screenshots: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// Tests inside the crates
    Unit,
    /// The server's operations over HTTP, without a browser
    Api,
    /// Journeys in headless Chromium, and whether the app's code answers as the server's does
    Browser,
    All,
}

/// Where the API and browser tests live; a browser test's file begins with `browser`.
const INTEGRATION: &str = "tests/tests";
const BROWSER_PREFIX: &str = "browser";
/// The tests of the server's command line, in its own package.
const TESTS_OF_SERVER: &str = "cli";
/// Where the tests live that run the app's code next to the server's.
const PARITY: &str = "parity/tests";

/// Builds, runs the tests, and answers with the runner's own exit code.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, wasm: Option<Choice>, args: &Args) -> Result<ExitCode> {
    let targets = targets(workspace.root(), args.only)?;
    let runner = Runner::find(workspace);
    let compile = |console: &Console<'_>| -> Result<()> {
        let mut tests = workspace.cargo();
        tests.args(["test", "--workspace", "--no-run"]).args(&targets).args(lock_flag());
        if !matches!(args.only, Kind::All) {
            // Cargo builds the server along with the tests that name it as their own package's program. Built by itself it
            // would be compiled a second time, because tests ask for more features of the crates below it.
            tests.args(["--test", TESTS_OF_SERVER]);
        }
        console.run(&mut tests, "building the tests")
    };
    let browser = matches!(args.only, Kind::Browser | Kind::All);
    setup::for_server(progress)?;
    setup::for_tests(progress)?;
    let mut module = None;
    if browser {
        let toolchain = setup::for_bundle(workspace, progress, wasm)?;
        setup::for_browser_tests(progress)?;
        progress.step("Building app, server and tests (minutes the first time)");
        build::app_and(workspace, &toolchain, Finish::Full, compile)?;
        module = Some(parity::build(workspace, &toolchain, &Console::alone())?);
    } else {
        progress.step("Building server and tests (minutes the first time)");
        compile(&Console::alone())?;
    }

    if matches!(runner, Runner::Nextest) && args.only == Kind::All && has_examples(workspace.root())? {
        progress.step("Running the examples in the documentation, which nextest does not");
        let mut examples = workspace.cargo();
        examples.args(["test", "--workspace", "--doc"]).args(lock_flag()).args(&args.filter);
        Console::alone().run(&mut examples, "running the examples")?;
    }

    progress.step(&format!("Running the tests with {}", runner.name()));
    let mut command = runner.command(workspace, &targets, args.filter.as_deref());
    command.env("BACKEND_BIN", workspace.backend(Profile::Dev));
    if browser {
        command.env("APP_DIR", workspace.app_dir());
    }
    if let Some(module) = module {
        command.env("PARITY_WASM", module);
    }
    if args.screenshots {
        command.env("SCREENSHOTS", "1");
    }
    // Nothing is printed after this: the runner's closing lines are the last ones.
    let status = run::spawn(command.stdin(Stdio::null()))?.wait()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}

#[derive(Clone, Copy)]
enum Runner {
    Nextest,
    Cargo,
}

impl Runner {
    fn find(workspace: &Workspace) -> Self {
        match run::answer(workspace.cargo().args(["nextest", "--version"]).stderr(Stdio::null())) {
            Some(_) => Self::Nextest,
            None => Self::Cargo,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Nextest => "cargo-nextest",
            Self::Cargo => "cargo test",
        }
    }

    fn command(self, workspace: &Workspace, targets: &[String], filter: Option<&str>) -> Command {
        let mut command = workspace.cargo();
        match self {
            Self::Nextest => command.args(["nextest", "run"]),
            // One failing test file must not hide the others.
            Self::Cargo => command.args(["test", "--no-fail-fast"]),
        };
        command.arg("--workspace").args(targets).args(lock_flag());
        if matches!(self, Self::Nextest) {
            command.arg("--no-fail-fast");
        }
        command.args(filter);
        command
    }
}

/// Cargo's target options for one kind of tests. Always with `--workspace`: choosing packages instead would change the
/// features of the dependencies and build the database again.
fn targets(root: &Path, kind: Kind) -> Result<Vec<String>> {
    let mut options: Vec<String> = Vec::new();
    let names = match kind {
        Kind::All => return Ok(options),
        Kind::Unit => {
            options.extend(["--lib".to_owned(), "--bins".to_owned()]);
            let mut names = Vec::new();
            for member in ["shared", "backend", "mobile", "xtask"] {
                names.extend(test_files(&root.join(member).join("tests"))?);
            }
            names
        }
        Kind::Api | Kind::Browser => {
            let mut names = test_files(&root.join(INTEGRATION))?;
            names.retain(|name| name.starts_with(BROWSER_PREFIX) == (kind == Kind::Browser));
            if names.is_empty() {
                bail!("there are no tests of this kind in {INTEGRATION}");
            }
            if kind == Kind::Browser {
                // They need the compiler for the browser too.
                names.extend(test_files(&root.join(PARITY))?);
            }
            names
        }
    };
    options.extend(names.into_iter().flat_map(|name| ["--test".to_owned(), name]));
    Ok(options)
}

/// Whether any library's documentation holds code. Where none does, rustdoc's whole pass over the workspace is spared.
fn has_examples(root: &Path) -> Result<bool> {
    for member in ["shared", "backend", "mobile"] {
        let source = root.join(member).join("src");
        // Rustdoc runs the examples of libraries only.
        if source.join("lib.rs").is_file() && holds_example(&source)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn holds_example(path: &Path) -> Result<bool> {
    if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))? {
            if holds_example(&entry?.path())? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if path.extension().is_none_or(|extension| extension != "rs") {
        return Ok(false);
    }
    let source = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(source.lines().map(str::trim_start).any(|line| line.starts_with("/// ```") || line.starts_with("//! ```")))
}

/// The test targets in a folder, by cargo's rule: `NAME.rs` or `NAME/main.rs`.
fn test_files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    if !folder.is_dir() {
        return Ok(names);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let is_test = path.join("main.rs").is_file() || path.extension().is_some_and(|extension| extension == "rs");
        if let (true, Some(name)) = (is_test, path.file_stem().and_then(|name| name.to_str())) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{Kind, has_examples, targets};
    use crate::serve::scratch;
    use std::fs;

    #[test]
    fn examples_are_found_in_documentation_only() {
        let root = scratch("examples-test");
        let folder = root.join("shared/src/identity");
        fs::create_dir_all(&folder).expect("made");
        for member in ["backend/src", "mobile/src"] {
            fs::create_dir_all(root.join(member)).expect("made");
        }
        fs::write(root.join("shared/src/lib.rs"), "").expect("written");
        fs::write(root.join("mobile/src/main.rs"), "/// ```\n/// never run\n/// ```\nfn main() {}\n").expect("written");
        fs::write(folder.join("a.rs"), "// ```\nfn a() {}\n").expect("written");
        assert!(!has_examples(&root).expect("read"));
        fs::write(folder.join("b.rs"), "    /// ```\n    /// b();\n    /// ```\nfn b() {}\n").expect("written");
        assert!(has_examples(&root).expect("read"));
        fs::remove_dir_all(&root).expect("removed");
    }

    #[test]
    fn kinds_choose_their_targets() {
        let root = scratch("targets-test");
        fs::create_dir_all(root.join("tests/tests/browser_journeys")).expect("made");
        fs::create_dir_all(root.join("tests/tests/support")).expect("made");
        fs::create_dir_all(root.join("shared/tests")).expect("made");
        fs::create_dir_all(root.join("parity/tests")).expect("made");
        fs::write(root.join("parity/tests/parity.rs"), "").expect("written");
        for file in ["agents.rs", "sessions.rs", "browser_journeys/main.rs", "support/mod.rs"] {
            fs::write(root.join("tests/tests").join(file), "").expect("written");
        }
        fs::write(root.join("shared/tests/identity.rs"), "").expect("written");

        let chosen = |kind| targets(&root, kind).expect("targets").join(" ");
        assert_eq!(chosen(Kind::All), "");
        assert_eq!(chosen(Kind::Unit), "--lib --bins --test identity");
        assert_eq!(chosen(Kind::Api), "--test agents --test sessions");
        assert_eq!(chosen(Kind::Browser), "--test browser_journeys --test parity");
        fs::remove_dir_all(&root).expect("removed");
        assert!(targets(&root, Kind::Browser).is_err());
    }
}
