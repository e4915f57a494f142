//! Films of a moving face, made from one still and a seed: for tests and measurements of the verdict, and for the fake
//! camera of a browser.
//!
//! A portrait is laid into a frame of 480 × 640 pixels, its mesh is found, and every frame is the portrait warped: the head
//! turned as the mesh's points turn in space, eyelids drawn down over the eyes, the lower face moved down with a dark mouth
//! above, a little sway of head and hand, the noise of a sensor.
//!
//! Limits, plainly: such a film is not a living face. There is no other side of the nose, no teeth that appear, no shade that
//! moves with the head; hair and shoulders are pulled along like rubber; light, lens and compression are simple. So figures
//! measured on it say that the stages work together, and where thresholds must not lie; how often real people are refused, or
//! real attacks are not, only real recordings can tell. And it is made to **pass**, as any well-made injected film would: that
//! active liveness alone does not stop one is among the things that it shows.

mod actor;
mod camera;
mod damage;
mod expression;
mod film;
mod machine;
mod performance;
mod turn;

pub use actor::Actor;
pub use camera::Condition;
pub use damage::damaged;
pub use film::{Film, Shot, stored};
pub use machine::{decoded, most_memory};
pub use performance::Performance;

use shared::api::FaceAction;

/// Width of a frame, pixels.
pub const WIDTH: usize = 480;
/// Height of a frame, pixels.
pub const HEIGHT: usize = 640;
/// Frames of a burst.
pub const BURST: usize = 15;

/// The burst that an app would send: [`BURST`] frames while `actor` does `steps`.
pub fn clip(actor: &Actor, seed: u64, steps: &[FaceAction], condition: Condition<'_>) -> Vec<Shot> {
    Film::new(actor, seed, steps, condition).burst(BURST)
}
