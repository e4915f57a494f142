//! A reason in the making: what it is about, its kind, its words.

use dioxus::prelude::*;
use shared::api::{ReasonCode, ReviewReason};
use shared::error::Invalid;
use shared::i18n::Language;
use shared::identity::PlainText;

use super::desk::{FLAG_WHOLE, use_desk};
use crate::ui::{Button, ButtonKind, Icon, Shape, use_shown};
use crate::{t, words};

const DIALOG: &str = "reason-dialog";

/// The reason that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noting {
    pub(super) path: String,
    /// Which of the list it is, where it stands there already.
    place: Option<usize>,
    code: ReasonCode,
    text: String,
    refused: Option<Invalid>,
}

impl Noting {
    /// A new one, with the kind that is the likeliest there.
    pub(super) fn at(path: &str, language: Language) -> Self {
        let code = match path {
            FLAG_WHOLE => ReasonCode::Other,
            page if page.starts_with("materials.") && page.ends_with(']') => ReasonCode::Unclear,
            kind if kind.starts_with("materials.") => ReasonCode::ProofMissing,
            _ => ReasonCode::FilledWrong,
        };
        Self { path: path.to_owned(), place: None, code, text: sentence(code, language), refused: None }
    }

    /// One of the list, to be changed.
    pub(super) fn again(place: usize, reason: &ReviewReason) -> Self {
        let code = ReasonCode::from_code(&reason.code).unwrap_or(ReasonCode::Other);
        Self { path: reason.field.clone(), place: Some(place), code, text: reason.text.clone(), refused: None }
    }

    /// Another kind: its sentence takes the place of the one before, never of what was typed.
    fn choose(&mut self, code: ReasonCode, language: Language) {
        if self.text.trim().is_empty() || self.text == sentence(self.code, language) {
            self.text = sentence(code, language);
        }
        self.code = code;
        self.refused = None;
    }

    /// Puts it into the list.
    fn put(&self, reasons: &mut Vec<ReviewReason>) -> Result<(), Invalid> {
        let text = PlainText::<1, 500>::parse(&self.text)?;
        let (field, code) = (self.path.clone(), self.code.code().to_owned());
        let reason = ReviewReason { field, code, text: text.as_str().to_owned(), attachment: None };
        match self.place.and_then(|place| reasons.get_mut(place)) {
            Some(known) => *known = reason,
            None => reasons.push(reason),
        }
        Ok(())
    }
}

/// What a kind says by itself. That it is another than all of these says nothing.
fn sentence(code: ReasonCode, language: Language) -> String {
    match code {
        ReasonCode::Other => String::new(),
        code => words::reason_code_in(language, code),
    }
}

/// The dialog that a reason is written in.
#[component]
pub(super) fn NoteDialog() -> Element {
    let mut desk = use_desk();
    let mut noting = desk.noting;
    use_shown(DIALOG.to_owned(), noting.read().is_some());
    let save = move || {
        let Some(note) = noting.peek().clone() else { return };
        let put = note.put(&mut desk.reasons.write());
        match put {
            Ok(()) => {
                desk.wrong.set(Vec::new());
                noting.set(None);
            }
            Err(refused) => noting.set(Some(Noting { refused: Some(refused), ..note })),
        }
    };
    rsx! {
        dialog { class: "dialog wide", id: DIALOG, "data-testid": DIALOG, "aria-labelledby": "reason-dialog-title",
            oncancel: move |event| {
                event.prevent_default();
                noting.set(None);
            },
            form { novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    let mut save = save;
                    save();
                },
                h2 { id: "reason-dialog-title", {t!("agency-reason-title")} }
                if let Some(note) = noting() {
                    p { "data-testid": "reason-place", {words::field_path(&note.path)} }
                    fieldset { class: "field reason-kinds",
                        legend { {t!("agency-reason-kind")} }
                        for code in ReasonCode::ALL.iter().copied() {
                            label { key: "{code.code()}", class: "check",
                                input {
                                    r#type: "radio",
                                    name: "reason-code",
                                    "data-testid": "reason-code-{code.code()}",
                                    checked: code == note.code,
                                    autofocus: code == note.code,
                                    onchange: move |_| {
                                        if let Some(note) = noting.write().as_mut() {
                                            note.choose(code, words::language_now());
                                        }
                                    },
                                }
                                span { {words::reason_code(code)} }
                            }
                        }
                    }
                    div { class: if note.refused.is_some() { "field wrong" } else { "field" },
                        label { r#for: "reason-text", {t!("agency-reason-text")} }
                        textarea {
                            class: "input area",
                            id: "reason-text",
                            "data-testid": "reason-text",
                            rows: "3",
                            maxlength: "500",
                            "aria-invalid": if note.refused.is_some() { "true" },
                            "aria-describedby": if note.refused.is_some() { "reason-text-error" },
                            value: note.text.clone(),
                            oninput: move |event| {
                                if let Some(note) = noting.write().as_mut() {
                                    note.text = event.value();
                                    note.refused = None;
                                }
                            },
                        }
                        div { "aria-live": "polite",
                            if let Some(refused) = &note.refused {
                                p { class: "error", id: "reason-text-error", "data-testid": "reason-text-error",
                                    Icon { shape: Shape::Warning }
                                    span { {refused.message(words::language())} }
                                }
                            }
                        }
                    }
                }
                div { class: "dialog-actions",
                    Button { test: "reason-cancel", kind: ButtonKind::Secondary, label: t!("cancel"), onclick: move |()| noting.set(None) }
                    Button { test: "reason-save", label: t!("save") }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: Language = Language::ZhCn;

    #[test]
    fn a_kind_brings_its_sentence_and_leaves_what_was_typed() {
        let mut note = Noting { text: String::new(), ..Noting::at("post", ZH) };
        note.choose(ReasonCode::Unclear, ZH);
        note.choose(ReasonCode::Expired, ZH);
        assert_eq!(note.text, sentence(ReasonCode::Expired, ZH));
        note.text = "请核对岗位。".into();
        note.choose(ReasonCode::Unclear, ZH);
        assert_eq!((note.text.as_str(), note.code), ("请核对岗位。", ReasonCode::Unclear));
        assert_eq!(Noting::at("materials.other[0]", ZH).code, ReasonCode::Unclear);
        assert_eq!(Noting::at("materials.other", ZH).code, ReasonCode::ProofMissing);
        assert_eq!(Noting::at(FLAG_WHOLE, ZH).text, "");
    }

    #[test]
    fn a_reason_is_added_once_and_changed_in_its_place() {
        let mut reasons = Vec::new();
        assert!(Noting::at(FLAG_WHOLE, ZH).put(&mut reasons).is_err(), "without words it says nothing");
        assert!(Noting::at("post", ZH).put(&mut reasons).is_ok());
        let mut again = Noting::again(0, &reasons[0]);
        again.text = "与档案不一致。".into();
        assert!(again.put(&mut reasons).is_ok());
        assert_eq!((reasons.len(), reasons[0].text.as_str(), reasons[0].field.as_str()), (1, "与档案不一致。", "post"));
    }
}
