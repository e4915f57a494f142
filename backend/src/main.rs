//! The program `backend`: the server and the operator's tools.

use std::process::ExitCode;

fn main() -> ExitCode {
    backend::cli::main()
}
