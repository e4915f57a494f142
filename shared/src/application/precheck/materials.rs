//! 附件: each kind that is asked for, and no more pages than it takes.

use super::super::form::ApplicationForm;
use super::{Context, Findings};
use crate::error::Invalid;
use crate::retirement::Requirement;

/// Whether a material is asked for with what the form holds.
pub fn is_wanted(required: Requirement, form: &ApplicationForm) -> bool {
    match required {
        Requirement::Always => true,
        Requirement::WhenDeemedPeriods => !form.deemed_periods.is_empty(),
        Requirement::WhenSpecialWork => !form.special_periods.is_empty(),
        Requirement::Never => false,
    }
}

pub(super) fn check(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm) {
    for kind in &context.policy.materials_in(context.this_month()).kinds {
        let of_kind = context.materials.iter().filter(|(code, _)| *code == kind.code);
        let pages = of_kind.fold(0_u32, |sum, (_, pages)| sum.saturating_add(*pages));
        let field = format!("materials.{}", kind.code);
        if is_wanted(kind.required, form) && pages == 0 {
            found.block(field, Invalid::new("material_missing"));
        } else if pages > kind.most_pages {
            found.block(field, Invalid::new("material_pages").with("most", kind.most_pages).with("pages", pages));
        }
    }
}
