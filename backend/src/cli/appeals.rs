//! `backend appeals`: the operator's work on account appeals.

use anyhow::{Context, bail};
use clap::Subcommand;
use shared::error::ProblemCode;
use shared::i18n::Language;
use shared::identity::FreeText;

use super::operator::Operator;
use super::output::local_time;
use crate::services::ServiceError;
use crate::services::appeals::{self, AppealForOperator};

/// An answer goes out by SMS.
type Answer = FreeText<2, 200>;

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the appeals that wait, the newest first, with the numbers to call
    List {
        /// List those that were settled instead
        #[arg(long)]
        settled: bool,
    },
    /// Settle an appeal; the answer goes to the person by SMS
    Settle {
        /// Receipt number, as `appeals list` shows it
        #[arg(value_name = "RECEIPT")]
        receipt: String,
        /// What was done, and what the person can do now (a vendor's SMS template may take 35 characters only)
        #[arg(long, value_name = "TEXT", value_parser = answer)]
        answer: String,
    },
}

fn answer(raw: &str) -> Result<String, String> {
    Answer::parse(raw).map(|text| text.as_str().to_owned()).map_err(|invalid| invalid.message(Language::En))
}

pub(super) async fn run(operator: &Operator<'_>, command: &Command) -> anyhow::Result<()> {
    let (app, out) = (operator.app, operator.out);
    match command {
        Command::List { settled } => {
            let found = appeals::list(app, *settled).await.context("reading the appeals")?;
            if found.is_empty() {
                out.say("No appeals.")?;
            }
            for appeal in &found {
                out.say(&describe(appeal))?;
            }
        }
        Command::Settle { receipt, answer } => match appeals::settle(app, operator.account, receipt, answer).await {
            Ok(true) => out.say(&format!("{receipt} is settled and the answer was sent."))?,
            Ok(false) => {
                out.say(&format!("{receipt} is settled, but the SMS did not go out: tell the person by phone."))?
            }
            Err(ServiceError::Problem(ProblemCode::NotFound)) => {
                bail!("there is no appeal {receipt}; `backend appeals list` shows them")
            }
            Err(ServiceError::Problem(ProblemCode::ActionNotAllowed)) => bail!("{receipt} was settled before"),
            Err(error) => return Err(error).context("settling the appeal"),
        },
    }
    Ok(())
}

fn describe(appeal: &AppealForOperator) -> String {
    let code = appeal.credit_code.as_deref().unwrap_or("–");
    let mut text = format!(
        "{}  {}  {}  {}  {code}\n  {}",
        appeal.receipt,
        local_time(appeal.created_at),
        appeal.name,
        appeal.contact_mobile,
        indent(&appeal.statement)
    );
    if let Some(answer) = &appeal.answer {
        text.push_str("\n  => ");
        text.push_str(&indent(answer));
    }
    text
}

fn indent(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join("\n  ")
}
