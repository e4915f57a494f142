//! Names of everything about an application: its statuses, fields, choices, events.

use shared::api::{ApplicationSort, AttachmentOut, HistoryEvent, ReasonCode, ReviewReason, ReviewShelf};
use shared::application::{Action, Party, Section, Status, field_name, material_name};
use shared::i18n::{self, Language};
use shared::identity::Sex;
use shared::retirement::{Category, Choice, WorkKind};

use super::{language, text};

/// The message that names a code.
fn id(prefix: &str, code: &str) -> String {
    format!("{prefix}-{}", code.replace('_', "-"))
}

fn named(prefix: &str, code: &str) -> String {
    text(&id(prefix, code), &[])
}

/// 业务状态
pub(crate) fn status(status: Status) -> String {
    named("application-status", status.code())
}

/// What may be done.
pub(crate) fn action(action: Action) -> String {
    named("application-action", action.code())
}

/// 退休类别, with what it rests on.
pub(crate) fn category(category: Category) -> String {
    named("application-category", category.code())
}

/// 退休类别, for a narrow column.
pub(crate) fn category_short(category: Category) -> String {
    named("application-category-short", category.code())
}

/// All categories by their codes, to choose from.
pub(crate) fn categories() -> Vec<(String, String)> {
    Category::ALL.iter().map(|category| (category.code().to_owned(), category_short(*category))).collect()
}

/// 退休时间选择
pub(crate) fn choice(choice: Choice) -> String {
    named("application-choice", choice.code())
}

/// 特殊工种类别
pub(crate) fn work_kind(kind: WorkKind) -> String {
    named("work-kind", kind.code())
}

/// A part of the form.
pub(crate) fn section(section: Section) -> String {
    named("application-section", section.code())
}

/// What happened.
pub(crate) fn event(event: HistoryEvent) -> String {
    named("application-event", event.code())
}

/// The order of a list.
pub(crate) fn sort(sort: ApplicationSort) -> String {
    named("application-sort", sort.code())
}

/// On which side somebody stands.
pub(crate) fn party(party: Party) -> String {
    named("application-party", party.code())
}

/// Why something is sent back.
pub(crate) fn reason_code(code: ReasonCode) -> String {
    reason_code_in(language(), code)
}

/// The same in a language.
pub(crate) fn reason_code_in(language: Language, code: ReasonCode) -> String {
    i18n::text(language, &id("review-reason", code.code()), &[])
}

/// A part of the queue.
pub(crate) fn shelf(shelf: ReviewShelf) -> String {
    named("review-shelf", shelf.code())
}

/// A reason with what kind of one it is before the words, where that says more.
pub(crate) fn reason(reason: &ReviewReason) -> String {
    reason_in(language(), reason)
}

/// What a reason is about, as the pages lie now; of a page that was deleted since it is said so.
pub(crate) fn reason_place(reason: &ReviewReason, attachments: &[AttachmentOut]) -> String {
    let place = field_path(&reason.field_now(attachments));
    if reason.is_of_deleted(attachments) {
        text("application-reason-page-gone", &[("material", &place)])
    } else {
        place
    }
}

fn reason_in(language: Language, reason: &ReviewReason) -> String {
    let code = ReasonCode::from_code(&reason.code).filter(|code| *code != ReasonCode::Other);
    match code.map(|code| reason_code_in(language, code)) {
        Some(name) if !reason.text.starts_with(&name) => {
            let args = [("name", name.as_str()), ("text", reason.text.as_str())];
            i18n::text(language, "review-reason-and-text", &args)
        }
        _ => reason.text.clone(),
    }
}

/// 性别
pub(crate) fn sex(sex: Sex) -> String {
    text(sex_id(sex), &[])
}

const fn sex_id(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "sex-male",
        Sex::Female => "sex-female",
    }
}

/// 附件种类; the code itself where a newer policy names one that this build does not know.
pub(crate) fn material(code: &str) -> String {
    material_name(language(), code)
}

/// What a field is called, given by its path: `deemed_periods[0].from`, `materials.id_card_front`, a page of it
/// (`materials.id_card_front[0]`), `application`.
pub(crate) fn field_path(path: &str) -> String {
    field_name(language(), path).unwrap_or_else(|| path.to_owned())
}

/// What stands in a field, in words: names for codes, masks for cards.
pub(crate) fn field_value(path: &str, raw: &str) -> String {
    let name = path.rsplit('.').next().unwrap_or(path);
    let in_words = match name {
        "card_wrong" => Some(text(if raw == "true" { "value-yes" } else { "value-no" }, &[])),
        "card_number" if !raw.is_empty() => Some(masked_card(raw)),
        "category" => Category::from_code(raw).map(category),
        "choice" => Choice::from_code(raw).map(choice),
        "work_kind" => WorkKind::from_code(raw).map(work_kind),
        _ => None,
    };
    match in_words {
        Some(words) => words,
        None if raw.is_empty() => text("value-empty", &[]),
        None => raw.to_owned(),
    }
}

/// So many digits of a card's number may be seen.
const CARD_TAIL: usize = 4;

/// A card's number as it may be shown: the last four digits, whatever the register wrote down.
pub(crate) fn masked_card(number: &str) -> String {
    let length = number.chars().count();
    let hidden = if length > 2 * CARD_TAIL { length - CARD_TAIL } else { length };
    number.chars().enumerate().map(|(index, c)| if index < hidden { '*' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids<T: Copy>(prefix: &str, all: &[T], code: impl Fn(T) -> &'static str) -> Vec<String> {
        all.iter().map(|each| id(prefix, code(*each))).collect()
    }

    #[test]
    fn every_code_has_a_name_in_both_languages() {
        let all = [
            ids("application-status", Status::ALL, Status::code),
            ids("application-action", Action::ALL, Action::code),
            ids("application-category", Category::ALL, Category::code),
            ids("application-category-short", Category::ALL, Category::code),
            ids("application-choice", Choice::ALL, Choice::code),
            ids("work-kind", WorkKind::ALL, WorkKind::code),
            ids("application-section", Section::ALL, Section::code),
            ids("application-event", HistoryEvent::ALL, HistoryEvent::code),
            ids("review-reason", ReasonCode::ALL, ReasonCode::code),
            ids("review-shelf", ReviewShelf::ALL, ReviewShelf::code),
            ids("application-party", Party::ALL, Party::code),
            ids("application-sort", ApplicationSort::ALL, ApplicationSort::code),
            [Sex::Male, Sex::Female].map(|sex| sex_id(sex).to_owned()).to_vec(),
        ];
        for id in all.iter().flatten() {
            for language in Language::ALL {
                assert!(i18n::has(language, id), "{id} in {}", language.tag());
            }
        }
    }

    #[test]
    fn a_reason_says_its_kind_once() {
        let of = |code: &str, text: &str| {
            reason_in(
                Language::ZhCn,
                &ReviewReason { field: "post".into(), code: code.into(), text: text.into(), attachment: None },
            )
        };
        assert_eq!(of("unclear", "第二行看不清。"), "照片不清晰：第二行看不清。");
        assert_eq!(of("unclear", "照片不清晰，请重拍。"), "照片不清晰，请重拍。");
        assert_eq!(of("other", "请核对。"), "请核对。");
        assert_eq!(of("", "请核对。"), "请核对。");
        assert_eq!(of("of_tomorrow", "请核对。"), "请核对。");
    }

    #[test]
    fn a_card_is_never_shown_whole() {
        assert_eq!(masked_card("4539148803436467"), "************6467");
        assert_eq!(masked_card("6200000000000000001"), "***************0001");
        assert_eq!(masked_card("12 34"), "*****");
    }
}
