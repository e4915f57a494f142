//! 提交前检查: everything that a reviewer could send back and that is knowable now, in the order of the form.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::form::{ApplicationForm, Section};
use super::reading::Reading;
use crate::api::InsuredRecord;
use crate::error::{FieldErrors, Invalid};
use crate::i18n::Language;
use crate::identity::IdDocument;
use crate::retirement::periods::{self, Frame};
use crate::retirement::{
    self, Category, Choice, Month, Pension, PensionInputs, Policy, Requirement, Span, Statutory, WorkKind,
};

/// Whether an application can be filed with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum Severity {
    /// It cannot be submitted so.
    Blocking,
    /// It can, but a reviewer may ask.
    Advisory,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Path of the field, or `materials.KIND`.
    pub field: String,
    /// Whether it blocks.
    pub severity: Severity,
    /// What it is about; its sentence is the error message of the code.
    pub what: Invalid,
}

/// One finding on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FindingOut {
    /// The step of the form.
    pub section: Section,
    /// Path of the field, or `materials.KIND`.
    pub field: String,
    /// Whether it blocks.
    pub severity: Severity,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do, in the language of the request.
    pub message: String,
}

impl Finding {
    /// For the wire.
    pub fn to_wire(&self, language: Language) -> FindingOut {
        FindingOut {
            section: Section::of(&self.field),
            field: self.field.clone(),
            severity: self.severity,
            code: self.what.code.to_owned(),
            message: self.what.message(language),
        }
    }
}

/// What an application is held against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rules.
    pub policy: &'a Policy,
    /// The day.
    pub today: NaiveDate,
    /// The person's document.
    pub document: &'a IdDocument,
    /// What the register knows.
    pub record: &'a InsuredRecord,
    /// Pages by kind of material.
    pub materials: &'a [(String, u32)],
}

/// What the determination comes to, as far as it is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Determination {
    /// The category.
    pub category: Category,
    /// The statutory month.
    pub statutory: Statutory,
    /// Months that each choice leaves; `None` where it is not open.
    pub early: Option<Span>,
    /// The same for late retirement.
    pub late: Option<Span>,
    /// The choice, where one was made.
    pub choice: Option<Choice>,
    /// The month of retirement, where it is decided and within its limits.
    pub month: Option<Month>,
    /// Minimum contribution months for it.
    pub minimum: Option<u32>,
    /// Contribution months counted today: paid and deemed.
    pub counted: u32,
    /// Months that can still be paid before the month of retirement.
    pub to_come: u32,
}

/// Works out the determination; `None` while no category that fits the person is chosen.
pub fn determine(context: &Context<'_>, reading: &Reading) -> Option<Determination> {
    let category = reading.category.filter(|category| category.fits(context.record.sex))?;
    let rules = context.policy.retirement_in(Month::of(context.today));
    let statutory = retirement::statutory(rules, category, context.record.sex, Month::of(context.record.birth_date));
    let span = |choice| retirement::span(rules, category, &statutory, choice);
    let month = match reading.choice {
        None => None,
        Some(Choice::Statutory) => Some(statutory.month),
        Some(choice) => reading
            .chosen_month
            .filter(|chosen| retirement::check_chosen(rules, category, &statutory, choice, *chosen).is_ok()),
    };
    let minimum = match (reading.choice, month) {
        (Some(choice), Some(month)) => Some(retirement::minimum_contribution(rules, &statutory, choice, month)),
        _ => None,
    };
    let to_come = month.map_or(0, |month| u32::try_from(month.since(Month::of(context.today))).unwrap_or(0));
    Some(Determination {
        category,
        statutory,
        early: span(Choice::FlexibleEarly),
        late: span(Choice::FlexibleLate),
        choice: reading.choice,
        month,
        minimum,
        counted: context.record.paid_months.saturating_add(deemed_months(reading)),
        to_come,
    })
}

