//! The straightened page: corners map exactly, proportions come out true, and what was straight is the page again.

use proptest::prelude::*;
use vision::fixtures::{Light, Pose, Scene, page};
use vision::perspective::{Homography, Straightening, aspect};
use vision::{Brightening, Point, Quad, RgbaImage};

/// Convex quadrilaterals: a square whose corners have each moved by less than a quarter of its side, turned and enlarged.
fn quads() -> impl Strategy<Value = Quad> {
    let corner = || (-0.24_f64..0.24, -0.24_f64..0.24);
    ((corner(), corner(), corner(), corner()), 0.0_f64..6.3, 40.0_f64..2000.0, -500.0_f64..500.0).prop_map(
        |((a, b, c, d), turn, size, shift)| {
            let place = |x: f64, y: f64, (dx, dy): (f64, f64)| {
                let (x, y) = (x + dx, y + dy);
                Point::new(
                    (x * turn.cos() - y * turn.sin()) * size + shift,
                    (x * turn.sin() + y * turn.cos()) * size - shift,
                )
            };
            Quad::new([place(-0.5, -0.5, a), place(0.5, -0.5, b), place(0.5, 0.5, c), place(-0.5, 0.5, d)])
                .expect("corners that move by less than a quarter stay convex")
        },
    )
}

proptest! {
    #[test]
    fn corners_map_exactly_and_back(quad in quads(), x in 0.0_f64..1.0, y in 0.0_f64..1.0) {
        let map = Homography::from_unit_square(&quad);
        let unit = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        for ((u, v), corner) in unit.into_iter().zip(quad.corners()) {
            prop_assert!(map.apply(Point::new(u, v)).distance(corner) < 1e-6);
        }
        let point = Point::new(x, y);
        prop_assert!(map.inverse().apply(map.apply(point)).distance(point) < 1e-6);
        prop_assert!(quad.contains(map.apply(Point::new(0.01 + 0.98 * x, 0.01 + 0.98 * y))));
        // A page's map is the unit square's, in pixels.
        let pixels = Homography::from_page(&quad, 300, 200).apply(Point::new(x * 300.0, y * 200.0));
        prop_assert!(pixels.distance(map.apply(point)) < 1e-6);
    }

    #[test]
    fn four_quarter_turns_are_none(quad in quads(), turns in 0_usize..9) {
        prop_assert_eq!(quad.rotated(turns).rotated((8 - turns % 4) % 4), quad);
        prop_assert!((quad.rotated(turns).area() - quad.area()).abs() < 1e-6);
    }
}

#[test]
fn proportions_are_true_at_an_angle() {
    for (width, height) in [(210.0, 297.0), (85.6, 54.0), (300.0, 200.0), (100.0, 300.0)] {
        for (pitch, yaw, roll) in
            [(0.0, 0.0, 0.0), (0.5, 0.3, 0.1), (-0.4, 0.5, 1.0), (0.6, 0.0, 0.0), (0.1, -0.1, 2.0)]
        {
            let scene = Scene { pose: Pose { pitch, yaw, roll, ..Pose::default() }, ..Scene::default() };
            let quad = Quad::new(scene.corners(width, height)).expect("corners");
            let ratio = aspect(&quad, scene.width, scene.height) / (width / height);
            // What is no known paper depends on how well the focal length is guessed.
            assert!(
                (ratio - 1.0).abs() < if height == 297.0 || height == 54.0 { 0.01 } else { 0.1 },
                "{width}×{height} at {pitch}, {yaw}, {roll}: {ratio}"
            );
        }
    }
}

/// A page with a dark mark in its top left quarter.
fn marked() -> RgbaImage {
    let bytes = (0..200 * 300).flat_map(|at| if at % 200 < 100 && at / 200 < 150 { [9, 9, 9, 255] } else { [250; 4] });
    RgbaImage::new(bytes.collect(), 200, 300).expect("a page")
}

#[test]
fn quarters_turn_clockwise() {
    let page = marked();
    let all = Quad::new([(0.0, 0.0), (200.0, 0.0), (200.0, 300.0), (0.0, 300.0)].map(|(x, y)| Point::new(x, y)));
    let all = all.expect("the page's outline");
    for (turns, dark) in [(0, (0.25, 0.25)), (1, (0.75, 0.25)), (2, (0.75, 0.75)), (3, (0.25, 0.75)), (4, (0.25, 0.25))]
    {
        let turned = Straightening::new(page.view(), &all, turns, 2560).page(page.view()).expect("a page");
        assert_eq!(turned.width() > turned.height(), turns % 2 == 1);
        for (x, y) in [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)] {
            let level =
                turned.view().sample((x * turned.width() as f64) as f32, (y * turned.height() as f64) as f32)[0];
            assert_eq!(level < 100.0, (x, y) == dark, "{turns} quarters at {x}, {y}: {level}");
        }
    }
}

