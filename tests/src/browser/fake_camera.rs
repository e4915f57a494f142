//! What a phone's camera sees while somebody photographs papers: made scenes, one paper after another put on a desk, held
//! still and taken away.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use vision::RgbaImage;
use vision::fixtures::{Pose, Scene, page};

const WIDTH: usize = 1280;
const HEIGHT: usize = 720;
/// Frames a second: few, so that a busy machine keeps up.
const RATE: usize = 5;
/// Seconds that a paper lies still.
const STILL: usize = 6;
/// Share of the picture that a paper spans.
const FILL: f64 = 0.72;

/// A film that repeats for ever.
#[derive(Debug, Clone, Copy)]
pub struct Film {
    /// For everything that is left to chance.
    seed: u64,
    papers: u64,
}

impl Film {
    /// So many cards after one another, each another card.
    pub const fn of_cards(papers: u64, seed: u64) -> Self {
        Self { seed, papers }
    }

    /// Writes the film as Chromium's camera reads it.
    pub(super) fn write(&self, folder: &Path) -> Result<PathBuf> {
        let path = folder.join("camera.y4m");
        let mut file = BufWriter::new(File::create(&path).with_context(|| format!("writing {}", path.display()))?);
        writeln!(file, "YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg")?;
        let desk = yuv(&self.scene(0.0).render(None).0);
        let mut show = |frame: &[u8], times: usize| -> Result<()> {
            for _ in 0..times {
                file.write_all(b"FRAME\n")?;
                file.write_all(frame)?;
            }
            Ok(())
        };
        for paper in 0..self.papers {
            let card = page::draw(page::Kind::Card, self.seed + paper);
            let seen = |shift| yuv(&self.scene(shift).render(Some(card.view())).0);
            show(&desk, 3)?;
            // Half outside, then nearly there, then still.
            show(&seen(0.45), 1)?;
            show(&seen(0.12), 1)?;
            show(&seen(0.0), STILL * RATE)?;
        }
        file.flush()?;
        Ok(path)
    }

    fn scene(&self, shift: f64) -> Scene {
        let pose = Pose { roll: 0.06, pitch: 0.1, yaw: -0.08, fill: FILL, shift: (shift, 0.0), ..Pose::default() };
        Scene { width: WIDTH, height: HEIGHT, seed: self.seed, pose, ..Scene::default() }
    }
}

/// Brightness of every pixel, then both colours of every four (ITU-R BT.601, full range).
fn yuv(picture: &RgbaImage) -> Vec<u8> {
    let data = picture.clone().into_data();
    let at = |x: usize, y: usize| {
        let place = (y * WIDTH + x) * 4;
        [f64::from(data[place]), f64::from(data[place + 1]), f64::from(data[place + 2])]
    };
    let byte = |value: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte's range")]
        let byte = value.round().clamp(0.0, 255.0) as u8;
        byte
    };
    let all = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
    let mut frame: Vec<u8> = all
        .map(|(x, y)| {
            let [r, g, b] = at(x, y);
            byte(0.299 * r + 0.587 * g + 0.114 * b)
        })
        .collect();
    let fourths = || (0..HEIGHT / 2).flat_map(|y| (0..WIDTH / 2).map(move |x| (x * 2, y * 2)));
    frame.extend(fourths().map(|(x, y)| {
        let [r, g, b] = at(x, y);
        byte(128.0 - 0.168_736 * r - 0.331_264 * g + 0.5 * b)
    }));
    frame.extend(fourths().map(|(x, y)| {
        let [r, g, b] = at(x, y);
        byte(128.0 + 0.5 * r - 0.418_688 * g - 0.081_312 * b)
    }));
    frame
}
