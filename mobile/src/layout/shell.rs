//! Around every page: the way to the content, the demonstration's banner, toasts; asks once who is logged in.

use dioxus::prelude::*;

use crate::routes::Route;
use crate::session::{self, SERVICE};
use crate::ui::{Icon, Shape, Toasts};
use crate::{platform, t};

/// The outermost layout.
#[component]
pub(crate) fn Shell() -> Element {
    use_future(session::load_service);
    use_future(session::reload);
    let route = use_route::<Route>();
    use_effect(use_reactive!(|route| {
        let _now_at = route;
        platform::tidy_address();
    }));
    let demo = SERVICE.read().as_ref().is_some_and(|service| service.demo);
    rsx! {
        a {
            class: "skip",
            href: "#content",
            onclick: move |event| {
                event.prevent_default();
                platform::focus("content");
            },
            {t!("skip-to-content")}
        }
        if demo {
            div { class: "demo-banner",
                span { {t!("demo-banner")} }
                Link { to: Route::DemoSms {}, "data-testid": "demo-sms-link",
                    Icon { shape: Shape::Message }
                    span { {t!("demo-outbox")} }
                }
            }
        }
        Outlet::<Route> {}
        Toasts {}
    }
}
