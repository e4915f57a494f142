//! Tables are read and checked before they are used; what is wrong is told with its file and line.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::DeserializeOwned;

use super::{FILES, Policy};
use crate::retirement::{Month, WorkKind};

/// Why a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError {
    /// Name of the file.
    pub file: &'static str,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.file, self.reason)
        } else {
            write!(f, "{}, line {}: {}", self.file, self.line, self.reason)
        }
    }
}

impl std::error::Error for PolicyError {}

impl Policy {
    /// Reads and checks the tables, in the order of [`FILES`].
    ///
    /// # Errors
    /// The first thing that is wrong, with its file and line.
    pub fn parse(tables: [&str; 3]) -> Result<Self, PolicyError> {
        let [retirement, materials, pension] = tables;
        let policy = Self {
            retirement: read(FILES[0], retirement)?,
            materials: read(FILES[1], materials)?,
            pension: read(FILES[2], pension)?,
        };
        policy.check()?;
        Ok(policy)
    }

    /// What no single value shows: order of dates, kinds named once.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), PolicyError> {
        let wrong = |file: usize, reason: String| Err(PolicyError { file: FILES[file], line: 0, reason });
        let months: Vec<Month> = self.retirement.iter().map(|rules| rules.effective_from).collect();
        if let Err(reason) = ascending(&months) {
            return wrong(0, format!("effective_from {reason}"));
        }
        for rules in &self.retirement {
            let kinds: BTreeSet<WorkKind> = rules.special_work.kinds.iter().map(|kind| kind.code).collect();
            if kinds.len() != rules.special_work.kinds.len() {
                return wrong(0, format!("{}: a kind of special work is listed twice", rules.effective_from));
            }
            if rules.minimum_contribution.base_months > rules.minimum_contribution.most_months {
                return wrong(0, format!("{}: base_months is more than most_months", rules.effective_from));
            }
        }
        let months: Vec<Month> = self.materials.iter().map(|rules| rules.effective_from).collect();
        if let Err(reason) = ascending(&months) {
            return wrong(1, format!("effective_from {reason}"));
        }
        for rules in &self.materials {
            let mut seen = BTreeSet::new();
            if let Some(twice) = rules.kinds.iter().find(|kind| !seen.insert(kind.code.as_str())) {
                return wrong(1, format!("{}: {} is listed twice", rules.effective_from, twice.code));
            }
        }
        let years: Vec<i32> = self.pension.bases.iter().map(|bases| bases.year).collect();
        if let Err(reason) = ascending(&years) {
            return wrong(2, format!("year {reason}"));
        }
        if self.pension.divisor_months.windows(2).any(|pair| pair[1] >= pair[0])
            || self.pension.divisor_months.last().is_none_or(|last| *last == 0)
        {
            return wrong(2, "divisor_months has to fall from age to age and stay above 0".to_owned());
        }
        for bases in &self.pension.bases {
            let all = bases.cities.values().chain([&bases.province]);
            if all.into_iter().any(|base| !base.is_finite() || *base <= 0.0) {
                return wrong(2, format!("{}: a base is not more than 0", bases.year));
            }
        }
        Ok(())
    }
}

fn ascending<T: PartialOrd + fmt::Display>(keys: &[T]) -> Result<(), String> {
    if keys.is_empty() {
        return Err("is missing: there is no entry".to_owned());
    }
    match keys.windows(2).find(|pair| pair[0] >= pair[1]) {
        Some(pair) => Err(format!("has to rise from entry to entry, but {} follows {}", pair[1], pair[0])),
        None => Ok(()),
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, PolicyError> {
    serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        // The line stands apart.
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason).to_owned();
        PolicyError { file, line: error.line(), reason }
    })
}
