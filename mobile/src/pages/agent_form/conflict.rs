//! Two people edited the same agent: both versions field by field, and a choice for each.

use dioxus::prelude::*;
use shared::api::{AgentIn, AgentOut};

use super::edit::as_form;
use crate::ui::{Button, ButtonKind, Card, Notice, NoticeKind};
use crate::{t, words};

/// A field that both may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Document,
    Mobile,
    AccountName,
    Permissions,
    ValidUntil,
}

impl Part {
    const ALL: [Self; 6] =
        [Self::Name, Self::Document, Self::Mobile, Self::AccountName, Self::Permissions, Self::ValidUntil];

    /// The wire name, for element ids and tests.
    const fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Document => "document_number",
            Self::Mobile => "mobile",
            Self::AccountName => "account_name",
            Self::Permissions => "permissions",
            Self::ValidUntil => "valid_until",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Name => "field-name",
            Self::Document => "field-document-number",
            Self::Mobile => "field-mobile",
            Self::AccountName => "agent-account-name",
            Self::Permissions => "agent-permissions",
            Self::ValidUntil => "agent-valid-until",
        }
    }

    /// Whether what was typed differs from a record. A number left empty is the record's.
    fn differs(self, typed: &AgentIn, record: &AgentOut) -> bool {
        let other = as_form(record);
        match self {
            Self::Name => typed.name.trim() != other.name,
            Self::Document => !typed.document_number.trim().is_empty(),
            Self::Mobile => !typed.mobile.trim().is_empty(),
            Self::AccountName => typed.account_name.trim() != other.account_name,
            Self::Permissions => sorted(typed) != sorted(&other),
            Self::ValidUntil => typed.valid_until.trim() != other.valid_until,
        }
    }

    /// Takes the record's value over what was typed.
    fn take(self, typed: &mut AgentIn, record: &AgentOut) {
        let other = as_form(record);
        match self {
            Self::Name => typed.name = other.name,
            Self::Document => {
                typed.document_type = other.document_type;
                typed.document_number = String::new();
            }
            Self::Mobile => typed.mobile = String::new(),
            Self::AccountName => typed.account_name = other.account_name,
            Self::Permissions => typed.permissions = other.permissions,
            Self::ValidUntil => typed.valid_until = other.valid_until,
        }
    }

    fn shown_typed(self, typed: &AgentIn) -> String {
        match self {
            Self::Name => typed.name.clone(),
            Self::Document => format!("{} {}", words::document_type(&typed.document_type), typed.document_number),
            Self::Mobile => typed.mobile.clone(),
            Self::AccountName => typed.account_name.clone(),
            Self::Permissions => permission_words(typed),
            Self::ValidUntil if typed.valid_until.is_empty() => t!("agent-no-end"),
            Self::ValidUntil => typed.valid_until.clone(),
        }
    }

    fn shown_record(self, record: &AgentOut) -> String {
        match self {
            Self::Document => format!("{} {}", words::document_type(&record.document_type), record.document_masked),
            Self::Mobile => record.mobile_masked.clone(),
            _ => self.shown_typed(&as_form(record)),
        }
    }
}

fn sorted(typed: &AgentIn) -> Vec<shared::access::Permission> {
    let mut permissions = typed.permissions.clone();
    permissions.sort_unstable();
    permissions
}

fn permission_words(typed: &AgentIn) -> String {
    let names: Vec<String> = sorted(typed).into_iter().map(words::permission).collect();
    names.join(&t!("list-separator"))
}

/// The fields to choose for, and whether one's own version is proposed: it is, unless only the other one was changed.
pub(super) fn differences(base: &AgentOut, mine: &AgentIn, theirs: &AgentOut) -> Vec<(Part, bool)> {
    let differing = Part::ALL.into_iter().filter(|part| part.differs(mine, theirs));
    differing.map(|part| (part, part.differs(mine, base))).collect()
}

/// What was typed with the record's value wherever that was chosen, over the record's revision.
pub(super) fn merged(mine: &AgentIn, theirs: &AgentOut, choices: &[(Part, bool)]) -> AgentIn {
    let mut merged = mine.clone();
    for (part, own) in choices {
        if !own {
            part.take(&mut merged, theirs);
        }
    }
    merged.revision = theirs.revision;
    merged
}

