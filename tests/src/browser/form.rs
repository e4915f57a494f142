//! Filling in forms as a person does: by keys and clicks, so that the app sees every event.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::{By, Key};

use super::{Page, Server};
use crate::people::{PASSWORD, Person};

impl Page {
    /// Replaces a field's content by typing.
    ///
    /// # Errors
    /// Where the field does not hold the text afterwards.
    pub async fn fill(&self, field: &str, text: &str) -> Result<()> {
        self.note(format!("fill {field}: {text}"));
        let look = async || {
            let Some(element) = self.shown(field).await? else { return Ok(None) };
            element.send_keys(Key::Control + "a").await?;
            if text.is_empty() {
                element.send_keys(Key::Backspace + "").await?;
            } else {
                element.send_keys(text).await?;
            }
            // A page that is drawn anew in between takes the selection away: whoever sees that types again.
            let holds = element.prop("value").await?.unwrap_or_default();
            Ok((holds == text).then_some(()))
        };
        self.until(&format!("{field} to be typed into"), look).await?;
        self.holds(field, text).await
    }

    /// Fills several fields.
    ///
    /// # Errors
    /// Where one of them cannot be.
    pub async fn fill_all(&self, fields: &[(&str, &str)]) -> Result<()> {
        for (field, text) in fields {
            self.fill(field, text).await?;
        }
        Ok(())
    }

    /// Waits until a field holds a text.
    ///
    /// # Errors
    /// Where it holds another; with that.
    pub async fn holds(&self, field: &str, text: &str) -> Result<()> {
        let mut held = None;
        let look = async || {
            let Some(element) = self.shown(field).await? else { return Ok(None) };
            held = element.prop("value").await?;
            Ok((held.as_deref().unwrap_or_default() == text).then_some(()))
        };
        let seen = self.until(&format!("{field} to hold “{text}”"), look).await;
        seen.with_context(|| format!("{field} holds {held:?}"))
    }

    /// Chooses from a list by wire value.
    ///
    /// # Errors
    /// Where there is no such choice.
    pub async fn choose(&self, field: &str, value: &str) -> Result<()> {
        self.note(format!("choose {field}: {value}"));
        let look = async || {
            let Some(element) = self.shown(field).await? else { return Ok(None) };
            element.find(By::Css(format!("option[value=\"{value}\"]"))).await?.click().await?;
            Ok(Some(()))
        };
        self.until(&format!("{value} of {field} to be chosen"), look).await?;
        self.holds(field, value).await
    }

    /// Ticks or clears a box, or chooses a radio button.
    ///
    /// # Errors
    /// Where it is not so afterwards.
    pub async fn tick(&self, test: &str, on: bool) -> Result<()> {
        self.note(format!("tick {test}: {on}"));
        if self.is_ticked(test).await? != on {
            self.click(test).await?;
        }
        let look = async || Ok((self.is_ticked(test).await? == on).then_some(()));
        self.until(&format!("{test} to be ticked: {on}"), look).await
    }

    /// Whether a box is ticked or a radio button chosen.
    ///
    /// # Errors
    /// Where it is not shown.
    pub async fn is_ticked(&self, test: &str) -> Result<bool> {
        Ok(self.see(test).await?.is_selected().await?)
    }

