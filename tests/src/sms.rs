//! An SMS port that remembers what it sent, and fails when told to.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use backend::ports::{SmsError, SmsMessage, SmsSender};
use shared::identity::Mobile;

/// Remembers messages instead of sending them.
#[derive(Debug, Default)]
pub struct RecordingSms {
    sent: Mutex<Vec<(String, SmsMessage)>>,
    broken: AtomicBool,
}

impl RecordingSms {
    /// From now on the vendor fails, or works again.
    pub fn set_broken(&self, broken: bool) {
        self.broken.store(broken, Ordering::SeqCst);
    }

    /// The newest code sent to a number.
    pub fn last_code(&self, mobile: &str) -> Option<String> {
        self.find(mobile, |message| match message {
            SmsMessage::Code { code, .. } => Some(code.clone()),
            _ => None,
        })
    }

    /// The token of the newest invitation sent to a number.
    pub fn last_invitation(&self, mobile: &str) -> Option<String> {
        self.find(mobile, |message| match message {
            SmsMessage::Invitation { link, .. } => link.rsplit('/').next().map(str::to_owned),
            _ => None,
        })
    }

    /// Kinds of all messages to a number, oldest first.
    pub fn kinds(&self, mobile: &str) -> Vec<&'static str> {
        let sent = self.sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        sent.iter().filter(|(to, _)| to == mobile).map(|(_, message)| message.kind()).collect()
    }

    fn find<T>(&self, mobile: &str, pick: impl Fn(&SmsMessage) -> Option<T>) -> Option<T> {
        let sent = self.sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        sent.iter().rev().filter(|(to, _)| to == mobile).find_map(|(_, message)| pick(message))
    }
}

#[async_trait]
impl SmsSender for RecordingSms {
    async fn send(&self, to: &Mobile, message: &SmsMessage) -> Result<(), SmsError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(SmsError::Unreachable("told to fail".to_owned()));
        }
        let mut sent = self.sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        sent.push((to.as_str().to_owned(), message.clone()));
        Ok(())
    }
}
