//! Around pages behind the login: tabs below on a phone, a menu at the side on a wide screen. The style shows one of them.

use dioxus::prelude::*;

use super::plain::{Brand, Choices};
use crate::list_query::ListQuery;
use crate::notices::{UNREAD, told, use_notices};
use crate::pages::applications::use_ahead;
use crate::routes::{Next, Route};
use crate::ui::{Icon, Shape};
use crate::{session, t};

/// What of the menu a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Home,
    Applications,
    Notices,
    Enterprise,
    Account,
    Agents,
    Log,
    Me,
    Sessions,
    Settings,
}

impl Place {
    fn of(route: &Route) -> Self {
        match route {
            Route::ApplicationsList { .. }
            | Route::ApplicationNew {}
            | Route::ApplicationDetail { .. }
            | Route::ApplicationEdit { .. } => Self::Applications,
            Route::Notices {} => Self::Notices,
            Route::EnterpriseCenter {} => Self::Enterprise,
            Route::AccountSettings {} => Self::Account,
            Route::AgentsList {}
            | Route::AgentNew {}
            | Route::AgentDetail { .. }
            | Route::AgentEdit { .. }
            | Route::AgentPassword { .. }
            | Route::StepUp { .. } => Self::Agents,
            Route::AuditLog {} => Self::Log,
            Route::Me {} | Route::ChangePassword {} | Route::Scan {} => Self::Me,
            Route::Sessions {} => Self::Sessions,
            Route::Settings {} => Self::Settings,
            _ => Self::Home,
        }
    }

    /// The tab of a phone that the place is under.
    const fn tab(self) -> Self {
        match self {
            Self::Home => Self::Home,
            Self::Applications => Self::Applications,
            Self::Notices => Self::Notices,
            Self::Enterprise | Self::Account | Self::Log => Self::Enterprise,
            // On a phone, agents are managed from 我的.
            Self::Agents | Self::Me | Self::Sessions | Self::Settings => Self::Me,
        }
    }
}

struct Entry {
    place: Place,
    test: &'static str,
    words: &'static str,
    icon: Shape,
    to: Route,
    /// Under the entry before it.
    below: bool,
}

fn entry(place: Place, test: &'static str, words: &'static str, icon: Shape, to: Route, below: bool) -> Entry {
    Entry { place, test, words, icon, to, below }
}

fn centre_words() -> &'static str {
    if session::is_legal_representative() { "nav-enterprise-legal" } else { "nav-enterprise" }
}

fn side_entries() -> Vec<Entry> {
    let mut entries = vec![entry(Place::Home, "nav-home", "nav-home", Shape::Home, Route::Home {}, false)];
    if session::may_file_applications() {
        entries.push(applications("nav-applications", "nav-applications"));
        entries.push(notices("nav-notices"));
    }
    entries.extend([
        entry(Place::Enterprise, "nav-enterprise", centre_words(), Shape::Building, Route::EnterpriseCenter {}, false),
        entry(Place::Account, "nav-account", "nav-account", Shape::Shield, Route::AccountSettings {}, true),
    ]);
    if session::may_manage_agents() {
        entries.push(entry(Place::Agents, "nav-agents", "nav-agents", Shape::People, Route::AgentsList {}, true));
    }
    if session::is_legal_representative() {
        entries.push(entry(Place::Log, "nav-audit-log", "nav-audit-log", Shape::Log, Route::AuditLog {}, true));
    }
    entries.extend([
        entry(Place::Me, "nav-me", "nav-me", Shape::Person, Route::Me {}, false),
        entry(Place::Sessions, "nav-sessions", "nav-sessions", Shape::Devices, Route::Sessions {}, true),
        entry(Place::Settings, "nav-settings", "nav-settings", Shape::Settings, Route::Settings {}, true),
    ]);
    entries
}

fn applications(test: &'static str, words: &'static str) -> Entry {
    entry(Place::Applications, test, words, Shape::Form, Route::ApplicationsList { query: ListQuery::default() }, false)
}

fn notices(test: &'static str) -> Entry {
    entry(Place::Notices, test, "nav-notices", Shape::Message, Route::Notices {}, false)
}

/// What stands beside an entry: how many notices were not read.
#[component]
fn Unread(place: Place) -> Element {
    let unread = *UNREAD.read();
    if place != Place::Notices || unread == 0 {
        return rsx! {};
    }
    rsx! {
        span { class: "unread-count", "data-testid": "unread", "aria-label": t!("notices-unread-count", count = unread),
            {told(unread)}
        }
    }
}

