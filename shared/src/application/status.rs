//! Where an application stands and who may do what to it: the one table that server and app both read.

use serde::{Deserialize, Serialize};

use crate::retirement::coded;

coded! {
    /// 业务状态
    Status {
        /// 未提交
        Draft = "draft",
        /// 提交待初审
        Submitted = "submitted",
        /// 待复审
        InSecondReview = "in_second_review",
        /// 材料补正
        CorrectionRequested = "correction_requested",
        /// 审核不通过
        Rejected = "rejected",
        /// 审核通过
        Approved = "approved",
    }
}

coded! {
    /// What may be done to an application, besides looking at it.
    Action {
        /// 编辑
        Edit = "edit",
        /// 提交
        Submit = "submit",
        /// 撤销: take it back before a reviewer has acted.
        Withdraw = "withdraw",
        /// 材料补正重新填报: open it for mending.
        Refile = "refile",
        /// 删除
        Delete = "delete",
        /// 受理: a first reviewer takes it.
        Claim = "claim",
        /// 审核通过: on to the second review, or approved for good.
        Approve = "approve",
        /// 退回初审
        SendBack = "send_back",
        /// 要求材料补正, with reasons.
        RequestCorrection = "request_correction",
        /// 审核不通过, with reasons.
        Reject = "reject",
        /// 退回待受理: gives a claimed one back.
        Release = "release",
        /// 转办: takes over what another reviewer holds.
        TakeOver = "take_over",
        /// 撤回决定: takes one's own decision back, for a short time.
        Undo = "undo",
    }
}

coded! {
    /// On which side somebody stands to an application.
    Party {
        /// The enterprise: its legal representative, and agents who may file.
        Enterprise = "enterprise",
        /// 初审 at the agency.
        FirstReviewer = "first_reviewer",
        /// 复审 at the agency.
        SecondReviewer = "second_reviewer",
    }
}

/// Whose an application is at the agency, seen by somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// No reviewer has claimed it, or the claim has run out.
    Nobodys,
    /// The one who looks has.
    Mine,
    /// Another reviewer has.
    Anothers,
    /// Another reviewer has, and the one who looks leads: they may take it over.
    ToTakeOver,
    /// Nobody's, and never the viewer's: they filed it, or decided in its other stage.
    Barred,
    /// What the one who looks decided a moment ago, and may take back.
    Undoable,
}

/// Where an application stands, seen by somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Status.
    pub status: Status,
    /// Whether mending has begun (材料补正重新填报) after it was sent back.
    pub refiling: bool,
    /// Whose it is at the agency.
    pub claim: Claim,
}

/// What a party may do to an application that stands so. Source: the manual of the service, and the usual chain of two
/// reviews (社会保险经办条例 第37条).
pub fn actions(party: Party, standing: Standing) -> &'static [Action] {
    use Action::{
        Approve, Claim as Take, Delete, Edit, Refile, Reject, Release, RequestCorrection, SendBack, Submit, TakeOver,
        Undo, Withdraw,
    };
    match (party, standing.status, standing.claim) {
        (Party::Enterprise, Status::Draft, _) => &[Edit, Submit, Delete],
        (Party::Enterprise, Status::Submitted, Claim::Nobodys) => &[Withdraw],
        (Party::FirstReviewer | Party::SecondReviewer, _, Claim::Undoable) => &[Undo],
        (Party::Enterprise, Status::CorrectionRequested | Status::Rejected, _) => {
            if standing.refiling {
                &[Edit, Submit]
            } else {
                &[Refile]
            }
        }
        (Party::FirstReviewer, Status::Submitted, Claim::Nobodys)
        | (Party::SecondReviewer, Status::InSecondReview, Claim::Nobodys) => &[Take],
        (Party::FirstReviewer, Status::Submitted, Claim::ToTakeOver)
        | (Party::SecondReviewer, Status::InSecondReview, Claim::ToTakeOver) => &[TakeOver],
        (Party::FirstReviewer, Status::Submitted, Claim::Mine) => &[Approve, RequestCorrection, Reject, Release],
        (Party::SecondReviewer, Status::InSecondReview, Claim::Mine) => {
            &[Approve, SendBack, RequestCorrection, Reject, Release]
        }
        _ => &[],
    }
}

