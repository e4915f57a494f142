//! What was measured, as a table.

use std::time::Duration;

/// Times of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measured {
    calls: usize,
    least: Duration,
    median: Duration,
    high: Duration,
}

impl Measured {
    /// Sorts the times of calls.
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |index: usize| times.get(index).copied().unwrap_or_default();
        let last = times.len().saturating_sub(1);
        Self {
            calls: times.len(),
            least: at(0),
            median: at(times.len() / 2),
            high: at((times.len() * 95 / 100).min(last)),
        }
    }

    fn words(&self) -> String {
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        let few = if self.calls < 100 { format!(" ({}x)", self.calls) } else { String::new() };
        format!("{:.1} / {:.1} / {:.1}{few}", millis(self.least), millis(self.median), millis(self.high))
    }
}

/// The table's head.
pub(crate) fn head(small: u64, large: u64) {
    println!("\nA page, ms: min / median / 95th of 100 calls; how many times the one the other is, by min and median");
    let (small, large) = (grouped(small), grouped(large));
    println!("{:57} {small:>23} {large:>23} {:>13}", "applications in the database", "ratio");
}

/// One list in both databases.
pub(crate) fn line(name: &str, [few, many]: &[Measured; 2]) {
    let ratio = |few: Duration, many: Duration| many.as_secs_f64() / few.as_secs_f64();
    let (least, median) = (ratio(few.least, many.least), ratio(few.median, many.median));
    println!("{name:57} {:>23} {:>23} {:>13}", few.words(), many.words(), format!("{least:.2} / {median:.2}"));
}

/// `1,000,000`
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            [0, 999, 1_000, 20_000, 1_000_000].map(grouped),
            ["0", "999", "1,000", "20,000", "1,000,000"].map(str::to_owned)
        );
    }

    #[test]
    fn times_are_least_median_and_high() {
        let measured = Measured::of((1..=100).rev().map(Duration::from_millis).collect());
        assert_eq!(measured.words(), "1.0 / 51.0 / 96.0");
        assert_eq!(Measured::of(vec![Duration::from_millis(2)]).words(), "2.0 / 2.0 / 2.0 (1x)");
    }
}
