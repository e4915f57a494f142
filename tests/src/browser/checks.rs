//! What has to hold on every page: nothing runs out of the screen, every control has a name, fingers hit it.

use anyhow::{Context, Result, ensure};

use super::Page;

impl Page {
    /// Checks the page as it is now: one heading, a language, names of controls, sizes to touch, no sideways scrolling.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub async fn is_sane(&self) -> Result<()> {
        self.until_script(
            "return document.querySelector('h1') && !document.querySelector('[data-testid=loading]') || null",
        )
        .await?;
        let found = self.driver.execute(include_str!("checks.js"), vec![self.screen().is_phone().into()]).await?;
        let wrong: Vec<String> = found.convert().context("the list of what is wrong")?;
        let path = self.path().await?;
        ensure!(wrong.is_empty(), "{path} at {:?}:\n{}", self.screen().size(), wrong.join("\n"));
        Ok(())
    }

    /// Checks what the browser logged since it was last asked. Refusals by the API are part of journeys; anything else that
    /// is logged as an error is one.
    ///
    /// # Errors
    /// Where there is one.
    pub async fn logged_no_error(&self) -> Result<()> {
        let log = self.driver.browser_log().await.context("the browser's log")?;
        let errors = log.into_iter().filter(|entry| entry.level == "SEVERE");
        let of_api = |message: &str| message.contains("/api/v1/") && message.contains("Failed to load resource");
        let errors: Vec<String> = errors.map(|entry| entry.message).filter(|message| !of_api(message)).collect();
        ensure!(errors.is_empty(), "the browser logged errors:\n{}", errors.join("\n"));
        Ok(())
    }

    /// Checks that the page does not scroll sideways.
    ///
    /// # Errors
    /// Where it does; with what sticks out.
    pub async fn fits(&self) -> Result<()> {
        let out = self
            .script(
                "const wide = document.documentElement.scrollWidth, room = innerWidth;
                 if (wide <= room) return '';
                 const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > room + 1);
                 return `${wide} > ${room}: ` + out.slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join(' | ');",
            )
            .await?;
        let out = out.as_str().unwrap_or_default().to_owned();
        ensure!(out.is_empty(), "{} scrolls sideways: {out}", self.path().await?);
        Ok(())
    }
}
