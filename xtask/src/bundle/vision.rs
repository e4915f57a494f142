//! The worker that looks at photos (crate `vision-worker`): a small WebAssembly of its own, fetched only by who takes a picture.

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::files::Files;

const WORKER: &str = include_str!("../../shell/vision.js");

/// The start of its files' names, which tells them from what the first page loads.
pub(crate) const VISION: &str = "vision";

/// Adds the worker's files and gives the address of its script.
pub(super) fn bind(wasm: &[u8], files: &mut Files) -> Result<String> {
    let mut output = Bindgen::new()
        .input_bytes("vision", wasm.to_vec())
        .web(true)?
        .typescript(false)
        .generate_output()
        .context("wasm-bindgen cannot bind the worker that looks at photos")?;
    let bound = output.wasm_mut().emit_wasm();
    ensure!(output.snippets().values().all(Vec::is_empty), "the worker that looks at photos brings scripts along");
    let glue = files.add_hashed("vision-glue.js", output.js().as_bytes().to_vec());
    let wasm = files.add_hashed("vision_bg.wasm", bound);
    Ok(files.add_hashed("vision.js", worker(&glue, &wasm)?.into_bytes()))
}

/// The worker's script with the addresses that it loads.
fn worker(glue: &str, wasm: &str) -> Result<String> {
    let mut script = WORKER.to_owned();
    for (place, address) in [("{{glue}}", glue), ("{{wasm}}", wasm)] {
        ensure!(script.contains(place), "the worker's script has no place for {place}");
        script = script.replace(place, address);
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::worker;

    #[test]
    fn the_worker_loads_what_was_bound() {
        let script = worker("/assets/vision-glue-1.js", "/assets/vision_bg-2.wasm").expect("filled");
        assert!(script.contains("from \"/assets/vision-glue-1.js\""));
        assert!(script.contains("\"/assets/vision_bg-2.wasm\""));
        assert!(!script.contains("{{"));
    }
}
