//! Alibaba Cloud's request signature, version 3 (ACS3-HMAC-SHA256), as documented under "V3 request structure and signature"
//! at <https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature>.

use hmac::{Hmac, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

/// Name of the algorithm, as it stands in the string to sign and in the header.
pub const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// RFC 3986's unreserved characters stay as they are.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What of a request is signed.
#[derive(Debug, Clone, Copy)]
pub struct SignedRequest<'a> {
    /// Method, in capitals.
    pub method: &'a str,
    /// Path, `/` for APIs of the RPC kind.
    pub path: &'a str,
    /// Query as [`canonical_query`] gives it.
    pub query: &'a str,
    /// `host`, `content-type` and every `x-acs-…` header, in any order.
    pub headers: &'a [(&'a str, &'a str)],
    /// SHA-256 of the body in hexadecimal.
    pub payload_hash: &'a str,
}

/// SHA-256 of a body, in hexadecimal.
pub fn payload_hash(body: &[u8]) -> String {
    hex::encode(Sha256::digest(body))
}

/// Parameters by name, encoded after RFC 3986.
pub fn canonical_query(parameters: &[(&str, &str)]) -> String {
    let encode = |text| utf8_percent_encode(text, RESERVED).to_string();
    let mut pairs: Vec<(&str, String)> =
        parameters.iter().map(|(name, value)| (*name, format!("{}={}", encode(name), encode(value)))).collect();
    pairs.sort();
    pairs.into_iter().map(|(_, pair)| pair).collect::<Vec<_>>().join("&")
}

impl SignedRequest<'_> {
    /// Names of the signed headers, by name, joined by semicolons.
    pub fn signed_headers(&self) -> String {
        self.sorted().into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(";")
    }

    /// The text whose hash is signed.
    pub fn canonical(&self) -> String {
        let headers: String = self.sorted().iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let Self { method, path, query, payload_hash, .. } = self;
        format!("{method}\n{path}\n{query}\n{headers}\n{}\n{payload_hash}", self.signed_headers())
    }

    /// The signature, in hexadecimal.
    pub fn signature(&self, secret: &str) -> String {
        let hash = payload_hash(self.canonical().as_bytes());
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(format!("{ALGORITHM}\n{hash}").as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }

    /// The value of the `Authorization` header.
    pub fn authorization(&self, key_id: &str, secret: &str) -> String {
        let (headers, signature) = (self.signed_headers(), self.signature(secret));
        format!("{ALGORITHM} Credential={key_id},SignedHeaders={headers},Signature={signature}")
    }

    fn sorted(&self) -> Vec<(String, &str)> {
        let mut headers: Vec<(String, &str)> =
            self.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.trim())).collect();
        headers.sort();
        headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fixed-parameter example of the page named above, with the values that it gives for each step.
    #[test]
    fn the_documented_example_comes_out() {
        let query = canonical_query(&[
            ("RegionId", "cn-shanghai"),
            ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
        ]);
        assert_eq!(query, "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai");
        let body = payload_hash(b"");
        assert_eq!(body, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let request = SignedRequest {
            method: "POST",
            path: "/",
            query: &query,
            headers: &[
                ("x-acs-version", "2014-05-26"),
                ("Host", "ecs.cn-shanghai.aliyuncs.com"),
                ("x-acs-action", " RunInstances "),
                ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
                ("x-acs-date", "2023-10-26T10:22:32Z"),
                ("x-acs-content-sha256", &body),
            ],
            payload_hash: &body,
        };
        assert_eq!(
            payload_hash(request.canonical().as_bytes()),
            "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(
            request.authorization("YourAccessKeyId", "YourAccessKeySecret"),
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;\
             x-acs-date;x-acs-signature-nonce;x-acs-version,\
             Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn everything_but_unreserved_characters_is_encoded() {
        assert_eq!(
            canonical_query(&[("b", "短 信*"), ("a", "~-_.{\"k\":1}+/")]),
            "a=~-_.%7B%22k%22%3A1%7D%2B%2F&b=%E7%9F%AD%20%E4%BF%A1%2A"
        );
        assert_eq!(canonical_query(&[]), "");
    }
}
