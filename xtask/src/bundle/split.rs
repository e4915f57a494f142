//! Cuts the bound app along the places that it marks: the first page's part, and parts that are loaded when wanted.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use walrus::ModuleConfig;
use wasm_split_cli::{SplitModule, Splitter};
use wasmparser::{BinaryReader, Linking, LinkingSectionReader, Parser, Payload, SymbolInfo};

use super::files::Files;

const LOADER: &str = include_str!("../../shell/parts.js");

/// The start of a part's file name, which tells it from what the first page loads.
pub(crate) const PART: &str = "part-";

/// Under which name the app asks for the script that loads its parts.
pub(super) const SCRIPT: &str = "./__wasm_split.js";

/// Splits an app into what the first page needs, which is returned, and parts, which are added to the files together with
/// the script that loads them; the script's address is the second.
///
/// `compiled` is the app as the compiler wrote it, with relocations; `bound` is the same after wasm-bindgen.
pub(super) fn split(compiled: &[u8], bound: &[u8], files: &mut Files) -> Result<(Vec<u8>, String)> {
    refuse_shared_bytes(data_symbols(compiled)?)?;
    let output = Splitter::new(compiled, bound).context("cannot read the app's relocations")?.emit()?;
    let mut script = LOADER.to_owned();
    for part in &output.modules {
        if !part.relies_on_chunks.is_empty() {
            bail!("the part {} shares code with another in a way that the loader does not know", part.module_name);
        }
        let address = files.add_hashed(&format!("{PART}{}.wasm", part.module_name), without_names(&part.bytes)?);
        // Writing to a string does not fail.
        let _ = writeln!(script, "export const {} = part(\"{address}\");", load_function(part)?);
    }
    let script = files.add_hashed("parts.js", script.into_bytes());
    Ok((without_names(&output.main.bytes)?, script))
}

/// The name by which the app calls for a part.
fn load_function(part: &SplitModule) -> Result<String> {
    let hash = part.hash_id.as_deref().context("a part has no hash")?;
    let function = part.component_name.as_deref().context("a part has no function")?;
    Ok(format!("__wasm_split_load_{}_{hash}_{function}", part.module_name))
}

/// The names of functions serve the cutting; nobody who uses the app needs them.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    Ok(config.parse(wasm).context("a part of the app is broken")?.emit_wasm())
}

/// Where a constant of the app lies: its segment, the first byte and how many, and what it is called.
type DataSymbol = (u32, u32, u32, String);

/// What a part alone uses is blanked in the first page's memory until the part is there. Were it the end of a longer text,
/// as linkers like to have it, the longer one would be broken, without a word from anybody.
fn refuse_shared_bytes(mut symbols: Vec<DataSymbol>) -> Result<()> {
    symbols.sort();
    for pair in symbols.windows(2) {
        if let [(segment, start, length, name), (next_segment, next_start, _, next)] = pair
            && segment == next_segment
            && start.saturating_add(*length) > *next_start
        {
            bail!(
                "{name} and {next} share bytes in the app: link it so that constants are not merged (mobile/build.rs)"
            );
        }
    }
    Ok(())
}

fn data_symbols(wasm: &[u8]) -> Result<Vec<DataSymbol>> {
    let mut symbols = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload? else { continue };
        if section.name() != "linking" {
            continue;
        }
        for table in LinkingSectionReader::new(BinaryReader::new(section.data(), section.data_offset()))?.subsections()
        {
            let Linking::SymbolTable(table) = table? else { continue };
            for symbol in table {
                if let SymbolInfo::Data { name, symbol: Some(place), .. } = symbol?
                    && place.size > 0
                {
                    symbols.push((place.index, place.offset, place.size, name.to_owned()));
                }
            }
        }
    }
    if symbols.is_empty() {
        bail!("the app was linked without its symbols: it cannot be cut");
    }
    Ok(symbols)
}

#[cfg(test)]
mod tests {
    use super::refuse_shared_bytes;

    #[test]
    fn constants_that_share_bytes_are_refused() {
        let symbol = |start, length, name: &str| (0, start, length, name.to_owned());
        let apart = vec![symbol(8, 4, "b"), symbol(0, 8, "a"), (1, 0, 20, "other".to_owned())];
        assert!(refuse_shared_bytes(apart).is_ok());
        let tail = vec![symbol(0, 8, "/agents/edit"), symbol(3, 5, "/edit")];
        let refused = refuse_shared_bytes(tail).map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err("/agents/edit and /edit share bytes in the app: link it so that constants are not merged (mobile/build.rs)"
                .to_owned())
        );
        assert!(refuse_shared_bytes(vec![symbol(0, 4, "a"), symbol(0, 4, "same")]).is_err());
    }
}
