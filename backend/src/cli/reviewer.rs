//! `backend create-reviewer`: an account for a reviewer of the agency.

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::ValueEnum;
use shared::api::AuditAction;
use shared::i18n::Language;
use shared::identity::{AccountName, Password, PersonName};
use surrealdb::types::SurrealValue;

use super::output::say;
use crate::adapters::surreal::{DbError, Vars, record};
use crate::app::App;
use crate::config::Config;
use crate::ports::Entropy;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;

/// Without characters that are taken for one another.
const LOWER: &[u8] = b"abcdefghijkmnpqrstuvwxyz";
const UPPER: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS: &[u8] = b"23456789";
const PASSWORD_CHARS: usize = 16;

#[derive(Clone, Copy, ValueEnum)]
enum Stage {
    /// 初审
    First,
    /// 复审
    Second,
}

#[derive(clap::Args)]
pub(super) struct Args {
    /// Name to log in with
    #[arg(long, value_name = "NAME", value_parser = login)]
    login: AccountName,
    /// The person's name
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: PersonName,
    /// Division code of the region that the person reviews for, six digits (220100 for 长春市)
    #[arg(long, value_name = "CODE", value_parser = region)]
    region: String,
    /// Review stage
    #[arg(long)]
    stage: Stage,
}

fn login(raw: &str) -> Result<AccountName, String> {
    AccountName::parse(raw).map_err(|invalid| invalid.message(Language::En))
}

fn name(raw: &str) -> Result<PersonName, String> {
    PersonName::parse(raw).map_err(|invalid| invalid.message(Language::En))
}

fn region(raw: &str) -> Result<String, String> {
    let fits = raw.len() == 6 && raw.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(raw.to_owned()) } else { Err("a division code has six digits".to_owned()) }
}

#[derive(SurrealValue)]
struct NewReviewer {
    name: String,
    region: String,
    stage: String,
    password_hash: String,
    created_at: DateTime<Utc>,
}

pub(super) async fn run(settings: Config, args: &Args) -> anyhow::Result<()> {
    let app = App::start(settings).await?;
    let password = initial_password(&*app.entropy, args.login.as_str())?;
    let row = NewReviewer {
        name: args.name.as_str().to_owned(),
        region: args.region.clone(),
        stage: args.stage.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default(),
        password_hash: app.passwords.hash(&*app.entropy, &password).await?,
        created_at: app.clock.now(),
    };
    let vars = Vars::new().set("id", record("reviewer", args.login.as_str())).set("row", row);
    let entry = Entry::new(AuditAction::ReviewerCreated, None, None).about(args.login.as_str(), args.name.as_str());
    let statements = format!("CREATE $id CONTENT $row RETURN NONE; {}", audit::WRITE);
    match app.db.write(&statements, entry.bind(vars, &app, &Origin::default())).await {
        Ok(_) => {}
        Err(DbError::Duplicate) => bail!("there is a reviewer {} already", args.login),
        Err(error) => return Err(error).context("storing the reviewer"),
    }
    say(&format!("Reviewer {} ({}) was created.", args.login, args.name))?;
    say(&format!("Initial password, shown this once: {}", password.expose()))?;
    Ok(())
}

/// A password that nobody guesses and that keeps the rules of every other one.
fn initial_password(entropy: &dyn Entropy, login: &str) -> anyhow::Result<Password> {
    // A draw that breaks a rule – one class missing, a part of the name – is rare: another one follows.
    for _ in 0..100 {
        let text: String = (0..PASSWORD_CHARS).map(|_| character(entropy)).collect();
        if let Ok(password) = Password::parse(&text, &[login]) {
            return Ok(password);
        }
    }
    bail!("no password came out of a hundred draws: the system's randomness is broken")
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
