//! `backend migrate`, `demo-data` and `sms-outbox`: commands about what is in the database.

use anyhow::{Context, bail};
use shared::i18n::Language;
use shared::identity::Mobile;

use super::output::{local_time, say};
use crate::adapters::sms_outbox;
use crate::adapters::surreal::Database;
use crate::app::App;
use crate::config::{Config, SmsSenderKind};
use crate::services::{demo, demo_insured, reviewers};

/// Insured persons of the demonstration that are listed.
const LISTED: usize = 10;

/// Opens the database, bringing its schema up to date; the numbers of the migrations that this took.
async fn open(settings: &Config) -> anyhow::Result<(Database, Vec<u32>)> {
    let db = Database::open(&settings).await.context("opening the database")?;
    let applied = db.migrate().await.context("bringing the schema up to date")?;
    Ok((db, applied))
}

pub(super) async fn migrate(settings: &Config) -> anyhow::Result<()> {
    let (_, applied) = open(settings).await?;
    let numbers: Vec<String> = applied.iter().map(|number| format!("{number:04}")).collect();
    say(&match numbers.as_slice() {
        [] => "The schema was up to date.".to_owned(),
        numbers => format!("Applied: {}. The schema is up to date.", numbers.join(", ")),
    })?;
    Ok(())
}

pub(super) async fn demo_data(settings: Config) -> anyhow::Result<()> {
    if !settings.demo.enabled {
        bail!("demo.enabled is false: made-up people belong into a demo alone");
    }
    let app = App::start(settings).await?;
    let added = demo::fill(&app).await.context("filling in the demo's people")?;
    demo_insured::fill(&app).await.context("filling in the demo's insured persons")?;
    say(&match added {
        0 => "The demo's people were there already:".to_owned(),
        _ => "The demo's people:".to_owned(),
    })?;
    for account in demo::accounts() {
        let part = if account.legal_rep { "法人" } else { "经办人" };
        say(&format!("  {}  {}  {part}  {}", account.mobile, account.name, account.enterprise))?;
    }
    for (login, name, stage, _) in reviewers::DEMO {
        let part = if stage == "second" { "复审" } else { "初审" };
        say(&format!("  {login}  {name}  {part}; the page of SMS shows what their authenticator does"))?;
    }
    say(&format!("The password of each: {}", demo::PASSWORD))?;
    let insured = demo_insured::people();
    say(&format!("Insured persons to file applications for, the first {LISTED} of {}:", insured.len()))?;
    for person in insured.iter().take(LISTED) {
        say(&format!("  {}  {}  {}", person.document_number, person.name, person.edge))?;
    }
    Ok(())
}

#[derive(clap::Args)]
pub(super) struct OutboxArgs {
    /// Only messages to this number
    #[arg(long, value_name = "NUMBER", value_parser = mobile)]
    mobile: Option<Mobile>,
}

fn mobile(raw: &str) -> Result<Mobile, String> {
    Mobile::parse(raw).map_err(|invalid| invalid.message(Language::En))
}

pub(super) async fn sms_outbox(settings: &Config, args: &OutboxArgs) -> anyhow::Result<()> {
    if settings.sms.sender != SmsSenderKind::Outbox {
        bail!("sms.sender is not \"outbox\": SMS are sent and not kept");
    }
    let (db, _) = open(settings).await?;
    let messages = sms_outbox::newest(&db, args.mobile.as_ref()).await.context("reading the outbox")?;
    if messages.is_empty() {
        say("No messages.")?;
    }
    for message in messages {
        say(&format!("{}  {}  {}", local_time(message.sent_at), message.mobile, message.text))?;
    }
    Ok(())
}
