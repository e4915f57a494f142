//! Each fault of a picture, on both sides of its limit, and pages taken twice.

use proptest::prelude::*;
use vision::fixtures::page::{self, Kind};
use vision::fixtures::{Light, Pose, Scene};
use vision::perspective::Straightening;
use vision::{Fault, Fingerprint, Frame, Paper, Quad, Report, RgbaImage, RgbaView, duplicate, judge};

fn photo(scene: &Scene, kind: Kind, seed: u64) -> (RgbaImage, Quad) {
    let (photo, truth) = scene.render(Some(page::draw(kind, seed).view()));
    (photo, Quad::new(truth.expect("a sheet")).expect("corners"))
}

fn report(scene: &Scene, kind: Kind) -> Report {
    let (photo, quad) = photo(scene, kind, 3);
    judge(photo.view(), &quad, Paper::A4)
}

/// 1560 pixels of height for 297 millimetres: 133 dots per inch.
fn good() -> Scene {
    Scene { width: 1300, height: 1700, pose: Pose { fill: 0.92, ..Pose::default() }, ..Scene::default() }
}

#[test]
fn a_good_picture_has_no_fault() {
    for kind in [Kind::Letter, Kind::Form, Kind::Faint, Kind::NearlyBlank] {
        let report = report(&good(), kind);
        assert_eq!(report.faults, [], "{kind:?}");
        assert!((report.dpi - 133.0).abs() < 4.0);
        assert!(report.edge.is_some_and(|edge| edge.0 > 1.5 && edge.0 < 4.0), "{kind:?}: {:?}", report.edge);
    }
}

#[test]
fn darkness_is_told_by_the_paper() {
    for (gain, dark) in [(1.0, false), (0.36, false), (0.25, true), (0.1, true)] {
        let report = report(&Scene { light: Light { gain, ..Light::default() }, ..good() }, Kind::Form);
        let found = report.faults.iter().any(|fault| matches!(fault, Fault::TooDark { .. }));
        assert_eq!(found, dark, "{gain}: {report:?}");
    }
}

#[test]
fn glare_is_a_burnt_out_spot() {
    for (glare, found) in [(0.0, false), (0.05, true), (0.1, true)] {
        for gain in [0.7, 0.9] {
            let report = report(&Scene { light: Light { glare, gain, ..Light::default() }, ..good() }, Kind::Letter);
            let seen = report.faults.iter().any(|fault| matches!(fault, Fault::Glare { .. }));
            assert_eq!(seen, found, "{glare} at {gain}: {report:?}");
        }
    }
    // Plain white paper in full light is no glare.
    let report = report(&Scene { light: Light { gain: 1.1, ..Light::default() }, ..good() }, Kind::NearlyBlank);
    assert_eq!(report.faults, []);
}

#[test]
fn blur_is_told_whatever_stands_on_the_page() {
    for kind in [Kind::Letter, Kind::Form, Kind::Faint, Kind::NearlyBlank] {
        let mut last = 0.0;
        for (blur, blurred) in [(0.6, false), (1.0, false), (2.2, true), (4.0, true), (7.0, true)] {
            let report = report(&Scene { blur, ..good() }, kind);
            let seen = report.faults.iter().any(|fault| matches!(fault, Fault::Blurred { .. }));
            assert_eq!(seen, blurred, "{kind:?}, {blur}: {report:?}");
            let edge = report.edge.map_or(0.0, |edge| edge.0);
            assert!(edge > last, "{kind:?}: {edge} after {last}");
            last = edge;
        }
    }
}

#[test]
fn noise_in_dim_light_is_not_taken_for_sharpness() {
    let light = Light { gain: 0.45, ..Light::default() };
    let report = report(&Scene { blur: 3.5, noise: 6.0, light, ..good() }, Kind::Letter);
    assert!(report.faults.iter().any(|fault| matches!(fault, Fault::Blurred { .. })), "{report:?}");
}

#[test]
fn a_sheet_far_away_is_too_small() {
    for (fill, small) in [(0.92, false), (0.8, false), (0.7, true), (0.4, true)] {
        let pose = Pose { fill, ..Pose::default() };
        let report = report(&Scene { pose, ..good() }, Kind::Form);
        let seen = report.faults.iter().any(|fault| matches!(fault, Fault::TooSmall { .. }));
        assert_eq!(seen, small, "{fill}: {report:?}");
    }
}

