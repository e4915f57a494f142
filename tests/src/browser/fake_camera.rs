//! What a phone's camera sees while somebody photographs papers: made scenes, one paper after another put on a desk, held
//! still and taken away.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use vision::RgbaImage;
use vision::fixtures::{Light, Pose, Scene, page};

/// Frames a second: few, so that a busy machine keeps up.
const RATE: usize = 5;
/// Seconds that a paper lies still.
const STILL: usize = 6;
/// Frames in which a paper comes nearer, turning all the while.
const COMING: usize = 12;

/// A film that repeats for ever.
#[derive(Debug, Clone, Copy)]
pub struct Film {
    /// For everything that is left to chance.
    seed: u64,
    papers: u64,
    kind: page::Kind,
    /// Width and height in pixels.
    size: (usize, usize),
    /// Standard deviation of the lens's blur in pixels.
    blur: f64,
    /// How bright it is, and the standard deviation of the sensor's noise in levels.
    light: (f64, f64),
}

impl Film {
    /// So many cards after one another, each another card, seen by a phone that lies on its side.
    pub fn of_cards(papers: u64, seed: u64) -> Self {
        let Scene { blur, light, noise, .. } = Scene::default();
        Self { seed, papers, kind: page::Kind::Card, size: (1280, 720), blur, light: (light.gain, noise) }
    }

    /// So many sheets of A4 after one another, seen by an upright phone, finely enough for their print, in the light of an
    /// office: with grain, so that a page is more than one piece of an upload.
    pub fn of_sheets(papers: u64, seed: u64) -> Self {
        Self { kind: page::Kind::Form, size: (1080, 1920), light: (0.82, 5.0), ..Self::of_cards(papers, seed) }
    }

    /// The same through a lens that is out of focus.
    pub const fn out_of_focus(self) -> Self {
        Self { blur: 4.0, ..self }
    }

    /// A paper of the film as it was before it was photographed.
    pub fn paper(&self, number: u64) -> RgbaImage {
        page::draw(self.kind, self.seed + number)
    }

    /// Writes the film as Chromium's camera reads it.
    pub(super) fn write(&self, folder: &Path) -> Result<PathBuf> {
        let path = folder.join("camera.y4m");
        let mut file = BufWriter::new(File::create(&path).with_context(|| format!("writing {}", path.display()))?);
        let (width, height) = self.size;
        writeln!(file, "YUV4MPEG2 W{width} H{height} F{RATE}:1 Ip A1:1 C420jpeg")?;
        let desk = yuv(&self.scene(Self::lying()).render(None).0);
        let mut show = |frame: &[u8], times: usize| -> Result<()> {
            for _ in 0..times {
                file.write_all(b"FRAME\n")?;
                file.write_all(frame)?;
            }
            Ok(())
        };
        for number in 0..self.papers {
            let paper = self.paper(number);
            let seen = |pose| yuv(&self.scene(pose).render(Some(paper.view())).0);
            show(&desk, 3)?;
            for step in 0..COMING {
                show(&seen(Self::coming(step)), 1)?;
            }
            show(&seen(Self::lying()), STILL * RATE)?;
        }
        file.flush()?;
        Ok(path)
    }

    fn scene(&self, pose: Pose) -> Scene {
        let (width, height) = self.size;
        let (gain, noise) = self.light;
        let light = Light { gain, ..Light::default() };
        Scene { width, height, seed: self.seed, pose, light, noise, blur: self.blur, ..Scene::default() }
    }

    /// How a paper lies when it is held still.
    fn lying() -> Pose {
        Pose { roll: 0.03, pitch: 0.06, yaw: -0.05, fill: 0.9, ..Pose::default() }
    }

    /// How it lies on the way there: smaller and turned first.
    #[expect(clippy::cast_precision_loss, reason = "a dozen frames")]
    fn coming(step: usize) -> Pose {
        let left = (COMING - step) as f64 / COMING as f64;
        let lying = Self::lying();
        Pose {
            roll: lying.roll + 0.45 * left,
            fill: lying.fill - 0.35 * left,
            shift: (0.06 * left, -0.08 * left),
            ..lying
        }
    }
}

/// Brightness of every pixel, then both colours of every four (ITU-R BT.601, full range).
fn yuv(picture: &RgbaImage) -> Vec<u8> {
    let (width, height) = (picture.width(), picture.height());
    let data = picture.clone().into_data();
    let weighed = |x: usize, y: usize, [r, g, b]: [f64; 3], lift: f64| {
        let place = (y * width + x) * 4;
        let sum = r * f64::from(data[place]) + g * f64::from(data[place + 1]) + b * f64::from(data[place + 2]);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte's range")]
        let byte = (sum + lift).round().clamp(0.0, 255.0) as u8;
        byte
    };
    let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let mut frame: Vec<u8> = all.map(|(x, y)| weighed(x, y, [0.299, 0.587, 0.114], 0.0)).collect();
    let fourths = || (0..height / 2).flat_map(|y| (0..width / 2).map(move |x| (x * 2, y * 2)));
    frame.extend(fourths().map(|(x, y)| weighed(x, y, [-0.168_736, -0.331_264, 0.5], 128.0)));
    frame.extend(fourths().map(|(x, y)| weighed(x, y, [0.5, -0.418_688, -0.081_312], 128.0)));
    frame
}
