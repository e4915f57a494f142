//! Where faces are: YuNet (OpenCV Zoo, 2023mar), boxes with five points each.

use rten::{ModelOptions, op_registry};

use crate::geometry::Point;
use crate::network::{Network, NetworkError};
use crate::picture::Picture;

/// Pictures are looked at with at most so many pixels on their long side.
const LONG_SIDE: usize = 640;
/// Less sure than this is no face.
const LEAST_SCORE: f32 = 0.7;
/// Of two boxes that share more than this, the surer one stays.
const MOST_SHARED: f32 = 0.3;
/// More faces than this are not told apart any more.
const FACES_MAX: usize = 20;
const STRIDES: [usize; 3] = [8, 16, 32];
const OUTPUTS: [&str; 12] = [
    "cls_8", "cls_16", "cls_32", "obj_8", "obj_16", "obj_32", "bbox_8", "bbox_16", "bbox_32", "kps_8", "kps_16",
    "kps_32",
];

/// A face in a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Right eye, left eye, tip of the nose, right and left corner of the mouth, as the person has them.
    pub points: [Point; 5],
    /// How sure, 0 to 1.
    pub score: f32,
}

impl Face {
    fn shared(&self, other: &Self) -> f32 {
        let across = (self.left + self.width).min(other.left + other.width) - self.left.max(other.left);
        let down = (self.top + self.height).min(other.top + other.height) - self.top.max(other.top);
        let both = across.max(0.0) * down.max(0.0);
        both / (self.width * self.height + other.width * other.height - both).max(f32::EPSILON)
    }

    fn times(mut self, times: f32) -> Self {
        for value in [&mut self.left, &mut self.top, &mut self.width, &mut self.height] {
            *value *= times;
        }
        self.points = self.points.map(|point| Point::new(point.x * times, point.y * times));
        self
    }
}

/// Finds faces.
pub struct Detector(Network);

impl Detector {
    /// Loads the network.
    ///
    /// # Errors
    /// Where the file is another one.
    pub fn load(file: Vec<u8>) -> Result<Self, NetworkError> {
        let operators = op_registry!(Add, Conv, MaxPool, Relu, Reshape, Resize, Sigmoid, Transpose);
        Network::load_by(&ModelOptions::with_ops(operators), file, &OUTPUTS).map(Self)
    }

    /// The faces of a picture, the surest first, 20 at most.
    ///
    /// # Errors
    /// Where the network fails.
    pub fn find(&self, picture: &Picture) -> Result<Vec<Face>, NetworkError> {
        self.find_within(picture, LONG_SIDE)
    }

    /// As [`Self::find`], with at most so many pixels on the long side: half of them take a quarter of the time and find
    /// faces of twice the size.
    ///
    /// # Errors
    /// Where the network fails.
    pub fn find_within(&self, picture: &Picture, long_side: usize) -> Result<Vec<Face>, NetworkError> {
        let (small, times) = picture.fitted(long_side);
        let (width, height) = (small.width().next_multiple_of(32), small.height().next_multiple_of(32));
        let answers = self.0.run([1, 3, height, width], planes(&small, width, height))?;
        let mut faces = Vec::new();
        for (number, stride) in STRIDES.into_iter().enumerate() {
            let of = |kind: usize| answers.get(kind * 3 + number).map(Vec::as_slice).unwrap_or_default();
            read(
                &Layer { classes: of(0), objects: of(1), boxes: of(2), points: of(3) },
                stride,
                width / stride,
                &mut faces,
            );
        }
        faces.sort_by(|one, other| other.score.total_cmp(&one.score));
        let mut apart: Vec<Face> = Vec::new();
        for face in faces {
            if apart.len() < FACES_MAX && apart.iter().all(|other| other.shared(&face) <= MOST_SHARED) {
                apart.push(face);
            }
        }
        Ok(apart.into_iter().map(|face| face.times(times)).collect())
    }
}

/// Blue, green and red one after the other, the picture in the top left corner.
fn planes(picture: &Picture, width: usize, height: usize) -> Vec<f32> {
    let mut planes = vec![0.0; 3 * width * height];
    for (y, row) in picture.pixels().chunks_exact(picture.width() * 3).enumerate() {
        for (x, rgb) in row.chunks_exact(3).enumerate() {
            for (plane, value) in rgb.iter().rev().enumerate() {
                planes[(plane * height + y) * width + x] = f32::from(*value);
            }
        }
    }
    planes
}

struct Layer<'a> {
    classes: &'a [f32],
    objects: &'a [f32],
    boxes: &'a [f32],
    points: &'a [f32],
}

/// Reads one layer of answers: for each cell how sure it is, and box and points in units of the cell's size.
fn read(layer: &Layer<'_>, stride: usize, columns: usize, faces: &mut Vec<Face>) {
    let cells =
        layer.classes.iter().zip(layer.objects).zip(layer.boxes.chunks_exact(4).zip(layer.points.chunks_exact(10)));
    for (cell, ((class, object), (sides, points))) in cells.enumerate() {
        let score = (class.clamp(0.0, 1.0) * object.clamp(0.0, 1.0)).sqrt();
        if score < LEAST_SCORE {
            continue;
        }
        let (column, row, size) = ((cell % columns) as f32, (cell / columns) as f32, stride as f32);
        let (width, height) = (sides[2].exp() * size, sides[3].exp() * size);
        let place =
            |number: usize| Point::new((points[number * 2] + column) * size, (points[number * 2 + 1] + row) * size);
        faces.push(Face {
            left: (column + sides[0]) * size - width / 2.0,
            top: (row + sides[1]) * size - height / 2.0,
            width,
            height,
            points: [place(0), place(1), place(2), place(3), place(4)],
            score,
        });
    }
}
