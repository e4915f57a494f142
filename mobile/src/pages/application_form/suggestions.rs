//! What a photographed card was read to say, beside its picture: each thing compared, none taken over unless it is asked for.

use dioxus::prelude::*;
use shared::api::{AttachmentOut, LooksLike, ReadField, ReadFieldCode as Code, ReadingOut};

use super::delete_paper::DeletePaper;
use super::desk::{Desk, use_desk};
use super::suggested::{Offer, Remark, offer, remark, target};
use crate::session::SERVICE;
use crate::ui::{Button, ButtonKind, Icon, Loading, Notice, NoticeKind, Shape, toast};
use crate::{api, session, t, words};

/// The kinds of material that are read.
const READ: [&str; 4] = ["id_card_front", "id_card_back", "social_security_card_front", "household_register"];

/// The suggestions of every photo of a kind.
#[component]
pub(super) fn SuggestionsOf(kind: String) -> Element {
    let desk = use_desk();
    let of_kind = |file: &&AttachmentOut| file.kind == kind;
    let files: Vec<AttachmentOut> = desk.application.read().attachments.iter().filter(of_kind).cloned().collect();
    rsx! {
        for file in files {
            Suggestions { key: "{file.id}", attachment: file }
        }
    }
}

/// The suggestions of one document; nothing where it is not of a kind that is read, or the server reads none.
#[component]
pub(super) fn Suggestions(attachment: AttachmentOut) -> Element {
    let reads = SERVICE.read().as_ref().is_some_and(|service| service.reading);
    let readable = attachment.media_type.starts_with("image/") && READ.contains(&attachment.kind.as_str());
    rsx! {
        if reads && readable {
            Panel { attachment }
        }
    }
}

#[component]
fn Panel(attachment: AttachmentOut) -> Element {
    let desk = use_desk();
    let (application, id) = (desk.id(), attachment.id.clone());
    let mut reading = use_resource(move || {
        let (application, id) = (application.clone(), id.clone());
        async move { api::read_attachment(&application, &id).await }
    });
    let state = match &*reading.read() {
        None => "pending",
        Some(Ok(_)) => "read",
        Some(Err(_)) => "failed",
    };
    rsx! {
        section { class: "card-said", "data-testid": "reading", "data-state": state, "aria-label": t!("reading-title"),
            p { class: "card-said-head", {t!("reading-title")} }
            match &*reading.read() {
                None => rsx! { Loading { label: t!("reading-pending") } },
                Some(Ok(found)) => rsx! { Read { attachment, reading: found.clone() } },
                Some(Err(_)) => rsx! {
                    p { class: "hint", {t!("reading-failed")} }
                    div { class: "card-said-actions",
                        Button { test: "reading-retry", kind: ButtonKind::Secondary, icon: Shape::Refresh, label: t!("retry"),
                            onclick: move |()| {
                                reading.clear();
                                reading.restart();
                            } }
                    }
                },
            }
        }
    }
}

