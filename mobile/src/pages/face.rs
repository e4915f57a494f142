//! Face verification (人脸验证): consent, enrolment, and the way by face of the step-up page. The browser loads these pages
//! apart from the first ones.

mod capture;
mod consent;
mod enrol;
mod portrait;
mod settings;
mod vendor;
mod way;

pub(super) use consent::Consent;
pub(super) use enrol::Enrol;
pub(super) use settings::Settings;
pub(super) use way::Way;

use dioxus::prelude::*;

use crate::apart;
use crate::pages::later::Page;

/// `/settings/face`
#[component]
pub(crate) fn FaceSettings() -> Element {
    rsx! {
        apart::Apart { page: Page::FaceSettings }
    }
}

/// `/settings/face/consent`
#[component]
pub(crate) fn FaceConsent() -> Element {
    rsx! {
        apart::Apart { page: Page::FaceConsent }
    }
}

/// `/settings/face/enrol`
#[component]
pub(crate) fn FaceEnrol() -> Element {
    rsx! {
        apart::Apart { page: Page::FaceEnrol }
    }
}
