//! From the camera or a chosen file to a paper on its way, and from there to the desk.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::api::PhotoFault;

use super::desk::Desk;
use crate::platform;
use crate::uploads::{self, ARRIVED, OnItsWay, Paper, State};

/// A page or file that somebody took or chose, before it is on its way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct NewPaper {
    /// 附件种类: a code of the policy.
    pub(super) kind: String,
    pub(super) file_name: String,
    pub(super) media_type: String,
    pub(super) content: Vec<u8>,
    /// What the device found wrong with it.
    pub(super) faults: Vec<PhotoFault>,
    /// Why it is sent all the same.
    pub(super) override_reason: String,
}

/// Has papers sent, and lays those that arrive on the desk.
pub(super) fn use_papers(desk: Desk) {
    use_hook(uploads::begin);
    // What arrived before the page was opened is in what it was opened with.
    let before = use_hook(|| ARRIVED.peek().clone());
    use_effect(move || {
        let mut application = desk.application;
        let arrived = ARRIVED.read();
        if *arrived != before
            && let Some((id, items)) = &*arrived
            && *id == application.peek().id
        {
            application.write().attachments.clone_from(items);
        }
    });
}

impl Desk {
    /// Sends papers on their way, in this order.
    pub(super) fn add_papers(self, papers: Vec<NewPaper>) {
        let (application, taken_at) = (self.id(), platform::now_ms());
        // The sending is not the page's affair: whoever leaves it at once loses nothing.
        spawn_forever(async move {
            for (place, new) in (0_u32..).zip(papers) {
                let NewPaper { kind, file_name, media_type, content, faults, override_reason } = new;
                let application = application.clone();
                let order = (taken_at, place);
                let paper = Paper {
                    application,
                    kind,
                    file_name,
                    media_type,
                    faults,
                    override_reason,
                    order,
                    ..Paper::default()
                };
                uploads::add(paper, content).await;
            }
        });
    }

    /// The papers of this application that are on their way.
    pub(super) fn on_their_way(self) -> Vec<OnItsWay> {
        uploads::of(&self.application.read().id)
    }

    /// The kinds of the papers that will arrive by themselves.
    pub(super) fn kinds_on_their_way(self) -> Vec<String> {
        let coming = self.on_their_way().into_iter().filter(|sent| !matches!(sent.state, State::Failed(_)));
        coming.map(|sent| sent.paper.kind).collect()
    }
}
