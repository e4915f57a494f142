//! Whether a paper is true: the public page that the code on an application's form leads to. Nothing about the person is told.

use dioxus::prelude::*;
use shared::api::PaperCheckOut;

use super::later::Page;
use crate::ui::{DetailRow, Details, ErrorPage, Notice, NoticeKind, PageHeader, Skeleton};
use crate::{apart, api, t, words};

/// `/verify/:receipt/:code`
#[component]
pub(crate) fn Verify(receipt: String, code: String) -> Element {
    rsx! {
        apart::Apart { page: Page::Verify { receipt, code } }
    }
}

/// The page itself, which lies apart.
#[component]
pub(super) fn Paper(receipt: String, code: String) -> Element {
    let asked = (receipt.clone(), code.clone());
    let mut found = use_resource(use_reactive!(|asked| async move { api::check_paper(&asked.0, &asked.1).await }));
    rsx! {
        PageHeader { title: t!("verify-title"), lead: t!("verify-lead") }
        match &*found.read() {
            None => rsx! { Skeleton { rows: 3 } },
            Some(Err(error)) => rsx! {
                ErrorPage { error: error.clone(), onretry: move |()| found.restart() }
            },
            Some(Ok(paper)) => rsx! { Verdict { paper: paper.clone(), receipt, code } },
        }
    }
}

#[component]
fn Verdict(paper: PaperCheckOut, receipt: String, code: String) -> Element {
    rsx! {
        div { class: "narrow stack",
            div { "data-testid": "verdict", "data-matches": if paper.matches { "true" } else { "false" },
                if paper.matches {
                    Notice { kind: NoticeKind::Good, p { strong { {t!("verify-true")} } } }
                } else {
                    Notice { kind: NoticeKind::Bad,
                        p { strong { {t!("verify-false")} } }
                        p { {t!("verify-false-why")} }
                    }
                }
            }
            Details {
                DetailRow { label: t!("verify-receipt"), test: "verify-receipt",
                    for (place, part) in parts(&receipt).into_iter().enumerate() {
                        span { key: "{place}", if place > 0 { wbr {} } {part} }
                    }
                }
                DetailRow { label: t!("verify-code"), {code.to_uppercase()} }
                if let Some(status) = paper.status {
                    DetailRow { label: words::field_path("status"), test: "verify-status", {words::status(status)} }
                }
                if let Some(day) = paper.submitted_on {
                    DetailRow { label: words::field_path("submitted_at"), {day.to_string()} }
                }
                if let Some(day) = paper.changed_on {
                    DetailRow { label: t!("verify-since"), {day.to_string()} }
                }
            }
            p { class: "hint", {t!("verify-private")} }
        }
    }
}

/// Region, day and number of a receipt: a narrow page breaks its line between them, not within.
fn parts(receipt: &str) -> Vec<String> {
    let figures: Vec<char> = receipt.chars().collect();
    let (region, rest) = figures.split_at(figures.len().min(6));
    let (day, number) = rest.split_at(rest.len().min(8));
    [region, day, number].iter().filter(|part| !part.is_empty()).map(|part| part.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_receipt_breaks_between_region_day_and_number() {
        assert_eq!(parts("2201002026112843005514"), ["220100", "20261128", "43005514"]);
        assert_eq!(parts("none"), ["none"]);
        assert!(parts("").is_empty());
        assert_eq!(parts("２２０１００２"), ["２２０１００", "２"]);
    }
}
