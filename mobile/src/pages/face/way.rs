//! The way by face of the step-up page: the capture, and the proof that comes of it.

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::api::FacePassed;

use super::capture::Capture;
use super::vendor::Vendor;
use crate::routes::{Next, Route};
use crate::ui::{Card, ErrorPage, Skeleton};
use crate::{api, proofs, t};

/// The way; `onother` changes to password and SMS code.
#[component]
pub(in super::super) fn Way(purpose: StepUpPurpose, next: Next, onother: EventHandler<()>) -> Element {
    let mut enrolment = use_resource(api::face_enrolment);
    // The proof goes the way that the password's goes.
    let passed = use_callback(move |passed: FacePassed| {
        if let Some(proof) = passed.proof {
            proofs::keep(purpose, proof);
            navigator().replace(next.route().unwrap_or(Route::Home {}));
        }
    });
    rsx! {
        Card {
            match &*enrolment.read() {
                None => rsx! {
                    Skeleton { rows: 3 }
                },
                Some(Err(error)) => rsx! {
                    ErrorPage { error: error.clone(), onretry: move |()| enrolment.restart() }
                },
                Some(Ok(now)) if now.by_vendor => rsx! {
                    Vendor { purpose, onpassed: passed, onother }
                },
                Some(Ok(_)) => rsx! {
                    Capture { purpose, other: t!("face-use-password"), onpassed: passed, onother }
                },
            }
        }
    }
}
