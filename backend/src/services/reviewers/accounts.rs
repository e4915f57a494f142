//! Accounts of reviewers, which the operator makes: a password, an authenticator's secret and recovery codes, each told once.

use chrono::{DateTime, Utc};
use shared::api::AuditAction;
use shared::error::ProblemCode;
use shared::identity::{AccountName, IdDocument, Password, PersonName};
use surrealdb::types::SurrealValue;

use super::second_factor::{SEALED, draw, shown};
use crate::adapters::surreal::{DbError, Vars, record};
use crate::app::App;
use crate::ports::Entropy;
use crate::services::accounts::document_index;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::system_account::SystemAccount;
use crate::services::{ServiceError, ServiceResult};

/// Without characters that are taken for one another.
const LOWER: &[u8] = b"abcdefghijkmnpqrstuvwxyz";
const UPPER: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS: &[u8] = b"23456789";
const PASSWORD_CHARS: usize = 16;

/// An account to be made.
#[derive(Debug)]
pub struct Account<'a> {
    /// Name to log in with.
    pub login: &'a AccountName,
    /// The person's name.
    pub name: &'a PersonName,
    /// Division code of the region.
    pub region: &'a str,
    /// `first` or `second`.
    pub stage: &'a str,
    /// Whether they may take over what another holds.
    pub leads: bool,
    /// The person's identity document, of which only a blind index is kept.
    pub document: Option<&'a IdDocument>,
}

/// What the operator hands over, once.
pub struct Made {
    /// The password.
    pub password: Password,
    /// The authenticator's secret in base32.
    pub secret: String,
    /// The same as an address to be scanned.
    pub address: String,
    /// Recovery codes, each good once.
    pub recovery: Vec<String>,
}

#[derive(SurrealValue)]
struct NewReviewer {
    name: String,
    region: String,
    stage: String,
    leads: bool,
    disabled: bool,
    person_index: Option<String>,
    password_hash: String,
    totp_sealed: Option<String>,
    recovery: Vec<String>,
    created_at: DateTime<Utc>,
}

/// Makes an account; `None` where the name is taken.
///
/// # Errors
/// Where the database fails.
pub async fn create(app: &App, by: &SystemAccount, account: &Account<'_>) -> ServiceResult<Option<Made>> {
    let (made, indexes) = hand_out(app, account.login.as_str())?;
    let hash = app.passwords.hash(&*app.entropy, &made.password).await?;
    Ok(keep(app, Some(by), account, hash, &made.secret, indexes).await?.then_some(made))
}

/// The reviewers of the demonstration: login, name, stage, whether they lead.
pub const DEMO: [(&str, &str, &str, bool); 3] =
    [("chushen", "陈静", "first", true), ("chushen2", "刘洋", "first", false), ("fushen", "孙立群", "second", false)];
/// The authenticator's secret of all of them, which everybody knows.
const DEMO_SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// Whether there is an account of this name.
///
/// # Errors
/// Where the database fails.
pub async fn exists(app: &App, login: &str) -> ServiceResult<bool> {
    let vars = Vars::new().set("id", record("reviewer", login));
    let found: Option<bool> = app.db.read("RETURN record::exists($id)", vars).await?.take(0)?;
    Ok(found == Some(true))
}

/// Makes one of the demonstration's reviewers, with the hash of everybody's password.
///
/// # Errors
/// Where the database fails.
pub async fn add_demo(app: &App, login: &str, region: &str, hash: String) -> ServiceResult<()> {
    let Some((login, name, stage, leads)) = DEMO.into_iter().find(|(known, ..)| *known == login) else { return Ok(()) };
    let internal = |_| ServiceError::Problem(ProblemCode::Internal);
    let (login, name) = (AccountName::parse(login).map_err(internal)?, PersonName::parse(name).map_err(internal)?);
    let indexes = draw(app, login.as_str())?.indexes;
    let account = Account { login: &login, name: &name, region, stage, leads, document: None };
    keep(app, None, &account, hash, DEMO_SECRET, indexes).await.map(drop)
}

/// What the authenticator of the demonstration's reviewers shows now.
///
/// # Errors
/// Never.
pub fn demo_code(app: &App) -> ServiceResult<String> {
    shown(app, DEMO_SECRET)
}

