//! What everything about an application is called: the messages of its codes, kinds and paths of fields.

use super::form::Section;
use crate::i18n::{self, Language};

/// The name of a code under a prefix: `application-status` and `in_second_review`. `None` where there is none.
pub fn code_name(language: Language, prefix: &str, code: &str) -> Option<String> {
    let id = format!("{prefix}-{}", code.replace('_', "-"));
    i18n::has(language, &id).then(|| i18n::text(language, &id, &[]))
}

/// 附件种类; the code itself where a newer policy names one that this build does not know.
pub fn material_name(language: Language, code: &str) -> String {
    code_name(language, "material", code).unwrap_or_else(|| code.to_owned())
}

/// What a field is called, given by its path: `deemed_periods[0].from`, `materials.id_card_front`, a page of it
/// (`materials.id_card_front[0]`), `application`.
pub fn field_name(language: Language, path: &str) -> Option<String> {
    let of_field = |name: &str| code_name(language, "application-field", name);
    if path == "application" {
        return code_name(language, "application", "whole");
    }
    if let Some(kind) = path.strip_prefix("materials.") {
        let Some((kind, rest)) = kind.split_once('[') else { return code_name(language, "material", kind) };
        let page = rest.strip_suffix(']')?.parse::<usize>().ok()?.checked_add(1)?.to_string();
        let material = code_name(language, "material", kind)?;
        let args = [("material", material.as_str()), ("page", page.as_str())];
        return Some(i18n::text(language, "review-page-of-material", &args));
    }
    let (list, rest) = path.split_once('[').unwrap_or((path, ""));
    let list_name = match list {
        "deemed_periods" | "special_periods" | "materials" => {
            code_name(language, "application-section", Section::of(list).code())
        }
        _ => return of_field(path),
    };
    let Some((index, field)) = rest.split_once(']') else { return list_name };
    let row = index.parse::<usize>().ok()?.checked_add(1)?.to_string();
    let list_name = list_name?;
    if field.is_empty() {
        let args = [("list", list_name.as_str()), ("row", row.as_str())];
        return Some(i18n::text(language, "application-row-of-list", &args));
    }
    let field = of_field(field.strip_prefix('.')?)?;
    let args = [("list", list_name.as_str()), ("row", row.as_str()), ("field", field.as_str())];
    Some(i18n::text(language, "application-field-in-row", &args))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::ApplicationForm;
    use crate::retirement::Policy;

    #[test]
    fn every_material_of_the_policy_has_a_name() {
        let kinds = Policy::built_in().materials.iter().flat_map(|rules| &rules.kinds);
        for kind in kinds {
            for language in Language::ALL {
                let path = format!("materials.{}", kind.code);
                assert!(field_name(language, &path).is_some(), "{path} in {}", language.tag());
            }
        }
        assert_eq!(material_name(Language::ZhCn, "of_tomorrow"), "of_tomorrow");
    }

    #[test]
    fn every_field_of_the_form_has_a_name_by_its_path() {
        let form = ApplicationForm {
            deemed_periods: vec![Default::default()],
            special_periods: vec![Default::default()],
            ..Default::default()
        };
        let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(form) else { panic!("an object") };
        for (name, value) in fields {
            let mut paths = vec![name.clone()];
            if let Some(row) = value.get(0).and_then(|row| row.as_object()) {
                paths.extend(row.keys().map(|field| format!("{name}[0].{field}")));
            }
            for path in paths {
                for language in Language::ALL {
                    assert!(field_name(language, &path).is_some(), "{path} in {}", language.tag());
                }
            }
        }
    }

    #[test]
    fn a_row_is_counted_from_one() {
        let name = |path: &str| field_name(Language::ZhCn, path);
        assert_eq!(name("deemed_periods[0].from").as_deref(), Some("视同缴费信息 第 1 条 起始年月"));
        assert_eq!(name("deemed_periods[1]").as_deref(), Some("视同缴费信息 第 2 条"));
        assert_eq!(name("special_periods").as_deref(), Some("特殊工种工作经历"));
        assert_eq!(name("application").as_deref(), Some("整份申请"));
        assert_eq!(name("materials.approval_form[1]").as_deref(), Some("退休审批表（已签字） 第 2 页"));
        for unknown in [
            "",
            "nothing",
            "deemed_periods[x].from",
            "deemed_periods[0].nothing",
            "materials.nothing",
            "materials.other[x]",
        ] {
            assert_eq!(name(unknown), None, "{unknown}");
        }
    }
}
