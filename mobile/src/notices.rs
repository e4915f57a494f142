//! How many notices were not read, kept true while the app is open: live where the device can listen, by asking now and then
//! where it cannot.

use dioxus::prelude::*;

use crate::platform::Notices;
use crate::ui::toast;
use crate::{api, platform, session, t};

/// Notices that were not read.
pub(crate) static UNREAD: GlobalSignal<u32> = Signal::global(|| 0);
/// Goes up with every notice that comes while the app is open: lists read themselves anew.
pub(crate) static NEWS: GlobalSignal<u32> = Signal::global(|| 0);

/// So often is asked where nothing tells; also what is lost on the way is found so.
const LOOK_MS: u32 = 60_000;

/// A pause before listening anew.
const BREATH_MS: u32 = 5_000;

/// Asks how many were not read; tells where there are more than before.
async fn look(live: bool) {
    let Ok(count) = api::unread_notices().await else { return };
    let before = *UNREAD.peek();
    if count.unread != before {
        *UNREAD.write() = count.unread;
    }
    if live {
        *NEWS.write() += 1;
        toast(&t!("notice-came"));
    } else if count.unread > before {
        *NEWS.write() += 1;
    }
}

/// Listens while somebody who files is logged in; once, around the pages behind the login.
pub(crate) fn use_notices() {
    // Another enterprise has other notices.
    let acting =
        use_memo(|| session::current().filter(|_| session::may_file_applications()).map(|one| one.enterprise_id));
    use_resource(move || async move {
        if acting().is_none() {
            *UNREAD.write() = 0;
            return;
        }
        loop {
            look(false).await;
            match Notices::listen() {
                Some(listening) => {
                    while !listening.is_closed() {
                        let came = listening.wait(LOOK_MS).await;
                        if came || platform::is_visible() {
                            look(came).await;
                        }
                    }
                    // Over for good where the session is, for now where nobody sees the page.
                    platform::sleep_ms(BREATH_MS).await;
                }
                None if platform::is_visible() => platform::sleep_ms(LOOK_MS).await,
                None => platform::woken().await,
            }
        }
    });
}

/// Does something with every notice that comes while a page is open: what it shows may be old.
pub(crate) fn use_news(mut then: impl FnMut() + 'static) {
    let mut known = use_hook(|| CopyValue::new(*NEWS.peek()));
    use_effect(move || {
        let news = *NEWS.read();
        if news != known() {
            known.set(news);
            then();
        }
    });
}

/// Marks those of an application as read, as it is looked at.
pub(crate) async fn seen(application: &str) {
    if *UNREAD.peek() > 0
        && let Ok(count) = api::read_notices(Some(application)).await
    {
        *UNREAD.write() = count.unread;
    }
}

/// The count beside 消息, as far as it is told.
pub(crate) fn told(unread: u32) -> String {
    if unread > 99 { "99+".to_owned() } else { unread.to_string() }
}
