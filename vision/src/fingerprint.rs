//! What tells a page photographed twice from two pages of the same form.
//!
//! A hash of 256 bits finds what is alike in a blink; two filled-in forms are alike too, so what it finds is compared once
//! more, ink by ink.

use crate::blur::mean;
use crate::picture::{PictureError, Plane, RgbaView, luma};

/// Pixels along a side of the small page: a character is a pixel or two.
const SIDE: usize = 96;
/// The small page is compared in blocks of this many pixels along a side, each moved by up to `REACH` pixels.
const BLOCK: usize = 12;
const REACH: isize = 2;
/// Bits along a side of the hash.
const BITS: usize = 16;
/// More differing bits of 256 and the pages are different: half of them differ between unlike pages, a quarter and more
/// between pages of one form, a sixth at most between two pictures of one page.
const MOST_BITS: u32 = 72;
/// Correlations of print that two pictures of one page have in all blocks, in nine of ten and in half of them. Measured on
/// made pages: 0.50, 0.67 and 0.92 at least for one page taken twice, 0.30, 0.51 and 0.78 at most for two of one form.
const LEAST_OF_ALL: f32 = 0.38;
const LEAST_OF_MOST: f32 = 0.58;
const LEAST_OF_HALF: f32 = 0.85;
/// A page with print in fewer blocks is never said to be another one: there is too little to know it by.
const LEAST_BLOCKS: usize = 12;
/// Ink's deviation over the page in levels of 255, and the least share of the paper's brightness that is made as much of:
/// below it there is only grain.
const DEVIATION: f32 = 26.0;
const LEAST_DEVIATION: f32 = 0.004;
/// Least deviation of ink for a block to have print, in levels.
const LEAST_INK: f32 = 7.0;

/// A page's ink, small, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    hash: [u64; 4],
    ink: Vec<u8>,
}

impl Fingerprint {
    /// Bytes of [`Self::to_bytes`].
    pub const LENGTH: usize = SIDE * SIDE;

    /// Takes the print of a straightened page.
    pub fn new(page: RgbaView<'_>) -> Self {
        let small = small(page);
        // Ink is what is darker than its surroundings: neither lamp nor shadow matters then.
        let paper = mean(&small, 7);
        let mut ink: Vec<f32> =
            small.data.iter().zip(&paper.data).map(|(value, paper)| (paper - value) / paper.max(20.0)).collect();
        // Faint print counts as much as black print does.
        let gain = DEVIATION / centre(&mut ink).max(LEAST_DEVIATION);
        let ink: Vec<u8> = ink.iter().map(|ink| (128.5 + ink * gain).clamp(0.0, 255.0) as u8).collect();
        Self { hash: hash(&ink), ink }
    }

