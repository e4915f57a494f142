//! Every address of the app, and where to go back to after logging in.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use dioxus::prelude::*;

use crate::escape::{escape, unescape};
use crate::layout::{Menu, Plain, Shell, SignedIn};
use crate::list_query::ListQuery;
use crate::pages::*;

/// The addresses.
#[derive(Debug, Clone, PartialEq, Routable)]
#[rustfmt::skip]
pub(crate) enum Route {
    #[layout(Shell)]
        #[layout(Plain)]
            #[route("/")]
            Start {},
            #[route("/login?:next")]
            Login { next: Next },
            #[route("/register")]
            Register {},
            #[route("/forgot-password")]
            ForgotPassword {},
            #[route("/appeal")]
            Appeal {},
            #[route("/legal/:doc")]
            Legal { doc: String },
            #[route("/invitation/:token")]
            Invitation { token: String },
            #[route("/verify/:receipt/:code")]
            Verify { receipt: String, code: String },
            #[route("/demo/sms")]
            DemoSms {},
            #[route("/agency/login?:next")]
            AgencyLogin { next: Next },
        #[end_layout]
        #[layout(SignedIn)]
            #[layout(Plain)]
                #[route("/set-password?:next")]
                SetPassword { next: Next },
                #[route("/choose-enterprise?:next")]
                ChooseEnterprise { next: Next },
                #[route("/qr/:id")]
                QrApprove { id: String },
            #[end_layout]
            #[layout(Menu)]
                #[route("/home")]
                Home {},
                #[route("/enterprise")]
                EnterpriseCenter {},
                #[route("/enterprise/settings")]
                AccountSettings {},
                #[route("/me")]
                Me {},
                #[route("/me/password")]
                ChangePassword {},
                #[route("/agents")]
                AgentsList {},
                #[route("/agents/new")]
                AgentNew {},
                #[route("/agents/:id")]
                AgentDetail { id: String },
                #[route("/agents/:id/edit")]
                AgentEdit { id: String },
                #[route("/agents/:id/password")]
                AgentPassword { id: String },
                #[route("/applications?:..query")]
                ApplicationsList { query: ListQuery },
                #[route("/applications/new")]
                ApplicationNew {},
                #[route("/applications/:id")]
                ApplicationDetail { id: String },
                #[route("/applications/:id/edit?:step")]
                ApplicationEdit { id: String, step: String },
                #[route("/notices")]
                Notices {},
                #[route("/step-up?:purpose&:next")]
                StepUp { purpose: String, next: Next },
                #[route("/sessions")]
                Sessions {},
                #[route("/audit-log")]
                AuditLog {},
                #[route("/settings")]
                Settings {},
                #[route("/settings/face")]
                FaceSettings {},
                #[route("/settings/face/consent")]
                FaceConsent {},
                #[route("/settings/face/enrol")]
                FaceEnrol {},
                #[route("/scan")]
                Scan {},
            #[end_layout]
        #[end_layout]
        #[route("/agency?:..query")]
        AgencyQueue { query: QueueQuery },
        #[route("/agency/reviews/:id")]
        AgencyReview { id: String },
        #[layout(Plain)]
            #[route("/:..segments")]
            NotFound { segments: Vec<String> },
}

/// Where to go after logging in or proving one's identity: a page of this app, or nothing.
///
/// It comes from an address that anybody can make up, so it holds only what names one of our pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Next(Option<String>);

impl Next {
    /// The way back to a page.
    pub(crate) fn to(route: &Route) -> Self {
        Self::from_path(&route.to_string())
    }

    /// The page; `None` where there is nowhere to go back to.
    pub(crate) fn route(&self) -> Option<Route> {
        self.0.as_deref().and_then(|path| path.parse().ok())
    }

    fn from_path(path: &str) -> Self {
        Self(is_local(path).then(|| path.to_owned()))
    }
}

/// Long enough for a list with every filter filled in, a name in percent-encoding included.
const LONGEST: usize = 1_500;

