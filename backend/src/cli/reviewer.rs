//! `backend create-reviewer`, `reset-reviewer`, `disable-reviewer`: accounts of the agency's reviewers.

use anyhow::{Context, bail};
use clap::ValueEnum;
use shared::i18n::Language;
use shared::identity::{AccountName, DocumentType, IdDocument, PersonName};

use super::operator::Operator;
use super::output::Output;
use crate::services::reviewers::{self, Account, Made};

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
    /// They lead: they may take over what another reviewer holds
    #[arg(long)]
    lead: bool,
    /// Number of the person's ID card, so that they never review what they filed; only a blind index of it is kept
    #[arg(long, value_name = "NUMBER")]
    id_number: Option<String>,
}

#[derive(clap::Args)]
pub(super) struct LoginArgs {
    /// Name to log in with
    #[arg(long, value_name = "NAME", value_parser = login)]
    login: AccountName,
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

pub(super) async fn create(operator: &Operator<'_>, args: &Args) -> anyhow::Result<()> {
    let (app, out, by) = (operator.app, operator.out, operator.account);
    let document = args.id_number.as_deref().map(|number| {
        IdDocument::parse(DocumentType::ResidentId, number, app.clock.today())
            .map_err(|invalid| anyhow::anyhow!("--id-number: {}", invalid.message(Language::En)))
    });
    let document = document.transpose()?;
    let stage = args.stage.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let account = Account {
        login: &args.login,
        name: &args.name,
        region: &args.region,
        stage: &stage,
        leads: args.lead,
        document: document.as_ref(),
    };
    let made = reviewers::create(app, by, &account).await.context("storing the reviewer")?;
    let Some(made) = made else {
        bail!("there is a reviewer {} already; `backend reset-reviewer` gives a new password", args.login)
    };
    out.say(&format!("Reviewer {} ({}) was created.", args.login, args.name))?;
    tell(out, &made)
}

pub(super) async fn reset(operator: &Operator<'_>, args: &LoginArgs) -> anyhow::Result<()> {
    let (app, out, by) = (operator.app, operator.out, operator.account);
    let made = reviewers::reset(app, by, &args.login).await.context("storing the reviewer")?;
    let Some(made) = made else { bail!("there is no reviewer {}", args.login) };
    out.say(&format!("Reviewer {} logs in anew; every session was ended.", args.login))?;
    tell(out, &made)
}

pub(super) async fn disable(operator: &Operator<'_>, args: &LoginArgs) -> anyhow::Result<()> {
    let (app, out, by) = (operator.app, operator.out, operator.account);
    if !reviewers::disable(app, by, &args.login).await.context("storing the reviewer")? {
        bail!("there is no reviewer {}", args.login)
    }
    out.say(&format!("Reviewer {} cannot log in any more; `backend reset-reviewer` lets them in again.", args.login))?;
    Ok(())
}

/// What the operator hands over, once: none of it can be read again.
fn tell(out: &Output, made: &Made) -> anyhow::Result<()> {
    out.say(&format!("Initial password, shown this once: {}", made.password.expose()))?;
    out.say(&format!("Authenticator secret (base32): {}", made.secret))?;
    out.say(&format!("Authenticator address: {}", made.address))?;
    for code in &made.recovery {
        out.say(&format!("Recovery code: {code}"))?;
    }
    Ok(())
}
