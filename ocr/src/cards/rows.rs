//! Lines that stand beside each other read as one: a label and its value are often two boxes.

use crate::page::Line;

/// A row of a page, without any space.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// All its text.
    pub(super) text: String,
    /// How sure the network is of the least sure part.
    pub(super) sureness: f32,
}

/// A page's rows from top to bottom.
pub(super) struct Rows(pub(super) Vec<Row>);

impl Rows {
    /// Of lines in reading order.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut rows: Vec<(Row, &Line)> = Vec::new();
        for line in lines {
            let text: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
            match rows.last_mut() {
                Some((row, last)) if beside(last, line) => {
                    row.text.push_str(&text);
                    row.sureness = row.sureness.min(line.sureness);
                    *last = line;
                }
                _ => rows.push((Row { text, sureness: line.sureness }, line)),
            }
        }
        Self(rows.into_iter().map(|(row, _)| row).collect())
    }

    /// The row that has one of these words, and what stands behind the word.
    pub(super) fn behind(&self, words: &[&str]) -> Option<(&str, f32)> {
        words.iter().find_map(|word| {
            self.0.iter().find_map(|row| row.text.split_once(word).map(|(_, rest)| (rest, row.sureness)))
        })
    }

    /// Whether a word stands anywhere.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.iter().any(|row| row.text.contains(word))
    }
}

fn beside(left: &Line, right: &Line) -> bool {
    let (a, b) = (&left.place, &right.place);
    a.centre.0 < b.centre.0 && (a.centre.1 - b.centre.1).abs() < 0.4 * a.height.min(b.height)
}

/// A date, written with any signs between its numbers, as `2026-11-27`; none where it is no day of the calendar.
pub(super) fn date(text: &str) -> Option<String> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let first = numbers.next()?;
    let (year, month, day) = match first.len() {
        8 => (first.get(..4)?, first.get(4..6)?, first.get(6..)?),
        4 => (first, numbers.next()?, numbers.next()?),
        _ => return None,
    };
    let (year, month, day): (u32, u32, u32) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    ((1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
impl Rows {
    /// Rows of these texts, each read without doubt.
    pub(super) fn saying(texts: &[&str]) -> Self {
        Self(texts.iter().map(|text| Row { text: (*text).to_owned(), sureness: 1.0 }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_have_many_shapes() {
        for text in ["2015.03.04", "2015年3月4日", "20150304", "2015-03-04-长期"] {
            assert_eq!(date(text).as_deref(), Some("2015-03-04"), "{text}");
        }
        assert_eq!((date("2015.13.04"), date("长期"), date("0304")), (None, None, None));
    }
}
