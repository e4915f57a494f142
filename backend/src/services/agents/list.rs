//! Reading agents: one, or a page by name.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::api::{AgentOut, AgentPage, parse_search};
use shared::error::Invalid;
use shared::identity::Mobile;
use shared::limits::PAGE_SIZE;

use super::row::{AgentRow, COLUMNS, find};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// One agent.
///
/// # Errors
/// `not_found` for anybody who is not an agent of the acting person's enterprise.
pub async fn get(app: &App, who: &LoggedIn, acting: &MembershipRow, id: &str) -> ServiceResult<AgentOut> {
    Ok(find(app, acting, id).await?.to_wire(app, who, acting))
}

/// A page of agents by name. `search` matches a part of name or account name, the number's last digits, or a whole number.
///
/// # Errors
/// `search_too_long`, `cursor_invalid`.
pub async fn page(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    search: Option<&str>,
    cursor: Option<&str>,
) -> ServiceResult<AgentPage> {
    let raw = search.unwrap_or_default();
    let text = parse_search(raw).map_err(|invalid| ServiceError::Fields(("search", invalid).into()))?;
    let after = match cursor {
        None => String::new(),
        Some(cursor) => URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| ServiceError::Fields(("cursor", Invalid::new("cursor_invalid")).into()))?,
    };
    let number = Mobile::parse(raw).map(|mobile| app.vault.index("mobile", mobile.as_str())).unwrap_or_default();
    let vars = Vars::new()
        .set("enterprise", acting.enterprise.clone())
        .set("past", after)
        .set("text", text)
        .set("number", number)
        .set("limit", PAGE_SIZE + 1);
    let query = format!(
        "SELECT {COLUMNS} FROM membership
         WHERE enterprise = $enterprise AND role = 'agent' AND sort_key > $past
           AND ($text = '' OR string::contains(search_text, $text) OR ($number != '' AND user.mobile_index = $number))
         ORDER BY sort_key LIMIT $limit"
    );
    let mut rows: Vec<AgentRow> = app.db.read(&query, vars).await?.take(0)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next_cursor = if more { rows.last().map(|row| URL_SAFE_NO_PAD.encode(&row.sort_key)) } else { None };
    Ok(AgentPage { items: rows.iter().map(|row| row.to_wire(app, who, acting)).collect(), next_cursor })
}