fn tabs(may_file: bool, centre: &'static str) -> Vec<Entry> {
    let mut tabs = vec![entry(Place::Home, "tab-home", "nav-home", Shape::Home, Route::Home {}, false)];
    if may_file {
        tabs.push(applications("tab-applications", "tab-applications"));
        tabs.push(notices("tab-notices"));
    }
    tabs.extend([
        entry(Place::Enterprise, "tab-enterprise", centre, Shape::Building, Route::EnterpriseCenter {}, false),
        entry(Place::Me, "tab-me", "nav-me", Shape::Person, Route::Me {}, false),
    ]);
    tabs
}

/// Menu, page, tabs.
#[component]
pub(crate) fn Menu() -> Element {
    use_ahead();
    use_notices();
    let route = use_route::<Route>();
    let place = Place::of(&route);
    // On a phone, pages below a tab have the way back in their head and the whole screen to themselves.
    let below = !matches!(
        route,
        Route::Home {} | Route::ApplicationsList { .. } | Route::Notices {} | Route::EnterpriseCenter {} | Route::Me {}
    );
    rsx! {
        div { class: if below { "with-menu below-tabs" } else { "with-menu" },
            aside { class: "side",
                Link { class: "brand", to: Route::Home {}, "data-testid": "side-brand", Brand {} }
                Enterprise {}
                nav { class: "side-nav", "aria-label": t!("nav-main"),
                    for item in side_entries() {
                        Link {
                            key: "{item.test}",
                            class: if item.below { "side-link below" } else { "side-link" },
                            to: item.to,
                            "data-testid": item.test,
                            "aria-current": if item.place == place { "page" } else { "false" },
                            Icon { shape: item.icon }
                            span { {t!(item.words)} }
                            Unread { place: item.place }
                        }
                    }
                }
                Choices { prefix: "side-" }
            }
            main { class: "content", id: "content", tabindex: "-1",
                Outlet::<Route> {}
            }
            nav { class: "tabs", "aria-label": t!("nav-main"),
                for item in tabs(session::may_file_applications(), centre_words()) {
                    Link {
                        key: "{item.test}",
                        class: "tab",
                        to: item.to,
                        "data-testid": item.test,
                        "aria-current": if item.place == place.tab() { "page" } else { "false" },
                        Icon { shape: item.icon }
                        span { {t!(item.words)} }
                        Unread { place: item.place }
                    }
                }
            }
        }
    }
}

/// The enterprise acted for, and the way to another.
#[component]
fn Enterprise() -> Element {
    let Some(me) = session::me() else { return rsx! {} };
    let Some(current) = me.current else { return rsx! {} };
    rsx! {
        div { class: "side-enterprise",
            p { class: "side-enterprise-name", {current.enterprise_name} }
            p { class: "side-enterprise-role", "{me.name} · {crate::words::role(current.role)}" }
            if me.memberships.len() > 1 {
                Link { class: "side-switch", to: Route::ChooseEnterprise { next: Next::default() },
                    "data-testid": "switch-enterprise",
                    Icon { shape: Shape::Switch }
                    span { {t!("switch-enterprise")} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_tab_that_is_shown() {
        let tabs: Vec<Place> = tabs(true, "").iter().map(|entry| entry.place).collect();
        for path in [
            "/home",
            "/applications?status=draft",
            "/applications/new",
            "/applications/x",
            "/applications/x/edit",
            "/notices",
            "/enterprise",
            "/enterprise/settings",
            "/agents",
            "/agents/x/edit",
            "/audit-log",
            "/me",
            "/sessions",
        ] {
            let route: Route = path.parse().unwrap_or(Route::Home {});
            assert!(tabs.contains(&Place::of(&route).tab()), "{path}");
        }
    }

    #[test]
    fn business_is_a_tab_of_those_who_may_file() {
        let places = |may_file| tabs(may_file, "").iter().map(|entry| entry.place).collect::<Vec<_>>();
        assert_eq!(places(true), [Place::Home, Place::Applications, Place::Notices, Place::Enterprise, Place::Me]);
        assert_eq!(places(false), [Place::Home, Place::Enterprise, Place::Me]);
        let draft: Route = "/applications/x/edit".parse().unwrap_or(Route::Home {});
        assert_eq!(Place::of(&draft).tab(), Place::Applications);
    }

    #[test]
    fn agents_belong_to_the_person_on_a_phone() {
        assert_eq!(Place::of(&Route::AgentNew {}).tab(), Place::Me);
    }
}
