//! Pieces of uploads as they leave a browser: noted, and held back where a journey wants an upload that is half-way.

use anyhow::{Context, Result};
use serde_json::json;

use super::Page;

/// A piece: the upload that it belongs to, and the byte that it begins at.
pub type Piece = (String, u64);

impl Page {
    /// From the next page on, notes the pieces and obeys [`hold_pieces`](Self::hold_pieces).
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn watch_pieces(&self) -> Result<()> {
        let script = json!({"source": include_str!("pieces.js")});
        let told = self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await;
        told.map(drop).context("a script before the app")
    }

    /// Holds back the pieces that begin at this byte or later.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn hold_pieces(&self, from: u64) -> Result<()> {
        self.note(format!("hold pieces from {from}"));
        self.script(&format!("delete localStorage['journey.held']; localStorage['journey.hold'] = '{from}'"))
            .await
            .map(drop)
    }

    /// Lets them go.
    ///
    /// # Errors
    /// Where the browser cannot.
    pub async fn release_pieces(&self) -> Result<()> {
        self.note("release pieces".to_owned());
        self.script("delete localStorage['journey.hold']").await.map(drop)
    }

    /// The piece that is held back, once one is.
    ///
    /// # Errors
    /// Where none is in time.
    pub async fn held_piece(&self) -> Result<Piece> {
        let held = self.until_script("return JSON.parse(localStorage['journey.held'] ?? 'null')").await?;
        serde_json::from_value(held).context("a piece")
    }

    /// The pieces that have left, in their order.
    ///
    /// # Errors
    /// Where the browser cannot tell.
    pub async fn pieces(&self) -> Result<Vec<Piece>> {
        let left = self.script("return JSON.parse(localStorage['journey.left'] ?? '[]')").await?;
        serde_json::from_value(left).context("pieces")
    }
}
