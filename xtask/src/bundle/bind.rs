//! Joins the compiled app to the browser: wasm-bindgen's JavaScript, the scripts that libraries bring along, the cut.

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::{Bindgen, Output};

use super::{Finish, files::Files, split};

/// The addresses of the app's parts on the server.
pub(crate) struct App {
    pub(crate) script: String,
    pub(crate) wasm: String,
    snippets: Vec<String>,
}

impl App {
    /// Lets the browser fetch all scripts at once instead of one after reading the other.
    pub(crate) fn preloads(&self) -> String {
        let links: Vec<String> = std::iter::once(&self.script)
            .chain(&self.snippets)
            .map(|address| format!("<link rel=\"modulepreload\" href=\"{address}\">"))
            .collect();
        links.join("\n    ")
    }
}

/// Runs wasm-bindgen as a library: its version is the locked one of the crate, and nobody installs a tool.
pub(crate) fn bind(wasm: Vec<u8>, finish: Finish, files: &mut Files) -> Result<App> {
    let mut output = Bindgen::new()
        .input_bytes("app", wasm.clone())
        .web(true)?
        .typescript(false)
        // The cut goes by the linker's names and sections; it takes them out when it is done.
        .demangle(false)
        .keep_lld_exports(true)
        .keep_debug(true)
        .generate_output()
        .context("wasm-bindgen cannot bind the app")?;
    let mut script = output.js().to_owned();
    let mut snippets = Vec::new();
    for (path, source) in snippet_files(&output) {
        if source.contains("from \"./") || source.contains("from './") {
            bail!("the script {path} of a library loads other scripts by their names, which change in a bundle");
        }
        let address = files.add_hashed(&snippet_name(&path), source.into_bytes());
        // Only where it is loaded: what the app imports without any glue goes by the name as it was.
        let name = format!(".{}", address.trim_start_matches("/assets"));
        for quote in ['"', '\''] {
            let loaded = |name: &str| format!("from {quote}{name}{quote}");
            script = script.replace(&loaded(&format!("./snippets/{path}")), &loaded(&name));
        }
        snippets.push(address);
    }
    if script.contains("from \"./snippets/") || script.contains("from './snippets/") {
        bail!("a script of a library is missing in the bundle");
    }
    let bound = output.wasm_mut().emit_wasm();
    let first = match finish {
        Finish::Trial => bound,
        Finish::Full => {
            let (first, parts) = split::split(&wasm, &bound, files)?;
            // Only where it is loaded: the app's own table of imports goes by the name as it was.
            let name = format!("from \".{}\"", parts.trim_start_matches("/assets"));
            script = script.replace(&format!("from \"{}\"", split::SCRIPT), &name);
            snippets.push(parts);
            first
        }
    };
    let wasm = files.add_hashed("app_bg.wasm", first);
    let script = files.add_hashed("app.js", script.into_bytes());
    Ok(App { script, wasm, snippets })
}

fn snippet_files(output: &Output) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        output.local_modules().iter().map(|(path, source)| (path.clone(), source.clone())).collect();
    for (library, sources) in output.snippets() {
        all.extend(sources.iter().enumerate().map(|(i, source)| (format!("{library}/inline{i}.js"), source.clone())));
    }
    all.sort();
    all
}

/// `dioxus-web-0a1b2c/src/js/eval.js` → `dioxus-web-eval.js`.
fn snippet_name(path: &str) -> String {
    let library = path.split('/').next().unwrap_or_default();
    let library = library.rsplit_once('-').map_or(library, |(name, _)| name);
    format!("{library}-{}", path.rsplit('/').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::snippet_name;

    #[test]
    fn snippets_are_named_after_library_and_file() {
        assert_eq!(snippet_name("dioxus-web-9ac3b5046349862b/src/js/eval.js"), "dioxus-web-eval.js");
        assert_eq!(snippet_name("dioxus-web-9ac3b5046349862b/inline0.js"), "dioxus-web-inline0.js");
    }
}
