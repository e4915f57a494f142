//! The form as read: every field that stands the rules as its value, every other refused by its path.

use chrono::NaiveDate;

use super::form::{ApplicationForm, ROWS_MAX};
use crate::api::parse_date;
use crate::error::{FieldErrors, Invalid};
use crate::identity::{BankCard, EnterpriseName, Mobile, PlainText};
use crate::retirement::{Category, Choice, Month, Period, WorkKind};

/// A deemed contribution period that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeemedPeriod {
    /// When.
    pub period: Period,
    /// 工作单位
    pub employer: EnterpriseName,
}

/// A period of special work that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialPeriod {
    /// When.
    pub period: Period,
    /// 特殊工种类别
    pub kind: WorkKind,
}

/// The values of a form: `None` where a field is empty or refused.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What was refused, by path. Empty fields are not: whether one is needed, `precheck` says.
    pub errors: FieldErrors,
    /// 联系电话
    pub mobile: Option<Mobile>,
    /// 档案记载出生日期
    pub archive_birth_date: Option<NaiveDate>,
    /// 差异说明
    pub archive_birth_reason: Option<PlainText<1, 200>>,
    /// 退休类别
    pub category: Option<Category>,
    /// 岗位
    pub post: Option<PlainText<1, 50>>,
    /// 参加工作年月
    pub work_start_month: Option<Month>,
    /// 退休时间选择
    pub choice: Option<Choice>,
    /// 选择的退休年月
    pub chosen_month: Option<Month>,
    /// 书面告知日期 or 协商一致日期
    pub notice_date: Option<NaiveDate>,
    /// 发放银行
    pub bank: Option<PlainText<1, 60>>,
    /// 银行账号
    pub card_number: Option<BankCard>,
    /// Periods of `deemed_periods`, `None` for a row that is not complete.
    pub deemed: Vec<Option<DeemedPeriod>>,
    /// Periods of `special_periods`, `None` for a row that is not complete.
    pub special: Vec<Option<SpecialPeriod>>,
}

impl ApplicationForm {
    /// Reads the form.
    pub fn read(&self) -> Reading {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let reading = Reading {
            mobile: filled(e, "mobile", &self.mobile, Mobile::parse),
            archive_birth_date: filled(e, "archive_birth_date", &self.archive_birth_date, parse_date),
            archive_birth_reason: filled(e, "archive_birth_reason", &self.archive_birth_reason, PlainText::parse),
            category: filled(e, "category", &self.category, one_of(Category::from_code)),
            post: filled(e, "post", &self.post, PlainText::parse),
            work_start_month: filled(e, "work_start_month", &self.work_start_month, Month::parse),
            choice: filled(e, "choice", &self.choice, one_of(Choice::from_code)),
            chosen_month: filled(e, "chosen_month", &self.chosen_month, Month::parse),
            notice_date: filled(e, "notice_date", &self.notice_date, parse_date),
            bank: filled(e, "bank", &self.bank, PlainText::parse),
            card_number: filled(e, "card_number", &self.card_number, BankCard::parse),
            deemed: self.deemed(e),
            special: self.special(e),
            errors: FieldErrors::default(),
        };
        filled(e, "remarks", &self.remarks, PlainText::<1, 500>::parse);
        Reading { errors, ..reading }
    }

    fn deemed(&self, errors: &mut FieldErrors) -> Vec<Option<DeemedPeriod>> {
        let list = "deemed_periods";
        too_many(errors, list, self.deemed_periods.len());
        let rows = self.deemed_periods.iter().take(ROWS_MAX).enumerate();
        rows.map(|(index, row)| {
            let field = |name: &str| format!("{list}[{index}].{name}");
            let from = filled(errors, field("from"), &row.from, Month::parse);
            let to = filled(errors, field("to"), &row.to, Month::parse);
            let employer = filled(errors, field("employer"), &row.employer, EnterpriseName::parse);
            let typed = row.interruption_months.trim();
            let interruption = if typed.is_empty() {
                Some(0)
            } else {
                filled(errors, field("interruption_months"), typed, parse_months)
            };
            let period = Period { from: from?, to: to?, interruption: interruption? };
            Some(DeemedPeriod { period, employer: employer? })
        })
        .collect()
    }

