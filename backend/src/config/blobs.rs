//! `[blobs]`: where the contents of documents lie, how photos are made ready, and what can be wrong with that.

use reqwest::Url;
use serde::Deserialize;

use super::check::Faults;
use super::{Mode, Secret};

/// `[blobs]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlobsConfig {
    /// Where the contents of documents lie: `folder:PATH`, `s3:BUCKET/PREFIX` or `mem:`.
    pub address: String,
    /// A content that no document names is removed after so long.
    pub grace_hours: u32,
    /// Photos made ready at a time.
    pub photo_concurrency: usize,
    /// Photos that may wait for it; each is in memory meanwhile.
    pub photo_queue: usize,
    /// `[blobs.s3]`
    pub s3: S3Config,
}

/// `[blobs.s3]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3Config {
    /// Address of the store; empty for Amazon's own.
    pub endpoint: String,
    /// Its region.
    pub region: String,
    /// Name of the key.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: Secret,
    /// Whether contents, sealed as they are, may travel over plain http.
    pub allow_http: bool,
}

impl BlobsConfig {
    /// Looks at what the kinds of values do not tell.
    pub(super) fn check(&self, faults: &mut Faults, mode: Mode) {
        let told = "folder:data/blobs is the default";
        let place = match self.address.split_once(':') {
            Some(("folder" | "s3", place)) => !place.is_empty(),
            Some(("mem", place)) => place.is_empty(),
            _ => false,
        };
        faults.expect(place, "blobs.address", "it is neither folder:PATH nor s3:BUCKET/PREFIX nor mem:", told);
        faults.within("blobs.grace_hours", self.grace_hours, 1..=8760, "24 is the default");
        faults.within("blobs.photo_concurrency", self.photo_concurrency, 1..=64, "Take the number of cores");
        let queue = self.photo_queue <= 1_000;
        faults.expect(queue, "blobs.photo_queue", "it is more than 1000", "16 is the default");
        if self.address.starts_with("s3:") {
            self.check_s3(faults, mode);
        }
    }

    fn check_s3(&self, faults: &mut Faults, mode: Mode) {
        let s3 = &self.s3;
        let key = !s3.access_key_id.is_empty() && !s3.secret_access_key.is_empty();
        let told = "Set access_key_id and secret_access_key as the store gave them";
        faults.expect(key, "blobs.s3.secret_access_key", "the key of the store is not set", told);
        faults.expect(
            !s3.region.is_empty(),
            "blobs.s3.region",
            "it is empty",
            "us-east-1 serves stores without regions",
        );
        let url = Url::parse(&s3.endpoint).ok();
        let web = url.as_ref().is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
        let told = "Leave it empty for Amazon's own, or write https://HOST";
        faults.expect(s3.endpoint.is_empty() || web, "blobs.s3.endpoint", "it is no web address", told);
        let plain = url.is_some_and(|url| url.scheme() == "http");
        faults.expect(
            !plain || s3.allow_http,
            "blobs.s3.endpoint",
            "it is not encrypted",
            "Begin it with https://, or set allow_http",
        );
        let safe = mode != Mode::Production || !s3.allow_http;
        faults.expect(safe, "blobs.s3.allow_http", "keys of requests would travel unencrypted", "Set it to false");
    }
}
