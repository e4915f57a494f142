//! A face brought upright to where the embedding network was taught to look: five points onto five places.

use crate::detector::Face;
use crate::geometry::{Point, Similarity};

/// Side of the aligned face, pixels.
pub(crate) const SIDE: usize = 112;

/// Where right eye, left eye, tip of the nose, right and left corner of the mouth belong (the template that ArcFace and
/// SFace share: OpenCV, `face_recognize.cpp`).
const TEMPLATE: [Point; 5] = [
    Point::new(38.2946, 51.6963),
    Point::new(73.5318, 51.5014),
    Point::new(56.0252, 71.7366),
    Point::new(41.5493, 92.3655),
    Point::new(70.7299, 92.2041),
];

/// The way from the aligned square into the picture; `None` where the points lie on one place.
pub(crate) fn onto(face: &Face) -> Option<Similarity> {
    // Template and points count from the first pixel's centre, as OpenCV does; places here count from its corner.
    let from_corner = |point: Point| Point::new(point.x + 0.5, point.y + 0.5);
    // Fitted this way round and turned back: fitted the other way round, least squares would make it smaller.
    Similarity::between(&face.points.map(from_corner), &TEMPLATE.map(from_corner))?.inverse()
}
