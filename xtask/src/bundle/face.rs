//! The worker that finds a face in the camera's picture: a WebAssembly of its own with the network's weights beside it,
//! fetched only by who verifies their face.

use std::fs;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::files::Files;
use crate::workspace::Workspace;

const WORKER: &str = include_str!("../../shell/face.js");

/// The start of its files' names, which tells them from what the first page loads.
pub(crate) const FACE: &str = "face-";

/// Where the network's weights lie.
const MODEL: &str = "assets/models/faces/yunet_f32_dyn_f32.onnx";

/// The worker as compiled, and its network.
pub(super) struct Eye {
    wasm: Vec<u8>,
    model: Vec<u8>,
}

impl Eye {
    /// The compiled crate `face-worker`, with the network read.
    pub(super) fn read(workspace: &Workspace, wasm: Vec<u8>) -> Result<Self> {
        let path = workspace.root().join(MODEL);
        let model = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self { wasm, model })
    }

    pub(super) fn parts(&self) -> [&[u8]; 2] {
        [&self.wasm, &self.model]
    }
}

/// Adds the worker's files and gives the address of its script.
pub(super) fn bind(eye: &Eye, files: &mut Files) -> Result<String> {
    let mut output = Bindgen::new()
        .input_bytes("face", eye.wasm.clone())
        .web(true)?
        .typescript(false)
        .generate_output()
        .context("wasm-bindgen cannot bind the worker that finds faces")?;
    let bound = output.wasm_mut().emit_wasm();
    ensure!(output.snippets().values().all(Vec::is_empty), "the worker that finds faces brings scripts along");
    let glue = files.add_hashed("face-glue.js", output.js().as_bytes().to_vec());
    let wasm = files.add_hashed("face-finder_bg.wasm", bound);
    let model = files.add_hashed("face-finder.onnx", eye.model.clone());
    Ok(files.add_hashed("face-worker.js", worker(&glue, &wasm, &model)?.into_bytes()))
}

/// The worker's script with the addresses that it loads.
fn worker(glue: &str, wasm: &str, model: &str) -> Result<String> {
    let mut script = WORKER.to_owned();
    for (place, address) in [("{{glue}}", glue), ("{{wasm}}", wasm), ("{{model}}", model)] {
        ensure!(script.contains(place), "the worker's script has no place for {place}");
        script = script.replace(place, address);
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::{FACE, worker};

    #[test]
    fn the_worker_loads_what_was_bound() {
        let files = ["glue.js", "finder.wasm", "finder.onnx"].map(|name| format!("/assets/{FACE}{name}"));
        let script = worker(&files[0], &files[1], &files[2]).expect("filled");
        assert!(files.iter().all(|file| script.contains(&format!("\"{file}\""))));
        assert!(!script.contains("{{"));
    }
}
