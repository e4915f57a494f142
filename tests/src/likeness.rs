//! How alike two pictures are, whatever their size: which page it is, and which way up.

use anyhow::{Context, Result};
use image::RgbaImage;
use image::imageops::{FilterType, resize};

/// Both are compared at so many pixels: fine enough for lines of text, coarse enough for a cut that is a little off.
const SIZE: (u32, u32) = (84, 119);

/// A made page as a picture of the crate `image`.
///
/// # Errors
/// Where its pixels are not as many as its size says.
pub fn picture(page: vision::RgbaImage) -> Result<RgbaImage> {
    let (width, height) = (u32::try_from(page.width())?, u32::try_from(page.height())?);
    RgbaImage::from_raw(width, height, page.into_data()).context("as many pixels as the size says")
}

/// The correlation of the brightness of two pictures, each stretched to the same size: 1 for the same, about 0 for others.
///
/// # Errors
/// Where a picture has one colour alone.
pub fn likeness(one: &RgbaImage, other: &RgbaImage) -> Result<f64> {
    let (one, other) = (brightness(one), brightness(other));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let size = (product(&one, &one) * product(&other, &other)).sqrt();
    anyhow::ensure!(size > 0.0, "there is nothing on one of the pictures");
    Ok(product(&one, &other) / size)
}

/// Brightness of each pixel less the mean.
fn brightness(picture: &RgbaImage) -> Vec<f64> {
    let small = resize(picture, SIZE.0, SIZE.1, FilterType::Triangle);
    let grey: Vec<f64> =
        small.pixels().map(|pixel| pixel.0[..3].iter().map(|value| f64::from(*value)).sum::<f64>() / 3.0).collect();
    let mean = grey.iter().sum::<f64>() / f64::from(SIZE.0 * SIZE.1);
    grey.into_iter().map(|value| value - mean).collect()
}

#[cfg(test)]
mod tests {
    use image::imageops::rotate180;
    use vision::fixtures::page::{Kind, draw};

    use super::{likeness, picture};

    #[test]
    fn a_page_is_like_itself_alone_and_the_right_way_up() {
        let page = |seed| picture(draw(Kind::Form, seed)).expect("a page");
        let like = |other| likeness(&page(1), &other).expect("something on both");
        assert!(like(page(1)) > 0.999);
        assert!(like(page(2)) < 0.8, "{}", like(page(2)));
        assert!(like(rotate180(&page(1))) < 0.8, "{}", like(rotate180(&page(1))));
    }
}