    fn special(&self, errors: &mut FieldErrors) -> Vec<Option<SpecialPeriod>> {
        let list = "special_periods";
        too_many(errors, list, self.special_periods.len());
        let rows = self.special_periods.iter().take(ROWS_MAX).enumerate();
        rows.map(|(index, row)| {
            let field = |name: &str| format!("{list}[{index}].{name}");
            let from = filled(errors, field("from"), &row.from, Month::parse);
            let to = filled(errors, field("to"), &row.to, Month::parse);
            filled(errors, field("employer"), &row.employer, EnterpriseName::parse);
            filled(errors, field("job_title"), &row.job_title, PlainText::<1, 50>::parse);
            let kind = filled(errors, field("work_kind"), &row.work_kind, one_of(WorkKind::from_code));
            Some(SpecialPeriod { period: Period { from: from?, to: to?, interruption: 0 }, kind: kind? })
        })
        .collect()
    }
}

/// A field's value; nothing for an empty one.
fn filled<T>(
    errors: &mut FieldErrors,
    field: impl Into<std::borrow::Cow<'static, str>>,
    raw: &str,
    parse: impl FnOnce(&str) -> Result<T, Invalid>,
) -> Option<T> {
    if raw.is_empty() {
        return None;
    }
    match parse(raw) {
        // Nothing but spaces is as good as empty.
        Err(invalid) if invalid.code == "required" => None,
        parsed => errors.take(field, parsed),
    }
}

fn one_of<T>(from_code: impl FnOnce(&str) -> Option<T>) -> impl FnOnce(&str) -> Result<T, Invalid> {
    move |code| from_code(code).ok_or(Invalid::new("choose_one"))
}

/// A number of months as typed.
fn parse_months(raw: &str) -> Result<u32, Invalid> {
    let digits = raw.len() <= 3 && raw.bytes().all(|b| b.is_ascii_digit());
    let number = if digits { raw.parse().ok() } else { None };
    number.ok_or(Invalid::new("months_format"))
}

fn too_many(errors: &mut FieldErrors, list: &'static str, rows: usize) {
    if rows > ROWS_MAX {
        errors.add(list, Invalid::new("too_many_rows").with("max", ROWS_MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::DeemedPeriodIn;
    use super::*;

    fn codes(form: &ApplicationForm) -> Vec<(String, &'static str)> {
        form.read().errors.0.into_iter().map(|(field, invalid)| (field.into_owned(), invalid.code)).collect()
    }

    #[test]
    fn an_empty_form_is_no_fault_yet() {
        assert_eq!(codes(&ApplicationForm::default()), []);
        let spaces = ApplicationForm { post: "  ".into(), mobile: " ".into(), ..Default::default() };
        assert_eq!(codes(&spaces), []);
    }

    #[test]
    fn every_text_field_refuses_what_is_no_value_of_it() {
        let serde_json::Value::Object(empty) = serde_json::to_value(ApplicationForm::default()).unwrap_or_default()
        else {
            panic!("a form")
        };
        let bad = ["\u{0}x", "😀", "'; DROP TABLE x; --", "<script>alert(1)</script>", &"长".repeat(600)];
        let mut tried = 0;
        for (field, value) in &empty {
            if !value.is_string() {
                continue;
            }
            for text in bad {
                let mut form = empty.clone();
                form.insert(field.clone(), text.into());
                let form: ApplicationForm = serde_json::from_value(form.into()).expect("a form");
                let errors = codes(&form);
                assert_eq!(errors.len(), 1, "{field} {text}: {errors:?}");
                assert_eq!(&errors[0].0, field);
                tried += 1;
            }
        }
        assert_eq!(tried, 12 * bad.len());
    }

    #[test]
    fn a_row_is_read_when_it_is_complete() {
        let row = DeemedPeriodIn {
            from: "1982-10".into(),
            to: "1995-06".into(),
            employer: "长春第一机械厂".into(),
            interruption_months: "3".into(),
        };
        let form = ApplicationForm {
            deemed_periods: vec![row.clone(), DeemedPeriodIn { to: String::new(), ..row.clone() }],
            ..Default::default()
        };
        let reading = form.read();
        assert_eq!(reading.deemed[0].as_ref().map(|row| row.period.months()), Some(150));
        assert_eq!(reading.deemed[1], None);
        let wrong = DeemedPeriodIn { from: "82-10".into(), interruption_months: "-3".into(), ..row };
        let errors = codes(&ApplicationForm { deemed_periods: vec![wrong], ..Default::default() });
        assert_eq!(
            errors,
            [
                ("deemed_periods[0].from".to_owned(), "month_format"),
                ("deemed_periods[0].interruption_months".to_owned(), "months_format")
            ]
        );
    }

    #[test]
    fn more_rows_than_a_life_has_are_refused() {
        let form =
            ApplicationForm { deemed_periods: vec![DeemedPeriodIn::default(); ROWS_MAX + 1], ..Default::default() };
        assert_eq!(codes(&form), [("deemed_periods".to_owned(), "too_many_rows")]);
    }
}
