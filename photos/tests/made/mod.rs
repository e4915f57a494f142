//! Pictures made for the tests: four colours in four corners, in every kind of file.

use image::{ImageFormat, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Corner {
    Red,
    Green,
    Blue,
    Yellow,
}

impl Corner {
    pub(crate) const ALL: [Self; 4] = [Self::Red, Self::Green, Self::Blue, Self::Yellow];

    const fn colour(self) -> [u8; 3] {
        match self {
            Self::Red => [220, 30, 30],
            Self::Green => [30, 200, 30],
            Self::Blue => [30, 30, 220],
            Self::Yellow => [230, 220, 30],
        }
    }

    /// The nearest colour.
    pub(crate) fn of(pixel: [u8; 4]) -> Self {
        let distance =
            |corner: &Self| -> u32 { corner.colour().iter().zip(pixel).map(|(a, b)| u32::from(a.abs_diff(b))).sum() };
        Self::ALL.into_iter().min_by_key(distance).expect("four")
    }
}

/// Top left, top right, bottom right, bottom left.
pub(crate) fn corners(width: u32, height: u32, [a, b, c, d]: [Corner; 4]) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let corner = match (x < width / 2, y < height / 2) {
            (true, true) => a,
            (false, true) => b,
            (false, false) => c,
            (true, false) => d,
        };
        image::Rgb(corner.colour())
    })
}

fn encoded(pixels: &RgbImage, set: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 90);
    set(&mut encoder);
    let [width, height] = [pixels.width(), pixels.height()].map(|side| u16::try_from(side).expect("small"));
    encoder.encode(pixels, width, height, ColorType::Rgb).expect("encoded");
    file
}

pub(crate) fn jpeg(pixels: &RgbImage) -> Vec<u8> {
    encoded(pixels, |_| ())
}

pub(crate) fn progressive(pixels: &RgbImage) -> Vec<u8> {
    encoded(pixels, |encoder| encoder.set_progressive(true))
}

pub(crate) fn cmyk(pixels: &RgbImage) -> Vec<u8> {
    let inks: Vec<u8> = pixels
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue] = pixel.0;
            [255 - red, 255 - green, 255 - blue, 0]
        })
        .collect();
    let mut file = Vec::new();
    let [width, height] = [pixels.width(), pixels.height()].map(|side| u16::try_from(side).expect("small"));
    Encoder::new(&mut file, 90).encode(&inks, width, height, ColorType::Cmyk).expect("encoded");
    file
}

pub(crate) fn webp(pixels: &RgbImage) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut file, ImageFormat::WebP).expect("encoded");
    file.into_inner()
}

fn png_of(width: u32, height: u32, colour: png::ColorType, depth: png::BitDepth, data: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().expect("head");
    writer.write_image_data(data).expect("data");
    writer.finish().expect("end");
    file
}

pub(crate) fn png(pixels: &RgbImage, wide: bool) -> Vec<u8> {
    let depth = if wide { png::BitDepth::Sixteen } else { png::BitDepth::Eight };
    let data: Vec<u8> =
        if wide { pixels.iter().flat_map(|colour| [*colour, *colour]).collect() } else { pixels.to_vec() };
    png_of(pixels.width(), pixels.height(), png::ColorType::Rgb, depth, &data)
}

/// Black on the left, white on the right.
fn halves(width: u32, height: u32) -> Vec<u8> {
    (0..height).flat_map(|_| (0..width).map(move |x| if x < width / 2 { 0 } else { 255 })).collect()
}

pub(crate) fn grey_jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut file = Vec::new();
    let pixels = halves(width.into(), height.into());
    Encoder::new(&mut file, 90).encode(&pixels, width, height, ColorType::Luma).expect("encoded");
    file
}

pub(crate) fn grey_png(width: u32, height: u32) -> Vec<u8> {
    let data: Vec<u8> = halves(width, height).into_iter().flat_map(|light| [light, light]).collect();
    png_of(width, height, png::ColorType::Grayscale, png::BitDepth::Sixteen, &data)
}

/// Black, and nothing of it to be seen.
pub(crate) fn clear_png(width: u32, height: u32) -> Vec<u8> {
    let data = vec![0; width as usize * height as usize * 4];
    png_of(width, height, png::ColorType::Rgba, png::BitDepth::Eight, &data)
}

pub(crate) fn animated_png() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 8, 8);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_animated(2, 0).expect("animated");
    let mut writer = encoder.write_header().expect("head");
    for light in [0, 255] {
        writer.write_image_data(&[light; 64]).expect("frame");
    }
    writer.finish().expect("end");
    file
}

