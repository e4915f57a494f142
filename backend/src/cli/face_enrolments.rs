//! `backend face-enrolments`: the operator's decision on enrolments without an ID card's portrait.

use anyhow::{Context, bail};
use clap::Subcommand;

use super::operator::Operator;
use super::output::local_time;
use crate::services::faces::{self, Approval};

#[derive(Subcommand)]
pub(super) enum Command {
    /// List the enrolments that wait, the oldest first, with the numbers to call
    List,
    /// Approve one: from now on the person is verified by face, and is told so by SMS
    Approve {
        /// Id of the person, as `face-enrolments list` shows it
        #[arg(value_name = "ID")]
        user: String,
    },
    /// Refuse one: what was kept is deleted, and the person is told by SMS
    Refuse {
        /// Id of the person, as `face-enrolments list` shows it
        #[arg(value_name = "ID")]
        user: String,
    },
}

pub(super) async fn run(operator: &Operator<'_>, command: &Command) -> anyhow::Result<()> {
    let (app, out, by) = (operator.app, operator.out, operator.account);
    let (done, user, word) = match command {
        Command::List => {
            let waiting = faces::awaiting(app).await.context("reading the enrolments")?;
            if waiting.is_empty() {
                out.say("No enrolments wait.")?;
            }
            for one in &waiting {
                let time = local_time(one.enrolled_at);
                out.say(&format!("{}  {time}  {}  {}  {}", one.user, one.name, one.document_masked, one.mobile))?;
            }
            return Ok(());
        }
        Command::Approve { user } => (faces::approve(app, by, user).await, user, "approved"),
        Command::Refuse { user } => (faces::refuse(app, by, user).await, user, "refused; what was kept is deleted"),
    };
    match done.context("deciding on the enrolment")? {
        Approval::Done { told: true } => out.say(&format!("{user} is {word}; the person was told by SMS."))?,
        Approval::Done { told: false } => {
            out.say(&format!("{user} is {word}, but the SMS did not go out: tell the person by phone."))?;
        }
        Approval::NotWaiting => bail!("nothing of {user} waits; `backend face-enrolments list` shows what does"),
    }
    Ok(())
}
