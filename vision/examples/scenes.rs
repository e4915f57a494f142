//! Writes the measured pictures as PNG files, to be looked at: `cargo run -p vision --example scenes -- FOLDER [SEED]`.

use std::error::Error;
use std::path::Path;

use vision::RgbaImage;
use vision::fixtures::cases;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("the folder to write to is missing")?;
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for case in cases::whole(seed).into_iter().chain(cases::partial(seed)) {
        let (picture, _) = case.render();
        save(picture, &folder.join(format!("{}.png", case.name.replace([':', ' '], "-"))))?;
    }
    Ok(())
}

fn save(picture: RgbaImage, path: &Path) -> Result<(), Box<dyn Error>> {
    let (width, height) = (u32::try_from(picture.width())?, u32::try_from(picture.height())?);
    Ok(image::save_buffer(path, &picture.into_data(), width, height, image::ColorType::Rgba8)?)
}
