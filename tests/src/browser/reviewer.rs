//! A reviewer of the agency at a browser: the account that the operator made, and the way in.

use anyhow::{Context, Result};
use backend::ports::{Clock as _, SystemClock};
use serde_json::{Value, json};

use super::{Page, Server};
use crate::totp;

/// An account as the operator hands it over.
#[derive(Debug, Clone)]
pub struct Account {
    login: String,
    password: String,
    /// Secret of the authenticator, base32.
    secret: String,
    /// Recovery codes, each good once.
    pub recovery: Vec<String>,
}

impl Account {
    /// The code that the authenticator shows now. The server takes each once: whoever logs in twice within half a minute
    /// needs a recovery code.
    pub fn code(&self) -> String {
        totp(&self.secret, SystemClock.now())
    }

    /// What a native client sends to log in now.
    pub(super) fn native_login(&self) -> Value {
        json!({"login": self.login, "password": self.password, "code": self.code(), "client": "native"})
    }
}

impl Server {
    /// Makes a reviewer of a stage (`first`, `second`) for Changchun, beside the server; `more` goes to the
    /// operator's command as it is.
    ///
    /// # Errors
    /// Where the account cannot be made.
    pub async fn reviewer(&self, login: &str, name: &str, stage: &str, more: &[&str]) -> Result<Account> {
        let mut arguments =
            vec!["create-reviewer", "--login", login, "--name", name, "--stage", stage, "--region", "220100"];
        arguments.extend(more);
        let told = self.operator(&arguments).await?;
        let all = |label: &str| -> Vec<String> {
            told.lines().filter_map(|line| line.strip_prefix(label)).map(|rest| rest.trim().to_owned()).collect()
        };
        let one = |label: &str| all(label).into_iter().next().with_context(|| format!("no “{label}” was told: {told}"));
        Ok(Account {
            login: login.to_owned(),
            password: one("Initial password, shown this once: ")?,
            secret: one("Authenticator secret (base32): ")?,
            recovery: all("Recovery code: "),
        })
    }
}

impl Page {
    /// Logs in as a reviewer with the code that the authenticator shows now, and waits for the queue.
    ///
    /// # Errors
    /// Where that is not reached.
    pub async fn log_in_reviewer(&self, account: &Account) -> Result<()> {
        self.go("/agency/login").await?;
        self.prove_reviewer(account, &account.code()).await?;
        self.at("/agency").await
    }

    /// Types name, password and a code into the reviewers' log-in, and sends them.
    ///
    /// # Errors
    /// Where a field cannot be typed into.
    pub async fn prove_reviewer(&self, account: &Account, code: &str) -> Result<()> {
        let (login, password) = (account.login.as_str(), account.password.as_str());
        self.fill_all(&[("login", login), ("password", password), ("code", code)]).await?;
        self.click("submit").await
    }
}