#[test]
fn strips_make_up_the_page() {
    let page = marked();
    let quad = Quad::new([(20.0, 10.0), (190.0, 30.0), (180.0, 280.0), (5.0, 290.0)].map(|(x, y)| Point::new(x, y)));
    let straightening = Straightening::new(page.view(), &quad.expect("corners"), 1, 2560);
    let whole = straightening.page(page.view()).expect("a page");
    let mut strips = Vec::new();
    for first in (0..straightening.height()).step_by(37) {
        let count = 37.min(straightening.height() - first);
        strips.extend(straightening.rows(page.view(), first, count).expect("rows"));
    }
    assert_eq!(whole.into_data(), strips);
    for (first, count) in [(0, straightening.height() + 1), (straightening.height(), 1), (usize::MAX, 2)] {
        assert!(straightening.rows(page.view(), first, count).is_err());
    }
}

/// Mean difference of two pictures' brightness, levels, on a grid.
fn difference(a: &RgbaImage, b: &RgbaImage) -> f32 {
    let at = |image: &RgbaImage, x: usize, y: usize| {
        let place = |n: usize, size: usize| (n as f32 + 0.5) / 240.0 * size as f32;
        image.view().sample(place(x, image.width()), place(y, image.height()))[1]
    };
    let sum: f32 = (0..240 * 240).map(|n| (at(a, n % 240, n / 240) - at(b, n % 240, n / 240)).abs()).sum();
    sum / (240.0 * 240.0)
}

#[test]
fn a_straightened_photo_is_the_flat_page_again() {
    let flat = page::draw(page::Kind::Letter, 3);
    let pose = Pose { pitch: 0.4, yaw: 0.2, roll: 0.1, fill: 0.9, ..Pose::default() };
    let scene = Scene { width: 1700, height: 2200, pose, noise: 0.0, loss: 0.0, blur: 0.0, ..Scene::default() };
    let (photo, truth) = scene.render(Some(flat.view()));
    let quad = Quad::new(truth.expect("a sheet")).expect("corners");
    let straight = Straightening::new(photo.view(), &quad, 0, 2560).page(photo.view()).expect("a page");
    let apart = difference(&flat, &straight);
    assert!(apart < 14.0, "{apart}");
    // As a measure of that: the neighbouring page of the same make is far away.
    assert!(difference(&page::draw_sister(page::Kind::Letter, 3), &straight) > 2.0 * apart);
}

#[test]
fn faint_print_becomes_dark_on_white_in_any_light() {
    let flat = page::draw(page::Kind::Faint, 4);
    let light = Light { gain: 0.7, gradient: (0.8, 1.0), shadow: 0.3, ..Light::default() };
    let scene = Scene { width: 1700, height: 2200, light, ..Scene::default() };
    let (photo, truth) = scene.render(Some(flat.view()));
    let quad = Quad::new(truth.expect("a sheet")).expect("corners");
    let straightening = Straightening::new(photo.view(), &quad, 0, 1600);
    let page = straightening.page(photo.view()).expect("a page");
    let levels = |bytes: &[u8]| {
        let mut levels: Vec<u8> = bytes.chunks_exact(4).map(|pixel| pixel[1]).collect();
        levels.sort_unstable();
        // Ink covers some hundredths of the page, paper the most of it.
        (levels[levels.len() / 50], levels[levels.len() / 4], levels[levels.len() * 9 / 10])
    };
    let (ink, shade, paper) = levels(page.view().data());
    assert!(paper - shade > 20 && ink > 60, "light is uneven, print faint: {ink} {shade} {paper}");
    let brightening = Brightening::new(page.view());
    let (width, height) = (page.width(), page.height());
    let mut bytes = page.into_data();
    brightening.apply(&mut bytes, 0);
    let (ink, shade, paper) = levels(&bytes);
    assert!(ink < 130 && shade > 225 && paper > 240, "{ink} {shade} {paper}");
    assert_eq!(bytes.len(), width * height * 4);
}