/// Stores an account; `false` where the name is taken.
async fn keep(
    app: &App,
    by: Option<&SystemAccount>,
    account: &Account<'_>,
    password_hash: String,
    secret: &str,
    recovery: Vec<String>,
) -> ServiceResult<bool> {
    let row = NewReviewer {
        name: account.name.as_str().to_owned(),
        region: account.region.to_owned(),
        stage: account.stage.to_owned(),
        leads: account.leads,
        disabled: false,
        person_index: account.document.map(|document| document_index(app, document)),
        password_hash,
        totp_sealed: Some(app.vault.seal(&*app.entropy, SEALED, secret)),
        recovery,
        created_at: app.clock.now(),
    };
    let vars = Vars::new().set("id", record("reviewer", account.login.as_str())).set("row", row);
    let mut entry =
        Entry::new(AuditAction::ReviewerCreated, None, None).about(account.login.as_str(), account.name.as_str());
    entry.operator = by;
    let statements = format!("CREATE $id CONTENT $row RETURN NONE; {}", audit::WRITE);
    match app.db.write(&statements, entry.bind(vars, app, &Origin::default())).await {
        Ok(_) => Ok(true),
        Err(DbError::Duplicate) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// A new password, secret and recovery codes for who lost theirs; every session ends, and who was shut out is let in again.
/// `false` where there is no such account.
///
/// # Errors
/// Where the database fails.
pub async fn reset(app: &App, by: &SystemAccount, login: &AccountName) -> ServiceResult<Option<Made>> {
    let (made, indexes) = hand_out(app, login.as_str())?;
    let vars = Vars::new()
        .set("hash", app.passwords.hash(&*app.entropy, &made.password).await?)
        .set("secret", app.vault.seal(&*app.entropy, SEALED, &made.secret))
        .set("recovery", indexes);
    let change = "UPDATE $id SET password_hash = $hash, totp_sealed = $secret, totp_used = NONE, recovery = $recovery,
         disabled = false RETURN NONE;";
    Ok(changed(app, by, login, AuditAction::ReviewerReset, change, vars).await?.then_some(made))
}

/// Shuts a reviewer out at once; what they hold goes back to the queue by itself. `false` where there is no such account.
///
/// # Errors
/// Where the database fails.
pub async fn disable(app: &App, by: &SystemAccount, login: &AccountName) -> ServiceResult<bool> {
    let change = "UPDATE $id SET disabled = true RETURN NONE;";
    changed(app, by, login, AuditAction::ReviewerDisabled, change, Vars::new()).await
}

async fn changed(
    app: &App,
    by: &SystemAccount,
    login: &AccountName,
    action: AuditAction,
    change: &str,
    vars: Vars,
) -> ServiceResult<bool> {
    let entry = Entry::new(action, None, None).about(login.as_str(), login.as_str()).by_operator(by);
    let statements = format!(
        "IF !record::exists($id) {{ THROW 'not_found' }};
         {change}
         DELETE reviewer_session WHERE reviewer = $id RETURN NONE;
         {}",
        audit::WRITE
    );
    let vars = vars.set("id", record("reviewer", login.as_str()));
    match app.db.write(&statements, entry.bind(vars, app, &Origin::default())).await.map_err(ServiceError::from) {
        Ok(_) => Ok(true),
        Err(ServiceError::Problem(ProblemCode::NotFound)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn hand_out(app: &App, login: &str) -> ServiceResult<(Made, Vec<String>)> {
    let password = initial_password(&*app.entropy, login)?;
    let drawn = draw(app, login)?;
    Ok((Made { password, secret: drawn.secret, address: drawn.address, recovery: drawn.recovery }, drawn.indexes))
}

/// A password that nobody guesses and that keeps the rules of every other one.
fn initial_password(entropy: &dyn Entropy, login: &str) -> ServiceResult<Password> {
    // A draw that breaks a rule – one class missing, a part of the name – is rare: another one follows.
    for _ in 0..100 {
        let text: String = (0..PASSWORD_CHARS).map(|_| character(entropy)).collect();
        if let Ok(password) = Password::parse(&text, &[login]) {
            return Ok(password);
        }
    }
    // The system's randomness is broken: nothing that was drawn by it is safe.
    Err(ProblemCode::Internal.into())
}

fn character(entropy: &dyn Entropy) -> char {
    let all = || LOWER.iter().chain(UPPER).chain(DIGITS).copied();
    let count = all().count();
    // Bytes past the last whole multiple would favour the first characters: draw again.
    let limit = 256 - 256 % count;
    loop {
        let mut byte = [0_u8];
        entropy.fill(&mut byte);
        let number = usize::from(byte[0]);
        if number < limit
            && let Some(character) = all().nth(number % count)
        {
            return char::from(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SeededEntropy;

    #[test]
    fn initial_passwords_keep_the_rules_and_differ() {
        let entropy = SeededEntropy::new(1);
        let drawn: std::collections::BTreeSet<String> =
            (0..50).map(|_| initial_password(&entropy, "lisi").expect("a password").expose().to_owned()).collect();
        assert_eq!(drawn.len(), 50);
        assert!(
            drawn.iter().all(|password| password.len() == PASSWORD_CHARS && !password.contains(['l', 'O', '0', '1']))
        );
    }

    #[test]
    fn broken_randomness_ends_in_an_error() {
        struct Stuck;
        impl Entropy for Stuck {
            fn fill(&self, buffer: &mut [u8]) {
                buffer.fill(0);
            }
        }
        assert!(initial_password(&Stuck, "lisi").is_err());
    }
}
