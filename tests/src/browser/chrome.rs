//! Chromium and its driver.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};

use super::environment;

/// A size that the app has to work at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 360 × 640: a small phone.
    Small,
    /// 390 × 844: a phone.
    Phone,
    /// 1440 × 900: a computer.
    Wide,
}

impl Screen {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Small, Self::Phone, Self::Wide];

    /// Width and height in CSS pixels.
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Small => (360, 640),
            Self::Phone => (390, 844),
            Self::Wide => (1440, 900),
        }
    }

    /// Whether it is a phone's.
    pub const fn is_phone(self) -> bool {
        !matches!(self, Self::Wide)
    }

    /// Pixels of the device to one of CSS.
    pub(super) const fn density(self) -> u32 {
        if self.is_phone() { 2 } else { 1 }
    }
}

/// `chromedriver` as a child process.
#[derive(Debug)]
pub(super) struct Driver {
    child: Child,
    url: String,
    // Closed only with the process: a driver that cannot write ends.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    pub(super) fn start() -> Result<Self> {
        let program = environment::program(&["chromedriver"])?;
        let mut command = Command::new(program);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().context("chromedriver does not start")?;
        let mut output = BufReader::new(child.stdout.take().context("no output of chromedriver")?);
        let mut line = String::new();
        while output.read_line(&mut line).context("chromedriver's output")? > 0 {
            if let Some(port) = port_of(&line) {
                return Ok(Self { child, url: format!("http://127.0.0.1:{port}"), _output: output });
            }
            line.clear();
        }
        bail!("chromedriver ended with {}", child.wait().context("chromedriver's process")?)
    }

    /// Opens a browser with nothing in it, as of somebody who has never been here; its profile lives in `profile`,
    /// its camera, if any, shows a film.
    pub(super) async fn open(&self, screen: Screen, profile: &Path, camera: Option<&Path>) -> Result<WebDriver> {
        let mut capabilities = DesiredCapabilities::chrome();
        let chromium = environment::program(&["chromium", "chromium-browser", "google-chrome"])?;
        capabilities.set_binary(&chromium.to_string_lossy())?;
        let profile = format!("--user-data-dir={}", profile.display());
        for argument in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--force-color-profile=srgb",
            "--lang=zh-CN",
            &profile,
        ] {
            capabilities.add_arg(argument)?;
        }
        if let Some(film) = camera {
            capabilities.add_arg("--use-fake-ui-for-media-stream")?;
            capabilities.add_arg("--use-fake-device-for-media-stream")?;
            capabilities.add_arg(&format!("--use-file-for-fake-video-capture={}", film.display()))?;
        }
        let (width, height) = screen.size();
        let metrics = json!({
            "width": width,
            "height": height,
            "pixelRatio": screen.density(),
            "mobile": screen.is_phone(),
            "touch": screen.is_phone(),
        });
        capabilities.add_experimental_option("mobileEmulation", json!({"deviceMetrics": metrics}))?;
        let preferences =
            json!({"credentials_enable_service": false, "profile.password_manager_leak_detection": false});
        capabilities.add_experimental_option("prefs", preferences)?;
        capabilities.as_mut().set("goog:loggingPrefs", json!({"browser": "ALL"}))?;
        WebDriver::new(&self.url, capabilities).await.context("Chromium does not start")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// The port in "ChromeDriver was started successfully on port 39113."
fn port_of(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("successfully on port ")?;
    port.trim().trim_end_matches('.').parse().ok()
}
