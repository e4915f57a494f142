//! One journey from start to end: server, driver, browsers; and what is told where it fails.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, anyhow};
use futures_util::FutureExt as _;
use tempfile::TempDir;
use tokio::sync::Semaphore;

use super::chrome::Driver;
use super::{Film, Page, Picture, Screen, Server, environment};

/// So many journeys go on at once; each is a server and a browser or two.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What a journey has at hand.
#[derive(Debug)]
pub struct Stage {
    /// The server, with the made-up people of the demonstration.
    pub server: Server,
    driver: Driver,
    open: Mutex<Vec<(Page, TempDir)>>,
}

impl Stage {
    /// Opens a browser in which nobody has ever been.
    ///
    /// # Errors
    /// Where Chromium is missing or does not start.
    pub async fn browser(&self, screen: Screen) -> Result<Page> {
        self.open(screen, |_| Ok(None)).await
    }

    /// The same with a camera that looks at a picture.
    ///
    /// # Errors
    /// As above.
    pub async fn browser_with_camera(&self, screen: Screen, picture: &Picture) -> Result<Page> {
        self.open(screen, |folder| picture.film(folder).map(Some)).await
    }

    /// The same with a camera that sees papers come and go, in which somebody has logged in by password.
    ///
    /// # Errors
    /// As above, and where the log-in fails.
    pub async fn browser_filming(&self, screen: Screen, film: &Film, identifier: &str, password: &str) -> Result<Page> {
        let page = self.open(screen, |folder| film.write(folder).map(Some)).await?;
        page.log_in(identifier, password).await?;
        Ok(page)
    }

    async fn open(&self, screen: Screen, film: impl FnOnce(&Path) -> Result<Option<PathBuf>>) -> Result<Page> {
        let profile = tempfile::Builder::new().prefix("profile-").tempdir().context("a folder for the profile")?;
        let camera = film(profile.path())?;
        let driver = self.driver.open(screen, profile.path(), camera.as_deref()).await?;
        let page = Page::new(driver, self.server.url(""), screen);
        self.open.lock().unwrap_or_else(PoisonError::into_inner).push((page.clone(), profile));
        Ok(page)
    }

    /// Opens a browser in which somebody has logged in by password.
    ///
    /// # Errors
    /// Where that fails.
    pub async fn browser_of(&self, screen: Screen, identifier: &str, password: &str) -> Result<Page> {
        let page = self.browser(screen).await?;
        page.log_in(identifier, password).await?;
        Ok(page)
    }

    /// Closes a browser for good, and its profile with it: whoever comes next has nothing but what the server keeps.
    ///
    /// # Errors
    /// Where its last page is not in order, or it does not close.
    pub async fn close_browser(&self, page: Page) -> Result<()> {
        page.fits().await?;
        page.logged_no_error().await?;
        let profile = {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            let place = open.iter().position(|(known, _)| known.driver.session_id() == page.driver.session_id());
            let (_, profile) = open.swap_remove(place.context("a browser of this stage")?);
            profile
        };
        page.quit().await?;
        profile.close().context("removing the profile")
    }

    fn pages(&self) -> Vec<Page> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().map(|(page, _)| page.clone()).collect()
    }

    async fn check_end(&self) -> Result<()> {
        for page in self.pages() {
            page.fits().await?;
            page.logged_no_error().await?;
        }
        Ok(())
    }

    async fn last_sights(&self) -> String {
        let test = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        let mut told = String::new();
        for (number, page) in self.pages().into_iter().enumerate() {
            let file = environment::scratch("browser-failures").join(format!("{test}-{number}.png"));
            told += &format!("\n=== browser {number}\n{}", page.last_sight(file).await);
        }
        format!("{told}\n=== the server logged\n{}", self.server.log_tail())
    }

    async fn close(&self) {
        for page in self.pages() {
            let _closed = page.driver.quit().await;
        }
    }
}

/// Runs a journey on a stage of its own, and stops the test with everything that is known where it fails.
///
/// # Panics
/// Where the journey fails, at its end a page scrolls sideways, or the browser logged an error.
pub async fn journey(body: impl AsyncFnOnce(&Stage) -> Result<()>) {
    on_stage(Server::start(), body).await;
}

/// The same with pages of the test's own in place of the app.
///
/// # Panics
/// As above.
pub async fn journey_over(pages: &Path, body: impl AsyncFnOnce(&Stage) -> Result<()>) {
    on_stage(Server::start_with(Some(pages.to_owned())), body).await;
}

/// The same with a server that reads photographed cards.
///
/// # Panics
/// As above.
pub async fn journey_of_reading(body: impl AsyncFnOnce(&Stage) -> Result<()>) {
    on_stage(Server::start_reading(), body).await;
}

/// The same with a server that verifies faces.
///
/// # Panics
/// As above.
pub async fn journey_of_faces(body: impl AsyncFnOnce(&Stage) -> Result<()>) {
    on_stage(Server::start_verifying(), body).await;
}

/// The same with a server whose claims run out after a minute.
///
/// # Panics
/// As above.
pub async fn journey_in_a_hurry(body: impl AsyncFnOnce(&Stage) -> Result<()>) {
    on_stage(Server::start_hurrying(), body).await;
}

async fn on_stage(server: impl Future<Output = Result<Server>>, body: impl AsyncFnOnce(&Stage) -> Result<()>) {
    let _turn = TURNS.acquire().await;
    let stage = match set(server).await {
        Ok(stage) => stage,
        Err(error) => panic!("the stage is not set: {error:?}"),
    };
    let mut outcome =
        AssertUnwindSafe(body(&stage)).catch_unwind().await.unwrap_or_else(|panic| Err(as_error(&*panic)));
    if outcome.is_ok() {
        outcome = stage.check_end().await;
    }
    let told = match &outcome {
        Ok(()) => String::new(),
        Err(_) => stage.last_sights().await,
    };
    stage.close().await;
    if let Err(error) = outcome {
        panic!("{error:?}\n{told}");
    }
}

async fn set(server: impl Future<Output = Result<Server>>) -> Result<Stage> {
    // HTTP clients want to know whose cryptography to use, though these speak to this machine alone. A second journey in
    // the same process finds it known already.
    let _known = rustls::crypto::aws_lc_rs::default_provider().install_default();
    // The browser is looked for first: whoever lacks it is told at once.
    let driver = Driver::start()?;
    Ok(Stage { server: server.await?, driver, open: Mutex::default() })
}

fn as_error(panic: &(dyn Any + Send)) -> anyhow::Error {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    anyhow!("{}", text.unwrap_or("a panic"))
}
