//! A page or file that somebody took or chose, handed on to be sent.

use dioxus::prelude::*;
use shared::api::PhotoFault;

use super::desk::Desk;
use super::uploads::{State, Upload};
use crate::platform;

/// A page or file that somebody took or chose, before it is on its way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct NewPaper {
    /// 附件种类: a code of the policy.
    pub kind: String,
    /// As it was on the device, or as a photo is called.
    pub file_name: String,
    pub media_type: String,
    pub content: Vec<u8>,
    /// What the device found wrong with it.
    pub faults: Vec<PhotoFault>,
    /// Why it is sent all the same; empty where nothing is wrong.
    pub override_reason: String,
}

impl Desk {
    /// Takes papers in; they are sent in this order.
    pub(super) fn add_papers(mut self, papers: Vec<NewPaper>) {
        let added =
            papers.into_iter().map(|paper| Upload { key: platform::unique_key(), paper, state: State::Waiting });
        self.uploads.write().extend(added);
    }
}
