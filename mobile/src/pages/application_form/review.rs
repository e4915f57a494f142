//! 核对并提交: what was found, what was entered, what it may come to, and the submission.

use dioxus::prelude::*;
use shared::application::ApplicationForm;

use super::answers::Answers;
use super::desk::use_desk;
use super::estimate::Estimate;
use super::findings::Findings;
use super::reasons::Reasons;
use super::submit::Submit;
use crate::ui::{Card, TextArea};
use crate::{field, t};

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let remarks = field!(ApplicationForm.remarks);
    rsx! {
        Reasons { field: "application" }
        Findings {}
        Answers {}
        Card {
            Reasons { field: remarks }
            TextArea { form: desk.form, name: remarks, label: t!("application-field-remarks"), optional: true,
                hint: t!("application-remarks-hint"), max: 500, rows: 3 }
        }
        Estimate {}
        Submit {}
    }
}
