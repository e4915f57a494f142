//! Photographing the pages of one kind of material: the camera's picture, then the page that came of it, then the next.

mod advice;
mod corners;
mod crop;
mod faults;
mod handles;
mod kept;
mod live;
mod page;
mod reason;

use dioxus::prelude::*;
use shared::application::Section;
use shared::retirement::{MaterialKind, Month};

use super::desk::{Desk, use_desk};
use super::paper::NewPaper;
use crate::platform::vision::{self, Paper, Photo, Shot};
use crate::routes::Route;
use crate::ui::{Icon, Shape};
use crate::{platform, policy, session, t, words};

pub(super) use faults::list as fault_list;
pub(super) use kept::{earlier, remember};
pub(super) use reason::Reason;

/// Before the kind in the step's part of the address.
pub(super) const STEP_PREFIX: &str = "materials.";

/// Id of the page over the form.
const DIALOG: &str = "camera";

/// The kind of material that an address asks the camera for; `None` for any other step, and for a kind that nobody knows.
pub(super) fn kind_of(step: &str) -> Option<String> {
    kind_in(&policy::in_force().materials_in(Month::of(session::today())).kinds, step)
}

fn kind_in(kinds: &[MaterialKind], step: &str) -> Option<String> {
    let code = step.strip_prefix(STEP_PREFIX)?;
    kinds.iter().find(|kind| kind.code == code).map(|kind| kind.code.clone())
}

/// The address of the camera for a kind.
pub(super) fn route(desk: Desk, kind: &str) -> Route {
    Route::ApplicationEdit { id: desk.id(), step: format!("{STEP_PREFIX}{kind}") }
}

fn material(code: &str) -> Option<MaterialKind> {
    let kinds = &policy::in_force().materials_in(Month::of(session::today())).kinds;
    kinds.iter().find(|kind| kind.code == code).cloned()
}

/// What a kind of material is printed on.
pub(super) fn paper_of(kind: &str) -> Paper {
    match kind {
        "id_card_front" | "id_card_back" | "social_security_card_front" | "portrait" => Paper::Card,
        "household_register" | "pension_handbook" | "veteran_certificate" => Paper::Booklet,
        _ => Paper::A4,
    }
}

/// Pages of a kind, on the server and on their way.
pub(super) fn pages_of(desk: Desk, kind: &str) -> u32 {
    let application = desk.application.read();
    let there = application.attachments.iter().filter(|file| file.kind == kind).map(|file| file.pages.max(1));
    let coming = desk.on_their_way().iter().filter(|sent| sent.paper.kind == kind).count();
    there.sum::<u32>().saturating_add(u32::try_from(coming).unwrap_or(u32::MAX))
}

/// A shot and what was seen in it; nothing where nobody could look.
#[derive(Clone, PartialEq)]
struct Taken {
    shot: Shot,
    photo: Option<Photo>,
}

#[component]
pub(super) fn CameraPage(kind: String) -> Element {
    let desk = use_desk();
    let mut taken = use_signal(|| None::<Taken>);
    // Of this visit: what was there before is counted in the card.
    let mut count = use_signal(|| 0_u32);
    let name = words::field_path(&format!("{STEP_PREFIX}{kind}"));
    let most = material(&kind).map_or(1, |kind| kind.most_pages);
    let code = kind.clone();
    let leave = move |()| {
        desk.aim_at(Section::Materials, Some(&format!("{STEP_PREFIX}{code}")));
        navigator().push(desk.route(Section::Materials));
    };
    let file_name = {
        let name = name.clone();
        move |number: u32| format!("{name}-{number}.jpg")
    };
    let (code, done) = (kind.clone(), leave.clone());
    let accept = move |(content, verdict): (Vec<u8>, crop::Accepted)| {
        let number = pages_of(desk, &code) + 1;
        desk.add_papers(vec![NewPaper {
            kind: code.clone(),
            file_name: file_name(number),
            media_type: "image/jpeg".to_owned(),
            content,
            faults: verdict.faults,
            override_reason: verdict.reason,
        }]);
        kept::remember(&desk.id(), &verdict.fingerprint);
        taken.set(None);
        count += 1;
        if number >= most {
            done(());
        }
    };
    let (close, escape) = (leave.clone(), leave.clone());
    // Modal, so that neither keys nor a screen reader stray to the form behind it.
    use_effect(|| platform::show_dialog(DIALOG));
    rsx! {
        dialog { class: "whole-window camera", id: DIALOG, "data-testid": "camera", "aria-label": t!("camera-title", name = name.clone()),
            oncancel: move |event| {
                event.prevent_default();
                escape(());
            },
            header { class: "camera-head",
                button { class: "camera-button", r#type: "button", "data-testid": "camera-close", "aria-label": t!("camera-close"),
                    onclick: move |_| close(()),
                    Icon { shape: Shape::Close }
                }
                h2 { class: "camera-name", {name.clone()} }
                span { class: "camera-count", role: "status", "data-testid": "camera-count", {t!("camera-count", count = count())} }
            }
            live::Live {
                kind: kind.clone(),
                paused: taken.read().is_some(),
                full: pages_of(desk, &kind) >= most,
                count: count(),
                ontaken: move |shot| taken.set(Some(shot)),
                ondone: leave.clone(),
            }
            if let Some(shot) = taken() {
                crop::Crop { kind: kind.clone(), taken: shot, onagain: move |()| {
                        taken.set(None);
                        spawn(vision::begin_sheet());
                    },
                    onaccept: accept }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::retirement::{Month, Policy};

    use super::{kind_in, paper_of};
    use crate::platform::vision::Paper;

    #[test]
    fn the_camera_is_asked_for_kinds_that_there_are() {
        let kinds = Month::new(2026, 7).map(|month| &Policy::built_in().materials_in(month).kinds);
        let kind = |step: &str| kinds.as_ref().and_then(|kinds| kind_in(kinds, step));
        assert_eq!(kind("materials.id_card_front").as_deref(), Some("id_card_front"));
        assert_eq!(kind("materials"), None);
        assert_eq!(kind("materials.passport_of_mars"), None);
        assert_eq!(kind("person"), None);
    }

    #[test]
    fn cards_have_smaller_print_than_sheets() {
        assert_eq!(paper_of("id_card_back"), Paper::Card);
        assert_eq!(paper_of("household_register"), Paper::Booklet);
        assert_eq!(paper_of("approval_form"), Paper::A4);
    }
}
