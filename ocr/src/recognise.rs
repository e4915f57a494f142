//! What a line says: its picture cut out 48 pixels high, and of every eighth the likeliest character.

use image::RgbImage;

use crate::Trouble;
use crate::networks::Reader;
use crate::rotated::Rotated;

/// The height that the network was taught.
const HEIGHT: u32 = 48;
/// No line of a card is wider; an A4 line of small print is 1,600.
const MOST_WIDTH: u32 = 2048;
/// The network was taught lines at least this wide, with grey behind short ones.
const LEAST_WIDTH: u32 = 160;

/// The text in a box and how sure the network is of it, 0 to 1; empty where there is none.
pub(crate) fn text(reader: &Reader, picture: &RgbImage, place: Rotated) -> Result<(String, f32), Trouble> {
    let line = place.cut(picture, HEIGHT, MOST_WIDTH);
    // Few widths, so that the engine's buffers are used again.
    let padded = line.width().max(LEAST_WIDTH).next_multiple_of(32);
    let (scores, classes) = reader.characters_seen(&line, padded)?;
    Ok(decode(scores.chunks_exact(classes.max(1)), |class| reader.character(class)))
}

/// Connectionist temporal classification, greedy: a class that goes on is one character, class 0 is none.
fn decode<'a, 'b>(steps: impl Iterator<Item = &'a [f32]>, character: impl Fn(usize) -> &'b str) -> (String, f32) {
    let (mut text, mut sum, mut count, mut before) = (String::new(), 0.0_f32, 0_u16, 0);
    for step in steps {
        let likeliest = step.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let (class, score) = likeliest.map_or((0, 0.0), |(class, score)| (class, *score));
        if class != 0 && class != before {
            text.push_str(character(class));
            sum += score;
            count += 1;
        }
        before = class;
    }
    (text.trim().to_owned(), if count == 0 { 0.0 } else { sum / f32::from(count) })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_goes_on_is_one_and_a_gap_makes_two() {
        let letters = ["", "a", "b"];
        let steps: [&[f32]; 6] = [
            &[0.1, 0.9, 0.0],
            &[0.1, 0.8, 0.1],
            &[0.9, 0.1, 0.0],
            &[0.2, 0.7, 0.1],
            &[0.0, 0.1, 0.9],
            &[1.0, 0.0, 0.0],
        ];
        let (text, sureness) = decode(steps.into_iter(), |class| letters[class]);
        assert_eq!(text, "aab");
        assert!((sureness - (0.9 + 0.7 + 0.9) / 3.0).abs() < 1e-6);
        assert_eq!(decode([&[1.0_f32, 0.0][..]].into_iter(), |_| ""), (String::new(), 0.0));
    }
}
