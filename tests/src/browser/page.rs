//! What a person does and sees in one browser. Everything waits for what it needs, and nothing else waits.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;
use thirtyfour::cdp::domains::network::NetworkConditions;
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};

use super::{LOOK, PATIENCE, Screen, environment};

/// One browser, as of one person at one device.
#[derive(Debug, Clone)]
pub struct Page {
    pub(super) driver: WebDriver,
    pub(super) origin: String,
    screen: Screen,
    trail: Arc<Mutex<Vec<String>>>,
}

impl Page {
    pub(super) fn new(driver: WebDriver, origin: String, screen: Screen) -> Self {
        Self { driver, origin, screen, trail: Arc::default() }
    }

    /// Goes to an address, as by typing it.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn go(&self, path: &str) -> Result<()> {
        self.note(format!("go {path}"));
        self.driver.goto(format!("{}{path}", self.origin)).await.with_context(|| format!("opening {path}"))
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn reload(&self) -> Result<()> {
        self.note("reload".to_owned());
        self.driver.refresh().await.context("loading the page anew")
    }

    /// Goes back by the browser's own button.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn back(&self) -> Result<()> {
        self.note("back".to_owned());
        self.driver.back().await.context("the browser's way back")
    }

    /// Goes forward by the browser's own button.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn forward(&self) -> Result<()> {
        self.note("forward".to_owned());
        self.driver.forward().await.context("the browser's way forward")
    }

    /// Closes the browser, as by its window's cross: whatever is unsaved by then is its page's own affair.
    pub(super) async fn quit(self) -> Result<()> {
        self.driver.quit().await.context("closing the browser")
    }

    /// The first element with this `data-testid` that is shown, once there is one.
    ///
    /// # Errors
    /// Where there is none in time.
    pub async fn see(&self, test: &str) -> Result<WebElement> {
        self.note(format!("see {test}"));
        self.until(&format!("{test} to be shown"), async || self.shown(test).await).await
    }

    /// Waits until nothing with this `data-testid` is shown.
    ///
    /// # Errors
    /// Where it stays.
    pub async fn gone(&self, test: &str) -> Result<()> {
        self.note(format!("gone {test}"));
        let look = async || Ok(self.shown(test).await?.is_none().then_some(()));
        self.until(&format!("{test} to be gone"), look).await
    }

    /// How many elements with this `data-testid` are shown now.
    ///
    /// # Errors
    /// Where the browser cannot tell.
    pub async fn count(&self, test: &str) -> Result<usize> {
        let mut count = 0;
        for element in self.driver.find_all(By::Css(selector(test))).await? {
            count += usize::from(element.is_displayed().await?);
        }
        Ok(count)
    }

    /// Clicks or taps it, once it can be.
    ///
    /// # Errors
    /// Where it cannot be in time, as when something lies over it.
    pub async fn click(&self, test: &str) -> Result<()> {
        self.note(format!("click {test}"));
        let look = async || {
            let Some(element) = self.shown(test).await? else { return Ok(None) };
            if !element.is_enabled().await? {
                return Ok(None);
            }
            // A person scrolls until nothing lies over it, such as the tabs at the foot of a phone.
            element.scroll_into_view().await?;
            element.click().await?;
            Ok(Some(()))
        };
        self.until(&format!("{test} to be clicked"), look).await
    }

    /// The text of an element, once it is shown.
    ///
    /// # Errors
    /// Where it is not.
    pub async fn text(&self, test: &str) -> Result<String> {
        let look = async || match self.shown(test).await? {
            Some(element) => Ok(Some(element.text().await?)),
            None => Ok(None),
        };
        self.until(&format!("the text of {test}"), look).await
    }

    /// Waits until an element's text holds this.
    ///
    /// # Errors
    /// Where it does not; with the text that is there instead.
    pub async fn reads(&self, test: &str, expected: &str) -> Result<()> {
        self.note(format!("reads {test}: {expected}"));
        let mut last = None;
        let look = async || {
            last = match self.shown(test).await? {
                Some(element) => Some(element.text().await?),
                None => None,
            };
            Ok(last.as_ref().is_some_and(|text| text.contains(expected)).then_some(()))
        };
        let seen = self.until(&format!("{test} to read “{expected}”"), look).await;
        seen.with_context(|| format!("{test} reads {last:?}"))
    }

    /// Waits until the address has this path.
    ///
    /// # Errors
    /// Where it has another; with that.
    pub async fn at(&self, path: &str) -> Result<()> {
        self.note(format!("at {path}"));
        let look = async || Ok((self.path().await? == path).then_some(()));
        self.until(&format!("the address {path}"), look).await
    }

    /// The path of the address.
    ///
    /// # Errors
    /// Where the browser cannot tell.
    pub async fn path(&self) -> Result<String> {
        Ok(self.driver.current_url().await?.path().to_owned())
    }

    /// The wire attribute of an element.
    ///
    /// # Errors
    /// Where it is not shown.
    pub async fn attribute(&self, test: &str, name: &str) -> Result<Option<String>> {
        Ok(self.see(test).await?.attr(name.to_owned()).await?)
    }

    /// Types keys at whatever has the focus.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        self.driver.action_chain().send_keys(keys).perform().await.context("typing")
    }

    /// Presses Enter at whatever has the focus.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn press_enter(&self) -> Result<()> {
        self.press(Key::Enter).await
    }

    /// Presses Tab.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn press_tab(&self) -> Result<()> {
        self.press(Key::Tab).await
    }

    /// Presses Escape.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn press_escape(&self) -> Result<()> {
        self.press(Key::Escape).await
    }

    /// Steps on by Tab until this has the focus.
    ///
    /// # Errors
    /// Where it is not reached within a reasonable number of steps.
    pub async fn tab_to(&self, test: &str) -> Result<()> {
        self.note(format!("tab to {test}"));
        let mut passed = Vec::new();
        for _ in 0..60 {
            let focused = self.script("return document.activeElement?.dataset?.testid ?? ''").await?;
            let focused = focused.as_str().unwrap_or_default().to_owned();
            if focused == test {
                return Ok(());
            }
            passed.push(focused);
            self.press(Key::Tab).await?;
        }
        bail!("Tab does not lead to {test} but to {passed:?}")
    }

    /// Cuts the browser off the network, or lets it back: the browser's own offline mode.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn cut_off(&self, offline: bool) -> Result<()> {
        self.note(format!("offline: {offline}"));
        let tools = self.driver.cdp();
        tools.network().enable().await.context("the browser's network tools")?;
        let conditions = NetworkConditions { offline, ..NetworkConditions::new() };
        tools.network().emulate_network_conditions(conditions).await.context("the browser's offline mode")
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// Where it fails.
    pub async fn script(&self, script: &str) -> Result<Value> {
        let answer = self.driver.execute(script, vec![]).await.context("a script in the page")?;
        Ok(answer.json().clone())
    }

    /// Runs a script until it gives something.
    ///
    /// # Errors
    /// Where it gives nothing in time.
    pub async fn until_script(&self, script: &str) -> Result<Value> {
        let look = async || Ok(Some(self.script(script).await?).filter(|given| !given.is_null()));
        self.until(script, look).await
    }

    /// Keeps a picture for the README where `SCREENSHOTS=1` asks for it: `docs/screenshots/NAME-WIDTH.png`.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = environment::pictures() else { return Ok(()) };
        // Toasts and the caret come and go.
        self.script("document.activeElement?.blur(); window.scrollTo(0, 0)").await?;
        self.gone("toast").await?;
        let (width, _) = self.screen.size();
        self.keep_sight(&folder.join(format!("{name}-{width}.png"))).await
    }

    /// Keeps a picture to be looked through, where `SCREENSHOTS=1` asks for it: `target/tmp/browser-pages/NAME.png`.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub async fn sketch(&self, name: &str) -> Result<()> {
        match environment::pictures() {
            Some(_) => self.keep_sight(&environment::scratch("browser-pages").join(format!("{name}.png"))).await,
            None => Ok(()),
        }
    }

    /// The size of its screen.
    pub const fn screen(&self) -> Screen {
        self.screen
    }

    /// The element, if it is shown now.
    pub(super) async fn shown(&self, test: &str) -> Result<Option<WebElement>> {
        for element in self.driver.find_all(By::Css(selector(test))).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Looks until there is something to see. What fails on the way – an element that was drawn anew in between – is
    /// looked at again.
    pub(super) async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
        let since = Instant::now();
        loop {
            let failure = match look().await {
                Ok(Some(seen)) => return Ok(seen),
                Ok(None) => None,
                Err(error) => Some(error),
            };
            if since.elapsed() > PATIENCE {
                let path = self.path().await.unwrap_or_default();
                let error = anyhow!("waited for {what} in vain at {path}");
                return Err(failure.map_or(error, |failure| failure.context(format!("waiting for {what} at {path}"))));
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Notes a step, to be told where the journey fails.
    pub(super) fn note(&self, step: String) {
        self.trail.lock().unwrap_or_else(PoisonError::into_inner).push(step);
    }

    /// What is seen now, for whoever looks into a failure.
    pub(super) async fn last_sight(&self, file: PathBuf) -> String {
        let trail = self.trail.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let steps = trail[trail.len().saturating_sub(12)..].join("\n  ");
        let seen =
            self.keep_sight(&file).await.map_or_else(|error| format!("{error:#}"), |()| file.display().to_string());
        let text = self.script("return document.body.innerText").await.unwrap_or_default();
        let text = text.as_str().unwrap_or_default().to_owned();
        let path = self.path().await.unwrap_or_default();
        let log = self.driver.browser_log().await.unwrap_or_default();
        let log: Vec<String> = log.into_iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect();
        format!(
            "last steps:\n  {steps}\nat {path}, picture: {seen}\n--- the page reads\n{text}\n--- the browser logged\n{}",
            log.join("\n")
        )
    }

    async fn keep_sight(&self, file: &std::path::Path) -> Result<()> {
        let png = self.driver.screenshot_as_png().await.context("a picture of the page")?;
        let folder = file.parent().context("a folder for pictures")?;
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        fs::write(file, png).with_context(|| format!("writing {}", file.display()))
    }
}

pub(super) fn selector(test: &str) -> String {
    format!("[data-testid=\"{test}\"]")
}
