//! System packages: what is missing, and installing it where that is allowed.

use std::{env, fs, path::Path, process::Command};

use anyhow::{Result, bail};

use crate::{progress::Progress, run};

/// One thing the machine has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// Debian's package.
    pub(crate) package: &'static str,
    /// The program it brings; where that is found, the package is not asked for.
    pub(crate) program: Option<&'static str>,
    /// What it is for, in words that fit behind "needed to".
    pub(crate) purpose: &'static str,
}

/// Makes sure that everything is there: installs what is missing, or stops and says what to type.
pub(crate) fn ensure(needs: &[Need], progress: &Progress) -> Result<()> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let list = describe(&missing);
    if !is_debian() {
        bail!("this machine lacks some programs; please install them with its package manager:\n{list}");
    }
    let names: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let by_hand = format!("apt-get update && apt-get install -y --no-install-recommends {}", names.join(" "));
    let Some(prefix) = privileges() else {
        bail!(
            "some packages are missing:\n{list}\nPlease install them and run this again:\n\n    sudo sh -c '{by_hand}'\n"
        );
    };
    progress.note(&format!("installing {}", names.join(" ")));
    let installed = apt(&prefix, &["update"])
        && apt(&prefix, &[&["install", "-y", "--no-install-recommends"], names.as_slice()].concat());
    if !installed || !self::missing(needs).is_empty() {
        bail!(
            "apt-get could not install everything:\n{list}\nWhat it said stands above. The command was:\n\n    {by_hand}\n"
        );
    }
    Ok(())
}

/// What is not there yet.
pub(crate) fn missing(needs: &[Need]) -> Vec<Need> {
    let absent: Vec<Need> = needs
        .iter()
        .filter(|need| need.program.is_none_or(|program| find_program(program).is_none()))
        .copied()
        .collect();
    if absent.is_empty() || !is_debian() {
        return absent;
    }
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f", "${Package} ${db:Status-Status}\n"]);
    query.args(absent.iter().map(|need| need.package));
    // It exits with 1 when a name is unknown, and still lists the others.
    let listing = query.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    not_installed(&absent, &listing)
}

fn not_installed(needs: &[Need], dpkg_listing: &str) -> Vec<Need> {
    let installed = |package: &str| {
        dpkg_listing.lines().any(|line| {
            let mut words = line.split_whitespace();
            words.next() == Some(package) && words.next() == Some("installed")
        })
    };
    needs.iter().filter(|need| !installed(need.package)).copied().collect()
}

fn describe(needs: &[Need]) -> String {
    let lines: Vec<String> =
        needs.iter().map(|need| format!("  {:18} needed to {}", need.package, need.purpose)).collect();
    lines.join("\n")
}

/// Whether apt-get is this machine's package manager.
pub(crate) fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    is_debian_release(&release) && find_program("apt-get").is_some()
}

fn is_debian_release(os_release: &str) -> bool {
    os_release.lines().any(|line| {
        let Some((key, value)) = line.split_once('=') else {
            return false;
        };
        matches!(key, "ID" | "ID_LIKE") && value.trim_matches('"').split(' ').any(|word| word == "debian")
    })
}

/// The program on the search path.
pub(crate) fn find_program(name: &str) -> Option<std::path::PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.with_extension(env::consts::EXE_EXTENSION).is_file()
}

/// What has to stand before apt-get: nothing for root, sudo where it asks for no password.
fn privileges() -> Option<Vec<&'static str>> {
    if run::answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(Vec::new());
    }
    run::answer(Command::new("sudo").args(["-n", "true"])).map(|_| vec!["sudo", "-n"])
}

fn apt(prefix: &[&str], arguments: &[&str]) -> bool {
    let words =
        [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]].concat();
    let Some((program, before)) = words.split_first() else {
        return false;
    };
    run::spawn(Command::new(program).args(before).args(arguments).stdin(std::process::Stdio::null()))
        .and_then(|mut child| Ok(child.wait()?.success()))
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::{Need, describe, is_debian_release, missing, not_installed};

    const BROWSER: Need = Need { package: "chromium", program: None, purpose: "run the browser tests" };
    const FONT: Need = Need { package: "fonts-noto-cjk", program: None, purpose: "show Chinese text" };
    const LINKER: Need = Need { package: "lld-19", program: None, purpose: "link" };

    #[test]
    fn dpkg_listing_tells_what_is_missing() {
        let listing = "chromium installed\nfonts-noto-cjk config-files\nchromium-driver installed\n";
        assert_eq!(not_installed(&[BROWSER, FONT, LINKER], listing), [FONT, LINKER]);
        assert_eq!(not_installed(&[BROWSER], ""), [BROWSER]);
        assert_eq!(not_installed(&[BROWSER], "chromium-driver installed"), [BROWSER]);
    }

    #[test]
    fn a_program_on_the_path_needs_no_package() {
        let shell = Need { package: "no-such-package", program: Some("sh"), purpose: "run" };
        assert_eq!(missing(&[shell]), []);
    }

    #[test]
    fn derivatives_of_debian_count_as_debian() {
        assert!(is_debian_release("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(is_debian_release("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian_release("ID=fedora\nID_LIKE=\"rhel centos\"\n"));
        assert!(!is_debian_release(""));
    }

    #[test]
    fn the_list_says_what_for() {
        assert_eq!(describe(&[BROWSER]), "  chromium           needed to run the browser tests");
    }
}