fn deemed_months(reading: &Reading) -> u32 {
    reading.deemed.iter().flatten().map(|row| row.period.months()).sum()
}

/// The estimate of a pension with what it was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EstimateOut {
    /// What went in.
    pub inputs: PensionInputs,
    /// What came out.
    pub parts: Pension,
    /// The year of the bases.
    pub base_year: i32,
    /// Age at retirement, months.
    pub age_months: u32,
}

/// Estimates the pension; `None` where the register or the form lacks an input.
pub fn estimate(context: &Context<'_>, reading: &Reading) -> Option<EstimateOut> {
    let determination = determine(context, reading)?;
    let month = determination.month?;
    let record = context.record;
    let rules = &context.policy.pension;
    let bases = rules.bases_in(month.year())?;
    let city_base = *bases.cities.get(record.region.as_deref()?)?;
    let age_months = u32::try_from(month.since(Month::of(record.birth_date))).ok()?;
    let inputs = PensionInputs {
        city_base,
        province_base: bases.province,
        index: record.average_index?,
        paid_months: f64::from(record.paid_months + determination.to_come),
        deemed_months: f64::from(deemed_months(reading)),
        balance: record.account_balance?,
        divisor: rules.divisor(age_months)?,
    };
    Some(EstimateOut { inputs, parts: retirement::estimate(&inputs), base_year: bases.year, age_months })
}

/// Checks an application. Blocking findings are those that stop a submission; nothing that only a person can judge blocks.
pub fn precheck(context: &Context<'_>, form: &ApplicationForm) -> Vec<Finding> {
    let reading = form.read();
    let mut found = Findings::default();
    for (field, invalid) in &reading.errors.0 {
        found.block(field.clone().into_owned(), invalid.clone());
    }
    person(&mut found, context, form, &reading);
    determination(&mut found, context, form, &reading);
    card(&mut found, context, form, &reading);
    deemed(&mut found, context, form, &reading);
    special(&mut found, context, form, &reading);
    materials(&mut found, context, form);
    let order = |finding: &Finding| {
        let section = Section::of(&finding.field);
        Section::ALL.iter().position(|known| *known == section)
    };
    found.0.sort_by_key(order);
    found.0
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    /// A field is told one thing at a time: the first that is wrong with it.
    fn block(&mut self, field: impl Into<String>, what: Invalid) {
        let field = field.into();
        let known = self.0.iter().any(|known| known.severity == Severity::Blocking && known.field == field);
        if !known {
            self.0.push(Finding { field, severity: Severity::Blocking, what });
        }
    }

    fn advise(&mut self, field: impl Into<String>, what: Invalid) {
        self.0.push(Finding { field: field.into(), severity: Severity::Advisory, what });
    }

    fn need(&mut self, field: impl Into<String>, text: &str) {
        if text.trim().is_empty() {
            self.block(field, Invalid::new("required"));
        }
    }
}

fn person(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    found.need("mobile", &form.mobile);
    let record = context.record;
    if context.document.birth_date().is_some_and(|birth| birth != record.birth_date) {
        found.advise("birth_date", Invalid::new("record_birth_differs").with("record", record.birth_date));
    }
    if context.document.sex().is_some_and(|sex| sex != record.sex) {
        found.advise("sex", Invalid::new("record_sex_differs"));
    }
    let Some(archive) = reading.archive_birth_date else {
        if form.archive_birth_date.trim().is_empty() && reading.archive_birth_reason.is_some() {
            found.block("archive_birth_date", Invalid::new("required"));
        }
        return;
    };
    found.need("archive_birth_reason", &form.archive_birth_reason);
    if archive > context.today {
        found.block("archive_birth_date", Invalid::new("date_in_future"));
    } else if archive == record.birth_date {
        found.block("archive_birth_date", Invalid::new("archive_birth_same"));
    } else {
        found.advise("archive_birth_date", Invalid::new("archive_birth_differs"));
    }
}

