//! Made pages of text, photographed at an angle and straightened as the phone does it: what they say is read as well as from
//! the flat originals.

mod models;

use image::{DynamicImage, RgbImage, RgbaImage};
use models::reader;
use ocr::fixtures::{jpeg, page, page_lines, photographed};
use vision::perspective::{LONGEST_SIDE, Straightening};
use vision::{RgbaView, find_sheet};

/// Pages; no two have the same text, pose, surface and light.
const PAGES: u64 = 4;
/// Percentage points that straightening may cost.
const MOST_LOST: f64 = 2.0;

/// How many characters have to be changed, added or left out to make one text of the other (Levenshtein).
fn distance(read: &str, truth: &str) -> usize {
    let truth: Vec<char> = truth.chars().collect();
    let mut row: Vec<usize> = (0..=truth.len()).collect();
    for (i, a) in read.chars().enumerate() {
        let mut last = row[0];
        row[0] = i + 1;
        for (j, b) in truth.iter().enumerate() {
            let changed = last + usize::from(a != *b);
            last = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[truth.len()]
}

/// The page alone, as the phone sends it.
fn straightened(photo: &RgbImage) -> RgbImage {
    let pixels = DynamicImage::from(photo.clone()).into_rgba8();
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let view = RgbaView::new(pixels.as_raw(), width, height).expect("a picture");
    let sighting = find_sheet(view);
    let corners = sighting.whole().unwrap_or_else(|| panic!("the sheet is not seen whole: {sighting:?}"));
    let page = Straightening::new(view, &corners.quad, 0, LONGEST_SIDE).page(view).expect("a page");
    let (width, height) = (page.width() as u32, page.height() as u32);
    DynamicImage::from(RgbaImage::from_raw(width, height, page.into_data()).expect("four bytes a pixel")).into_rgb8()
}

#[test]
fn a_straightened_page_reads_as_well_as_the_flat_one() {
    let (mut characters, mut wrong) = (0, [0, 0]);
    for seed in 0..PAGES {
        let truth = page_lines(seed).join("\n");
        let flat = page(seed);
        let pictures = [straightened(&photographed(&flat, seed)), flat];
        for (wrong, picture) in wrong.iter_mut().zip(pictures) {
            *wrong += distance(&reader().page(&jpeg(&picture)).expect("a reading").text(), &truth);
        }
        characters += truth.chars().count();
    }
    let accuracy = |wrong: usize| 100.0 * (1.0 - wrong as f64 / characters as f64);
    let [straightened, flat] = wrong.map(accuracy);
    assert!(characters > 1_000, "a point is more than a few characters: {characters}");
    assert!(flat > 95.0, "the flat pages: {flat:.1} %");
    assert!(straightened >= flat - MOST_LOST, "flat {flat:.2} %, straightened {straightened:.2} %");
}

#[test]
fn every_change_counts_once() {
    for (read, truth, changes) in
        [("", "", 0), ("", "退休", 2), ("退体", "退休", 1), ("1退休", "退休", 1), ("休", "退休", 1)]
    {
        assert_eq!(distance(read, truth), changes, "{read} {truth}");
    }
}
