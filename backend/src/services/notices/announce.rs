//! Announcing a change of an application: notices and SMS are written in its own transaction, so that neither is without the
//! other.

use chrono::{DateTime, Duration, Utc};
use shared::api::{HistoryEvent, NoticeKind};
use shared::application::Party;

use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::ports::ApplicationNews;

/// Statement that sets `$place` to the place of the next notice of `$user`: a key that falls with every notice. Each one changes
/// the person's row, so the keys follow the order of the commits, whatever the clocks of the servers say, and a listener that was
/// told one never misses an earlier one. Keys of earlier versions begin with the time and sort behind, because its first digit is
/// above 0.
macro_rules! next_place {
    () => {
        "LET $nth = (UPDATE $user SET notices = (notices ?? 0) + 1 RETURN VALUE notices);
         LET $place = string::concat('0', <string> (9000000000 - ($nth[0] ?? 0)));"
    };
}
pub(super) use next_place;

/// Statements that tell those who began and submitted the application bound as `$application`; for parameters by [`bind`],
/// after the event was written.
pub(in crate::services) const ANNOUNCE: &str = concat!("
    LET $told = (SELECT VALUE array::distinct([created_by, submitted_by]) FROM ONLY $application).filter(|$v| $v != NONE);
    IF $is_notice {
        FOR $user IN $told {
            ", next_place!(), "
            CREATE type::record('notice', string::concat($announced, '_', record::id($user))) SET user = $user,
                enterprise = $application.enterprise, application = $application, newest = $place, at = $now,
                event = $announced_event, name = $announced_name, read = false RETURN NONE;
        };
    };
    IF $sms_due != NONE {
        FOR $user IN $told {
            CREATE type::record('outgoing_sms', string::concat($announced, '_', record::id($user))) SET user = $user,
                application = $application, event = $announced_event, name = $announced_name, due = $sms_due, tries = 0
                RETURN NONE;
        };
    };");

/// Statement that keeps SMS about a decision that was taken back from going out. That it was submitted stays true, and may still
/// wait for its turn.
pub(in crate::services) const TAKE_BACK: &str =
    "DELETE outgoing_sms WHERE application = $application AND event != 'submitted' RETURN NONE;";

/// Binds what is told of an event; `id` is the event's own.
pub(in crate::services) fn bind(
    vars: Vars,
    app: &App,
    id: &str,
    (event, party, name): (HistoryEvent, Party, &str),
) -> Vars {
    vars.set("announced", id)
        .set("announced_event", event.code())
        .set("announced_name", name)
        .set("is_notice", is_notice(event, party))
        .set("sms_due", sms_due(app, event))
}

/// What the agency did is told in the app; what the enterprise did itself, and what the agency did within itself, is not.
fn is_notice(event: HistoryEvent, party: Party) -> bool {
    !matches!(party, Party::Enterprise) && NoticeKind::of(event).is_some()
}

/// When the SMS goes out: a decision's only when it cannot be taken back any more.
fn sms_due(app: &App, event: HistoryEvent) -> Option<DateTime<Utc>> {
    let wait = match ApplicationNews::of(event)? {
        ApplicationNews::Submitted => Duration::zero(),
        _ => Duration::minutes(i64::from(app.config.policy.undo_minutes)),
    };
    Some(app.clock.now() + wait)
}