fn determination(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    found.need("category", &form.category);
    found.need("post", &form.post);
    found.need("work_start_month", &form.work_start_month);
    found.need("choice", &form.choice);
    if reading.category.is_some_and(|category| !category.fits(context.record.sex)) {
        found.block("category", Invalid::new("category_sex"));
    }
    let this_month = Month::of(context.today);
    let working_age = Month::of(context.record.birth_date).plus(periods::WORKING_AGE_YEARS * 12);
    if let Some(start) = reading.work_start_month {
        if start < working_age {
            found.block("work_start_month", Invalid::new("period_before_working_age").with("first", working_age));
        } else if start > this_month {
            found.block("work_start_month", Invalid::new("period_in_future"));
        }
    }
    let Some(determined) = determine(context, reading) else { return };
    let rules = context.policy.retirement_in(this_month);
    if let Some(choice) = determined.choice
        && choice != Choice::Statutory
    {
        flexible(found, context, form, reading, &determined, choice);
    }
    if let (Some(minimum), Some(_)) = (determined.minimum, determined.month) {
        let reachable = determined.counted.saturating_add(determined.to_come);
        let numbers = |code| {
            Invalid::new(code)
                .with("minimum", minimum)
                .with("counted", determined.counted)
                .with("missing", minimum.saturating_sub(determined.counted))
        };
        if reachable < minimum {
            found.block("choice", numbers("contribution_short"));
        } else if determined.counted < minimum {
            found.advise("choice", numbers("contribution_must_go_on"));
        }
    }
    if determined.category == Category::SpecialWork {
        special_months(found, rules, reading);
    }
}

fn flexible(
    found: &mut Findings,
    context: &Context<'_>,
    form: &ApplicationForm,
    reading: &Reading,
    determined: &Determination,
    choice: Choice,
) {
    let rules = context.policy.retirement_in(Month::of(context.today));
    let open = retirement::span(rules, determined.category, &determined.statutory, choice).is_some();
    if !open {
        found.block("choice", Invalid::new("choice_not_open"));
        return;
    }
    found.need("chosen_month", &form.chosen_month);
    found.need("notice_date", &form.notice_date);
    let Some(chosen) = reading.chosen_month else { return };
    if let Err(invalid) = retirement::check_chosen(rules, determined.category, &determined.statutory, choice, chosen) {
        found.block("chosen_month", invalid);
        return;
    }
    let deadline = retirement::notice_deadline(rules, &determined.statutory, choice, chosen);
    let (Some(notice), Some(deadline)) = (reading.notice_date, deadline) else { return };
    if notice > context.today {
        found.block("notice_date", Invalid::new("date_in_future"));
    } else if notice > deadline && choice == Choice::FlexibleEarly {
        found.block("notice_date", Invalid::new("notice_too_late").with("deadline", deadline));
    } else if notice > deadline {
        found.advise("notice_date", Invalid::new("agreement_late").with("deadline", deadline));
    }
}

/// Enough of one kind of special work has to have been done.
fn special_months(found: &mut Findings, rules: &retirement::RetirementRules, reading: &Reading) {
    let done = |kind: WorkKind| -> u32 {
        reading.special.iter().flatten().filter(|row| row.kind == kind).map(|row| row.period.months()).sum()
    };
    let enough = |kind: &WorkKind| rules.special_work.months_of(*kind).is_some_and(|needed| done(*kind) >= needed);
    let kinds: Vec<WorkKind> = WorkKind::ALL.iter().copied().filter(|kind| done(*kind) > 0).collect();
    if kinds.is_empty() || kinds.iter().any(enough) {
        return;
    }
    // The kind that is nearest to being enough.
    let missing = |kind: &WorkKind| rules.special_work.months_of(*kind).unwrap_or(u32::MAX).saturating_sub(done(*kind));
    let Some(kind) = kinds.into_iter().min_by_key(missing) else { return };
    let needed = rules.special_work.months_of(kind).unwrap_or_default();
    let what = Invalid::new("special_months_short").with("needed", needed).with("done", done(kind));
    found.block("special_periods", what);
}

