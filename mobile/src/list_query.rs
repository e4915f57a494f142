//! What a list of applications is narrowed to, kept in the address: a link opens the same list again.

use std::fmt;

use dioxus::prelude::*;
use serde_json::{Map, Value};
use shared::api::ApplicationQuery;
use shared::application::Status;

use crate::escape::{escape, unescape};
use crate::session;

/// The list that a person looked at last, so that one comes back to it from an application; whose it was, and its query.
static LAST: GlobalSignal<Option<(String, ListQuery)>> = Signal::global(|| None);

/// Notes the list that is looked at.
pub(crate) fn remember(query: &ListQuery) {
    if let Some(me) = session::me() {
        *LAST.write() = Some((me.user_id, query.clone()));
    }
}

/// The list to go back to; the whole one where the person has looked at none.
pub(crate) fn last() -> ListQuery {
    let me = session::me().map(|me| me.user_id);
    LAST.peek()
        .as_ref()
        .filter(|(owner, _)| Some(owner) == me.as_ref())
        .map(|(_, query)| query.clone())
        .unwrap_or_default()
}

/// The query of the list in an address: `?name=王&status=draft`. Boxed: every address would be as large as its ten texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListQuery(pub(crate) Box<ApplicationQuery>);

impl ListQuery {
    /// Everything that stands so.
    pub(crate) fn of(status: Status) -> Self {
        Self::from(ApplicationQuery { status: status.code().to_owned(), ..ApplicationQuery::default() })
    }

    /// The same list with another status; `None` for any.
    pub(crate) fn with_status(&self, status: Option<Status>) -> Self {
        let status = status.map(Status::code).unwrap_or_default().to_owned();
        Self::from(ApplicationQuery { status, ..(*self.0).clone() })
    }

    /// How many fields narrow the list. The order does not.
    pub(crate) fn narrowed_by(&self) -> usize {
        pairs(&self.0).iter().filter(|(name, value)| *name != "sort" && !value.trim().is_empty()).count()
    }
}

impl From<ApplicationQuery> for ListQuery {
    fn from(query: ApplicationQuery) -> Self {
        Self(Box::new(query))
    }
}

/// Names and values of the query's fields, in the order of the filters; empty ones too.
pub(crate) fn pairs(query: &ApplicationQuery) -> [(&'static str, &str); 10] {
    [
        ("name", query.name.as_str()),
        ("document_number", &query.document_number),
        ("status", &query.status),
        ("category", &query.category),
        ("month_from", &query.month_from),
        ("month_to", &query.month_to),
        ("submitted_from", &query.submitted_from),
        ("submitted_to", &query.submitted_to),
        ("agent", &query.agent),
        ("sort", &query.sort),
    ]
}

/// The router has decoded it already. What is no field of the query is not looked at.
impl From<&str> for ListQuery {
    fn from(query: &str) -> Self {
        let fields: Map<String, Value> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), unescape(value).into()))
            .collect();
        Self(serde_json::from_value(fields.into()).unwrap_or_default())
    }
}

/// As the router takes it to encode it.
impl fmt::Display for ListQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = pairs(&self.0).into_iter().filter(|(_, value)| !value.is_empty());
        for (index, (name, value)) in given.enumerate() {
            let and = if index == 0 { "" } else { "&" };
            write!(f, "{and}{name}={}", escape(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::Route;

    fn address(query: &ListQuery) -> String {
        Route::ApplicationsList { query: query.clone() }.to_string()
    }

    fn read(address: &str) -> ListQuery {
        match address.parse() {
            Ok(Route::ApplicationsList { query }) => query,
            other => panic!("{address} is read as {other:?}"),
        }
    }

    fn named(name: &str) -> ListQuery {
        ListQuery::from(ApplicationQuery { name: name.into(), ..Default::default() })
    }

    #[test]
    fn every_text_comes_back_from_the_address() {
        for name in
            ["王", "a&b", "a=b", "50%", "%26", "a+b", "a#b", "a b", "~1", "?", "\"<>'", "é", "a&status=draft", "张 三"]
        {
            let query = named(name);
            let address = address(&query);
            assert_eq!(read(&address), query, "{address}");
            assert!(address.is_ascii() && !address.contains([' ', '#']), "{address}");
        }
    }

    #[test]
    fn every_field_has_its_place_in_the_address() {
        let Ok(Value::Object(fields)) = serde_json::to_value(ApplicationQuery::default()) else { panic!("an object") };
        let full: Map<String, Value> = fields.keys().map(|name| (name.clone(), format!("&{name}").into())).collect();
        let query = ListQuery(serde_json::from_value(full.into()).unwrap_or_default());
        assert_eq!(pairs(&query.0).len(), fields.len());
        assert_eq!(read(&address(&query)), query);
    }

    #[test]
    fn an_address_is_short_and_can_be_written_by_hand() {
        assert_eq!(address(&ListQuery::of(Status::Draft)), "/applications?status=draft");
        let by_hand = read("/applications?status=draft&name=%E7%8E%8B&page=3&rubbish");
        assert_eq!(by_hand, named("王").with_status(Some(Status::Draft)));
        assert_eq!(read("/applications"), ListQuery::default());
        assert_eq!(read("/applications?"), ListQuery::default());
        assert_eq!(read("/applications?name=王"), named("王"));
    }

    #[test]
    fn another_status_keeps_the_rest() {
        let query = named("王").with_status(Some(Status::Rejected));
        assert_eq!((query.0.name.as_str(), query.0.status.as_str()), ("王", "rejected"));
        assert_eq!(query.with_status(None), named("王"));
    }

    #[test]
    fn the_order_narrows_nothing() {
        let query =
            ListQuery::from(ApplicationQuery { sort: "submitted".into(), name: " ".into(), ..Default::default() });
        assert_eq!(query.narrowed_by(), 0);
        assert_eq!(named("王").with_status(Some(Status::Draft)).narrowed_by(), 2);
    }
}
