//! The ways to a paper in the card of a material: photograph it, choose files, drop or paste them. What is chosen is judged on
//! the device before it becomes a paper.

mod judged;

use dioxus::html::{FileData, HasFileData};
use dioxus::prelude::*;

use super::camera::{self, Reason, fault_list};
use super::desk::use_desk;
use crate::platform::vision::{self, Pasted};
use crate::ui::{Button, ButtonKind, Icon, LinkButton, Shape};
use crate::{platform, t};
use judged::{Doubt, Outcome};

/// What the server takes, and what some browsers can make such of.
const ACCEPTED: &str = "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf";

#[component]
pub(super) fn Picker(
    code: String,
    name: String,
    /// The kind takes no more pages.
    full: bool,
    /// Pages that the kind takes.
    most: u32,
) -> Element {
    let desk = use_desk();
    let mut doubts = use_signal(Vec::<Doubt>::new);
    // Sentences about files that cannot be taken.
    let mut refused = use_signal(Vec::<String>::new);
    let mut judging = use_signal(|| 0_usize);
    let mut over = use_signal(|| false);
    let kind = code.clone();
    let take_in = use_callback(move |files: Vec<Pasted>| {
        let kind = kind.clone();
        refused.write().clear();
        if full {
            refused.write().push(t!("picker-full", most = most));
            return;
        }
        spawn(async move {
            judging += files.len();
            for file in files {
                match judged::judge(&desk.id(), &kind, file).await {
                    Outcome::Good(paper, fingerprint) => {
                        camera::remember(&desk.id(), &fingerprint);
                        desk.add_papers(vec![paper]);
                    }
                    Outcome::Doubtful(doubt) => doubts.write().push(doubt),
                    Outcome::Refused(why) => refused.write().push(why),
                }
                judging -= 1;
            }
        });
    });
    let read = move |files: Vec<FileData>| {
        spawn(async move {
            let mut all = Vec::new();
            for file in files {
                match file.read_bytes().await {
                    Ok(content) => all.push((file.name(), file.content_type().unwrap_or_default(), content.to_vec())),
                    Err(_) => refused.write().push(t!("picker-unreadable", name = file.name())),
                }
            }
            take_in.call(all);
        });
    };
    let card = format!("material-{code}");
    use_future(move || {
        let card = card.clone();
        async move {
            loop {
                let files = vision::pasted(&card).await;
                if files.is_empty() {
                    return;
                }
                take_in.call(files);
            }
        }
    });
    rsx! {
        div {
            class: if over() { "picker-zone over" } else { "picker-zone" },
            "data-testid": "material-{code}-zone",
            ondragover: move |event| {
                event.prevent_default();
                if !over() {
                    over.set(true);
                }
            },
            ondragleave: move |_| over.set(false),
            ondrop: move |event| {
                event.prevent_default();
                over.set(false);
                read(event.files());
            },
            if full {
                p { class: "hint", "data-testid": "picker-full", {t!("picker-full", most = most)} }
            } else {
                div { class: "picker-ways",
                    if vision::has_camera() {
                        LinkButton { test: "material-{code}-camera", icon: Shape::Scan, label: t!("picker-camera"), to: camera::route(desk, &code) }
                    }
                    Choose { code: code.clone(), name, onfiles: read }
                }
                p { class: "hint picker-hint", {t!("picker-drop")} }
            }
            if judging() > 0 {
                p { class: "hint", role: "status", {t!("picker-judging")} }
            }
            for why in refused() {
                p { key: "{why}", class: "error", role: "alert", "data-testid": "picker-refused",
                    Icon { shape: Shape::Warning }
                    span { {why.clone()} }
                }
            }
            for doubt in doubts() {
                Doubtful { key: "{doubt.key}", doubt: doubt.clone(), doubts }
            }
        }
    }
}

/// A plain file input, dressed as a button.
#[component]
fn Choose(code: String, name: String, onfiles: EventHandler<Vec<FileData>>) -> Element {
    // A new input after each choice: the same file can be chosen again after it was deleted.
    let mut round = use_signal(|| 0_u32);
    let id = format!("material-{code}-file");
    rsx! {
        label { class: "button secondary picker", r#for: "{id}",
            Icon { shape: Shape::Upload }
            span { {t!("application-upload")} }
            span { class: "unseen", {name} }
            for round_now in [round()] {
                input {
                    key: "{round_now}",
                    id: "{id}",
                    class: "picker-input",
                    r#type: "file",
                    "data-testid": "material-{code}-file",
                    accept: ACCEPTED,
                    multiple: true,
                    onchange: {
                        let id = id.clone();
                        move |event: FormEvent| {
                            let files = event.files();
                            if files.is_empty() {
                                return;
                            }
                            onfiles.call(files);
                            round += 1;
                            let id = id.clone();
                            spawn(async move {
                                platform::sleep_ms(60).await;
                                platform::focus_quietly(&id);
                            });
                        }
                    },
                }
            }
        }
    }
}

/// A file with faults: used all the same with a reason, or left.
#[component]
fn Doubtful(doubt: Doubt, doubts: Signal<Vec<Doubt>>) -> Element {
    let desk = use_desk();
    let mut doubts = doubts;
    let mut asking = use_signal(|| false);
    let name = doubt.paper.file_name.clone();
    let key = doubt.key.clone();
    let mut settle = move |key: &str| doubts.write().retain(|doubt| doubt.key != key);
    let (drop_key, kept) = (key.clone(), doubt.clone());
    rsx! {
        div { class: "doubt", "data-testid": "picker-doubt", role: "group", "aria-label": "{name}",
            p { class: "doubt-name", {name.clone()} }
            for sentence in fault_list(&doubt.paper.faults) {
                p { key: "{sentence}", class: "doubt-fault",
                    Icon { shape: Shape::Warning }
                    span { {sentence.clone()} }
                }
            }
            div { class: "doubt-actions",
                Button { test: "doubt-drop", kind: ButtonKind::Secondary, label: t!("picker-leave"), describes: name.clone(), onclick: move |()| settle(&drop_key) }
                Button { test: "doubt-use", kind: ButtonKind::Secondary, label: t!("camera-use-anyway"), describes: name.clone(), onclick: move |()| asking.set(true) }
            }
            Reason { id: "doubt-{key}", open: asking, faults: doubt.paper.faults.clone(), onreason: move |reason: String| {
                let mut paper = kept.paper.clone();
                paper.override_reason = reason;
                camera::remember(&desk.id(), &kept.fingerprint);
                desk.add_papers(vec![paper]);
                settle(&kept.key);
            } }
        }
    }
}
