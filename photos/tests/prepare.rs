//! What is taken, what is refused, and what is left of it.

#[expect(dead_code, reason = "some of the pictures are made for other files")]
mod made;

use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder as _, DynamicImage, GenericImageView};
use photos::{LONG_SIDE, Refusal, prepare};

use made::{Corner, corners, exif, jpeg, with_segment};

fn read(content: &[u8]) -> DynamicImage {
    image::load_from_memory(content).expect("a picture that others can read")
}

/// Which of the four colours stands in each corner of a picture: top left, top right, bottom right, bottom left.
fn seen(content: &[u8]) -> [Corner; 4] {
    let picture = read(content);
    let (width, height) = picture.dimensions();
    [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(right, down)| {
        let at = |side: u32, far: u32| if far == 1 { side - side / 8 } else { side / 8 };
        Corner::of(picture.get_pixel(at(width, right), at(height, down)).0)
    })
}

#[test]
fn each_of_the_eight_orientations_is_set_upright() {
    use Corner::{Blue, Green, Red, Yellow};
    let upright = [Red, Green, Blue, Yellow];
    // How a camera that was held so stores the four corners (Exif 2.3, tag 0x0112).
    let stored = [
        (1, [Red, Green, Blue, Yellow]),
        (2, [Green, Red, Yellow, Blue]),
        (3, [Blue, Yellow, Red, Green]),
        (4, [Yellow, Blue, Green, Red]),
        (5, [Red, Yellow, Blue, Green]),
        (6, [Green, Blue, Yellow, Red]),
        (7, [Blue, Green, Red, Yellow]),
        (8, [Yellow, Red, Green, Blue]),
    ];
    for (tag, lying) in stored {
        let turned = tag >= 5;
        let (width, height) = if turned { (300, 400) } else { (400, 300) };
        let file = with_segment(&jpeg(&corners(width, height, lying)), 0xE1, &exif(tag));
        let photo = prepare(&file).expect("taken");
        assert_eq!((seen(&photo.content), photo.width, photo.height), (upright, 400, 300), "orientation {tag}");
    }
}

#[test]
fn nothing_but_the_picture_is_left() {
    let plain = jpeg(&corners(640, 480, Corner::ALL));
    let mut file = with_segment(&plain, 0xE1, &exif(1));
    file = with_segment(&file, 0xFE, b"a comment: <script>");
    file.extend(b"PK\x03\x04 a whole archive behind the picture");
    assert!(file.windows(6).any(|bytes| bytes == b"GPSLAT"), "the fixture carries a place");
    let photo = prepare(&file).expect("taken");
    for trace in [b"Exif".as_slice(), b"GPSLAT", b"<script>", b"PK\x03\x04"] {
        assert!(!photo.content.windows(trace.len()).any(|bytes| bytes == trace), "{trace:?}");
    }
}

#[test]
fn large_ones_are_made_smaller_and_small_ones_stay() {
    let photo = prepare(&jpeg(&corners(3000, 2000, Corner::ALL))).expect("taken");
    assert_eq!((photo.width, photo.height), (LONG_SIDE, 1707));
    assert_eq!(read(&photo.content).dimensions(), (LONG_SIDE, 1707));
    let photo = prepare(&jpeg(&corners(200, 100, Corner::ALL))).expect("taken");
    assert_eq!((photo.width, photo.height), (200, 100));
    // A strip does not shrink to nothing.
    let photo = prepare(&jpeg(&corners(9000, 8, Corner::ALL))).expect("taken");
    assert_eq!((photo.width, photo.height), (LONG_SIDE, 2));
}

#[test]
fn every_kind_of_pixel_is_taken() {
    let pixels = corners(320, 240, Corner::ALL);
    for (name, file) in [
        ("progressive", made::progressive(&pixels)),
        ("CMYK", made::cmyk(&pixels)),
        ("PNG of 8 bits", made::png(&pixels, false)),
        ("PNG of 16 bits", made::png(&pixels, true)),
        ("WebP", made::webp(&pixels)),
    ] {
        let photo = prepare(&file).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(seen(&photo.content), Corner::ALL, "{name}");
    }
    for (name, file) in [("grey JPEG", made::grey_jpeg(320, 240)), ("grey PNG of 16 bits", made::grey_png(320, 240))] {
        let photo = prepare(&file).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        let picture = read(&photo.content);
        assert_eq!(picture.color(), image::ColorType::L8, "{name}");
        let [left, right] = [10, 309].map(|x| picture.to_luma8().get_pixel(x, 120).0[0]);
        assert!(left < 30 && right > 225, "{name}: {left} {right}");
    }
    // What shines through is white, as paper is.
    let photo = prepare(&made::clear_png(64, 64)).expect("taken");
    assert!(read(&photo.content).get_pixel(32, 32).0[..3].iter().all(|colour| *colour > 250));
}

#[test]
fn what_is_cut_off_is_refused() {
    let pixels = corners(320, 240, Corner::ALL);
    // The preview in the metadata has an end of its own, which is not the picture's.
    let preview = jpeg(&corners(40, 30, Corner::ALL));
    for (name, file) in [
        ("JPEG", with_segment(&jpeg(&pixels), 0xE1, &preview)),
        ("progressive", made::progressive(&pixels)),
        ("PNG", made::png(&pixels, false)),
        ("WebP", made::webp(&pixels)),
    ] {
        for share in [5, 30, 60, 90, 99] {
            let cut = &file[..file.len() * share / 100];
            assert!(prepare(cut).is_err(), "{name} cut at {share} %");
        }
        assert!(prepare(&file).is_ok(), "{name}");
    }
    for stub in
        [[0xFF, 0xD8, 0xFF].as_slice(), &[0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]
    {
        assert_eq!(prepare(stub), Err(Refusal::Broken), "{stub:?}");
    }
}

#[test]
fn what_is_no_photo_is_refused_whatever_it_is_called() {
    for other in [
        b"".as_slice(),
        b"\xFF\xD8",
        b"MZ\x90\0",
        b"<svg onload=alert(1)>",
        b"GIF89a",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"BM",
    ] {
        assert_eq!(prepare(other), Err(Refusal::Type), "{other:?}");
    }
    assert_eq!(prepare(&made::animated_png()), Err(Refusal::Animated));
    let moving = made::animated_webp(&corners(64, 48, Corner::ALL));
    assert_eq!(prepare(&moving), Err(Refusal::Animated));
    // It is one: others see both of its frames.
    let frames = WebPDecoder::new(std::io::Cursor::new(&moving)).expect("a head").into_frames();
    assert_eq!(frames.filter(Result::is_ok).count(), 2);
}

#[test]
fn a_head_that_claims_too_much_is_refused_before_anything_is_unpacked() {
    let large = Refusal::TooManyPixels { width: 50_000, height: 50_000 };
    assert_eq!(prepare(&made::png_head(50_000, 50_000)), Err(large.clone()));
    let jpeg = made::with_dimensions(&jpeg(&corners(64, 64, Corner::ALL)), 50_000, 50_000);
    assert_eq!(prepare(&jpeg), Err(large));
}
