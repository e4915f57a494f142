//! What a face does: MediaPipe's blendshapes, of which blinking and opening the mouth are used.

use crate::mesh::Mesh;
use crate::network::{Network, NetworkError};

/// The points of the mesh that the network looks at (MediaPipe, `face_blendshapes_graph.cc`, `kLandmarksSubsetIdxs`).
const POINTS: [usize; 146] = [
    0, 1, 4, 5, 6, 7, 8, 10, 13, 14, 17, 21, 33, 37, 39, 40, 46, 52, 53, 54, 55, 58, 61, 63, 65, 66, 67, 70, 78, 80,
    81, 82, 84, 87, 88, 91, 93, 95, 103, 105, 107, 109, 127, 132, 133, 136, 144, 145, 146, 148, 149, 150, 152, 153,
    154, 155, 157, 158, 159, 160, 161, 162, 163, 168, 172, 173, 176, 178, 181, 185, 191, 195, 197, 234, 246, 249, 251,
    263, 267, 269, 270, 276, 282, 283, 284, 285, 288, 291, 293, 295, 296, 297, 300, 308, 310, 311, 312, 314, 317, 318,
    321, 323, 324, 332, 334, 336, 338, 356, 361, 362, 365, 373, 374, 375, 377, 378, 379, 380, 381, 382, 384, 385, 386,
    387, 388, 389, 390, 397, 398, 400, 402, 405, 409, 415, 454, 466, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477,
];
const BLINK_LEFT: usize = 9;
const BLINK_RIGHT: usize = 10;
const JAW_OPEN: usize = 25;

/// What a face does at one moment, 0 to 1 each.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Expressions {
    /// How far both eyes are closed: the one that is less.
    pub blink: f32,
    /// How far the mouth is open.
    pub jaw_open: f32,
}

/// Reads expressions from shapes.
pub struct Reader(Network);

impl Reader {
    /// Loads the network.
    ///
    /// # Errors
    /// Where the file is another one.
    pub fn load(file: Vec<u8>) -> Result<Self, NetworkError> {
        Network::load(file, &["StatefulPartitionedCall:0"]).map(Self)
    }

    /// What the face of a mesh does.
    ///
    /// # Errors
    /// Where the network fails.
    pub fn read(&self, mesh: &Mesh) -> Result<Expressions, NetworkError> {
        let places = POINTS.iter().filter_map(|number| mesh.points.get(*number)).flat_map(|point| [point.x, point.y]);
        let answers = self.0.run([1, POINTS.len(), 2], places.collect())?;
        let scores = answers.first().map(Vec::as_slice).unwrap_or_default();
        let at = |number: usize| {
            scores.get(number).copied().ok_or_else(|| NetworkError::Run("it gave too little".to_owned()))
        };
        Ok(Expressions { blink: at(BLINK_LEFT)?.min(at(BLINK_RIGHT)?), jaw_open: at(JAW_OPEN)? })
    }
}
