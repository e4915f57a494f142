//! The two networks, loaded once, and the one way in.

use image::RgbImage;
use rten::{Model, ModelOptions};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use crate::Trouble;
use crate::cards::{self, Reading};
use crate::page::{self, Page};

/// The files' contents.
#[derive(Debug, Clone, Default)]
pub struct Models {
    /// PP-OCRv4's detection network, ONNX.
    pub detection: Vec<u8>,
    /// PP-OCRv4's recognition network, ONNX.
    pub recognition: Vec<u8>,
    /// The characters it tells apart, one a line.
    pub characters: String,
}

/// Reads pictures; may be shared between threads.
pub struct Reader {
    detection: Model,
    recognition: Model,
    characters: Vec<String>,
}

impl Reader {
    /// Loads the networks: about 120 MB once they have been run.
    ///
    /// # Errors
    /// [`Trouble::Model`].
    pub fn new(models: Models) -> Result<Self, Trouble> {
        let load = |bytes| {
            // Packed weights are quicker by a tenth and twice as large.
            ModelOptions::with_all_ops().prepack_weights(false).load(bytes).map_err(|e| Trouble::Model(e.to_string()))
        };
        // The network's first answer is "nothing here", its last the space, which the list leaves out.
        let characters = models.characters.lines().map(str::to_owned).chain([" ".to_owned()]).collect();
        Ok(Self { detection: load(models.detection)?, recognition: load(models.recognition)?, characters })
    }

    /// Everything that stands in a photo, JPEG, PNG or WebP, with the sheet straightened where its corners are seen.
    ///
    /// # Errors
    /// [`Trouble::Picture`] where the bytes are none, [`Trouble::Network`].
    pub fn page(&self, photo: &[u8]) -> Result<Page, Trouble> {
        let picture = image::load_from_memory(photo).map_err(|_| Trouble::Picture)?.into_rgb8();
        page::read(self, picture)
    }

    /// A card's fields.
    ///
    /// # Errors
    /// As [`Self::page`].
    pub fn card(&self, photo: &[u8]) -> Result<Reading, Trouble> {
        let page = self.page(photo)?;
        cards::read(self, &page)
    }

    /// How likely each pixel of a picture belongs to text, 0 to 1; width and height are multiples of 32.
    pub(crate) fn text_map(&self, picture: &RgbImage) -> Result<Vec<f32>, Trouble> {
        run(&self.detection, picture, picture.width()).map(|tensor| tensor.to_vec())
    }

    /// For each eighth of a line's picture, the likelihood of every character, and how many there are; `padded` is the
    /// width that the network sees.
    pub(crate) fn characters_seen(&self, line: &RgbImage, padded: u32) -> Result<(Vec<f32>, usize), Trouble> {
        let tensor = run(&self.recognition, line, padded)?;
        let classes = tensor.shape().last().copied().unwrap_or_default();
        if classes != self.characters.len() + 1 {
            return Err(Trouble::Network(format!("{classes} classes for {} characters", self.characters.len())));
        }
        Ok((tensor.to_vec(), classes))
    }

    /// The character of a class.
    pub(crate) fn character(&self, class: usize) -> &str {
        class.checked_sub(1).and_then(|index| self.characters.get(index)).map_or("", String::as_str)
    }
}

/// Runs a network over a picture as both were trained: blue, green, red, from −1 to 1; what is added on the right is grey.
fn run(model: &Model, picture: &RgbImage, width: u32) -> Result<Tensor<f32>, Trouble> {
    let (width, height) = (width as usize, picture.height() as usize);
    let mut data = vec![0.0_f32; 3 * width * height];
    for (x, y, pixel) in picture.enumerate_pixels() {
        for (plane, value) in pixel.0.into_iter().rev().enumerate() {
            if let Some(place) = data.get_mut((plane * height + y as usize) * width + x as usize) {
                *place = f32::from(value) / 127.5 - 1.0;
            }
        }
    }
    let failed = |e: &dyn std::fmt::Display| Trouble::Network(e.to_string());
    let input = NdTensor::from_data([1, 3, height, width], data);
    let output = model.run_one(input.into(), None).map_err(|e| failed(&e))?;
    output.into_tensor::<f32>().ok_or_else(|| failed(&"no numbers came out"))
}
