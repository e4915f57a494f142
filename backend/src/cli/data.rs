//! `backend migrate`, `demo-data` and `sms-outbox`: commands about what is in the database.

use anyhow::{Context, bail};
use shared::api::AuditAction;
use shared::i18n::Language;
use shared::identity::Mobile;

use super::operator::Operator;
use super::output::local_time;
use crate::adapters::sms_outbox;
use crate::config::SmsSenderKind;
use crate::services::audit::Entry;
use crate::services::origin::Origin;
use crate::services::{demo, demo_insured, reviewers};

/// Insured persons of the demonstration that are listed.
const LISTED: usize = 10;

/// Says what opening the database applied: a running server did it at its own start.
pub(super) async fn migrate(operator: &Operator<'_>) -> anyhow::Result<()> {
    let numbers: Vec<String> = operator.migrated.iter().map(|number| format!("{number:04}")).collect();
    if !numbers.is_empty() {
        enter(operator, AuditAction::SchemaMigrated, format!("applied={}", numbers.join(","))).await?;
    }
    operator.out.say(&match numbers.as_slice() {
        [] => "The schema was up to date.".to_owned(),
        numbers => format!("Applied: {}. The schema is up to date.", numbers.join(", ")),
    })
}

pub(super) async fn demo_data(operator: &Operator<'_>) -> anyhow::Result<()> {
    let (app, out) = (operator.app, operator.out);
    if !app.config.demo.enabled {
        bail!("demo.enabled is false: made-up people belong into a demo alone");
    }
    let added = demo::fill(app).await.context("filling in the demo's people")?;
    let insured_added = demo_insured::fill(app).await.context("filling in the demo's insured persons")?;
    if added + insured_added > 0 {
        let detail = format!("memberships={added} insured={insured_added}");
        enter(operator, AuditAction::DemoDataFilled, detail).await?;
    }
    out.say(match added {
        0 => "The demo's people were there already:",
        _ => "The demo's people:",
    })?;
    for account in demo::accounts() {
        let part = if account.legal_rep { "法人" } else { "经办人" };
        out.say(&format!("  {}  {}  {part}  {}", account.mobile, account.name, account.enterprise))?;
    }
    for (login, name, stage, _) in reviewers::DEMO {
        let part = if stage == "second" { "复审" } else { "初审" };
        out.say(&format!("  {login}  {name}  {part}; the page of SMS shows what their authenticator does"))?;
    }
    out.say(&format!("The password of each: {}", demo::PASSWORD))?;
    let insured = demo_insured::people();
    out.say(&format!("Insured persons to file applications for, the first {LISTED} of {}:", insured.len()))?;
    for person in insured.iter().take(LISTED) {
        out.say(&format!("  {}  {}  {}", person.document_number, person.name, person.edge))?;
    }
    Ok(())
}

async fn enter(operator: &Operator<'_>, action: AuditAction, detail: String) -> anyhow::Result<()> {
    let entry = Entry::new(action, None, None).by_operator(operator.account).saying(detail);
    entry.write(operator.app, &Origin::default()).await.context("writing the audit log")
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

pub(super) async fn sms_outbox(operator: &Operator<'_>, args: &OutboxArgs) -> anyhow::Result<()> {
    let (app, out) = (operator.app, operator.out);
    if app.config.sms.sender != SmsSenderKind::Outbox {
        bail!("sms.sender is not \"outbox\": SMS are sent and not kept");
    }
    let messages = sms_outbox::newest(&app.db, args.mobile.as_ref()).await.context("reading the outbox")?;
    if messages.is_empty() {
        out.say("No messages.")?;
    }
    for message in messages {
        out.say(&format!("{}  {}  {}", local_time(message.sent_at), message.mobile, message.text))?;
    }
    Ok(())
}
