//! `rutter check` beside what it cannot do without, and beside two linters.
//!
//! The yardstick is a program that reads and parses the same files and nothing else, on one thread. Oxlint with
//! `import/no-cycle` alone parses and connects modules, as a check has to; Biome with its domains for Next and React
//! answers some of the same questions. Both are started the way a project starts them, by Node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::app;
use super::measure::{Samples, Subject};
use super::report::{Goal, Row};
use super::workbench::{Workbench, write};
use crate::shell;

/// The sizes of the generated app, in files. Each is twice the one before.
const SIZES: [usize; 3] = [3_750, 7_500, 15_000];

/// The largest generated app that Oxlint is started on. The generated imports have so many circles that 15,000 files
/// take it forty times as long as a quarter of them.
const LARGEST_FOR_OXLINT: usize = SIZES[0];

/// At most this many times the CPU time of parsing alone.
const OF_PARSING: Goal = Goal { most: 3.0 };

const OF_OXLINT: Goal = Goal { most: 1.0 };

const OF_BIOME: Goal = Goal { most: 0.2 };

/// At most this many times the CPU time for twice the files.
const GROWTH: Goal = Goal { most: 2.2 };

/// At most this much memory, in bytes, at the largest size.
const MEMORY: u64 = 400 << 20;

/// The extensions of files that are parsed.
const CODE: [&str; 8] = ["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts"];

/// Measures generated apps of three sizes, and the app in a folder.
pub(crate) fn run(bench: &Workbench, app: Option<&Path>) -> Result<Vec<Row>> {
    let parse_only = shell::build_example("rutter-syntax", "parse_only")?;
    let mut projects = Vec::new();
    for size in SIZES {
        projects.push((size, bench.project(&format!("check-{size}"), &app::grow(size))?));
    }
    eprintln!("checking apps of {SIZES:?} files");
    let mut rows = growth(bench, &projects)?;
    for (size, project) in &projects {
        eprintln!("checking {size} files beside others");
        rows.extend(beside_others(bench, &parse_only, project, *size <= LARGEST_FOR_OXLINT)?);
    }
    if let Some(app) = app {
        let app = fs::canonicalize(app).with_context(|| format!("{} is no folder", app.display()))?;
        eprintln!("checking {}", app.display());
        rows.extend(beside_others(bench, &parse_only, &app, true)?);
    }
    Ok(rows)
}

/// The three sizes by turns.
fn growth(bench: &Workbench, projects: &[(usize, PathBuf)]) -> Result<Vec<Row>> {
    let subjects = projects.iter().map(|(_, project)| subject("rutter check", || bench.check(project)));
    let samples = bench.measure(&subjects.collect::<Vec<_>>())?;
    let mut rows = Vec::new();
    let mut smaller: Option<&Samples> = None;
    for ((size, _), samples) in projects.iter().zip(&samples) {
        let row = Row::new("check", *size, samples);
        rows.push(match smaller.replace(samples) {
            Some(smaller) => row.against(smaller, samples, Some(GROWTH)),
            None => row,
        });
    }
    let largest = rows.pop().map(|row| row.within(MEMORY));
    rows.extend(largest);
    Ok(rows)
}

fn beside_others(bench: &Workbench, parse_only: &Path, app: &Path, with_oxlint: bool) -> Result<Vec<Row>> {
    let files = code_files(app)?;
    let listed = bench.file("files.txt");
    write(&listed, &files.iter().map(|file| format!("{}\n", file.display())).collect::<String>())?;
    let parse = || {
        let mut command = Command::new(parse_only);
        command.arg(&listed);
        command
    };
    let mut subjects = vec![
        subject("rutter check", || bench.check(app)),
        subject("parsing alone", parse),
        subject("biome, next and react", || bench.biome(app)),
    ];
    let mut goals = vec![OF_PARSING, OF_BIOME];
    if with_oxlint {
        subjects.push(subject("oxlint, no-cycle", || bench.oxlint(app)));
        goals.push(OF_OXLINT);
    }
    let samples = bench.measure(&subjects)?;
    let (rutter, others) = (&samples[0], &samples[1..]);
    let mut rows = Vec::new();
    for (other, goal) in others.iter().zip(goals) {
        rows.push(Row::new("check", files.len(), other));
        rows.push(Row::new("check", files.len(), rutter).against(other, rutter, Some(goal)));
    }
    Ok(rows)
}

fn subject<'a>(name: &'static str, command: impl Fn() -> Command + 'a) -> Subject<'a> {
    Subject { name, may_find: true, ready: Box::new(move || Ok(command())) }
}

/// The files that a check of the app reads: its code, without what Next serves as it is, and without hidden folders.
pub(super) fn code_files(app: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    list(app, app, &mut files)?;
    Ok(files)
}

fn list(app: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_left_out = name.starts_with('.') || name == "node_modules" || path == app.join("public");
        if kind.is_dir() && !is_left_out {
            list(app, &path, files)?;
        } else if kind.is_file() && is_code(&name) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_code(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| CODE.contains(&extension) && !stem.ends_with(".d"))
}
