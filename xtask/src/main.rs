//! What a contributor runs: `cargo xtask ready`, `agree`, `docs` and `bench`.
//!
//! One file a command. What the commands share is how they start other programs (`shell`) and how they come by npm
//! packages (`packages`). Nothing here is part of what users install.

#![expect(
    clippy::disallowed_methods,
    reason = "a tool of this repository works on its files and starts programs"
)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "its output is for the person who started it")]

mod agree;
mod bench;
mod docs;
mod packages;
mod ready;
mod shell;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What a contributor runs in this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check everything that CI checks, and install what that needs from npm.
    Ready,
    /// Write the pages of `docs/` that are made from the code.
    Docs(docs::Args),
    /// Let Rust and the generated TypeScript judge the same made-up inputs: a million of each kind.
    Agree(agree::Args),
    /// Measure Rutter beside other programs that do part of the same work, and compare with the goals.
    Bench(bench::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Ready => ready::run(),
        Command::Docs(args) => docs::run(&args),
        Command::Agree(args) => agree::run(&args),
        Command::Bench(args) => bench::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
