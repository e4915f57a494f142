//! Two edits of one version: which fields differ, what is proposed for each, and the form that the choices make.

use serde_json::Value;
use shared::application::{ApplicationForm, Clash, merge};

/// Whose version of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Mine,
    Theirs,
}

impl Side {
    pub(super) const ALL: [Self; 2] = [Self::Mine, Self::Theirs];

    /// The end of the radio's `data-testid` and of the message's id.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
        }
    }
}

/// A field to decide on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// Its wire name.
    pub(super) field: String,
    /// Both changed it, so that only a person can decide.
    pub(super) both: bool,
    /// What is chosen; nothing is proposed where both changed it.
    pub(super) side: Option<Side>,
}

/// A field's value in a form.
pub(super) fn value(form: &ApplicationForm, field: &str) -> Value {
    serde_json::to_value(form).ok().and_then(|form| form.get(field).cloned()).unwrap_or_default()
}

/// The fields that differ. What only one side changed is proposed from that side.
pub(super) fn choices(base: &ApplicationForm, mine: &ApplicationForm, theirs: &ApplicationForm) -> Vec<Choice> {
    let (merged, clashes) = merge(base, mine, theirs);
    let proposed = |clash: &Clash| {
        let own = value(&merged, &clash.field) == value(mine, &clash.field);
        (!clash.both).then_some(if own { Side::Mine } else { Side::Theirs })
    };
    clashes.into_iter().map(|clash| Choice { side: proposed(&clash), both: clash.both, field: clash.field }).collect()
}

/// Mine, with theirs wherever that was chosen; `None` while a field is not decided.
pub(super) fn decided(mine: &ApplicationForm, theirs: &ApplicationForm, choices: &[Choice]) -> Option<ApplicationForm> {
    let mut form = serde_json::to_value(mine).ok()?;
    for choice in choices {
        if choice.side? == Side::Theirs {
            *form.get_mut(&choice.field)? = value(theirs, &choice.field);
        }
    }
    serde_json::from_value(form).ok()
}

#[cfg(test)]
mod tests {
    use shared::application::DeemedPeriodIn;

    use super::*;

    fn form(post: &str, mobile: &str, bank: &str, rows: usize) -> ApplicationForm {
        ApplicationForm {
            post: post.into(),
            mobile: mobile.into(),
            bank: bank.into(),
            deemed_periods: vec![DeemedPeriodIn::default(); rows],
            ..ApplicationForm::default()
        }
    }

    #[test]
    fn what_one_side_changed_is_proposed_and_what_both_changed_is_asked() {
        let base = form("钳工", "1", "", 0);
        let mine = form("车工", "1", "", 1);
        let theirs = form("焊工", "2", "", 0);
        let choices = choices(&base, &mine, &theirs);
        let of = |field: &str| choices.iter().find(|choice| choice.field == field).map(|choice| choice.side);
        assert_eq!(of("post"), Some(None));
        assert_eq!(of("mobile"), Some(Some(Side::Theirs)));
        assert_eq!(of("deemed_periods"), Some(Some(Side::Mine)));
        assert_eq!(choices.len(), 3);
        assert_eq!(decided(&mine, &theirs, &choices), None, "a field is open");
    }

    #[test]
    fn every_choice_is_followed() {
        let base = form("钳工", "1", "", 0);
        let (mine, theirs) = (form("车工", "1", "工行", 1), form("焊工", "2", "", 0));
        for (side, post) in [(Side::Mine, "车工"), (Side::Theirs, "焊工")] {
            let mut choices = choices(&base, &mine, &theirs);
            for choice in &mut choices {
                if choice.both {
                    choice.side = Some(side);
                }
            }
            assert_eq!(decided(&mine, &theirs, &choices), Some(form(post, "2", "工行", 1)));
        }
    }

    #[test]
    fn the_same_change_on_both_sides_is_none() {
        let (base, both) = (form("钳工", "1", "", 0), form("车工", "2", "", 1));
        assert_eq!(choices(&base, &both, &both), []);
        assert_eq!(decided(&both, &both, &[]), Some(both));
    }
}
