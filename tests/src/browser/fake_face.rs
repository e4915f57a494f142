//! A camera that looks at made faces: the page's `getUserMedia` gives a canvas, on which clips of an animated portrait are
//! played – whichever the page asks for, when it asks. So the film follows the page on a machine of any speed, which a file
//! that Chromium plays by itself does not. What the clips are, and are not: `faces::fixtures`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faces::fixtures::{Actor, Condition, Film, stored};
use faces::{Judge, ModelFiles};
use shared::api::FaceAction;

use super::Page;

/// Installs the camera; see `fake_face.js`.
const CAMERA: &str = include_str!("fake_face.js");
/// Between two pictures of a clip, milliseconds of the film.
const GAP_MS: u32 = 100;
/// A film looks ahead for so long, then does its one step for so long.
const REST_MS: u32 = 1_500;
const STEP_MS: u32 = 2_000;

/// Who stands before the camera, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The one who enrols.
    Owner,
    /// The same person, on another day.
    OwnerLater,
    /// Somebody else.
    Stranger,
    /// A photo of the owner.
    Photo,
    /// The owner, and somebody beside.
    Pair,
    /// Nobody.
    Nobody,
    /// The owner in the dark.
    Dark,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::OwnerLater => "owner-later",
            Self::Stranger => "stranger",
            Self::Photo => "photo",
            Self::Pair => "pair",
            Self::Nobody => "nobody",
            Self::Dark => "dark",
        }
    }
}

/// The portraits, ready to be animated.
pub struct Troupe {
    owner: Actor,
    stranger: Actor,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Troupe {
    /// Loads networks and portraits.
    ///
    /// # Errors
    /// Where a file is missing, or a portrait shows no face.
    pub fn new() -> Result<Self> {
        let models = ModelFiles::from_folder(&root().join("assets/models/faces")).context("the networks")?;
        let judge = Judge::load(models)?;
        let actor = |name: &str| -> Result<Actor> {
            let file = root().join("faces/tests/portraits").join(format!("{name}.jpg"));
            let portrait = std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            Ok(Actor::new(&judge, &portrait)?)
        };
        Ok(Self { owner: actor("person_a_1")?, stranger: actor("impostor_1")? })
    }

    fn condition(&self, role: Role) -> (&Actor, Condition<'_>) {
        match role {
            Role::Owner | Role::OwnerLater => (&self.owner, Condition::Good),
            Role::Stranger => (&self.stranger, Condition::Good),
            Role::Photo => (&self.owner, Condition::Still),
            Role::Pair => (&self.owner, Condition::Beside(&self.stranger)),
            Role::Nobody => (&self.owner, Condition::Nobody),
            Role::Dark => (&self.owner, Condition::Dark),
        }
    }

    /// Puts a role before the camera of a page, which has to be installed again after each full load.
    ///
    /// # Errors
    /// Where a clip cannot be made, or the page does not take it.
    pub async fn enter(&self, page: &Page, role: Role) -> Result<()> {
        page.script(CAMERA).await.context("the camera")?;
        let moves = !matches!(role, Role::Photo | Role::Nobody | Role::Dark | Role::Pair);
        let seed = if role == Role::OwnerLater { 12 } else { 11 };
        for action in FaceAction::ALL.iter().take(if moves { 4 } else { 1 }) {
            let (actor, condition) = self.condition(role);
            let film = Film::new(actor, seed, &[*action], condition).wide_awake();
            let clip = |from: u32, long: u32| -> Result<String> {
                let pictures = (0..long / GAP_MS).map(|number| {
                    let picture = film.picture(from + number * GAP_MS).context("no picture")?;
                    let jpeg = stored(&picture).context("no JPEG")?;
                    Ok(format!("\"{}\"", STANDARD.encode(jpeg)))
                });
                Ok(pictures.collect::<Result<Vec<String>>>()?.join(","))
            };
            let (rest, step) = (clip(0, REST_MS)?, clip(REST_MS, STEP_MS)?);
            let load = |name: &str, clip: &str| {
                format!("return window.fakeFace.load('{}', '{name}', [{clip}]).then(() => true)", role.name())
            };
            page.script(&load("rest", &rest)).await?;
            page.script(&load(action.code(), &step)).await?;
        }
        let taken = page.script(&format!("return window.fakeFace.play('{}')", role.name())).await?;
        if taken.is_null() { Err(anyhow!("the camera does not play")) } else { Ok(()) }
    }
}
