//! What files take of memory, hostile ones above all. One test alone in its process: every byte that is set aside counts.

#[expect(dead_code, reason = "this file needs a few of the pictures that are made")]
mod made;

use peak_alloc::PeakAlloc;
use photos::{Refusal, prepare};

use made::{Corner, corners, jpeg, plain_png, png_head, png_with, with_dimensions};

#[global_allocator]
static COUNTED: PeakAlloc = PeakAlloc;

const MB: usize = 1_000_000;
/// No hostile file may take as much.
const HOSTILE: usize = 64 * MB;

/// What came of a file, and the most bytes that were set aside for it at a time.
fn taken(file: &[u8]) -> (Result<(), Refusal>, usize) {
    let before = COUNTED.current_usage();
    COUNTED.reset_peak_usage();
    let outcome = prepare(file).map(|_| ());
    (outcome, COUNTED.peak_usage().saturating_sub(before))
}

#[test]
fn no_file_takes_more_memory_than_a_photo_may() {
    let small = jpeg(&corners(320, 240, Corner::ALL));
    let page = jpeg(&corners(4000, 3000, Corner::ALL));
    let (outcome, bytes) = taken(&page);
    assert!(outcome.is_ok() && bytes < 120 * MB, "12 million pixels: {bytes}");
    assert!(bytes > 36 * MB, "the pixels alone are more than was counted: {bytes}");

    let lost = &page[..page.len() / 2];
    let profile = |bytes: usize| png_with(|info| info.icc_profile = Some(vec![0; bytes].into()));
    let text = |bytes: usize| {
        png_with(|info| {
            let words = "\0".repeat(bytes).replace('\0', "x");
            info.compressed_latin1_text.push(png::text_metadata::ZTXtChunk::new("Comment", words));
        })
    };
    let refused = [
        ("a head of a PNG", png_head(50_000, 50_000)),
        ("a head of a JPEG", with_dimensions(&small, 50_000, 50_000)),
        ("a JPEG that is cut off", lost.to_vec()),
        ("nothing", Vec::new()),
        ("a PNG of wide pixels", plain_png(6_000, true)),
    ];
    for (name, file) in refused {
        let (outcome, bytes) = taken(&file);
        assert!(outcome.is_err() && bytes < HOSTILE, "{name}: {outcome:?}, {bytes}");
    }
    // Whatever becomes of these.
    for (name, file) in [("a profile", profile(300 * MB)), ("a text", text(300 * MB))] {
        assert!(file.len() < 4 * MB, "{name} is packed: {}", file.len());
        let (outcome, bytes) = taken(&file);
        assert!(bytes < HOSTILE, "{name} that unpacks to 300 MB: {outcome:?}, {bytes}");
    }
    // The largest that is taken: its pixels (192), a first pass of shrinking (61), the smaller picture (20), little beside.
    let (outcome, bytes) = taken(&plain_png(8_000, false));
    assert!(outcome.is_ok() && bytes < 280 * MB, "64 million pixels: {outcome:?}, {bytes}");
}
