//! How the browser's app is linked, so that the bundle can be cut in parts: with relocations, along which the cut goes, and
//! without two texts sharing their bytes, one of which would be cut off with the other.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_cut = std::env::var_os("CARGO_FEATURE_WHOLE").is_none();
    if is_cut && std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
        // The linker's own level, not the compiler's: above this one it merges texts by their ends.
        println!("cargo::rustc-link-arg-bins=-O0");
    }
}
