//! `cargo xtask bench notices`: what listeners cost a server, and how fast a notice of one server comes to the listeners of
//! another over one database server.
#![expect(clippy::print_stdout, reason = "it prints figures")]

mod listeners;
mod memory;
mod people;
mod together;

use anyhow::Result;
use clap::Parser;

/// Measures listeners and notices.
#[derive(Parser)]
struct Args {
    /// Listeners of one server on a database of its own; 0 leaves that measurement out
    #[arg(long)]
    listeners: usize,
    /// A SurrealDB server, for two servers on one database
    #[arg(long)]
    database: Option<String>,
    /// Its user
    #[arg(long, default_value = "root")]
    username: String,
    /// The user's password
    #[arg(long, default_value = "root")]
    password: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    let _known = rustls::crypto::aws_lc_rs::default_provider().install_default();
    if args.listeners > 0 {
        memory::measure(args.listeners).await?;
    }
    if let Some(address) = &args.database {
        together::measure(address, &args.username, &args.password).await?;
    }
    Ok(())
}
