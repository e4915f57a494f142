use std::time::Instant;
use vision::{Point, Quad, RgbaImage, Sighting, fixtures::cases};
fn load(dir: &str, name: &str) -> RgbaImage {
    let img = image::open(format!("{dir}/{}.png", name.replace([':', ' '], "-"))).unwrap().to_rgba8();
    let (w, h) = img.dimensions();
    RgbaImage::new(img.into_raw(), w as usize, h as usize).unwrap()
}
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let seed = std::env::args().nth(2).unwrap().parse().unwrap();
    let (mut sum, mut n, mut max, mut misses) = (0.0, 0, 0.0f64, 0);
    let mut time = 0.0f64;
    let mut worst_t = 0.0f64;
    for case in cases::whole(seed) {
        if std::env::args().nth(3).is_some() {
            break;
        }
        let p = load(&dir, &case.name);
        let (w, h) = case.page.unwrap().0.millimetres();
        let truth = case.scene.corners(w, h);
        let t = Instant::now();
        let s = vision::find_sheet(p.view());
        let dt = t.elapsed().as_secs_f64() * 1e3;
        time += dt;
        worst_t = worst_t.max(dt);
        let diag = (p.width() as f64).hypot(p.height() as f64);
        let err = |q: &Quad| {
            (0..4)
                .map(|r| (0..4).map(|i| q.corners()[(i + r) % 4].distance(truth[i])).sum::<f64>() / 4.0 / diag * 100.0)
                .fold(f64::MAX, f64::min)
        };
        let _: Option<Point> = None;
        match s {
            Sighting::Whole(c) => {
                let e = err(&c.quad);
                sum += e;
                n += 1;
                max = max.max(e);
                if e > 0.4 {
                    println!("BAD {e:.2} conf {:.2} {}", c.confidence, case.name)
                }
            }
            Sighting::Covered(c) => {
                misses += 1;
                println!("COVERED {:.2} conf {:.2} {}", err(&c.quad), c.confidence, case.name)
            }
            o => {
                misses += 1;
                println!("{o:?} {}", case.name)
            }
        }
    }
    println!("mean {:.3} max {max:.3} n {n} misses {misses} ms {:.2} worst {worst_t:.2}", sum / n as f64, time / 98.0);
    let only = std::env::args().nth(3);
    for case in cases::partial(seed) {
        if only.as_ref().is_some_and(|o| !case.name.starts_with(o)) {
            continue;
        }
        let p = load(&dir, &case.name);
        match vision::find_sheet(p.view()) {
            Sighting::Whole(c) => println!("FALSE {:.2} {}", c.confidence, case.name),
            Sighting::Covered(_) => println!("   covered {}", case.name),
            Sighting::CutOff => println!("   cutoff {}", case.name),
            Sighting::Absent => println!("   absent {}", case.name),
        }
    }
}
