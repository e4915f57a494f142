//! Where a photo was taken does not stay with it: read back by a library that has no part in keeping photos.

#[expect(dead_code, reason = "this file needs a few of the pictures that are made")]
mod made;

use std::io::Cursor;

use exif::{Exif, In, Tag};
use photos::prepare;

use made::{Corner, corners, exif_with_place, jpeg, png_with, with_segment};

fn metadata(file: &[u8]) -> Result<Exif, exif::Error> {
    exif::Reader::new().read_from_container(&mut Cursor::new(file))
}

fn latitude(file: &[u8]) -> Option<String> {
    let read = metadata(file).ok()?;
    Some(read.get_field(Tag::GPSLatitude, In::PRIMARY)?.display_value().to_string())
}

/// The markers of a JPEG's segments up to its pixels.
fn segments(file: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut at = 2;
    while let [0xFF, marker, high, low, ..] = file[at..] {
        found.push(marker);
        if marker == 0xDA {
            break;
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    found
}

#[test]
fn the_place_is_in_what_comes_and_not_in_what_is_kept() {
    let told = exif_with_place();
    let mut photo =
        with_segment(&jpeg(&corners(640, 480, Corner::ALL)), 0xE1, &[b"Exif\0\0", told.as_slice()].concat());
    photo = with_segment(&photo, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>43,53.3N</x:xmpmeta>");
    photo = with_segment(&photo, 0xE2, b"ICC_PROFILE\0\x01\x01 a display of somebody");
    photo = with_segment(&photo, 0xED, b"Photoshop 3.0\0 a caption");
    let png = png_with(|info| info.exif_metadata = Some(told.into()));
    for (name, file) in [("JPEG", photo), ("PNG", png)] {
        assert_eq!(latitude(&file).as_deref(), Some("43 deg 53 min 20 sec"), "{name} comes with a place");
        let kept = prepare(&file).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        for content in [kept.content, kept.thumbnail] {
            assert!(matches!(metadata(&content), Err(exif::Error::NotFound(_))), "{name} keeps metadata");
            // The head of the file format, tables, the frame, the pixels: nothing that could carry anything else.
            let of_the_picture = |marker: &u8| matches!(marker, 0xC0 | 0xC4 | 0xDA | 0xDB | 0xE0);
            assert!(segments(&content).iter().all(of_the_picture), "{name}: {:X?}", segments(&content));
        }
    }
}
