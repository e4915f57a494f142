//! Where things are: the repository's root, cargo's target folder, and a cargo command with a clean environment.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::bundle::Finish;

/// The repository that this command was started in.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

/// Which of cargo's profiles the server is built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

impl Profile {
    /// The profile's name for `cargo build --profile`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

impl Workspace {
    /// Finds the root and the target folder.
    pub(crate) fn discover() -> Result<Self> {
        // At run time rather than with `env!`: several clones may share one target folder, and then one binary.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask stands in a folder of the workspace")?.to_path_buf();
        let target = target_folder(&root)?;
        Ok(Self { root, target })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The folder with the finished browser bundle, as visitors get it.
    pub(crate) fn app_dir(&self) -> PathBuf {
        Finish::Full.folder(self)
    }

    /// The server's binary.
    pub(crate) fn backend(&self, profile: Profile) -> PathBuf {
        self.binary(profile, "backend")
    }

    /// The binary of that name.
    pub(crate) fn binary(&self, profile: Profile, name: &str) -> PathBuf {
        self.target.join(profile.folder()).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The example of that name.
    pub(crate) fn example(&self, profile: Profile, name: &str) -> PathBuf {
        self.target.join(profile.folder()).join("examples").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A cargo command in the root.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(cargo_program());
        command.current_dir(&self.root);
        clean_environment(&mut command);
        command
    }
}

/// `--locked` where a machine builds: a lock file that does not fit is an error there, not something to mend in passing.
pub(crate) fn lock_flag() -> Option<&'static str> {
    env::var_os("CI").map(|_| "--locked")
}

fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

/// `cargo run` tells xtask about xtask's own package. Handed on, these variables would make build scripts that watch
/// them run again each time the builds by xtask and by hand take turns.
pub(crate) fn clean_environment(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let Some(name) = name.to_str() else { continue };
        if is_about_xtask(name) {
            command.env_remove(name);
        }
    }
}

fn is_about_xtask(name: &str) -> bool {
    name == "CARGO"
        || name == "CARGO_CRATE_NAME"
        || name == "CARGO_BIN_NAME"
        || name == "CARGO_PRIMARY_PACKAGE"
        || name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
}

fn target_folder(root: &Path) -> Result<PathBuf> {
    let mut command = Command::new(cargo_program());
    command.current_dir(root);
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    clean_environment(&mut command);
    let output = command.output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).context("cannot read cargo's metadata")?;
    let target = metadata["target_directory"].as_str().context("cargo's metadata name no target folder")?;
    Ok(PathBuf::from(target))
}

#[cfg(test)]
mod tests {
    use super::is_about_xtask;

    #[test]
    fn only_what_cargo_says_about_xtask_is_dropped() {
        for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_MANIFEST_LINKS"] {
            assert!(is_about_xtask(name), "{name}");
        }
        for name in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_BUILD_JOBS", "RUSTFLAGS", "PATH"] {
            assert!(!is_about_xtask(name), "{name}");
        }
    }
}
