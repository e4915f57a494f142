//! How far each step is, from the findings alone: what is still missing, what is wrong, what a reviewer may ask.

use shared::application::{Finding, Section, Severity};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// Something is wrong.
    Wrong(usize),
    /// Something is missing, nothing is wrong.
    Open(usize),
    /// Complete; a reviewer may ask.
    Advice(usize),
    /// Complete.
    Complete,
}

impl Progress {
    /// The name in `data-progress` and in the message's id.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Wrong(_) => "wrong",
            Self::Open(_) => "open",
            Self::Advice(_) => "advice",
            Self::Complete => "complete",
        }
    }

    /// How many things.
    pub(super) const fn count(self) -> usize {
        match self {
            Self::Wrong(count) | Self::Open(count) | Self::Advice(count) => count,
            Self::Complete => 0,
        }
    }
}

/// Whether a finding only says that something has not been given yet.
pub(super) fn is_missing(finding: &Finding) -> bool {
    matches!(finding.what.code, "required" | "material_missing" | "special_periods_required")
}

/// How far a step is. The last one is as far as all the others.
pub(super) fn progress(section: Section, findings: &[Finding]) -> Progress {
    let of_section = |finding: &&Finding| section == Section::Review || Section::of(&finding.field) == section;
    let count = |wanted: &dyn Fn(&Finding) -> bool| findings.iter().filter(of_section).filter(|f| wanted(f)).count();
    let wrong = count(&|finding| finding.severity == Severity::Blocking && !is_missing(finding));
    let open = count(&|finding| finding.severity == Severity::Blocking && is_missing(finding));
    let advice = count(&|finding| finding.severity == Severity::Advisory);
    match (wrong, open, advice) {
        (1.., ..) => Progress::Wrong(wrong),
        (0, 1.., _) => Progress::Open(open),
        (0, 0, 1..) => Progress::Advice(advice),
        (0, 0, 0) => Progress::Complete,
    }
}

/// The place of a step, from 0.
pub(super) fn place(section: Section) -> usize {
    Section::ALL.iter().position(|known| *known == section).unwrap_or_default()
}

/// The step before.
pub(super) fn before(section: Section) -> Option<Section> {
    place(section).checked_sub(1).and_then(|place| Section::ALL.get(place)).copied()
}

/// The step after.
pub(super) fn after(section: Section) -> Option<Section> {
    Section::ALL.get(place(section) + 1).copied()
}

#[cfg(test)]
mod tests {
    use shared::error::Invalid;

    use super::*;

    fn finding(field: &str, severity: Severity, code: &'static str) -> Finding {
        Finding { field: field.into(), severity, what: Invalid::new(code) }
    }

    #[test]
    fn a_step_is_as_far_as_its_worst_finding() {
        let mut findings = vec![finding("card_number", Severity::Advisory, "card_same")];
        assert_eq!(progress(Section::Card, &findings), Progress::Advice(1));
        assert_eq!(progress(Section::Person, &findings), Progress::Complete);
        findings.push(finding("bank", Severity::Blocking, "required"));
        assert_eq!(progress(Section::Card, &findings), Progress::Open(1));
        findings.push(finding("card_number", Severity::Blocking, "bank_card_check"));
        assert_eq!(progress(Section::Card, &findings), Progress::Wrong(1));
        assert_eq!(progress(Section::Review, &findings), Progress::Wrong(1));
    }

    #[test]
    fn findings_of_rows_and_materials_count_for_their_steps() {
        let findings = [
            finding("deemed_periods[0].from", Severity::Blocking, "period_overlaps"),
            finding("materials.id_card_front", Severity::Blocking, "material_missing"),
            finding("special_periods", Severity::Blocking, "special_periods_required"),
        ];
        assert_eq!(progress(Section::DeemedPeriods, &findings), Progress::Wrong(1));
        assert_eq!(progress(Section::Materials, &findings), Progress::Open(1));
        assert_eq!(progress(Section::SpecialWork, &findings), Progress::Open(1));
        assert_eq!(progress(Section::Determination, &[]), Progress::Complete);
    }

    #[test]
    fn steps_follow_one_another() {
        assert_eq!(before(Section::Person), None);
        assert_eq!(after(Section::Person), Some(Section::Determination));
        assert_eq!(after(Section::Materials), Some(Section::Review));
        assert_eq!(after(Section::Review), None);
        assert_eq!(place(Section::Review), 6);
    }
}
