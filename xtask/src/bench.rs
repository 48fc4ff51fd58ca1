//! `cargo xtask bench`: Rutter beside `next typegen`, the TypeScript compiler, a parser and two linters.
//!
//! Everything is measured in one session, by turns, and judged by ratios: seconds change from machine to machine and
//! from minute to minute, the ratio of two programs that ran in turn hardly does. A goal that is missed is shown and
//! fails nothing, because a bench is no test.

mod app;
mod check;
mod client;
mod crossings;
mod forms;
mod generate;
mod links;
mod lsp;
mod macros;
mod measure;
mod memory;
mod report;
mod requests;
mod resources;
mod schemas;
mod tree;
mod types;
mod workbench;

use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::shell;
use workbench::Workbench;

/// The options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to measure; everything, if nothing is named.
    #[arg(value_enum)]
    parts: Vec<Part>,

    /// An app to check too, beside the generated one. What it imports from packages counts if they are installed.
    #[arg(long, value_name = "FOLDER")]
    app: Option<PathBuf>,

    /// How often each command is run, after one run that does not count.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,

    /// How many edits the language server is given.
    #[arg(long, default_value_t = 500)]
    edits: usize,

    /// Type-check 50 links with Next's `typedRoutes` too, once: more of them take too long to wait for.
    #[arg(long)]
    typed_routes: bool,

    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// `rutter check` beside parsing alone, Oxlint and Biome.
    Check,
    /// Judging what crosses in the app of `--app`, beside TypeScript's checker.
    Crossings,
    /// Reading a form and a query beside `serde_html_form` and `validator`.
    Forms,
    /// `rutter generate` beside `next typegen`.
    Generate,
    /// `tsc` on a project with 1,000 links.
    Types,
    /// `tsc` on the calls of a client with 1,000 endpoints, beside `openapi-fetch`.
    Client,
    /// The language server on the app of `--app`: how long an editor waits for it, and what it takes.
    Lsp,
    /// Compiling 200 structs with and without `rutter::Contract`, and with ts-rs in its place.
    Macros,
    /// How much memory `rutter generate` needs.
    Memory,
    /// Requests through the extractors of `rutter::axum` beside axum's own.
    Requests,
    /// Validating with a generated schema beside zod.
    Schemas,
}

/// Measures, and prints the figures.
pub(crate) fn run(args: &Args) -> Result<()> {
    let wanted = |part| args.parts.is_empty() || args.parts.contains(&part);
    let mut rows = Vec::new();
    if wanted(Part::Macros) {
        rows.extend(macros::run(args.runs)?);
    }
    // The other parts need Node, packages and a release of `rutter`.
    let needs_nothing = |part: &Part| matches!(part, Part::Macros | Part::Lsp);
    if args.parts.is_empty() || !args.parts.iter().all(needs_nothing) {
        rows.extend(others(args, wanted)?);
    }
    if !rows.is_empty() {
        if args.json {
            println!("{}", serde_json::to_string_pretty(&rows)?);
        } else {
            print!("{}", report::table(&rows));
        }
    }
    if let Some(app) = &args.app
        && wanted(Part::Lsp)
    {
        eprintln!("building rutter");
        let figures = lsp::run(&shell::build_rutter(true)?, app, args.edits, args.runs)?;
        if args.json {
            println!("{}", serde_json::to_string_pretty(&figures)?);
        } else {
            print!("{}", lsp::table(&figures));
        }
    }
    Ok(())
}

fn others(args: &Args, wanted: impl Fn(Part) -> bool) -> Result<Vec<report::Row>> {
    let bench = Workbench::prepare(args.runs)?;
    let mut rows = Vec::new();
    if wanted(Part::Check) {
        rows.extend(check::run(&bench, args.app.as_deref())?);
    }
    if let Some(app) = &args.app
        && wanted(Part::Crossings)
    {
        rows.extend(crossings::run(&bench, app)?);
    }
    if wanted(Part::Generate) {
        rows.extend(generate::run(&bench)?);
    }
    if wanted(Part::Types) {
        rows.extend(types::run(&bench, args.typed_routes)?);
    }
    if wanted(Part::Client) {
        rows.extend(client::run(&bench)?);
    }
    if wanted(Part::Memory) {
        rows.extend(memory::run(&bench)?);
    }
    if wanted(Part::Forms) {
        rows.extend(forms::run(&bench)?);
    }
    if wanted(Part::Requests) {
        rows.extend(requests::run(&bench)?);
    }
    if wanted(Part::Schemas) {
        rows.extend(schemas::run(&bench)?);
    }
    Ok(rows)
}