    /// The small page's bytes, to be kept beside the page.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.ink.clone()
    }

    /// # Errors
    /// [`PictureError::BadFingerprint`] where the length is another than [`Self::LENGTH`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.len() == Self::LENGTH {
            Ok(Self { hash: hash(bytes), ink: bytes.to_vec() })
        } else {
            Err(PictureError::BadFingerprint)
        }
    }

    /// Differing bits of 256 (Hamming distance), the same either way round.
    pub fn distance(&self, other: &Self) -> u32 {
        self.hash.iter().zip(other.hash).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// Whether both are pictures of one page, whichever way up.
    pub fn same_page(&self, other: &Self) -> bool {
        let mut turned = other.clone();
        (0..4).any(|turn| {
            if turn > 0 {
                turned = turned.turned();
            }
            self.distance(&turned) <= MOST_BITS && (self.same_print(&turned) && turned.same_print(self))
        })
    }

    fn turned(&self) -> Self {
        let from = |at: usize| (SIDE - 1 - at % SIDE) * SIDE + at / SIDE;
        let ink: Vec<u8> = (0..SIDE * SIDE).map(|at| self.ink.get(from(at)).copied().unwrap_or(128)).collect();
        Self { hash: hash(&ink), ink }
    }

    /// Whether the blocks with print have it in the other page, within a pixel or two.
    fn same_print(&self, other: &Self) -> bool {
        let blocks = (0..SIDE).step_by(BLOCK).flat_map(|top| (0..SIDE).step_by(BLOCK).map(move |left| (left, top)));
        let mut found: Vec<f32> = blocks.filter_map(|(left, top)| self.correlation(other, left, top)).collect();
        found.sort_by(f32::total_cmp);
        let at_least = |place: usize, least: f32| found.get(place).is_some_and(|found| *found >= least);
        found.len() >= LEAST_BLOCKS
            && at_least(0, LEAST_OF_ALL)
            && at_least(found.len() / 10, LEAST_OF_MOST)
            && at_least(found.len() / 2, LEAST_OF_HALF)
    }

    /// The best correlation of a block with the other page's at any small shift; none where the block has no print.
    fn correlation(&self, other: &Self, left: usize, top: usize) -> Option<f32> {
        let mut block = [0.0_f32; BLOCK * BLOCK];
        for (at, value) in block.iter_mut().enumerate() {
            *value = self.level((left + at % BLOCK) as isize, (top + at / BLOCK) as isize);
        }
        let own = centre(&mut block);
        if own < LEAST_INK {
            return None;
        }
        let mut best = -1.0_f32;
        for dy in -REACH..=REACH {
            for dx in -REACH..=REACH {
                let mut there = [0.0_f32; BLOCK * BLOCK];
                for (at, value) in there.iter_mut().enumerate() {
                    let (x, y) = ((left + at % BLOCK) as isize + dx, (top + at / BLOCK) as isize + dy);
                    *value = other.level(x, y);
                }
                let spread = centre(&mut there);
                let product: f32 = block.iter().zip(there).map(|(a, b)| a * b).sum();
                best = best.max(product / ((BLOCK * BLOCK) as f32 * own * spread.max(1.0)));
            }
        }
        Some(best)
    }

    fn level(&self, x: isize, y: isize) -> f32 {
        let clamp = |at: isize| at.clamp(0, SIDE as isize - 1) as usize;
        self.ink.get(clamp(y) * SIDE + clamp(x)).copied().map_or(128.0, f32::from)
    }
}

/// Takes the mean off and gives the deviation.
fn centre(values: &mut [f32]) -> f32 {
    let count = values.len().max(1) as f32;
    let mean = values.iter().sum::<f32>() / count;
    for value in values.iter_mut() {
        *value -= mean;
    }
    (values.iter().map(|value| value * value).sum::<f32>() / count).sqrt()
}

/// The page in brightness at `SIDE` × `SIDE` pixels, each the mean of its part.
fn small(page: RgbaView<'_>) -> Plane {
    let mut plane = Plane::new(SIDE, SIDE);
    for (at, value) in plane.data.iter_mut().enumerate() {
        let span = |place: usize, size: usize| {
            let from = place * size / SIDE;
            from..((place + 1) * size / SIDE).max(from + 1)
        };
        let (columns, rows) = (span(at % SIDE, page.width()), span(at / SIDE, page.height()));
        let (mut sum, mut count) = (0.0, 0.0);
        for y in rows {
            for pixel in page.row(y).chunks_exact(4).take(columns.end).skip(columns.start) {
                sum += luma([f32::from(pixel[0]), f32::from(pixel[1]), f32::from(pixel[2])]);
                count += 1.0;
            }
        }
        *value = sum / f32::max(count, 1.0);
    }
    plane
}

/// Difference hash (N. Krawetz, *Kind of like that*, 2013) of 16 × 16 bits: whether ink grows from one cell to the next.
fn hash(ink: &[u8]) -> [u64; 4] {
    let cell = |column: usize, row: usize| {
        let span = |place: usize, parts: usize| place * SIDE / parts..(place + 1) * SIDE / parts;
        let values = span(row, BITS).flat_map(|y| span(column, BITS + 1).map(move |x| y * SIDE + x));
        let (sum, count) = values
            .fold((0_u32, 0_u32), |(sum, count), at| (sum + u32::from(ink.get(at).copied().unwrap_or(128)), count + 1));
        sum as f32 / count.max(1) as f32
    };
    let mut bits = [0_u64; 4];
    for row in 0..BITS {
        for column in 0..BITS {
            if cell(column, row) < cell(column + 1, row) {
                let at = row * BITS + column;
                bits[at / 64] |= 1 << (at % 64);
            }
        }
    }
    bits
}