/// Whether a path stays within this app: no other host, no script, no page that would send one round in circles.
fn is_local(path: &str) -> bool {
    let starts_well = path.starts_with('/') && !path.starts_with("//");
    let plain = !path.chars().any(|c| c == '\\' || c.is_control() || c.is_whitespace());
    let page = path.split(['?', '#']).next().unwrap_or_default();
    starts_well
        && plain
        && path.len() <= LONGEST
        && !matches!(page, "/" | "/login" | "/set-password" | "/choose-enterprise" | "/agency/login")
        && path.parse::<Route>().is_ok_and(|route| !matches!(route, Route::NotFound { .. }))
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape(self.0.as_deref().unwrap_or_default()))
    }
}

impl FromStr for Next {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from_path(&unescape(text)))
    }
}

#[cfg(test)]
mod tests {
    use shared::api::ApplicationQuery;
    use shared::application::Status;

    use super::*;

    fn next(text: &str) -> Option<Route> {
        text.parse::<Next>().unwrap_or_default().route()
    }

    #[test]
    fn only_pages_of_this_app_are_gone_back_to() {
        assert_eq!(next("/agents"), Some(Route::AgentsList {}));
        assert_eq!(next("/agents/a1/edit"), Some(Route::AgentEdit { id: "a1".into() }));
        for foreign in [
            "",
            "/",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/login",
            "/login?next=/agents",
            "/agency/login?next=/agency",
            "/no/such/page",
            "agents",
            "/agents\n",
            "/ /evil.example",
        ] {
            assert_eq!(next(foreign), None, "{foreign}");
        }
        assert_eq!(next(&format!("/qr/{}", "a".repeat(1_600))), None);
    }

    #[test]
    fn a_way_back_survives_the_address() {
        let inner = Route::StepUp { purpose: "add_agent".into(), next: Next::to(&Route::AgentNew {}) };
        let login = Route::Login { next: Next::to(&inner) };
        let read: Result<Route, _> = login.to_string().parse();
        let Ok(Route::Login { next }) = read else { panic!("{login} is read as another page") };
        assert_eq!(next.route(), Some(inner));
    }

    #[test]
    fn a_list_is_come_back_to_as_it_was() {
        let name = "张 三&status=draft%26#~1+".repeat(3);
        let full = ApplicationQuery { name, document_number: "22010219650101001X".into(), ..Default::default() };
        for query in [ListQuery::default(), ListQuery::of(Status::Draft), ListQuery::from(full)] {
            let list = Route::ApplicationsList { query };
            let once = Next::to(&list).to_string().parse::<Next>().unwrap_or_default();
            assert_eq!(once.route(), Some(list.clone()));
            let Ok(Route::Login { next }) = Route::Login { next: Next::to(&list) }.to_string().parse() else {
                panic!("not the login")
            };
            assert_eq!(next.route(), Some(list));
        }
    }

    #[test]
    fn addresses_are_those_that_are_promised() {
        for path in [
            "/",
            "/login",
            "/register",
            "/forgot-password",
            "/appeal",
            "/legal/terms",
            "/choose-enterprise",
            "/home",
            "/enterprise",
            "/enterprise/settings",
            "/me",
            "/agents",
            "/agents/new",
            "/agents/x",
            "/agents/x/edit",
            "/agents/x/password",
            "/applications",
            "/notices",
            "/applications/new",
            "/applications/x",
            "/applications/x/edit",
            "/step-up",
            "/sessions",
            "/audit-log",
            "/me/password",
            "/settings",
            "/settings/face",
            "/settings/face/consent",
            "/settings/face/enrol",
            "/qr/x",
            "/scan",
            "/invitation/x",
            "/demo/sms",
            "/verify/1/x",
            "/agency",
            "/agency/login",
            "/agency/reviews/x",
        ] {
            let route: Result<Route, _> = path.parse();
            assert!(route.as_ref().is_ok_and(|route| !matches!(route, Route::NotFound { .. })), "{path}");
            let written = route.map(|route| route.to_string()).unwrap_or_default();
            assert_eq!(written.split('?').next(), Some(path));
        }
        assert!(matches!("/nowhere/at/all".parse(), Ok(Route::NotFound { .. })));
    }
}