#[test]
fn a_card_is_measured_as_a_card() {
    let (photo, quad) =
        photo(&Scene { pose: Pose { fill: 0.6, ..Pose::default() }, ..Scene::default() }, Kind::Card, 1);
    let dpi = |paper| judge(photo.view(), &quad, paper).dpi;
    assert!((dpi(Paper::Card) - 203.0).abs() < 12.0, "{}", dpi(Paper::Card));
    assert!(dpi(Paper::A4) < 70.0);
}

#[test]
fn a_sheet_that_leaves_the_picture_is_cut_off() {
    let pose = Pose { shift: (0.0, -0.2), fill: 0.9, ..Pose::default() };
    let (photo, truth) = Scene { pose, ..good() }.render(Some(page::draw(Kind::Form, 3).view()));
    assert_eq!(Frame::new(photo.view(), Paper::A4).faults(), [Fault::CutOff]);
    let quad = Quad::new(truth.expect("a sheet")).expect("corners");
    assert!(judge(photo.view(), &quad, Paper::A4).faults.contains(&Fault::CutOff));
}

#[test]
fn any_bytes_are_judged_without_a_fall() {
    let mut bits = 1_u32;
    let bytes: Vec<u8> = (0..333 * 200 * 4)
        .map(|_| {
            bits = bits.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (bits >> 24) as u8
        })
        .collect();
    for (width, height) in [(333, 200), (200, 333), (32, 32), (2081, 32), (32, 2081)] {
        let view = RgbaView::new(&bytes[..width * height * 4], width, height).expect("a picture");
        assert!(Frame::new(view, Paper::A4).sighting.whole().is_none(), "{width}×{height}");
    }
}

fn fingerprint((photo, quad): &(RgbaImage, Quad), turns: usize) -> Fingerprint {
    Fingerprint::new(Straightening::new(photo.view(), quad, turns, 1200).page(photo.view()).expect("a page").view())
}

#[test]
fn a_page_taken_twice_is_known_again() {
    let again = Scene {
        seed: 77,
        pose: Pose { pitch: 0.3, yaw: -0.2, roll: 0.15, fill: 0.85, bow: 0.004, ..Pose::default() },
        light: Light { gain: 0.8, gradient: (0.6, 2.0), ..Light::default() },
        noise: 5.0,
        blur: 1.2,
        ..good()
    };
    for kind in [Kind::Letter, Kind::Form, Kind::Faint, Kind::Card] {
        let first = fingerprint(&photo(&good(), kind, 8), 0);
        let second = photo(&again, kind, 8);
        for turns in [0, 1, 2, 3] {
            let second = fingerprint(&second, turns);
            assert!(first.same_page(&second) && second.same_page(&first), "{kind:?} turned {turns} times");
        }
    }
}

#[test]
fn two_pages_of_one_form_are_two_pages() {
    for kind in [Kind::Letter, Kind::Form, Kind::Faint, Kind::Card, Kind::NearlyBlank] {
        let pages: Vec<_> = (20..24).map(|seed| fingerprint(&photo(&good(), kind, seed), 0)).collect();
        for (number, page) in pages.iter().enumerate() {
            assert_eq!(duplicate(page, &pages[..number]), None, "{kind:?} {number}");
        }
    }
    let pages = [Kind::Form, Kind::Letter].map(|kind| fingerprint(&photo(&good(), kind, 20), 0));
    assert_eq!(duplicate(&pages[1], &pages), Some(Fault::Duplicate { earlier: 1 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn fingerprints_compare_alike_both_ways(a in 0_u64..9, b in 0_u64..9, card in any::<bool>()) {
        let kind = if card { Kind::Card } else { Kind::Form };
        let [a, b] = [a, b].map(|seed| Fingerprint::new(page::draw(kind, seed).view()));
        prop_assert_eq!(a.distance(&b), b.distance(&a));
        prop_assert_eq!(a.same_page(&b), b.same_page(&a));
        prop_assert_eq!(a.distance(&a), 0);
        prop_assert!(a.same_page(&a.clone()));
        prop_assert_eq!(Fingerprint::from_bytes(&a.to_bytes()), Ok(a.clone()));
        prop_assert!(Fingerprint::from_bytes(&a.to_bytes()[1..]).is_err());
    }
}
