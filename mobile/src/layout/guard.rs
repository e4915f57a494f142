//! Who may see the pages behind the login, and where everybody else goes first.

use dioxus::prelude::*;

use crate::api::ApiError;
use crate::routes::{Next, Route};
use crate::session::{self, SESSION, Session};
use crate::ui::{ErrorPage, Skeleton};

/// Goes to another page in place of this one.
#[component]
pub(crate) fn Redirect(to: Route) -> Element {
    use_effect(use_reactive!(|to| {
        navigator().replace(to);
    }));
    rsx! {
        Skeleton {}
    }
}

/// Around pages that need a session.
#[component]
pub(crate) fn SignedIn() -> Element {
    let route = use_route::<Route>();
    let verdict = judge(&SESSION.read(), &route);
    match verdict {
        Verdict::Wait => rsx! {
            main { class: "plain-main", Skeleton {} }
        },
        Verdict::Go(to) => rsx! {
            main { class: "plain-main", Redirect { to } }
        },
        Verdict::Fail(error) => rsx! {
            main { class: "plain-main",
                ErrorPage { error, onretry: move |()| { spawn(session::reload()); } }
            }
        },
        Verdict::Show => rsx! {
            Outlet::<Route> {}
        },
    }
}

#[derive(Debug, PartialEq)]
enum Verdict {
    Wait,
    Show,
    Go(Route),
    Fail(ApiError),
}

fn judge(session: &Session, route: &Route) -> Verdict {
    let me = match session {
        Session::Unknown => return Verdict::Wait,
        Session::LoggedOut => return Verdict::Go(Route::Login { next: Next::to(route) }),
        Session::Unreachable(error) => return Verdict::Fail(error.clone()),
        Session::LoggedIn(me) => me,
    };
    match route {
        Route::SetPassword { next } if !me.must_change_password => Verdict::Go(session::entrance(me, next)),
        Route::SetPassword { .. } => Verdict::Show,
        _ if me.must_change_password => Verdict::Go(Route::SetPassword { next: Next::to(route) }),
        // Letting another device in, and choosing, need no enterprise.
        Route::ChooseEnterprise { .. } | Route::QrApprove { .. } | Route::Sessions {} => Verdict::Show,
        _ if me.current.is_none() => Verdict::Go(Route::ChooseEnterprise { next: Next::to(route) }),
        _ => Verdict::Show,
    }
}

#[cfg(test)]
mod tests {
    use shared::access::Role;
    use shared::api::{MeOut, MembershipOut};

    use super::*;

    fn person(must_change_password: bool, chosen: bool) -> Session {
        let membership = MembershipOut {
            enterprise_id: "91220100MA0000000X".into(),
            enterprise_name: "长春示例有限公司".into(),
            role: Role::Agent,
            permissions: vec![],
            valid_until: None,
        };
        Session::LoggedIn(Box::new(MeOut {
            user_id: "u".into(),
            name: "张三".into(),
            document_type: "resident_id".into(),
            document_masked: String::new(),
            mobile_masked: String::new(),
            account_name: None,
            current: chosen.then(|| membership.clone()),
            memberships: vec![membership],
            must_change_password,
            csrf_token: String::new(),
        }))
    }

    #[test]
    fn a_stranger_logs_in_and_comes_back() {
        let route = Route::AgentEdit { id: "a".into() };
        let Verdict::Go(Route::Login { next }) = judge(&Session::LoggedOut, &route) else {
            panic!("not sent to log in")
        };
        assert_eq!(next.route(), Some(route));
    }

    #[test]
    fn an_initial_password_comes_before_everything() {
        let verdict = judge(&person(true, true), &Route::Home {});
        assert!(matches!(verdict, Verdict::Go(Route::SetPassword { .. })));
        assert_eq!(judge(&person(true, true), &Route::SetPassword { next: Next::default() }), Verdict::Show);
        assert_eq!(
            judge(&person(false, true), &Route::SetPassword { next: Next::default() }),
            Verdict::Go(Route::Home {})
        );
    }

    #[test]
    fn an_enterprise_is_chosen_before_its_pages() {
        let verdict = judge(&person(false, false), &Route::AgentsList {});
        let expected = Route::ChooseEnterprise { next: Next::to(&Route::AgentsList {}) };
        assert_eq!(verdict, Verdict::Go(expected));
        assert_eq!(judge(&person(false, false), &Route::QrApprove { id: "q".into() }), Verdict::Show);
        assert_eq!(judge(&person(false, true), &Route::AgentsList {}), Verdict::Show);
    }
}
