//! Resumable uploads as a client makes them: headers, checksums, photos that no other test sends.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use poem::http::Method;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};

use crate::applications::Office;
use crate::{Answer, Login};

/// The version that every request names.
pub const VERSION: (&str, &str) = ("Tus-Resumable", "1.0.0");
/// The type of bytes of a file.
pub const BYTES: (&str, &str) = ("Content-Type", "application/offset+octet-stream");

/// What is told of a file before it is sent.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// Id of the application.
    pub application: String,
    /// Its kind.
    pub kind: String,
    /// What the device calls it.
    pub key: String,
    /// Its bytes.
    pub bytes: usize,
}

impl Announcement {
    /// `Upload-Metadata`.
    pub fn metadata(&self) -> String {
        let encode = |text: &str| STANDARD.encode(text);
        format!(
            "application {},kind {},file_name {},key {}",
            encode(&self.application),
            encode(&self.kind),
            encode("身份证.jpg"),
            encode(&self.key)
        )
    }
}

/// `Upload-Checksum` of bytes.
pub fn checksum(bytes: &[u8]) -> String {
    format!("sha256 {}", STANDARD.encode(Sha256::digest(bytes)))
}

/// A photo of so many pixels that a seed determines: grain all over, so that it is large, and no two are alike.
pub fn photo(seed: u64, width: u32, height: u32) -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(seed);
    let pixels: Vec<u8> = (0..width * height * 3).map(|_| random.random_range(90..=165)).collect();
    let mut file = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut file, 90);
    encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8).expect("a photo");
    file
}

impl Office {
    /// A file of an application that is about to be sent by the agent.
    pub fn announce(application: &str, kind: &str, key: &str, bytes: usize) -> Announcement {
        Announcement { application: application.to_owned(), kind: kind.to_owned(), key: key.to_owned(), bytes }
    }

    /// A request of the upload protocol by somebody, with more headers.
    pub async fn tus(&self, who: &Login, method: Method, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let bearer = format!("Bearer {}", who.token);
        let mut all = vec![("Authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        self.app.send_raw(method, path.trim_start_matches("/api/v1"), &all, body.to_vec()).await
    }

    /// Begins an upload by the agent.
    pub async fn begin_upload(&self, file: &Announcement) -> Answer {
        let (metadata, length) = (file.metadata(), file.bytes.to_string());
        let headers = [VERSION, ("Upload-Length", length.as_str()), ("Upload-Metadata", metadata.as_str())];
        self.tus(&self.agent, Method::POST, "/uploads", &headers, b"").await
    }

    /// The same, and its address.
    pub async fn upload_at(&self, file: &Announcement) -> String {
        let answer = self.begin_upload(file).await;
        answer.expect_status(201);
        answer.header("location").to_owned()
    }

    /// Sends bytes that begin at an offset.
    pub async fn send_piece(&self, address: &str, offset: usize, bytes: &[u8]) -> Answer {
        let offset = offset.to_string();
        self.tus(&self.agent, Method::PATCH, address, &[VERSION, BYTES, ("Upload-Offset", offset.as_str())], bytes)
            .await
    }

    /// The same with a checksum.
    pub async fn send_checked(&self, address: &str, offset: usize, bytes: &[u8], checksum: &str) -> Answer {
        let offset = offset.to_string();
        let headers = [VERSION, BYTES, ("Upload-Offset", offset.as_str()), ("Upload-Checksum", checksum)];
        self.tus(&self.agent, Method::PATCH, address, &headers, bytes).await
    }

    /// Asks where an upload stands.
    pub async fn upload_status(&self, address: &str) -> Answer {
        self.tus(&self.agent, Method::HEAD, address, &[VERSION], b"").await
    }

    /// How far an upload has come.
    pub async fn offset(&self, address: &str) -> usize {
        let answer = self.upload_status(address).await;
        answer.expect_status(200);
        answer.header("upload-offset").parse().expect("an offset")
    }

    /// The content of a document of an application.
    pub async fn document(&self, application: &str, attachment: &str) -> Vec<u8> {
        let path = format!("{}/{application}/attachments/{attachment}/content", crate::applications::PATH);
        let answer = self.app.call(&self.agent, Method::GET, &path, None).await;
        answer.expect_status(200);
        answer.body
    }
}