/// The status after an action that [`actions`] allowed. `stages`: reviews at the agency, one or two.
pub const fn after(party: Party, status: Status, action: Action, stages: u8) -> Status {
    match action {
        Action::Submit | Action::SendBack => Status::Submitted,
        Action::Withdraw => Status::Draft,
        Action::Approve => match party {
            Party::FirstReviewer if stages > 1 => Status::InSecondReview,
            _ => Status::Approved,
        },
        Action::RequestCorrection => Status::CorrectionRequested,
        Action::Reject => Status::Rejected,
        // A decision that is taken back leads to where it came from, which its row says.
        Action::Edit
        | Action::Refile
        | Action::Delete
        | Action::Claim
        | Action::Release
        | Action::TakeOver
        | Action::Undo => status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIMS: [Claim; 6] =
        [Claim::Nobodys, Claim::Mine, Claim::Anothers, Claim::ToTakeOver, Claim::Barred, Claim::Undoable];

    /// Party, status, refiling, claim, what is allowed; `None` stands for either or any.
    type Row = (&'static str, &'static str, Option<bool>, Option<Claim>, &'static str);

    /// The table, written out a second time by hand; what has no row is [`otherwise`].
    const TABLE: &[Row] = &[
        ("enterprise", "draft", None, None, "edit submit delete"),
        ("enterprise", "submitted", None, Some(Claim::Nobodys), "withdraw"),
        ("enterprise", "correction_requested", Some(false), None, "refile"),
        ("enterprise", "correction_requested", Some(true), None, "edit submit"),
        ("enterprise", "rejected", Some(false), None, "refile"),
        ("enterprise", "rejected", Some(true), None, "edit submit"),
        ("first_reviewer", "submitted", None, Some(Claim::Nobodys), "claim"),
        ("first_reviewer", "submitted", None, Some(Claim::Mine), "approve request_correction reject release"),
        ("first_reviewer", "submitted", None, Some(Claim::ToTakeOver), "take_over"),
        ("second_reviewer", "in_second_review", None, Some(Claim::Nobodys), "claim"),
        (
            "second_reviewer",
            "in_second_review",
            None,
            Some(Claim::Mine),
            "approve send_back request_correction reject release",
        ),
        ("second_reviewer", "in_second_review", None, Some(Claim::ToTakeOver), "take_over"),
    ];

    /// What a reviewer may do where the table has no row: take back what they just decided, and nothing else.
    const fn otherwise(party: Party, claim: Claim) -> &'static str {
        match (party, claim) {
            (Party::FirstReviewer | Party::SecondReviewer, Claim::Undoable) => "undo",
            _ => "",
        }
    }

    #[test]
    fn every_standing_of_every_party_agrees_with_the_table() {
        let mut cases = 0;
        for party in Party::ALL {
            for status in Status::ALL {
                for refiling in [false, true] {
                    for claim in CLAIMS {
                        let rows: Vec<_> = TABLE
                            .iter()
                            .filter(|(who, at, mending, held, _)| {
                                *who == party.code()
                                    && *at == status.code()
                                    && mending.is_none_or(|mending| mending == refiling)
                                    && held.is_none_or(|held| held == claim)
                            })
                            .collect();
                        assert!(rows.len() < 2, "{party:?} {status:?} {refiling} {claim:?}");
                        let wanted = rows.first().map_or(otherwise(*party, claim), |row| row.4);
                        let standing = Standing { status: *status, refiling, claim };
                        let got: Vec<&str> = actions(*party, standing).iter().map(|action| action.code()).collect();
                        assert_eq!(got.join(" "), wanted, "{party:?} {standing:?}");
                        cases += 1;
                    }
                }
            }
        }
        assert_eq!(cases, 3 * 6 * 2 * CLAIMS.len());
    }

    #[test]
    fn actions_lead_where_the_chain_leads() {
        use Party::{Enterprise, FirstReviewer, SecondReviewer};
        for (party, from, action, stages, to) in [
            (Enterprise, Status::Draft, Action::Submit, 2, Status::Submitted),
            (Enterprise, Status::Rejected, Action::Submit, 2, Status::Submitted),
            (Enterprise, Status::Submitted, Action::Withdraw, 2, Status::Draft),
            (Enterprise, Status::Rejected, Action::Refile, 2, Status::Rejected),
            (FirstReviewer, Status::Submitted, Action::Claim, 2, Status::Submitted),
            (FirstReviewer, Status::Submitted, Action::Approve, 2, Status::InSecondReview),
            (FirstReviewer, Status::Submitted, Action::Approve, 1, Status::Approved),
            (FirstReviewer, Status::Submitted, Action::RequestCorrection, 2, Status::CorrectionRequested),
            (SecondReviewer, Status::InSecondReview, Action::Approve, 2, Status::Approved),
            (SecondReviewer, Status::InSecondReview, Action::SendBack, 2, Status::Submitted),
            (SecondReviewer, Status::InSecondReview, Action::Reject, 2, Status::Rejected),
        ] {
            assert_eq!(after(party, from, action, stages), to, "{party:?} {from:?} {action:?}");
        }
    }
}
