//! The module that the test runs. It imports nothing, so that whatever runs WebAssembly can run it.
//!
//! On a machine, `cargo run -p parity -- SEED NUMBER` shows a case with everything that is worked out for it.

/// The hash over `count` cases from number `first` on.
#[cfg(target_arch = "wasm32")]
#[expect(unsafe_code, reason = "an exported name has to be unique in the module; this one is")]
#[unsafe(no_mangle)]
extern "C" fn digest(seed: u64, first: u32, count: u32) -> u64 {
    parity::digest(seed, first, count)
}

/// The text of a case: its address in the lower and its length in the upper half. It stays in memory for good.
#[cfg(target_arch = "wasm32")]
#[expect(unsafe_code, reason = "an exported name has to be unique in the module; this one is")]
#[unsafe(no_mangle)]
extern "C" fn text(seed: u64, number: u32) -> u64 {
    let text: &'static str = parity::text(seed, number).leak();
    (text.len() as u64) << 32 | text.as_ptr().addr() as u64
}

#[expect(clippy::print_stdout, reason = "a command line tool talks to a terminal")]
fn main() {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>().unwrap_or_default());
    let seed = numbers.next().unwrap_or_default();
    let number = numbers.next().and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
    println!("{}", parity::text(seed, number));
}
