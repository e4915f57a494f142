//! What was measured, by name: for the audit entry, never pictures or embeddings.

use std::fmt;

/// Measured values in the order in which they were measured; shown as `name=value` with two decimals, separated by spaces.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores(Vec<(&'static str, f32)>);

impl Scores {
    /// Notes a value; the same name again replaces what was there.
    pub fn set(&mut self, name: &'static str, value: f32) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// A value, where it was measured.
    pub fn get(&self, name: &str) -> Option<f32> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (name, value)) in self.0.iter().enumerate() {
            let between = if number == 0 { "" } else { " " };
            write!(f, "{between}{name}={value:.2}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Scores;

    #[test]
    fn scores_are_shown_in_order_and_the_last_value_counts() {
        let mut scores = Scores::default();
        scores.set("yaw", 1.0);
        scores.set("blink", 0.126);
        scores.set("yaw", -2.5);
        assert_eq!(scores.to_string(), "yaw=-2.50 blink=0.13");
        assert_eq!((scores.get("blink"), scores.get("jaw")), (Some(0.126), None));
    }
}
