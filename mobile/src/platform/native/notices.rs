//! A native shell does not listen: it asks now and then.

/// No connection.
pub(crate) struct Notices;

impl Notices {
    /// There is nothing to listen to.
    pub(crate) const fn listen() -> Option<Self> {
        None
    }

    /// Never asked where nothing was opened.
    pub(crate) const fn is_closed(&self) -> bool {
        true
    }

    /// Waits so long.
    pub(crate) async fn wait(&self, most_ms: u32) -> bool {
        super::sleep_ms(most_ms).await;
        false
    }
}
