//! Files kept in the browser's own database (IndexedDB): notes as texts, contents as blobs, which need not lie in memory.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

pub(crate) use super::turns::Turn;
pub(in crate::platform) use super::turns::turn;

const DATABASE: &str = "esi.papers";
const NOTES: &str = "notes";
const CONTENTS: &str = "contents";

/// What a request comes to.
async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let waiting = request.clone();
    let promise = Promise::new(&mut |done, fail| {
        let answered = request.clone();
        let success = Closure::once_into_js(move || {
            let _ = done.call1(&JsValue::NULL, &answered.result().unwrap_or_default());
        });
        request.set_onsuccess(Some(success.unchecked_ref()));
        request.set_onerror(Some(&fail));
    });
    let outcome = JsFuture::from(promise).await;
    waiting.set_onsuccess(None);
    waiting.set_onerror(None);
    outcome
}

/// Waits until a transaction is on the disk, or was given up.
async fn settled(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, fail| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&fail));
        transaction.set_onerror(Some(&fail));
    });
    JsFuture::from(promise).await.map(drop)
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = super::window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    let upgrade = Closure::once_into_js(move || {
        if let Ok(database) = opening.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
            for store in [NOTES, CONTENTS] {
                let _ = database.create_object_store(store);
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    answer(&request).await?.dyn_into()
}

/// Changes both stores at once.
async fn change(work: impl FnOnce(&IdbObjectStore, &IdbObjectStore) -> Result<(), JsValue>) -> Result<(), JsValue> {
    let database = open().await?;
    let names = Array::of2(&NOTES.into(), &CONTENTS.into());
    let transaction = database.transaction_with_str_sequence_and_mode(&names, IdbTransactionMode::Readwrite)?;
    let outcome = work(&transaction.object_store(NOTES)?, &transaction.object_store(CONTENTS)?);
    if outcome.is_err() {
        let _ = transaction.abort();
        return outcome;
    }
    let outcome = settled(&transaction).await;
    database.close();
    outcome
}

async fn read(
    store: &str,
    ask: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
) -> Result<JsValue, JsValue> {
    let database = open().await?;
    let request = ask(&database.transaction_with_str(store)?.object_store(store)?)?;
    let outcome = answer(&request).await;
    database.close();
    outcome
}

pub(in crate::platform) async fn keep(key: &str, note: &str, content: &[u8]) -> bool {
    let parts = Array::of1(&Uint8Array::from(content));
    let Ok(blob) = Blob::new_with_u8_array_sequence(&parts) else { return false };
    let key = JsValue::from_str(key);
    let kept = change(|notes, contents| {
        contents.put_with_key(&blob, &key)?;
        notes.put_with_key(&note.into(), &key).map(drop)
    });
    kept.await.is_ok()
}

pub(in crate::platform) async fn change_note(key: &str, note: &str) {
    // Only where the file is still there: another tab may have sent or forgotten it meanwhile.
    if note_of(key).await.is_some() {
        let _ = change(|notes, _| notes.put_with_key(&note.into(), &key.into()).map(drop)).await;
    }
}

pub(in crate::platform) async fn note_of(key: &str) -> Option<String> {
    read(NOTES, |store| store.get(&key.into())).await.ok()?.as_string()
}

pub(in crate::platform) async fn notes() -> Vec<String> {
    let all = read(NOTES, IdbObjectStore::get_all).await.unwrap_or_default();
    Array::from(&all).iter().filter_map(|note| note.as_string()).collect()
}

#[expect(clippy::cast_precision_loss, reason = "no file has 2^52 bytes")]
pub(in crate::platform) async fn piece(key: &str, from: u64, most: u64) -> Option<Vec<u8>> {
    let blob: Blob = read(CONTENTS, |store| store.get(&key.into())).await.ok()?.dyn_into().ok()?;
    let piece = blob.slice_with_f64_and_f64(from as f64, (from + most) as f64).ok()?;
    let bytes = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

pub(in crate::platform) async fn forget(key: &str) {
    let key = JsValue::from_str(key);
    let gone = change(|notes, contents| {
        contents.delete(&key)?;
        notes.delete(&key).map(drop)
    });
    let _ = gone.await;
}

pub(in crate::platform) async fn forget_all() {
    let gone = change(|notes, contents| {
        contents.clear()?;
        notes.clear().map(drop)
    });
    let _ = gone.await;
}
