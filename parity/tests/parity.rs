//! App and server give the same answer: the module for the browser against this machine, on ten thousand applications.

use std::path::PathBuf;

use wasmi::{Engine, Instance, Linker, Module, Store, TypedFunc};

const SEED: u64 = 20_250_101;
const CASES: u32 = 10_000;
/// Cases that are compared at a time, so that a difference is found quickly.
const BATCH: u32 = 250;

/// The module, running.
struct Browser {
    store: Store<()>,
    instance: Instance,
}

impl Browser {
    fn start() -> Self {
        let path = std::env::var_os("PARITY_WASM").map(PathBuf::from);
        let path = path.expect("PARITY_WASM does not name the module: run `cargo xtask test`, which builds it");
        let wasm = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let engine = Engine::default();
        let module = Module::new(&engine, &wasm).expect("a WebAssembly module");
        // What is imported would be an answer of the browser's, not of our code.
        assert_eq!(module.imports().count(), 0, "{:?}", module.imports().collect::<Vec<_>>());
        let mut store = Store::new(&engine, ());
        let instance = Linker::new(&engine).instantiate_and_start(&mut store, &module).expect("it starts");
        Self { store, instance }
    }

    fn digest(&mut self, first: u32, count: u32) -> u64 {
        let function: TypedFunc<(u64, u32, u32), u64> =
            self.instance.get_typed_func(&self.store, "digest").expect("exported");
        function.call(&mut self.store, (SEED, first, count)).expect("it answers")
    }

    fn text(&mut self, number: u32) -> String {
        let function: TypedFunc<(u64, u32), u64> = self.instance.get_typed_func(&self.store, "text").expect("exported");
        let place = function.call(&mut self.store, (SEED, number)).expect("it answers");
        let (length, address) = ((place >> 32) as usize, (place & 0xFFFF_FFFF) as usize);
        let memory = self.instance.get_memory(&self.store, "memory").expect("exported");
        let bytes = &memory.data(&self.store)[address..address + length];
        String::from_utf8(bytes.to_vec()).expect("text")
    }
}

#[test]
fn app_and_server_answer_alike_on_ten_thousand_applications() {
    let mut browser = Browser::start();
    for first in (0..CASES).step_by(BATCH as usize) {
        if browser.digest(first, BATCH) == parity::digest(SEED, first, BATCH) {
            continue;
        }
        for number in first..first + BATCH {
            assert_eq!(browser.text(number), parity::text(SEED, number));
        }
        panic!("the cases from {first} on differ together but not one by one");
    }
}

/// The comparison is worth something only if it sees a difference.
#[test]
fn the_module_judges_the_very_cases_that_are_compared() {
    let mut browser = Browser::start();
    assert_eq!(browser.text(7), parity::text(SEED, 7));
    assert_ne!(browser.digest(7, 1), parity::digest(SEED, 8, 1));
    assert_ne!(browser.digest(7, 1), parity::digest(SEED + 1, 7, 1));
}
