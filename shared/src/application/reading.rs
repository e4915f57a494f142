//! The form as read: every field that stands the rules as its value, every other refused by its path.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::fields::{Fields, one_of, parse_months};
use super::form::{ApplicationForm, ROWS_MAX};
use crate::api::parse_date;
use crate::error::FieldErrors;
use crate::identity::{BankCard, Mobile, PlainText};
use crate::retirement::{Category, Choice, Month, Period, WorkKind};

/// A deemed contribution period that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeemedPeriod {
    /// When.
    pub period: Period,
    /// 工作单位
    pub employer: PlainText<2, 100>,
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
    /// Paths of the fields that are empty, or hold nothing that could be seen.
    pub empty: BTreeSet<String>,
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
        let mut fields = Fields::default();
        let f = &mut fields;
        let reading = Reading {
            mobile: f.take("mobile", &self.mobile, Mobile::parse),
            archive_birth_date: f.take("archive_birth_date", &self.archive_birth_date, parse_date),
            archive_birth_reason: f.take("archive_birth_reason", &self.archive_birth_reason, PlainText::parse),
            category: f.take("category", &self.category, one_of(Category::from_code)),
            post: f.take("post", &self.post, PlainText::parse),
            work_start_month: f.take("work_start_month", &self.work_start_month, Month::parse),
            choice: f.take("choice", &self.choice, one_of(Choice::from_code)),
            chosen_month: f.take("chosen_month", &self.chosen_month, Month::parse),
            notice_date: f.take("notice_date", &self.notice_date, parse_date),
            bank: f.take("bank", &self.bank, PlainText::parse),
            card_number: f.take("card_number", &self.card_number, BankCard::parse),
            deemed: self.deemed(f),
            special: self.special(f),
            ..Reading::default()
        };
        f.take("remarks", &self.remarks, PlainText::<1, 500>::parse);
        Reading { errors: fields.errors, empty: fields.empty, ..reading }
    }

    fn deemed(&self, fields: &mut Fields) -> Vec<Option<DeemedPeriod>> {
        let list = "deemed_periods";
        fields.too_many(list, self.deemed_periods.len());
        let rows = self.deemed_periods.iter().take(ROWS_MAX).enumerate();
        rows.map(|(index, row)| {
            let field = |name: &str| format!("{list}[{index}].{name}");
            let from = fields.take(field("from"), &row.from, Month::parse);
            let to = fields.take(field("to"), &row.to, Month::parse);
            let employer = fields.take(field("employer"), &row.employer, PlainText::<2, 100>::parse);
            let interruption = match fields.take(field("interruption_months"), &row.interruption_months, parse_months) {
                None if fields.empty.contains(&field("interruption_months")) => Some(0),
                months => months,
            };
            let period = Period { from: from?, to: to?, interruption: interruption? };
            Some(DeemedPeriod { period, employer: employer? })
        })
        .collect()
    }

    fn special(&self, fields: &mut Fields) -> Vec<Option<SpecialPeriod>> {
        let list = "special_periods";
        fields.too_many(list, self.special_periods.len());
        let rows = self.special_periods.iter().take(ROWS_MAX).enumerate();
        rows.map(|(index, row)| {
            let field = |name: &str| format!("{list}[{index}].{name}");
            let from = fields.take(field("from"), &row.from, Month::parse);
            let to = fields.take(field("to"), &row.to, Month::parse);
            fields.take(field("employer"), &row.employer, PlainText::<2, 100>::parse);
            fields.take(field("job_title"), &row.job_title, PlainText::<1, 50>::parse);
            let kind = fields.take(field("work_kind"), &row.work_kind, one_of(WorkKind::from_code));
            Some(SpecialPeriod { period: Period { from: from?, to: to?, interruption: 0 }, kind: kind? })
        })
        .collect()
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
        let dates = ApplicationForm { notice_date: " ".into(), category: "\u{3000}".into(), ..Default::default() };
        assert_eq!(codes(&dates), []);
    }

    #[test]
    fn what_nobody_can_see_is_empty() {
        let empty = ApplicationForm::default().read().empty;
        assert!(empty.contains("mobile") && empty.contains("notice_date") && empty.contains("remarks"));
        let invisible = ApplicationForm { mobile: "\u{200B}".into(), post: "\u{FEFF} ".into(), ..Default::default() };
        let reading = invisible.read();
        assert!(reading.empty.contains("mobile") && reading.empty.contains("post"), "{:?}", reading.errors);
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
