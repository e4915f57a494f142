//! Files that a page leads to, fetched as the browser would: with its cookies.

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Page;

impl Page {
    /// The content of a file that is offered for download at an address.
    ///
    /// # Errors
    /// Where nothing is, or something else than a file.
    pub async fn download(&self, address: &str) -> Result<Vec<u8>> {
        let fetch = format!(
            "window.downloaded = null;
             fetch({}).then(async answer => {{
                 const content = new Uint8Array(await answer.arrayBuffer());
                 const how = `${{answer.status}} ${{answer.headers.get('content-disposition')}}`;
                 window.downloaded = [how, btoa(Array.from(content, byte => String.fromCharCode(byte)).join(''))];
             }})",
            serde_json::Value::from(address)
        );
        self.script(&fetch).await?;
        let downloaded = self.until_script("return window.downloaded").await?;
        let how = downloaded[0].as_str().unwrap_or_default();
        ensure!(how.starts_with("200 attachment"), "{address} answers {how}");
        STANDARD.decode(downloaded[1].as_str().unwrap_or_default()).context("the file's bytes")
    }
}
