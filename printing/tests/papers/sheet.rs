//! The sheet of photos: how it looks, whatever comes to it, and that what is decoded is bounded.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use printing::{PICTURE_SIDE_MAX, Picture, Sheet, Thumbnail, contact_sheet};

use crate::eyes;
use crate::made_up::day;

fn sheet() -> Sheet {
    Sheet { receipt_number: "TX20261102K7M4QD".into(), name: "王建国".into(), printed_on: day("2026-11-27") }
}

/// A photo that can be told from others: a slope from dark to light, and its number as stripes.
fn jpeg(width: u32, height: u32, stripes: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let striped = y / 12 % 2 == 1 && y / 24 < stripes;
        if striped && x > 20 && x < width - 20 { Rgb([40, 40, 40]) } else { Rgb([200, 210, (x * 250 / width) as u8]) }
    });
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 85)).expect("a JPEG");
    bytes
}

fn photo(kind: &str, number: u32, picture: Picture) -> Thumbnail {
    Thumbnail { kind: kind.into(), number, picture }
}

fn photos(count: u32) -> Vec<Thumbnail> {
    let mut photos = vec![
        photo("id_card_front", 1, Picture::Jpeg(jpeg(480, 303, 1))),
        photo("id_card_back", 1, Picture::Jpeg(jpeg(480, 303, 2))),
        photo("personnel_archive", 1, Picture::Pdf { pages: 12 }),
        photo("personnel_archive", 2, Picture::Jpeg(b"no photo".to_vec())),
    ];
    photos
        .extend((3..count - 1).map(|number| photo("personnel_archive", number, Picture::Jpeg(jpeg(339, 480, number)))));
    photos
}

#[test]
fn it_looks_as_it_did() {
    let printed = contact_sheet(&sheet(), photos(11).into_iter()).expect("a sheet");
    assert_eq!(printed.pages, 2);
    let pictures = eyes::pictures(&printed.pdf);
    assert_eq!(pictures.len(), 2);
    for (number, picture) in (1..).zip(&pictures) {
        eyes::compare(picture, &format!("sheet-{number}"));
    }
    let texts = eyes::texts(&printed.pdf);
    assert!(texts[0].contains("PDF 文件，共 12 页") && texts[0].contains("图片无法显示"), "{texts:?}");
    assert!(texts[1].contains("第 2 页 共 2 页"), "{texts:?}");
}

#[test]
fn same_photos_same_bytes() {
    let print = || contact_sheet(&sheet(), photos(11).into_iter()).expect("a sheet").pdf;
    assert_eq!(print(), print());
}

#[test]
fn no_photo_is_a_sheet_too() {
    let printed = contact_sheet(&sheet(), Vec::new().into_iter()).expect("a sheet");
    assert_eq!(printed.pages, 1);
    assert!(eyes::texts(&printed.pdf)[0].contains("没有上传材料"));
}

#[test]
fn a_photo_out_of_measure_is_not_decoded() {
    let side = PICTURE_SIDE_MAX as u32 + 1;
    let large = photo("other", 1, Picture::Jpeg(jpeg(side, 10, 0)));
    let printed = contact_sheet(&sheet(), vec![large].into_iter()).expect("a sheet");
    assert!(eyes::texts(&printed.pdf)[0].contains("图片无法显示"));
}
