//! Contents against their names: each that a row names is there and opens under its own name.

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::Verifying;
use crate::adapters::contents::{Contents, seal_of};
use crate::adapters::surreal::key_of;
use crate::app::App;
use crate::services::named_contents::{Named, NamedContents};
use crate::services::{ServiceError, ServiceResult};

/// Contents that are opened at a time, each in memory.
const OPENED: usize = 4;

pub(super) async fn look(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    verifying.step("contents of documents, faces and uploads");
    let app = verifying.app;
    let mut all = NamedContents::new();
    while let Some(page) = all.next(&app.db).await? {
        let looks = page.into_iter().filter(|named| named.needed).map(|named| look_at(app, named));
        let faults: Vec<Option<String>> = stream::iter(looks).buffered(OPENED).try_collect().await?;
        verifying.found.contents += faults.len() as u64;
        for fault in faults.into_iter().flatten() {
            verifying.wrong(&fault);
        }
    }
    Ok(())
}

/// What is wrong with a content.
async fn look_at(app: &App, named: Named) -> ServiceResult<Option<String>> {
    let fault = match Contents::new(&app.blobs).read(&named.content).await? {
        None => "it is not in the store",
        Some(sealed) => {
            let seal = seal_of(&app.vault, &app.face_contents, &named.content, &named.user);
            let opened = tokio::task::spawn_blocking(move || seal.open(&sealed).is_ok()).await;
            match opened {
                Ok(true) => return Ok(None),
                Ok(false) => "it was changed, or sealed with another key",
                Err(_) => return Err(ServiceError::from(crate::lane::Busy)),
            }
        }
    };
    // One that was let go meanwhile is as it should be.
    let still = named.still(&app.db).await?;
    Ok(still.then(|| format!("{} {}: content {}: {fault}", named.row.table, key_of(&named.row), named.content)))
}
