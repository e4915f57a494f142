//! Complete applications that a test then breaks in one place.

use chrono::NaiveDate;
use shared::api::InsuredRecord;
use shared::application::{
    ApplicationForm, Context, DeemedPeriodIn, Determination, EstimateOut, Severity, SpecialPeriodIn, determine,
    estimate, precheck,
};
use shared::identity::{DocumentType, IdDocument, Sex, made_up};
use shared::retirement::{Month, Policy};

/// An application with everything that it is held against.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) today: NaiveDate,
    pub(crate) document: IdDocument,
    pub(crate) record: InsuredRecord,
    pub(crate) form: ApplicationForm,
    pub(crate) materials: Vec<(String, u32)>,
}

impl Case {
    fn context(&self) -> Context<'_> {
        Context {
            policy: Policy::built_in(),
            today: self.today,
            document: &self.document,
            record: &self.record,
            materials: &self.materials,
        }
    }

    /// The findings as `! field code` where they block, `? field code` where they advise.
    pub(crate) fn findings(&self) -> Vec<String> {
        let found = precheck(&self.context(), &self.form);
        let sign = |severity| if severity == Severity::Blocking { '!' } else { '?' };
        found.iter().map(|one| format!("{} {} {}", sign(one.severity), one.field, one.what.code)).collect()
    }

    pub(crate) fn arguments(&self, code: &str) -> Vec<(&'static str, String)> {
        let found = precheck(&self.context(), &self.form);
        found.into_iter().find(|one| one.what.code == code).map(|one| one.what.args).unwrap_or_default()
    }

    pub(crate) fn determine(&self) -> Option<Determination> {
        determine(&self.context(), &self.form.read())
    }

    pub(crate) fn estimate(&self) -> Option<EstimateOut> {
        estimate(&self.context(), &self.form.read())
    }

    /// Sets the pages of a kind.
    pub(crate) fn pages(&mut self, kind: &str, pages: u32) {
        self.materials.retain(|(code, _)| code != kind);
        self.materials.push((kind.into(), pages));
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

pub(crate) fn deemed(from: &str, to: &str, interruption: &str) -> DeemedPeriodIn {
    DeemedPeriodIn {
        from: from.into(),
        to: to.into(),
        employer: "长春第一机械厂".into(),
        interruption_months: interruption.into(),
    }
}

pub(crate) fn special_period(from: &str, to: &str, kind: &str) -> SpecialPeriodIn {
    SpecialPeriodIn {
        from: from.into(),
        to: to.into(),
        employer: "辽源第二煤矿".into(),
        work_kind: kind.into(),
        job_title: "采煤工".into(),
    }
}

fn case(birth: &str, sex: Sex, paid_months: u32, form: ApplicationForm) -> Case {
    let today = day("2026-11-24");
    let birth_date = day(birth);
    let number = made_up::resident_id(made_up::REGION, birth_date, if sex == Sex::Male { 11 } else { 22 });
    let record = InsuredRecord {
        name: "王建国".into(),
        sex,
        birth_date,
        personal_number: "2200000001".into(),
        first_insured_month: month("1995-07"),
        account_opened_month: month("1995-07"),
        paid_months,
        bank: Some("吉林银行".into()),
        card_number: Some("4539148803436467".into()),
        region: Some("220100".into()),
        average_index: Some(1.0),
        account_balance: Some(100_000.0),
        fetched_at: "2026-11-24T08:00:00Z".parse().expect("a moment"),
    };
    let needed = ["id_card_front", "id_card_back", "personnel_archive", "approval_form", "social_security_card_front"];
    let document = IdDocument::parse(DocumentType::ResidentId, &number, today).expect("made up by the rules");
    let form = ApplicationForm { mobile: "15400000001".into(), post: "钳工".into(), ..form };
    Case { today, document, record, form, materials: needed.map(|kind| (kind.into(), 1)).into() }
}

/// A man who retires in his statutory month, with a deemed period.
pub(crate) fn man() -> Case {
    let form = ApplicationForm {
        category: "male".into(),
        work_start_month: "1982-10".into(),
        choice: "statutory".into(),
        deemed_periods: vec![deemed("1982-10", "1995-06", "3")],
        ..Default::default()
    };
    let mut case = case("1966-10-08", Sex::Male, 370, form);
    case.pages("deemed_contribution_proof", 2);
    case
}

/// A woman of the category of 50 who retires a month early; the register has no card of hers.
pub(crate) fn early() -> Case {
    let form = ApplicationForm {
        category: "female_50".into(),
        work_start_month: "1995-07".into(),
        choice: "flexible_early".into(),
        chosen_month: "2027-02".into(),
        notice_date: "2026-11-02".into(),
        bank: "中国工商银行长春分行".into(),
        card_number: "4539 1488 0343 6467".into(),
        ..Default::default()
    };
    let mut case = case("1976-06-30", Sex::Female, 350, form);
    (case.record.bank, case.record.card_number) = (None, None);
    case
}

/// A woman of the category of 55 who stays three years longer.
pub(crate) fn late() -> Case {
    let form = ApplicationForm {
        category: "female_55".into(),
        work_start_month: "1995-07".into(),
        choice: "flexible_late".into(),
        chosen_month: "2029-08".into(),
        notice_date: "2026-07-31".into(),
        ..Default::default()
    };
    case("1971-04-15", Sex::Female, 400, form)
}

/// A man who retires at 55 after ten years underground.
pub(crate) fn special() -> Case {
    let form = ApplicationForm {
        category: "special_work".into(),
        work_start_month: "1990-07".into(),
        choice: "statutory".into(),
        deemed_periods: vec![deemed("1990-07", "1995-06", "")],
        special_periods: vec![special_period("1995-07", "2005-06", "underground")],
        ..Default::default()
    };
    let mut case = case("1971-12-01", Sex::Male, 370, form);
    case.pages("deemed_contribution_proof", 1);
    case.pages("special_work_approval", 1);
    case
}
