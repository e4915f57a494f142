//! 特殊工种工作经历: needed for that category alone; how long each kind has to have been done is the policy's.

use dioxus::prelude::*;
use shared::retirement::{Category, Month};

use super::desk::use_desk;
use super::periods::Periods;
use super::rows::Kind;
use crate::ui::{Notice, NoticeKind};
use crate::{policy, session, t, words};

#[component]
pub(super) fn Step() -> Element {
    let desk = use_desk();
    let wanted = desk.typed().category == Category::SpecialWork.code();
    let rules = &policy::in_force().retirement_in(Month::of(session::today())).special_work;
    rsx! {
        if wanted {
            Notice { kind: NoticeKind::Info,
                p { {t!("application-special-lead", source = rules.source)} }
                ul { class: "special-kinds",
                    for kind in rules.kinds.iter() {
                        li { key: "{kind.code.code()}",
                            {t!("application-special-kind", kind = words::work_kind(kind.code), years = kind.years)}
                        }
                    }
                }
            }
        } else {
            Notice { kind: NoticeKind::Info, p { {t!("application-special-not-wanted")} } }
        }
        Periods { kind: Kind::Special }
    }
}
