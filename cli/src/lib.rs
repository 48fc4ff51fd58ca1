//! The `rutter` command as a library: arguments, a file system and two streams in, an exit status out.
//!
//! It is the only crate that prints. Commands live in one file each under `commands`; what they share is the
//! `Session`. The forms in which `rutter check` tells its findings to other tools are under `report`. Reading goes through `rutter-syntax`, text comes from `rutter-codegen`, and `plan` is where the two meet
//! the disk.

mod args;
mod checking;
mod commands;
mod contract;
mod crossings_text;
mod described;
mod diff;
mod generation;
#[cfg(test)]
mod json_types;
mod known;
mod plan;
mod progress;
mod render;
mod report;
mod routes_json;
mod routes_tree;
mod session;
mod text_diff;
mod together;
mod url;
mod watch;
mod words;

use std::ffi::OsString;
use std::sync::Arc;

use camino::Utf8Path;
use clap::{CommandFactory as _, Parser as _};
use rutter_project::System;

use args::{Cli, Color, Command};
use session::Session;

pub use session::{Outcome, Terminal};

/// Runs a command. `args` starts with the name of the program; `cwd` is absolute. Whatever goes wrong is told on
/// `terminal.err`.
pub fn run<'a>(
    args: impl IntoIterator<Item = OsString>,
    cwd: &Utf8Path,
    system: Arc<dyn System>,
    mut terminal: Terminal<'a>,
) -> Outcome {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, terminal),
    };
    match cli.color {
        Color::Auto => {}
        Color::Always => terminal.color = true,
        Color::Never => terminal.color = false,
    }
    let cwd = cli.dir.as_deref().map_or_else(|| cwd.to_owned(), |dir| normalize(&cwd.join(dir)));
    let mut session = Session { system, terminal, cwd, app: cli.app };
    match dispatch(&mut session, &cli.command) {
        Ok(outcome) => outcome,
        Err(error) if is_closed_pipe(&error) => Outcome::Clean,
        Err(error) => {
            // Nothing is left to tell if even this cannot be written.
            let _ = session.say(&format!("error: {error:#}\n"));
            Outcome::Failed
        }
    }
}

fn dispatch(session: &mut Session<'_>, command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Init => commands::init::run(session),
        Command::Generate(args) if args.watch => watch::run(session, args),
        Command::Generate(args) => commands::generate::run(session, args),
        Command::Routes(args) => commands::routes::run(session, args),
        Command::Match(args) => commands::match_url::run(session, args),
        Command::Check(args) => commands::check::run(session, args),
        Command::Crossings(args) => commands::crossings::run(session, args),
        Command::Diff(args) => commands::diff::run(session, args),
        Command::Explain { rule } => commands::explain::run(session, rule.as_deref()),
        Command::Lsp { .. } => commands::lsp::run(),
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "rutter", &mut session.terminal.out);
            Ok(Outcome::Clean)
        }
    }
}

/// Help and version are results; everything else that clap says is an error.
fn refuse(error: &clap::Error, terminal: Terminal<'_>) -> Outcome {
    let text = if terminal.color { error.render().ansi().to_string() } else { error.render().to_string() };
    let (stream, outcome) = match error.use_stderr() {
        true => (terminal.err, Outcome::Failed),
        false => (terminal.out, Outcome::Clean),
    };
    let _ = stream.write_all(text.as_bytes());
    outcome
}

/// A reader such as `head` that stops early is no failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// An absolute path without `.` and `..`.
fn normalize(path: &Utf8Path) -> camino::Utf8PathBuf {
    let mut normal = camino::Utf8PathBuf::new();
    for component in path.components() {
        match component {
            camino::Utf8Component::CurDir => {}
            camino::Utf8Component::ParentDir => drop(normal.pop()),
            other => normal.push(other),
        }
    }
    normal
}
