//! What the queue is narrowed to: a shelf, an order, or one document number. It stands in the address.

use shared::api::ReviewShelf;

use super::super::QueueQuery;
use crate::escape::{escape, unescape};
use crate::routes::Route;

/// The query, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Narrowed {
    pub(super) shelf: ReviewShelf,
    pub(super) newest: bool,
    /// A whole document number; with it the shelf does not matter.
    pub(super) number: String,
}

impl Default for Narrowed {
    fn default() -> Self {
        Self { shelf: ReviewShelf::Open, newest: false, number: String::new() }
    }
}

impl From<&QueueQuery> for Narrowed {
    /// What is no part of a query is not looked at.
    fn from(query: &QueueQuery) -> Self {
        let mut read = Self::default();
        for (name, value) in query.0.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "shelf" => read.shelf = ReviewShelf::from_code(value).unwrap_or(ReviewShelf::Open),
                "sort" => read.newest = value == "newest",
                "number" => read.number = unescape(value),
                _ => {}
            }
        }
        read
    }
}

impl Narrowed {
    /// The order as the server knows it.
    pub(super) const fn sort(&self) -> &'static str {
        if self.newest { "newest" } else { "oldest" }
    }

    /// The address; what is as usual is left out.
    pub(super) fn route(&self) -> Route {
        let mut pairs = Vec::new();
        if self.shelf != ReviewShelf::Open {
            pairs.push(format!("shelf={}", self.shelf.code()));
        }
        if self.newest {
            pairs.push("sort=newest".to_owned());
        }
        if !self.number.is_empty() {
            pairs.push(format!("number={}", escape(&self.number)));
        }
        Route::AgencyQueue { query: QueueQuery(pairs.join("&")) }
    }

    /// Another shelf in the same order.
    pub(super) fn at(&self, shelf: ReviewShelf) -> Self {
        Self { shelf, newest: self.newest, number: String::new() }
    }

    /// One number in all of the region; an empty one is the queue again.
    pub(super) fn of_number(&self, number: &str) -> Self {
        Self { number: number.trim().to_owned(), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Narrowed {
        match address.parse() {
            Ok(Route::AgencyQueue { query }) => Narrowed::from(&query),
            other => panic!("{address} is read as {other:?}"),
        }
    }

    #[test]
    fn the_queue_comes_back_from_its_address() {
        assert_eq!(read("/agency"), Narrowed::default());
        assert_eq!(read("/agency?shelf=gone&rubbish&page=3"), Narrowed::default());
        for shelf in ReviewShelf::ALL {
            for newest in [false, true] {
                for number in ["", "22010219650101001X", "K123 (4)&x=%26"] {
                    let narrowed = Narrowed { shelf: *shelf, newest, number: number.to_owned() };
                    let address = narrowed.route().to_string();
                    assert_eq!(read(&address), narrowed, "{address}");
                }
            }
        }
        assert_eq!(Narrowed::default().at(ReviewShelf::Mine).route().to_string(), "/agency?shelf=mine");
    }
}