/// The choice.
#[component]
pub(super) fn Conflict(
    base: AgentOut,
    mine: AgentIn,
    theirs: AgentOut,
    onsave: EventHandler<AgentIn>,
    ondiscard: EventHandler<()>,
) -> Element {
    let mut choices = use_signal(|| differences(&base, &mine, &theirs));
    let rows = choices.read().clone();
    rsx! {
        div { class: "narrow stack", "data-testid": "conflict",
            Notice { kind: NoticeKind::Caution,
                p { {t!("conflict-text", time = words::moment(theirs.updated_at))} }
            }
            Card {
                div { class: "form",
                    if rows.is_empty() {
                        p { {t!("conflict-none")} }
                    }
                    for (index, (part, own)) in rows.into_iter().enumerate() {
                        fieldset { key: "{part.field()}", class: "field",
                            legend { {t!(part.label())} }
                            for (side, chosen, words, note) in [
                                ("mine", own, part.shown_typed(&mine), t!("conflict-mine")),
                                ("theirs", !own, part.shown_record(&theirs), t!("conflict-theirs")),
                            ] {
                                label { key: "{side}", class: "check card-check",
                                    input {
                                        r#type: "radio",
                                        name: "conflict-{part.field()}",
                                        "data-testid": "conflict-{part.field()}-{side}",
                                        checked: chosen,
                                        onchange: move |_| {
                                            if let Some(choice) = choices.write().get_mut(index) {
                                                choice.1 = side == "mine";
                                            }
                                        },
                                    }
                                    span {
                                        span { class: "check-note", {note} }
                                        span { class: "check-label", {words} }
                                    }
                                }
                            }
                        }
                    }
                    div { class: "form-actions",
                        Button { test: "conflict-save", label: t!("conflict-save"),
                            onclick: move |()| onsave.call(merged(&mine, &theirs, &choices.peek())) }
                        Button { test: "conflict-discard", kind: ButtonKind::Secondary, label: t!("conflict-discard"),
                            onclick: move |()| ondiscard.call(()) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use shared::access::{AgentState, Permission};

    use super::*;

    pub(in super::super) fn agent(revision: u64) -> AgentOut {
        AgentOut {
            id: "a".into(),
            name: "张三".into(),
            document_type: "resident_id".into(),
            document_masked: "2201**********1234".into(),
            mobile_masked: "138****0000".into(),
            account_name: "zhangsan".into(),
            state: AgentState::Active,
            permissions: vec![Permission::FileApplications],
            valid_until: None,
            is_self: false,
            shared_identity: false,
            actions: vec![],
            revision,
            created_at: chrono::DateTime::default(),
            updated_at: chrono::DateTime::default(),
            sms_sent: None,
            last_login_at: None,
        }
    }

    #[test]
    fn what_only_the_other_changed_is_proposed_from_there() {
        let base = agent(1);
        let mine = AgentIn { name: "张三丰".into(), mobile: "13900000001".into(), ..as_form(&base) };
        let theirs = AgentOut { account_name: "zhang.san".into(), ..agent(2) };
        let choices = differences(&base, &mine, &theirs);
        assert_eq!(choices, [(Part::Name, true), (Part::Mobile, true), (Part::AccountName, false)]);
        let merged = merged(&mine, &theirs, &choices);
        assert_eq!((merged.name.as_str(), merged.account_name.as_str(), merged.revision), ("张三丰", "zhang.san", 2));
        assert_eq!(merged.mobile, "13900000001");
    }

    #[test]
    fn the_same_change_twice_is_no_difference() {
        let base = agent(1);
        let mine = AgentIn { permissions: Permission::ALL.to_vec(), ..as_form(&base) };
        let theirs = AgentOut { permissions: vec![Permission::ManageAgents, Permission::FileApplications], ..agent(2) };
        assert!(differences(&base, &mine, &theirs).is_empty());
    }

    #[test]
    fn the_record_can_be_chosen_for_a_number() {
        let base = agent(1);
        let mine = AgentIn { document_type: "passport".into(), document_number: "E12345678".into(), ..as_form(&base) };
        let merged = merged(&mine, &agent(2), &[(Part::Document, false)]);
        assert_eq!((merged.document_type.as_str(), merged.document_number.as_str()), ("resident_id", ""));
    }
}
