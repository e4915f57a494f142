//! Every status × action × role against the running server: exactly what the table says, and nothing else.

use chrono::Duration;
use integration_tests::applications::{Office, PATH};
use poem::http::Method;
use serde_json::json;
use shared::api::ApplicationOut;
use shared::application::{Action, Claim, Party, Standing, Status, actions};

/// Who tries: the side, and whether the one who tries holds the claim.
#[derive(Debug, Clone, Copy)]
enum Role {
    Enterprise,
    FirstHolder,
    FirstOther,
    Second,
}

const ROLES: [Role; 4] = [Role::Enterprise, Role::FirstHolder, Role::FirstOther, Role::Second];

/// The standings that an application can really have: status, refiling, claimed.
const STANDINGS: [(Status, bool, bool); 10] = [
    (Status::Draft, false, false),
    (Status::Submitted, false, false),
    (Status::Submitted, false, true),
    (Status::InSecondReview, false, false),
    (Status::InSecondReview, false, true),
    (Status::CorrectionRequested, false, false),
    (Status::CorrectionRequested, true, false),
    (Status::Rejected, false, false),
    (Status::Rejected, true, false),
    (Status::Approved, false, false),
];

struct Reviewers {
    holder: String,
    other: String,
    second: String,
}

async fn set_up(office: &Office, reviewers: &Reviewers, standing: (Status, bool, bool)) -> ApplicationOut {
    let ready = office.ready(office.person()).await;
    office.bring(&ready, standing.0, &reviewers.holder, &reviewers.second).await;
    // What was decided a moment ago can be taken back, which is another story: see `review_undo`.
    office.app.wait(Duration::minutes(6));
    if standing.2 {
        let holder = if standing.0 == Status::Submitted { &reviewers.holder } else { &reviewers.second };
        office.decide(holder, &ready.id, Action::Claim).await.expect_status(200);
    }
    let now = office.now(&ready.id).await;
    if standing.1 {
        office.act(&now, "refile").await.expect_status(200);
    }
    office.now(&ready.id).await
}

/// Takes the application out of the way, whatever its status, so that its person is free for the next case.
async fn clear(office: &Office, id: &str) {
    let vars = backend::adapters::surreal::Vars::new().set("id", backend::adapters::surreal::record("application", id));
    office.app.app.db.write("DELETE $id; DELETE person_claim; DELETE application_count;", vars).await.unwrap();
}

fn expected(role: Role, (status, refiling, claimed): (Status, bool, bool)) -> &'static [Action] {
    let mine = |stage: Status| if status == stage { Claim::Mine } else { Claim::Anothers };
    let (party, held) = match role {
        Role::Enterprise => (Party::Enterprise, Claim::Anothers),
        Role::FirstHolder => (Party::FirstReviewer, mine(Status::Submitted)),
        Role::FirstOther => (Party::FirstReviewer, Claim::Anothers),
        Role::Second => (Party::SecondReviewer, mine(Status::InSecondReview)),
    };
    let claim = if claimed { held } else { Claim::Nobodys };
    actions(party, Standing { status, refiling, claim })
}

/// Tries an action; the answer's status.
async fn attempt(
    office: &Office,
    reviewers: &Reviewers,
    role: Role,
    application: &ApplicationOut,
    action: Action,
) -> u16 {
    let path = format!("{PATH}/{}", application.id);
    let seen = json!({"revision": application.revision});
    let agent = &office.agent;
    let token = match role {
        Role::Enterprise => &agent.token,
        Role::FirstHolder => &reviewers.holder,
        Role::FirstOther => &reviewers.other,
        Role::Second => &reviewers.second,
    };
    let answer = match (role, action) {
        (Role::Enterprise, Action::Edit) => {
            let mut form = serde_json::to_value(&application.form).unwrap();
            form["remarks"] = json!("改");
            office.save(application, form).await
        }
        (Role::Enterprise, Action::Delete) => office.app.call(agent, Method::DELETE, &path, None).await,
        (Role::Enterprise, Action::Submit | Action::Withdraw | Action::Refile) => {
            office.app.call(agent, Method::POST, &format!("{path}/{}", action.code()), Some(seen)).await
        }
        // The enterprise's operations do not know a reviewer's token, nor the reviewers' an enterprise's.
        (_, Action::Edit) => {
            let body = json!({"revision": application.revision, "form": {}});
            office.review(token, Method::PUT, &path, Some(body)).await
        }
        (_, Action::Delete) => office.review(token, Method::DELETE, &path, None).await,
        (_, Action::Submit | Action::Withdraw | Action::Refile) => {
            office.review(token, Method::POST, &format!("{path}/{}", action.code()), Some(seen)).await
        }
        _ => office.decide_on(token, &application.id, application.revision, action).await,
    };
    answer.status.as_u16()
}

#[tokio::test]
async fn the_server_allows_what_the_table_allows_and_nothing_else() {
    let office = Office::open().await;
    let reviewers = Reviewers {
        holder: office.reviewer("holder", "first", "220100").await,
        other: office.reviewer("other1", "first", "220100").await,
        second: office.reviewer("second1", "second", "220100").await,
    };
    let mut tried = 0;
    for standing in STANDINGS {
        let mut application = set_up(&office, &reviewers, standing).await;
        for role in ROLES {
            for action in Action::ALL {
                let allowed = expected(role, standing).contains(action);
                let status = attempt(&office, &reviewers, role, &application, *action).await;
                let own = matches!(
                    (role, action),
                    (
                        Role::Enterprise,
                        Action::Edit | Action::Submit | Action::Withdraw | Action::Refile | Action::Delete
                    )
                ) || !matches!(role, Role::Enterprise)
                    && matches!(
                        action,
                        Action::Claim
                            | Action::Approve
                            | Action::SendBack
                            | Action::RequestCorrection
                            | Action::Reject
                            | Action::Release
                            | Action::TakeOver
                            | Action::Undo
                    );
                let wanted: &[u16] = match (allowed, own) {
                    (true, _) => &[200, 204],
                    // A reviewer does not see what was never submitted.
                    (false, true) if application.submissions == 0 && !matches!(role, Role::Enterprise) => &[404],
                    (false, true) => &[409],
                    (false, false) => &[401],
                };
                assert!(wanted.contains(&status), "{standing:?} {role:?} {action:?}: {status}, not {wanted:?}");
                if allowed {
                    clear(&office, &application.id).await;
                    application = set_up(&office, &reviewers, standing).await;
                } else {
                    let now = office.now(&application.id).await;
                    assert_eq!(
                        now.revision, application.revision,
                        "{standing:?} {role:?} {action:?} changed something"
                    );
                }
                tried += 1;
            }
        }
        clear(&office, &application.id).await;
    }
    assert_eq!(tried, STANDINGS.len() * ROLES.len() * Action::ALL.len());
}
