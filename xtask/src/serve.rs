//! `cargo xtask serve`: app and API at one address, from nothing or within seconds when nothing has changed.

use std::{
    env,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, bail};

use crate::{
    announce, build,
    bundle::Finish,
    progress::Progress,
    run::Console,
    setup,
    wasm_toolchain::Choice,
    workspace::{Profile, Workspace, clean_environment},
};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// Folder for database and photos; made when it is not there
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Start without the demo enterprises and accounts
    #[arg(long)]
    no_demo_data: bool,
    /// Build app and server as for visitors: takes several times as long, answers several times as fast
    #[arg(long)]
    release: bool,
    /// Open the page in the browser once the server is ready
    #[arg(long)]
    open: bool,
}

/// Sets up, builds and becomes the server.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, wasm: Option<Choice>, args: &Args) -> Result<ExitCode> {
    // Asked first: nobody wants to learn after a long build that the port is taken.
    check_port(args.port)?;
    let toolchain = setup::for_bundle(workspace, progress, wasm)?;
    setup::for_server(progress)?;
    let profile = if args.release { Profile::Release } else { Profile::Dev };

    progress.step("Building app and server (minutes the first time, nothing when nothing has changed)");
    let finish = if args.release { Finish::Full } else { Finish::Trial };
    let server = |console: &Console<'_>| build::server(workspace, profile, console).map(|_| ());
    let app = build::app_and(workspace, &toolchain, finish, server)?;

    let data = std::path::absolute(&args.data).context("the data folder has no usable path")?;
    progress.step(&format!("Starting the server; its data: {}", data.display()));
    let mut command = Command::new(workspace.backend(profile));
    command.arg("serve").current_dir(workspace.root());
    clean_environment(&mut command);
    command.envs(environment(args.port, &data, &app, !args.no_demo_data)?);
    let models = workspace.root().join("assets/models");
    command.env("BACKEND_FACE__KIND", "models").env("BACKEND_FACE__MODELS", models.join("faces"));
    command.env("BACKEND_OCR__MODELS", models);
    announce::start(args.port, progress.elapsed(), args.open)?;
    become_program(&mut command)
}

/// The server's settings for a trial on this machine.
pub(crate) fn environment(port: u16, data: &Path, app: &Path, demo: bool) -> Result<Vec<(&'static str, String)>> {
    std::fs::create_dir_all(data).with_context(|| format!("cannot make the data folder {}", data.display()))?;
    let text =
        |path: &Path| path.to_str().map(str::to_owned).with_context(|| format!("{} is no UTF-8 path", path.display()));
    Ok(vec![
        ("BACKEND_MODE", "demo".to_owned()),
        ("BACKEND_SERVER__LISTEN", format!("127.0.0.1:{port}")),
        ("BACKEND_SERVER__PUBLIC_URL", format!("http://127.0.0.1:{port}")),
        ("BACKEND_SERVER__APP_DIR", text(app)?),
        ("BACKEND_DATABASE__ADDRESS", format!("rocksdb://{}?sync=every", text(&data.join("db"))?)),
        ("BACKEND_BLOBS__ADDRESS", format!("folder:{}", text(&data.join("blobs"))?)),
        ("BACKEND_DEMO__ENABLED", demo.to_string()),
    ])
}

fn check_port(port: u16) -> Result<()> {
    if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        let other = port.checked_add(1).unwrap_or(8080);
        bail!("port {port} cannot be used ({error}). Another one: cargo xtask serve --port {other}");
    }
    Ok(())
}

/// Signals go straight to the server when it takes this process' place.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(error).with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<ExitCode> {
    let status = crate::run::spawn(command)?.wait()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A free port, for a server that only a measurement talks to.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

/// A folder of this process for temporary data.
pub(crate) fn scratch(name: &str) -> PathBuf {
    env::temp_dir().join(format!("social-insurance-{name}-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::{check_port, environment, scratch};
    use std::{net::TcpListener, path::Path};

    #[test]
    fn a_taken_port_is_told_with_another_one() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let error = check_port(port).expect_err("taken").to_string();
        assert!(error.contains("cargo xtask serve --port"), "{error}");
        drop(listener);
        assert!(check_port(port).is_ok());
    }

    #[test]
    fn the_database_is_written_durably_into_the_data_folder() {
        let data = scratch("environment-test");
        let settings = environment(8080, &data, Path::new("/app"), false).expect("settings");
        let value = |name: &str| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        let address = value("BACKEND_DATABASE__ADDRESS").expect("an address");
        assert!(address.starts_with("rocksdb:///") && address.ends_with("/db?sync=every"), "{address}");
        assert_eq!(value("BACKEND_DEMO__ENABLED").as_deref(), Some("false"));
        std::fs::remove_dir_all(data).expect("removed");
    }
}