    /// Sets a date; the browser's own calendar is not ours to try.
    ///
    /// # Errors
    /// Where the field does not hold it afterwards.
    pub async fn set_date(&self, field: &str, date: &str) -> Result<()> {
        self.note(format!("date {field}: {date}"));
        let element = self.see(field).await?;
        let set = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))";
        self.driver.execute(set, vec![element.to_json()?, Value::from(date)]).await?;
        self.holds(field, date).await
    }

    /// Chooses a file, as by the device's own picker.
    ///
    /// # Errors
    /// Where there is no such input.
    pub async fn upload(&self, test: &str, file: &std::path::Path) -> Result<()> {
        self.note(format!("upload {test}: {}", file.display()));
        // The input itself is not seen: a label stands for it.
        let input = self.driver.find(By::Css(super::page::selector(test))).await?;
        input.send_keys(file.display().to_string()).await.with_context(|| format!("choosing a file for {test}"))
    }

    /// The sentence under a field that was refused.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn refused(&self, field: &str) -> Result<String> {
        self.text(&format!("{field}-error")).await
    }

    /// Asks for an SMS code to a number by the button of the form, reads it in the outbox, and types it.
    ///
    /// # Errors
    /// Where none comes.
    pub async fn prove_number(&self, server: &Server, mobile: &str) -> Result<()> {
        // As if the minute were over that a person has to wait before another code.
        self.script(
            "Object.keys(localStorage).filter(k => k.includes('sms-wait')).forEach(k => localStorage.removeItem(k))",
        )
        .await?;
        let seen = server.messages(mobile).await?.len();
        self.click("sms_code-send").await?;
        let code = server.code_after(mobile, seen).await?;
        // The page takes the focus to the field once the answer is there: typing waits for that.
        let look = async || {
            let Some(button) = self.shown("sms_code-send").await? else { return Ok(None) };
            let idle = button.attr("aria-busy").await?.is_none();
            Ok((idle && !button.is_enabled().await?).then_some(()))
        };
        self.until("the code to be on its way", look).await?;
        self.fill("sms_code", &code).await
    }

    /// Sets language and large print on the device, as the settings page does.
    ///
    /// # Errors
    /// Where no page opens.
    pub async fn prefer(&self, language: &str, large_print: bool) -> Result<()> {
        self.go("/nowhere").await?;
        self.see("go-home").await?;
        let kept = json!({"language": language, "large_print": large_print}).to_string();
        self.script(&format!("localStorage.setItem('esi.preferences', {}); return true", json!(kept))).await.map(drop)
    }

    /// Logs in by password on the login page, and waits for the page after it.
    ///
    /// # Errors
    /// Where that is not reached.
    pub async fn log_in(&self, identifier: &str, password: &str) -> Result<()> {
        self.go("/login").await?;
        self.click("way-password").await?;
        self.fill_all(&[("identifier", identifier), ("password", password)]).await?;
        self.click("submit").await?;
        let look = async || Ok((self.path().await? != "/login").then_some(()));
        self.until("being logged in", look).await
    }

    /// Proves on the step-up page who one is, by password and SMS code.
    ///
    /// # Errors
    /// Where the page is not shown or does not lead on.
    pub async fn step_up(&self, server: &Server, mobile: &str, password: &str) -> Result<()> {
        self.at("/step-up").await?;
        self.fill("password", password).await?;
        self.prove_number(server, mobile).await?;
        self.click("submit").await?;
        let look = async || Ok((self.path().await? != "/step-up").then_some(()));
        self.until("the proof to be taken", look).await
    }

    /// Comes to the form of a new agent: the button that leads there asks for a step-up first.
    ///
    /// # Errors
    /// Where the step-up is not asked for, or the form is not reached.
    pub async fn begin_agent(&self, server: &Server, button: &str, mobile: &str, password: &str) -> Result<()> {
        self.click(button).await?;
        self.step_up(server, mobile, password).await?;
        self.at("/agents/new").await
    }

    /// Fills in who an agent is.
    ///
    /// # Errors
    /// Where a field cannot be.
    pub async fn fill_agent(&self, person: &Person) -> Result<()> {
        self.fill_all(&[
            ("name", &person.name),
            ("document_number", &person.document_number),
            ("mobile", &person.mobile),
            ("account_name", &person.account_name),
        ])
        .await
    }

    /// Fills in the whole form of a registration.
    ///
    /// # Errors
    /// Where a field cannot be.
    pub async fn fill_registration(
        &self,
        server: &Server,
        person: &Person,
        credit_code: &str,
        name: &str,
    ) -> Result<()> {
        self.fill_all(&[
            ("credit_code", credit_code),
            ("enterprise_name", name),
            ("legal_rep_name", &person.name),
            ("document_number", &person.document_number),
            ("mobile", &person.mobile),
        ])
        .await?;
        self.prove_number(server, &person.mobile).await?;
        self.fill("password", PASSWORD).await?;
        self.tick("terms_version", true).await?;
        self.tick("privacy_version", true).await
    }

    /// Asserts that nothing typed as a secret is kept on the device.
    ///
    /// # Errors
    /// Where it is; with the key.
    pub async fn keeps_no_secret(&self, secret: &str) -> Result<()> {
        let kept = self.script("return JSON.stringify({...localStorage, ...sessionStorage})").await?;
        ensure!(!kept.as_str().unwrap_or_default().contains(secret), "the device keeps the secret {secret}: {kept}");
        Ok(())
    }
}
