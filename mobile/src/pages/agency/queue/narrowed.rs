//! What the queue is narrowed to: a shelf, filters, an order, or one document number. It stands in the address.

use shared::api::{ReviewQuery, ReviewShelf};

use super::super::QueueQuery;
use crate::escape::{escape, unescape};
use crate::routes::Route;

/// The query, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Narrowed {
    pub(super) shelf: ReviewShelf,
    pub(super) newest: bool,
    /// A whole document number; with it neither shelf nor filters matter, until it is let go of.
    pub(super) number: String,
    /// A part of the name.
    pub(super) name: String,
    /// A code of `Category`.
    pub(super) category: String,
    /// First day of submission.
    pub(super) submitted_from: String,
    /// Last day of submission.
    pub(super) submitted_to: String,
}

impl Default for Narrowed {
    fn default() -> Self {
        Self {
            shelf: ReviewShelf::Open,
            newest: false,
            number: String::new(),
            name: String::new(),
            category: String::new(),
            submitted_from: String::new(),
            submitted_to: String::new(),
        }
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
                "name" => read.name = unescape(value),
                "category" => read.category = unescape(value),
                "submitted_from" => read.submitted_from = unescape(value),
                "submitted_to" => read.submitted_to = unescape(value),
                _ => {}
            }
        }
        read
    }
}

impl Narrowed {
    /// As the server is asked.
    pub(super) fn query(&self) -> ReviewQuery {
        let sort = if self.newest { "newest" } else { "oldest" }.to_owned();
        let of_shelf = ReviewQuery { shelf: self.shelf.code().to_owned(), sort, ..ReviewQuery::default() };
        if !self.number.is_empty() {
            return ReviewQuery { number: self.number.clone(), ..of_shelf };
        }
        ReviewQuery {
            name: self.name.clone(),
            category: self.category.clone(),
            submitted_from: self.submitted_from.clone(),
            submitted_to: self.submitted_to.clone(),
            ..of_shelf
        }
    }

    /// The filters, with their names in the address.
    fn filters(&self) -> [(&'static str, &str); 4] {
        [
            ("name", self.name.as_str()),
            ("category", &self.category),
            ("submitted_from", &self.submitted_from),
            ("submitted_to", &self.submitted_to),
        ]
    }

    /// How many filters are in force.
    pub(super) fn narrowed_by(&self) -> usize {
        self.filters().iter().filter(|(_, value)| !value.trim().is_empty()).count()
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
        let texts = [("number", self.number.as_str())].into_iter().chain(self.filters());
        pairs.extend(texts.filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}={}", escape(text))));
        Route::AgencyQueue { query: QueueQuery(pairs.join("&")) }
    }

    /// Another shelf in the same order, by the same filters.
    pub(super) fn at(&self, shelf: ReviewShelf) -> Self {
        Self { shelf, number: String::new(), ..self.clone() }
    }

    /// One number in all of the region; an empty one is the queue again.
    pub(super) fn of_number(&self, number: &str) -> Self {
        Self { number: number.trim().to_owned(), ..self.clone() }
    }

    /// The same shelf in the same order, by other filters.
    pub(super) fn by(&self, filters: ReviewQuery) -> Self {
        let ReviewQuery { name, category, submitted_from, submitted_to, .. } = filters;
        Self { name, category, submitted_from, submitted_to, number: String::new(), ..*self }
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
                for text in ["", "22010219650101001X", "K123 (4)&x=%26", "张 三"] {
                    let narrowed = Narrowed {
                        shelf: *shelf,
                        newest,
                        number: text.to_owned(),
                        name: text.to_owned(),
                        category: "female_55".to_owned(),
                        submitted_from: text.to_owned(),
                        submitted_to: "2026-11-02".to_owned(),
                    };
                    let address = narrowed.route().to_string();
                    assert_eq!(read(&address), narrowed, "{address}");
                }
            }
        }
        assert_eq!(Narrowed::default().at(ReviewShelf::Mine).route().to_string(), "/agency?shelf=mine");
    }

    #[test]
    fn a_number_is_looked_for_whatever_else_narrows_the_queue_and_gives_it_back() {
        let queue = read("/agency?shelf=all&name=%E7%8E%8B&category=male");
        assert_eq!(queue.narrowed_by(), 2);
        let query = queue.query();
        assert_eq!((query.shelf.as_str(), query.name.as_str(), query.category.as_str()), ("all", "王", "male"));
        let one = queue.of_number(" 22010219650101001X ");
        let asked = one.query();
        assert_eq!((asked.number.as_str(), asked.name.as_str()), ("22010219650101001X", ""));
        assert_eq!(one.of_number(""), queue);
        // Another shelf keeps the filters; other filters keep the shelf.
        assert_eq!(one.at(ReviewShelf::Mine), Narrowed { shelf: ReviewShelf::Mine, ..queue.clone() });
        let cleared = queue.by(ReviewQuery::default());
        assert_eq!((cleared.shelf, cleared.narrowed_by()), (ReviewShelf::All, 0));
    }
}
