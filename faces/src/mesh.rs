//! A face's shape: 478 points in space (MediaPipe face landmarker), and which way the head is turned.

use crate::detector::Face;
use crate::geometry::{Point, Similarity};
use crate::network::{Network, NetworkError};
use crate::picture::Picture;

/// Side of what the network looks at, pixels.
const SIDE: usize = 256;
/// The square around a face is so many times as long as the face.
const AROUND: f32 = 1.5;
/// Points of a mesh.
pub(crate) const POINTS: usize = 478;

/// A point of the mesh: place in the picture, and depth in pixels, growing away from the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct MeshPoint {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) z: f32,
}

/// Which way a head is turned, in degrees, as the camera sees it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pose {
    /// To the person's left (positive) or right.
    pub yaw: f32,
    /// Down (positive) or up.
    pub pitch: f32,
    /// Leaning to the picture's right (positive) or left.
    pub roll: f32,
}

/// The shape of a face.
#[derive(Debug, Clone, PartialEq)]
pub struct Mesh {
    pub(crate) points: Vec<MeshPoint>,
    /// Whether there is a face at all, 0 to 1.
    pub presence: f32,
}

impl Mesh {
    /// How far the eyes are open: height over length of the one that is more so; about 0.3 where they are, below 0.15 where
    /// they are closed.
    pub fn eyes_open(&self) -> f32 {
        let at = |number: usize| self.points.get(number).copied().unwrap_or(MeshPoint { x: 0.0, y: 0.0, z: 0.0 });
        let apart = |one: usize, other: usize| {
            let (one, other) = (at(one), at(other));
            ((one.x - other.x).powi(2) + (one.y - other.y).powi(2) + (one.z - other.z).powi(2)).sqrt()
        };
        let open = |upper: usize, lower: usize, outer: usize, inner: usize| {
            apart(upper, lower) / apart(outer, inner).max(f32::EPSILON)
        };
        open(159, 145, 33, 133).max(open(386, 374, 263, 362))
    }

    /// Which way the head is turned: from ear to ear, and from forehead to chin.
    pub fn pose(&self) -> Pose {
        let at = |number: usize| self.points.get(number).copied().unwrap_or(MeshPoint { x: 0.0, y: 0.0, z: 0.0 });
        let (right, left, forehead, chin) = (at(234), at(454), at(10), at(152));
        let across = (left.x - right.x).hypot(left.y - right.y);
        let down = (chin.x - forehead.x).hypot(chin.y - forehead.y);
        Pose {
            yaw: (left.z - right.z).atan2(across).to_degrees(),
            pitch: (chin.z - forehead.z).atan2(down).to_degrees(),
            roll: (left.y - right.y).atan2(left.x - right.x).to_degrees(),
        }
    }
}

/// Finds the shape of faces.
pub struct Mesher(Network);

impl Mesher {
    /// Loads the network.
    ///
    /// # Errors
    /// Where the file is another one.
    pub fn load(file: Vec<u8>) -> Result<Self, NetworkError> {
        Network::load(file, &["Identity", "Identity_1"]).map(Self)
    }

    /// The shape of a face.
    ///
    /// # Errors
    /// Where the network fails.
    pub fn shape(&self, picture: &Picture, face: &Face) -> Result<Mesh, NetworkError> {
        let [right, left, ..] = face.points;
        let angle = (left.y - right.y).atan2(left.x - right.x);
        let centre = Point::new(face.left + face.width / 2.0, face.top + face.height / 2.0);
        let onto = Similarity::from_square(SIDE as f32, centre, face.width.max(face.height) * AROUND, angle);
        let steps = (onto.scale().round() as usize).clamp(1, 4);
        let values = picture.square(SIDE, onto, steps).into_iter().flatten().map(|value| value / 255.0).collect();
        let answers = self.0.run([1, SIDE, SIDE, 3], values)?;
        let [places, presence] = answers.as_slice() else {
            return Err(NetworkError::Run("it gave no mesh".to_owned()));
        };
        let points: Vec<MeshPoint> = places
            .chunks_exact(3)
            .map(|place| {
                let on = onto.apply(Point::new(place[0], place[1]));
                MeshPoint { x: on.x, y: on.y, z: place[2] * onto.scale() }
            })
            .collect();
        if points.len() != POINTS {
            return Err(NetworkError::Run("it gave another mesh".to_owned()));
        }
        let presence = presence.first().copied().unwrap_or_default();
        Ok(Mesh { points, presence: 1.0 / (1.0 + (-presence).exp()) })
    }
}
