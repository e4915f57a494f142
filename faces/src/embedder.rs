//! Who a face is of: SFace (OpenCV Zoo, 2021dec), 128 numbers that lie close together for one person.

use crate::align;
use crate::detector::Face;
use crate::network::{Network, NetworkError};
use crate::picture::Picture;

/// Numbers of an embedding.
const LENGTH: usize = 128;

/// A face as a direction in 128 dimensions, of length 1.
#[derive(Clone, PartialEq)]
pub struct Embedding([f32; LENGTH]);

impl std::fmt::Debug for Embedding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A template is biometric data: never in a log.
        f.write_str("Embedding")
    }
}

impl Embedding {
    /// How many bytes [`Self::to_bytes`] gives.
    pub const BYTES: usize = LENGTH * 4;

    /// Takes numbers; `None` where they are not 128 or have no direction.
    pub fn new(numbers: &[f32]) -> Option<Self> {
        let numbers: [f32; LENGTH] = numbers.try_into().ok()?;
        let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
        (length.is_finite() && length > f32::EPSILON).then(|| Self(numbers.map(|number| number / length)))
    }

    /// Cosine of the angle between two: 1 for the same picture, about 0 for strangers.
    pub fn likeness(&self, other: &Self) -> f32 {
        self.0.iter().zip(other.0).map(|(one, other)| one * other).sum()
    }

    /// The direction in the middle of several; `None` of none.
    pub fn middle(several: &[Self]) -> Option<Self> {
        let mut sum = [0.0; LENGTH];
        for one in several {
            for (total, part) in sum.iter_mut().zip(one.0) {
                *total += part;
            }
        }
        Self::new(&sum)
    }

    /// For keeping, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// As kept; `None` where the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let numbers = bytes.chunks(4).map(|four| four.try_into().ok().map(f32::from_le_bytes));
        Self::new(&numbers.collect::<Option<Vec<f32>>>()?)
    }
}

/// Tells who faces are of.
pub struct Embedder(Network);

impl Embedder {
    /// Loads the network.
    ///
    /// # Errors
    /// Where the file is another one.
    pub fn load(file: Vec<u8>) -> Result<Self, NetworkError> {
        Network::load(file, &["fc1"]).map(Self)
    }

    /// The embedding of a face.
    ///
    /// # Errors
    /// Where the network fails, or the face has no shape.
    pub fn embed(&self, picture: &Picture, face: &Face) -> Result<Embedding, NetworkError> {
        let onto =
            align::onto(face).ok_or_else(|| NetworkError::Run("the face's points lie on one place".to_owned()))?;
        let square = picture.square(align::SIDE, onto, 1);
        let planes = (0..3).flat_map(|plane| square.iter().map(move |rgb| rgb[plane])).collect();
        let answers = self.0.run([1, 3, align::SIDE, align::SIDE], planes)?;
        let numbers = answers.first().map(Vec::as_slice).unwrap_or_default();
        Embedding::new(numbers).ok_or_else(|| NetworkError::Run("it gave no embedding".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embedding_is_kept_and_read_again() {
        let numbers: Vec<f32> = (0..LENGTH).map(|n| (n as f32 * 0.37).sin()).collect();
        let one = Embedding::new(&numbers);
        let again = one.as_ref().map(Embedding::to_bytes).and_then(|bytes| Embedding::from_bytes(&bytes));
        let likeness = one.zip(again).map(|(one, again)| one.likeness(&again)).unwrap_or_default();
        assert!((likeness - 1.0).abs() < 1e-5);
        assert_eq!(Embedding::from_bytes(&[1; 511]), None);
        assert_eq!(Embedding::new(&[0.0; LENGTH]), None);
        assert_eq!(Embedding::new(&[f32::NAN; LENGTH]), None);
    }
}
