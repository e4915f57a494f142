//! How well faces are told apart on an operator's own pictures: false accepts and rejects over thresholds.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::embedder::Embedding;
use crate::judge::{Judge, JudgeError};
use crate::thresholds::Thresholds;

/// Pictures that are compared, at most: 2,000 have two million pairs, and an embedding takes half a kilobyte.
pub const PICTURES_MAX: usize = 2_000;
/// Largest picture that is read, bytes.
const BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Thresholds at which the curve is told: from, to, step, in hundredths.
const CURVE: (usize, usize, usize) = (20, 70, 5);

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum EvaluationError {
    /// The folder cannot be read.
    #[error("{}: {error}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// More pictures than are compared.
    #[error("there are more than {PICTURES_MAX} pictures")]
    TooMany,
    /// A network failed.
    #[error(transparent)]
    Failed(#[from] crate::network::NetworkError),
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluation {
    /// Persons with at least one picture that could be used.
    pub persons: usize,
    /// Pictures that could be used.
    pub pictures: usize,
    /// Pictures that could not: no JPEG, no face, or not good enough for a portrait.
    pub unusable: Vec<PathBuf>,
    /// Likeness of each pair of pictures of one person, rising.
    same: Vec<f32>,
    /// Likeness of each pair of pictures of two persons, rising.
    different: Vec<f32>,
}

/// What a threshold would do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Errors {
    /// Share of pairs of two persons that would be taken for one.
    pub false_accepts: f64,
    /// Share of pairs of one person that would be taken for two.
    pub false_rejects: f64,
}

impl Evaluation {
    /// What a threshold would do; shares of no pairs are zero.
    pub fn at(&self, threshold: f32) -> Errors {
        let below = |values: &[f32]| values.partition_point(|value| *value < threshold);
        let share = |part: usize, of: &[f32]| part as f64 / of.len().max(1) as f64;
        Errors {
            false_accepts: share(self.different.len() - below(&self.different), &self.different),
            false_rejects: share(below(&self.same), &self.same),
        }
    }

    fn of(persons: &[Vec<Embedding>], unusable: Vec<PathBuf>) -> Self {
        let (mut same, mut different) = (Vec::new(), Vec::new());
        for (number, person) in persons.iter().enumerate() {
            for (at, one) in person.iter().enumerate() {
                same.extend(person[at + 1..].iter().map(|other| one.likeness(other)));
                different.extend(persons[number + 1..].iter().flatten().map(|other| one.likeness(other)));
            }
        }
        same.sort_unstable_by(f32::total_cmp);
        different.sort_unstable_by(f32::total_cmp);
        let pictures = persons.iter().map(Vec::len).sum();
        let persons = persons.iter().filter(|pictures| !pictures.is_empty()).count();
        Self { persons, pictures, unusable, same, different }
    }
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} pictures of {} persons, {} unusable", self.pictures, self.persons, self.unusable.len())?;
        let range = |values: &[f32]| match (values.first(), values.last()) {
            (Some(least), Some(most)) => format!("{} pairs, likeness {least:.2} to {most:.2}", values.len()),
            _ => "no pairs".to_owned(),
        };
        writeln!(f, "one person:  {}", range(&self.same))?;
        writeln!(f, "two persons: {}", range(&self.different))?;
        write!(f, "threshold  false accepts  false rejects")?;
        let (from, to, step) = CURVE;
        for hundredths in (from..=to).step_by(step) {
            let threshold = hundredths as f32 / 100.0;
            let errors = self.at(threshold);
            let (accepts, rejects) = (errors.false_accepts * 100.0, errors.false_rejects * 100.0);
            write!(f, "\n     {threshold:.2}     {accepts:8.3} %     {rejects:8.3} %")?;
        }
        Ok(())
    }
}

/// Compares every picture with every other: `folder` has one folder per person, and in each JPEG pictures of that person.
///
/// # Errors
/// Where a folder cannot be read, there are too many pictures, or a network fails. A picture that cannot be used is told in
/// the result.
pub fn evaluate(judge: &Judge, folder: &Path, thresholds: &Thresholds) -> Result<Evaluation, EvaluationError> {
    let (mut persons, mut unusable, mut count) = (Vec::new(), Vec::new(), 0);
    for person in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        let mut embeddings = Vec::new();
        for path in entries(&person)?.into_iter().filter(|path| path.is_file()) {
            count += 1;
            if count > PICTURES_MAX {
                return Err(EvaluationError::TooMany);
            }
            match embedded(judge, &path, thresholds)? {
                Some(embedding) => embeddings.push(embedding),
                None => unusable.push(path),
            }
        }
        persons.push(embeddings);
    }
    Ok(Evaluation::of(&persons, unusable))
}

fn embedded(judge: &Judge, path: &Path, thresholds: &Thresholds) -> Result<Option<Embedding>, EvaluationError> {
    let fits = std::fs::metadata(path).is_ok_and(|data| data.len() <= BYTES_MAX);
    let Some(jpeg) = fits.then(|| std::fs::read(path).ok()).flatten() else { return Ok(None) };
    match judge.portrait(&jpeg, thresholds) {
        Ok(embedding) => Ok(Some(embedding)),
        Err(JudgeError::Refused(_)) => Ok(None),
        Err(JudgeError::Failed(error)) => Err(error.into()),
    }
}

/// What a folder holds, by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, EvaluationError> {
    let failed = |error| EvaluationError::Folder { path: folder.to_owned(), error };
    let paths = std::fs::read_dir(folder).map_err(failed)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.take(PICTURES_MAX + 1).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn towards(angle: f32) -> Embedding {
        let mut numbers = [0.0; 128];
        (numbers[0], numbers[1]) = (angle.cos(), angle.sin());
        Embedding::new(&numbers).expect("a direction")
    }

    #[test]
    fn errors_are_counted_over_all_pairs() {
        // One person within 0.3 rad, another a right angle away, with one odd picture near the first.
        let persons = [vec![towards(0.0), towards(0.3)], vec![towards(1.57), towards(0.5)], vec![]];
        let evaluation = Evaluation::of(&persons, vec![PathBuf::from("x")]);
        assert_eq!((evaluation.persons, evaluation.pictures), (2, 4));
        assert_eq!(evaluation.at(0.6), Errors { false_accepts: 0.5, false_rejects: 0.5 });
        assert_eq!(evaluation.at(0.999), Errors { false_accepts: 0.0, false_rejects: 1.0 });
        assert!(evaluation.to_string().contains("4 pictures of 2 persons, 1 unusable"));
    }
}
