//! The words of each stage, and the voice that says them.

use shared::api::{FaceAction, FaceHint};
use shared::i18n::{self, Language};

use super::plan::Phase;
use super::run::{Stage, Step};
use crate::platform::{self, faces};
use crate::words;

const KEY: &str = "face.voice";

/// Whether the person wants no voice, as they said the last time.
pub(super) fn is_muted() -> bool {
    platform::stored(KEY).as_deref() == Some("off")
}

/// Keeps whether the person wants no voice.
pub(super) fn mute(muted: bool) {
    platform::store(KEY, if muted { "off" } else { "on" });
    if muted {
        faces::hush();
    }
}

/// Wakes the voice, on a press: some browsers let nobody speak later who did not speak then.
pub(super) fn wake() {
    if !is_muted() {
        faces::speak("", words::language_now().tag());
    }
}

/// Says what the person has to know at this stage.
pub(super) fn say(stage: &Stage, muted: bool) {
    let language = words::language_now();
    if !muted && let Some(text) = spoken(stage, language) {
        faces::speak(&text, language.tag());
    }
}

/// Id of a hint's words.
pub(super) fn hint_words(hint: FaceHint) -> String {
    format!("face-hint-{}", hint.code().replace('_', "-"))
}

/// Id of a step's words; of looking straight ahead without one.
pub(super) fn action_words(action: Option<FaceAction>) -> String {
    format!("face-step-{}", action.map_or("rest", FaceAction::code).replace('_', "-"))
}

fn spoken(stage: &Stage, language: Language) -> Option<String> {
    let text = |id: &str| Some(i18n::text(language, id, &[]));
    match stage {
        Stage::Opening | Stage::Asking | Stage::Sending => None,
        Stage::Aiming(None) => text("face-aim"),
        Stage::Aiming(Some(hint)) => text(&hint_words(*hint)),
        // It was said that all is well; the first step is what comes next.
        Stage::Doing(Step { phase: Phase::Rest, .. }) => None,
        Stage::Doing(step) => text(&action_words(step.action)),
        Stage::Passed => text("face-passed"),
        Stage::Refused(refusal) => Some(refusal.message.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hint_and_every_step_has_words() {
        let hints = FaceHint::ALL.iter().map(|hint| hint_words(*hint));
        let steps = FaceAction::ALL.iter().map(|action| action_words(Some(*action)));
        for id in hints.chain(steps).chain([action_words(None)]) {
            for language in Language::ALL {
                assert!(i18n::has(language, &id), "{id} in {}", language.tag());
            }
        }
    }

    #[test]
    fn steps_are_spoken_and_looking_straight_is_not() {
        let step = |phase, action| Stage::Doing(Step { phase, action, of: 2 });
        assert_eq!(spoken(&step(Phase::Rest, None), Language::ZhCn), None);
        let turn = spoken(&step(Phase::Step(0), Some(FaceAction::TurnLeft)), Language::ZhCn);
        assert!(turn.is_some_and(|text| text.contains('左')));
    }
}