#[component]
fn Read(attachment: AttachmentOut, reading: ReadingOut) -> Element {
    let desk = use_desk();
    let address = api::attachment_address(&desk.id(), &attachment.id);
    let other = reading.looks_like.filter(|looks| !looks.fits(&attachment.kind));
    let nothing = reading.looks_like.is_none() || (other.is_none() && reading.fields.is_empty());
    rsx! {
        if let Some(seen) = other {
            Other { attachment: attachment.clone(), seen }
        }
        div { class: "card-said-body",
            a { class: "card-said-photo", href: address.clone(), target: "_blank", rel: "noopener",
                "aria-label": t!("reading-photo"),
                img { src: address, alt: "" }
            }
            div { class: "card-said-list",
                if nothing {
                    p { class: "hint", "data-testid": "reading-nothing", {t!("reading-nothing")} }
                } else if other.is_none() {
                    p { class: "hint", {t!("reading-note")} }
                    dl {
                        for read in reading.fields.clone() {
                            Row { key: "{read.field.code()}", read, reading: reading.clone() }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Row(read: ReadField, reading: ReadingOut) -> Element {
    let desk = use_desk();
    let (form, record) = (desk.typed(), desk.application.read().record.clone());
    let name = label(read.field);
    let said = remark(&read, &reading, &record, &form, session::today());
    let offered = offer(&read, &record, &form);
    let on_record = record.bank.is_some() && record.card_number.is_some();
    let accept = {
        let (read, name) = (read.clone(), name.clone());
        move |()| accept(desk, &read, on_record, &name)
    };
    rsx! {
        div { class: "card-said-row", "data-testid": "reading-{read.field.code()}",
            dt { {name.clone()} }
            dd {
                span { class: "card-said-value", {value(read.field, &read.value)} }
                if let Some(said) = said {
                    Said { remark: said, field: read.field }
                }
            }
            match offered {
                Offer::None => rsx! {},
                Offer::Open => rsx! {
                    Button { test: "accept-{read.field.code()}", kind: ButtonKind::Secondary, label: t!("reading-accept"),
                        describes: name, onclick: accept }
                },
                Offer::Taken => rsx! {
                    span { class: "card-said-said good", "data-testid": "accepted-{read.field.code()}",
                        Icon { shape: Shape::Done }
                        {t!("reading-accepted")}
                    }
                },
            }
        }
    }
}

/// Takes a value over into its field. Where the register has a card, it is said to be wrong: else nothing typed counts.
fn accept(desk: Desk, read: &ReadField, on_record: bool, name: &str) {
    let Some(field) = target(read.field) else {
        return;
    };
    if on_record {
        desk.form.set("card_wrong", true);
    }
    desk.form.set(field, read.value.as_str());
    toast(&t!("reading-accepted-toast", name = name));
}

#[component]
fn Said(remark: Remark, field: Code) -> Element {
    let text = match &remark {
        Remark::Matches => t!("reading-matches"),
        Remark::Differs(expected) => t!("reading-differs", expected = value(field, expected)),
        Remark::DiffersFromForm(expected) => t!("reading-differs-form", expected = value(field, expected)),
        Remark::CheckFailed => t!("reading-check-failed"),
        Remark::Expired => t!("reading-expired"),
        Remark::Unsure => t!("reading-unsure"),
    };
    let good = remark == Remark::Matches;
    rsx! {
        p { class: if good { "card-said-said good" } else { "card-said-said caution" },
            Icon { shape: if good { Shape::Done } else { Shape::Warning } }
            span { {text} }
        }
    }
}

/// It plainly is something else: asked about, never decided.
#[component]
fn Other(attachment: AttachmentOut, seen: LooksLike) -> Element {
    let mut kept = use_signal(|| false);
    let mut open = use_signal(|| false);
    rsx! {
        if !kept() {
            Notice { kind: NoticeKind::Caution,
                p { "data-testid": "reading-other",
                    {t!("reading-other", seen = looks(seen), kind = words::material(&attachment.kind))}
                }
                div { class: "card-said-actions",
                    Button { test: "reading-other-delete", kind: ButtonKind::Secondary, icon: Shape::Trash,
                        label: t!("reading-other-delete"), onclick: move |()| open.set(true) }
                    Button { test: "reading-other-keep", kind: ButtonKind::Secondary, label: t!("reading-other-keep"),
                        onclick: move |()| kept.set(true) }
                }
            }
            DeletePaper { id: "reading-{attachment.id}-delete", file: attachment, open, done: t!("reading-other-deleted") }
        }
    }
}

/// A code's words.
fn label(code: Code) -> String {
    words::text(&format!("reading-field-{}", code.code().replace('_', "-")), &[])
}

fn looks(seen: LooksLike) -> String {
    words::text(&format!("reading-looks-{}", seen.code().replace('_', "-")), &[])
}

/// A value for reading.
fn value(code: Code, raw: &str) -> String {
    match (code, raw) {
        (Code::Sex, "male") => words::sex(shared::identity::Sex::Male),
        (Code::Sex, "female") => words::sex(shared::identity::Sex::Female),
        (Code::ValidUntil, "long_term") => t!("reading-long-term"),
        _ => raw.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use shared::i18n::{self, Language};

    use super::*;

    #[test]
    fn every_code_has_a_name_in_both_languages() {
        let fields = Code::ALL.iter().map(|code| format!("reading-field-{}", code.code().replace('_', "-")));
        let looks = LooksLike::ALL.iter().map(|code| format!("reading-looks-{}", code.code().replace('_', "-")));
        for id in fields.chain(looks) {
            for language in Language::ALL {
                assert!(i18n::has(language, &id), "{id} in {}", language.tag());
            }
        }
    }
}