fn card(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    let on_record = context.record.bank.is_some() && context.record.card_number.is_some();
    if on_record && !form.card_wrong {
        return;
    }
    found.need("bank", &form.bank);
    found.need("card_number", &form.card_number);
    let same = reading.card_number.as_ref().map(|card| card.as_str()) == context.record.card_number.as_deref();
    if form.card_wrong && reading.card_number.is_some() && same {
        found.advise("card_number", Invalid::new("card_same"));
    }
}

fn rows_of<T>(rows: &[Option<T>], period: impl Fn(&T) -> retirement::Period) -> Vec<Option<retirement::Period>> {
    rows.iter().map(|row| row.as_ref().map(&period)).collect()
}

fn frame(context: &Context<'_>, reading: &Reading, account: bool) -> Frame {
    Frame {
        birth: Some(Month::of(context.record.birth_date)),
        this_month: Month::of(context.today),
        account_opened: account.then_some(context.record.account_opened_month),
        work_start: reading.work_start_month,
    }
}

fn deemed(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    for (index, row) in form.deemed_periods.iter().enumerate() {
        let field = |name: &str| format!("deemed_periods[{index}].{name}");
        found.need(field("from"), &row.from);
        found.need(field("to"), &row.to);
        found.need(field("employer"), &row.employer);
    }
    let rows = rows_of(&reading.deemed, |row| row.period);
    let mut errors = FieldErrors::default();
    periods::check(&mut errors, "deemed_periods", &rows, &frame(context, reading, true));
    for (field, invalid) in errors.0 {
        found.block(field.into_owned(), invalid);
    }
    if let Some(start) = reading.work_start_month {
        let complete: Vec<retirement::Period> = rows.into_iter().flatten().collect();
        let gap = periods::uncovered(&complete, start, context.record.account_opened_month);
        if gap > 0 {
            found.advise("deemed_periods", Invalid::new("deemed_gap").with("months", gap));
        }
    }
}

fn special(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    for (index, row) in form.special_periods.iter().enumerate() {
        let field = |name: &str| format!("special_periods[{index}].{name}");
        found.need(field("from"), &row.from);
        found.need(field("to"), &row.to);
        found.need(field("employer"), &row.employer);
        found.need(field("work_kind"), &row.work_kind);
        found.need(field("job_title"), &row.job_title);
    }
    let rows = rows_of(&reading.special, |row| row.period);
    let mut errors = FieldErrors::default();
    periods::check(&mut errors, "special_periods", &rows, &frame(context, reading, false));
    for (field, invalid) in errors.0 {
        found.block(field.into_owned(), invalid);
    }
    let listed = !form.special_periods.is_empty();
    match reading.category {
        Some(Category::SpecialWork) if !listed => {
            found.block("special_periods", Invalid::new("special_periods_required"));
        }
        Some(category) if listed && category != Category::SpecialWork => {
            found.advise("special_periods", Invalid::new("special_periods_unused"));
        }
        _ => {}
    }
}

fn materials(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm) {
    for kind in &context.policy.materials_in(Month::of(context.today)).kinds {
        let pages: u32 = context.materials.iter().filter(|(code, _)| *code == kind.code).map(|(_, pages)| pages).sum();
        let wanted = match kind.required {
            Requirement::Always => true,
            Requirement::WhenDeemedPeriods => !form.deemed_periods.is_empty(),
            Requirement::WhenSpecialWork => !form.special_periods.is_empty(),
            Requirement::Never => false,
        };
        let field = format!("materials.{}", kind.code);
        if wanted && pages == 0 {
            found.block(field, Invalid::new("material_missing"));
        } else if pages > kind.most_pages {
            found.block(field, Invalid::new("material_pages").with("most", kind.most_pages).with("pages", pages));
        }
    }
}
