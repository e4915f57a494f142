//! `[face]`: who verifies faces, how strictly, and how often one may try.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faces::Thresholds;
use reqwest::Url;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::check::Faults;
use super::{Config, Mode, Secret};

/// Who verifies faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaceKind {
    /// Nobody: password and SMS code is the one way.
    None,
    /// Models in this process.
    Models,
    /// A vendor's service.
    Vendor,
}

/// What becomes of an enrolment without an ID card's portrait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithoutCard {
    /// Two captures, and the operator approves.
    Approval,
    /// It is refused.
    Refused,
}

/// `[face]`
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceConfig {
    /// Who verifies.
    pub kind: FaceKind,
    /// Folder of the models and their list.
    pub models: PathBuf,
    /// Key that seals templates, 32 bytes in base64.
    pub key: Secret,
    /// Verifications at a time, each on one core.
    pub concurrency: usize,
    /// Verifications that may wait.
    pub queue: usize,
    /// Time to answer a challenge.
    pub challenge_seconds: u32,
    /// Tries for one purpose in half an hour.
    pub tries_per_purpose: u32,
    /// Tries of one person in 24 hours.
    pub tries_per_day: u32,
    /// A template that nobody used for so long is deleted.
    pub unused_months: u32,
    /// What becomes of an enrolment without a card's portrait.
    pub without_card: WithoutCard,
    /// Least likeness of a live face to the template.
    pub likeness: f32,
    /// Least likeness of a live face to a card's portrait.
    pub card_likeness: f32,
    /// What frames are judged by.
    #[serde(default)]
    pub thresholds: Thresholds,
    /// The vendor.
    pub vendor: FaceVendorConfig,
}

/// `[face.vendor]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceVendorConfig {
    /// Address of its interface.
    pub url: String,
    /// Key that it gave: it proves us to it, and its results to us.
    pub key: Secret,
    /// Time limit of one call.
    pub timeout_seconds: u64,
}

/// The key of templates is not 32 bytes in base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("face.key is not 32 bytes in base64")]
pub struct BadFaceKey;

impl FaceConfig {
    /// Folder of the models, where faces are verified by them.
    pub fn folder(&self) -> Option<&Path> {
        (self.kind == FaceKind::Models).then_some(self.models.as_path())
    }

    /// The key of templates.
    ///
    /// # Errors
    /// Where it is not 32 bytes in base64.
    pub fn key_bytes(&self) -> Result<Zeroizing<[u8; 32]>, BadFaceKey> {
        let mut buffer = Zeroizing::new([0_u8; 33]);
        match STANDARD.decode_slice(self.key.expose().trim(), &mut *buffer) {
            Ok(32) => buffer.first_chunk().copied().map(Zeroizing::new).ok_or(BadFaceKey),
            _ => Err(BadFaceKey),
        }
    }
}

impl Config {
    /// What can be wrong with `[face]`.
    pub(super) fn check_face(&self, faults: &mut Faults) {
        let face = &self.face;
        let key = face.key_bytes().ok();
        let made = "Make one with `openssl rand -base64 32` and keep a copy apart from the database";
        faults.expect(key.is_some(), "face.key", "it is not 32 bytes in base64", made);
        faults.within("face.concurrency", face.concurrency, 1..=64, "1 is the default: half of two cores");
        faults.within("face.queue", face.queue, 0..=1000, "16 is the default");
        faults.within("face.challenge_seconds", face.challenge_seconds, 15..=300, "60 is the default");
        faults.within("face.tries_per_purpose", face.tries_per_purpose, 1..=10, "3 is the default");
        faults.within("face.tries_per_day", face.tries_per_day, 1..=100, "10 is the default");
        faults.within("face.unused_months", face.unused_months, 1..=36, "12 is the default");
        faults.within("face.likeness", face.likeness, 0.3..=0.9, "0.45 is the default");
        faults.within("face.card_likeness", face.card_likeness, 0.3..=0.9, "0.4 is the default");
        faults.within("face.vendor.timeout_seconds", face.vendor.timeout_seconds, 1..=25, "5 is the default");
        if face.kind == FaceKind::Models {
            let set = !face.models.as_os_str().is_empty();
            faults.expect(set, "face.models", "it is empty", "Name the folder, assets/models/faces of the project");
        }
        if face.kind == FaceKind::Vendor {
            let url = Url::parse(&face.vendor.url).ok();
            let secure = url.as_ref().is_some_and(|url| url.scheme() == "https");
            let web = secure || url.is_some_and(|url| url.scheme() == "http" && self.mode == Mode::Demo);
            faults.expect(web, "face.vendor.url", "it is no secure web address", "Begin it with https://");
            let long = face.vendor.key.expose().len() >= 16;
            faults.expect(long, "face.vendor.key", "it is shorter than 16 characters", "Take the one the vendor gave");
        }
        if self.mode == Mode::Production && face.kind == FaceKind::Models {
            let known = Self::parse("").ok().and_then(|defaults| defaults.face.key_bytes().ok());
            faults.expect(key.is_none() || key != known, "face.key", "it is the one that everybody knows", made);
            let own = self.secrets.data_key_bytes().ok();
            let apart = own.is_none_or(|own| key.as_deref() != Some(&own));
            faults.expect(apart, "face.key", "it is the same as secrets.data_key", made);
        }
    }
}