/// A picture's head that claims a size, followed by next to nothing.
pub(crate) fn png_head(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let writer = encoder.write_header().expect("head");
    drop(writer);
    // An empty data chunk (its length, name and checksum), without which the head is not looked at.
    file.truncate(33);
    file.extend([0, 0, 0, 0, b'I', b'D', b'A', b'T', 0x35, 0xAF, 0x06, 0x1E]);
    file
}

/// A JPEG whose frame header claims another size.
pub(crate) fn with_dimensions(file: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut file = file.to_vec();
    let frame = file.windows(4).position(|bytes| bytes == [0xFF, 0xC0, 0, 17]).expect("a frame header");
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

/// A segment right behind the start of a JPEG.
pub(crate) fn with_segment(file: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a segment's length");
    let mut with = file[..2].to_vec();
    with.extend([0xFF, marker]);
    with.extend(length.to_be_bytes());
    with.extend(content);
    with.extend(&file[2..]);
    with
}

/// Metadata with an orientation and, as its camera's name, something that a test finds again.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    // Make (0x010F), ASCII, 8 bytes at 38.
    tiff.extend([0x0F, 0x01, 2, 0, 8, 0, 0, 0, 38, 0, 0, 0]);
    // Orientation (0x0112), one short.
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0]);
    tiff.extend(orientation.to_le_bytes());
    tiff.extend([0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPSLAT\0\0");
    tiff
}

/// A chunk of a RIFF file.
fn riff(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend(u32::try_from(content.len()).expect("short").to_le_bytes());
    chunk.extend(content);
    // Chunks begin at even places.
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

/// Two frames of the same picture, one after the other.
pub(crate) fn animated_webp(pixels: &RgbImage) -> Vec<u8> {
    let still = webp(pixels);
    // Behind the file's own head stands the one chunk with the picture.
    let picture = &still[12..];
    let size = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let sides = [size(pixels.width()), size(pixels.height())].concat();
    let frame = riff(b"ANMF", &[&[0; 6], sides.as_slice(), &[100, 0, 0, 0], picture].concat());
    // The second bit says that it moves.
    let head = riff(b"VP8X", &[&[2, 0, 0, 0], sides.as_slice()].concat());
    let moving = riff(b"ANIM", &[0; 6]);
    riff(b"RIFF", &[b"WEBP", head.as_slice(), &moving, &frame, &frame].concat())
}

/// Metadata (Exif 2.3) of a photo that was taken at 43° 53′ 20″ north, 125° 19′ 30″ east.
pub(crate) fn exif_with_place() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let offset = |at: u32| at.to_le_bytes();
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    // Orientation, and where the directory of the place stands.
    tiff.extend(entry(0x0112, 3, 1, [1, 0, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, offset(38)));
    tiff.extend([0; 4]);
    tiff.extend([4, 0]);
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, offset(92)));
    tiff.extend(entry(3, 2, 2, *b"E\0\0\0"));
    tiff.extend(entry(4, 5, 3, offset(116)));
    tiff.extend([0; 4]);
    for part in [43_u32, 53, 20, 125, 19, 30] {
        tiff.extend([part.to_le_bytes(), 1_u32.to_le_bytes()].concat());
    }
    tiff
}

/// A small PNG with more in front of its pixels.
pub(crate) fn png_with(told: impl FnOnce(&mut png::Info<'_>)) -> Vec<u8> {
    let mut info = png::Info::with_size(8, 8);
    info.color_type = png::ColorType::Grayscale;
    info.bit_depth = png::BitDepth::Eight;
    told(&mut info);
    let mut file = Vec::new();
    let mut writer = png::Encoder::with_info(&mut file, info).expect("told").write_header().expect("head");
    writer.write_image_data(&[200; 64]).expect("data");
    writer.finish().expect("end");
    file
}

/// One colour all over, as large as is said, packed to next to nothing.
pub(crate) fn plain_png(side: u32, wide: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(if wide { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(if wide { png::BitDepth::Sixteen } else { png::BitDepth::Eight });
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header().expect("head");
    let mut rows = writer.stream_writer().expect("rows");
    let row = vec![0; side as usize * if wide { 8 } else { 3 }];
    for _ in 0..side {
        std::io::Write::write_all(&mut rows, &row).expect("row");
    }
    rows.finish().expect("rows");
    writer.finish().expect("end");
    file
}
