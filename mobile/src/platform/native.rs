//! A native shell behind [`super`]: a JSON file in the user's data folder, and small scripts for the webview.

pub(super) mod kept_files;
pub(super) mod keys;
pub(super) mod notices;

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Address of the server, for those who run their own.
const SERVER_VARIABLE: &str = "SOCIAL_INSURANCE_SERVER";
const SERVER_KEY: &str = "server";
const SERVER_DEFAULT: &str = "http://127.0.0.1:8080";
const TOKEN_KEY: &str = "session-token";

/// One writer at a time, so that two quick changes do not lose one.
static FILE: Mutex<()> = Mutex::new(());

fn path() -> PathBuf {
    let home = || std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| home().map(|home| home.join(".local").join("share")))
        .unwrap_or_else(std::env::temp_dir)
        .join("enterprise-social-insurance")
        .join("kept.json")
}

fn read() -> BTreeMap<String, String> {
    std::fs::read(path()).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn change(change: impl FnOnce(&mut BTreeMap<String, String>)) {
    let _guard = FILE.lock();
    let mut kept = read();
    change(&mut kept);
    let path = path();
    let written = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let fresh = path.with_extension("new");
        write_private(&fresh, &serde_json::to_vec(&kept).unwrap_or_default())?;
        std::fs::rename(&fresh, &path)
    };
    // A full or read-only disk costs what was kept, not the page.
    let _ = written();
}

/// The file holds the session's token: nobody else on the machine may read it.
fn write_private(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)?.write_all(bytes)
}

/// Runs a script in the webview. Without a renderer (unit tests) there is none, and nothing happens.
fn script(code: &str) {
    if cfg!(any(feature = "desktop", feature = "mobile")) {
        dioxus::document::eval(code);
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

pub(super) fn stored(key: &str) -> Option<String> {
    read().remove(key)
}

pub(super) fn store(key: &str, text: &str) {
    change(|kept| {
        kept.insert(key.to_owned(), text.to_owned());
    });
}

pub(super) fn forget(key: &str) {
    change(|kept| {
        kept.remove(key);
    });
}

pub(super) fn forget_all(prefix: &str) {
    change(|kept| kept.retain(|key, _| !key.starts_with(prefix)));
}

#[expect(
    clippy::disallowed_methods,
    reason = "the device's own clock, for countdowns alone; dates come from the server"
)]
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or_default()
}

pub(super) async fn sleep_ms(millis: u32) {
    tokio::time::sleep(Duration::from_millis(u64::from(millis))).await;
}

pub(super) fn is_visible() -> bool {
    true
}

/// A shell is told of neither; its next try comes by itself.
pub(super) async fn woken() {
    std::future::pending::<()>().await;
}

/// What is kept on the device outlives the window.
pub(super) fn ask_before_unload(_ask: bool) {}

/// A window has no buttons but those of the app.
pub(super) fn turn_back_walks(_held: impl Fn(&str) -> Option<String> + 'static) {}

pub(super) fn is_wide() -> bool {
    cfg!(feature = "desktop")
}

pub(super) fn origin() -> String {
    let server = std::env::var(SERVER_VARIABLE).ok().or_else(|| stored(SERVER_KEY));
    server.as_deref().unwrap_or(SERVER_DEFAULT).trim_end_matches('/').to_owned()
}

pub(super) fn focus(id: &str) {
    let id = quoted(id);
    script(&format!(
        "const e = document.getElementById({id}); if (e) {{ e.focus(); e.scrollIntoView({{block: 'center'}}); }}"
    ));
}

pub(super) fn focus_quietly(id: &str) {
    script(&format!("document.getElementById({})?.focus({{preventScroll: true}});", quoted(id)));
}

pub(super) fn bring_into_row(list: &str, item: &str) {
    script(&format!(
        "const l = document.getElementById({}), i = document.getElementById({});
         if (l && i) l.scrollLeft = i.offsetLeft - l.offsetLeft - (l.clientWidth - i.offsetWidth) / 2;",
        quoted(list),
        quoted(item)
    ));
}

pub(super) fn bounds(_id: &str) -> Option<[f64; 4]> {
    None
}

pub(super) fn set_title(title: &str) {
    script(&format!("document.title = {};", quoted(title)));
}

pub(super) fn set_root_class(class: &str, on: bool) {
    script(&format!("document.documentElement.classList.toggle({}, {on});", quoted(class)));
}

pub(super) fn set_root_language(tag: &str) {
    script(&format!("document.documentElement.lang = {};", quoted(tag)));
}

pub(super) fn show_dialog(id: &str) {
    script(&format!("const d = document.getElementById({}); if (d && !d.open) d.showModal();", quoted(id)));
}

pub(super) fn close_dialog(id: &str) {
    script(&format!("document.getElementById({})?.close();", quoted(id)));
}

pub(super) async fn copy(text: &str) -> bool {
    script(&format!("navigator.clipboard?.writeText({});", quoted(text)));
    cfg!(any(feature = "desktop", feature = "mobile"))
}

pub(super) fn unique_key() -> String {
    // Every `RandomState` is keyed by the system's randomness.
    let half = || RandomState::new().hash_one(now_ms());
    format!("{:016x}{:016x}", half(), half())
}

pub(super) fn tidy_address() {}

pub(super) fn reload() {
    script("location.reload();");
}

pub(super) fn bearer_token() -> Option<String> {
    stored(TOKEN_KEY)
}

pub(super) fn keep_bearer_token(token: Option<&str>) {
    match token {
        Some(token) => store(TOKEN_KEY, token),
        None => forget(TOKEN_KEY),
    }
}
