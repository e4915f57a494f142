//! A QR code as one browser shows it, filmed for the camera of another.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Page;

const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// What a camera looks at: rows of modules, dark or light, with the quiet zone around.
#[derive(Debug, Clone)]
pub struct Picture {
    rows: Vec<Vec<bool>>,
}

impl Page {
    /// The QR code on the page, as it is drawn.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn qr_code(&self) -> Result<Picture> {
        self.see("qr-code").await?;
        let drawn = self
            .script(
                "const svg = document.querySelector('[data-testid=qr-code]'), side = svg.viewBox.baseVal.width, scale = 4;
                 const canvas = Object.assign(document.createElement('canvas'), {width: side * scale, height: side * scale});
                 const pen = canvas.getContext('2d');
                 pen.scale(scale, scale);
                 pen.fill(new Path2D(svg.querySelector('path').getAttribute('d')));
                 const dark = (x, y) => pen.getImageData((x + 0.5) * scale, (y + 0.5) * scale, 1, 1).data[3] > 127;
                 const each = [...Array(side).keys()];
                 return each.map(y => each.map(x => dark(x, y)));",
            )
            .await?;
        Ok(Picture { rows: serde_json::from_value(drawn).context("the modules of the code")? })
    }
}

impl Picture {
    /// Writes a film of one frame, which Chromium's camera repeats for ever.
    pub(super) fn film(&self, folder: &Path) -> Result<PathBuf> {
        let scale = (HEIGHT / self.rows.len().max(1)).max(1);
        let shade = |x: usize, y: usize| {
            let module = self.rows.get(y / scale).and_then(|row| row.get(x.checked_sub((WIDTH - HEIGHT) / 2)? / scale));
            if module.is_some_and(|dark| *dark) { 30 } else { 220 }
        };
        let mut film = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n").into_bytes();
        film.extend((0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y))).map(|(x, y)| shade(x, y)));
        film.extend(std::iter::repeat_n(128, WIDTH * HEIGHT / 2));
        let path = folder.join("camera.y4m");
        fs::write(&path, film).with_context(|| format!("writing {}", path.display()))?;
        Ok(path)
    }
}
