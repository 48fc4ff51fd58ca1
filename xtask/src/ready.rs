//! `cargo xtask ready`: what CI checks, in the order in which a mistake is found soonest.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};

use crate::packages::{self, LOCK_FILE};
use crate::{docs, shell};

/// A thing to check, and how.
struct Step {
    name: &'static str,
    run: fn() -> Result<Outcome>,
}

/// How a step ended that did not fail.
enum Outcome {
    Done,
    /// Not needed or not possible here, and why.
    Skipped(&'static str),
}

const STEPS: &[Step] = &[
    Step { name: "tools", run: tools },
    Step { name: "format", run: format },
    Step { name: "clippy", run: clippy },
    Step { name: "npm packages", run: npm_packages },
    Step { name: "editors", run: editors },
    Step { name: "tests", run: rust_tests },
    Step { name: "generated docs", run: generated_docs },
    Step { name: "rutter on the examples", run: rutter_on_examples },
    Step { name: "examples", run: examples_build },
    Step { name: "dependencies", run: dependencies },
];

/// The extension of VS Code.
const VSCODE: &str = "editors/vscode";

/// A folder of an example that has this file holds generated code.
const LISTING_FILE: &str = "rutter.routes";

/// Runs every step until one fails.
pub(crate) fn run() -> Result<()> {
    let mut times = Vec::new();
    let result = STEPS.iter().try_for_each(|step| {
        eprintln!("\n==> {}", step.name);
        let start = Instant::now();
        let result = (step.run)();
        let note = match &result {
            Ok(Outcome::Done) => String::new(),
            Ok(Outcome::Skipped(why)) => format!("skipped: {why}"),
            Err(_) => "FAILED".to_owned(),
        };
        times.push((step.name, start.elapsed(), note));
        match result {
            Ok(_) => Ok(()),
            Err(error) => Err(error.context(format!("ready stops at the step `{}`", step.name))),
        }
    });
    eprint!("\n{}", summary(&times));
    if result.is_ok() {
        eprintln!("everything is ready");
    }
    result
}

fn summary(times: &[(&str, Duration, String)]) -> String {
    let total = times.iter().map(|(_, time, _)| *time).sum();
    let width = times.iter().map(|(name, ..)| name.len()).max().unwrap_or_default();
    let rows = times.iter().map(|(name, time, note)| (*name, *time, note.as_str()));
    rows.chain([("total", total, "")])
        .map(|(name, time, note)| {
            let line = format!("{name:width$}  {:>7.1} s  {note}", time.as_secs_f64());
            format!("{}\n", line.trim_end())
        })
        .collect()
}

/// Asks for every program first, so that a missing one is not found after minutes of building.
fn tools() -> Result<Outcome> {
    for component in ["fmt", "clippy"] {
        shell::read(&mut shell::cargo(&[component, "--version"])).with_context(|| {
            format!("`cargo {component}` is missing: run `rustup component add rustfmt clippy`")
        })?;
    }
    shell::check_node()?;
    Ok(Outcome::Done)
}

fn format() -> Result<Outcome> {
    shell::run(&mut shell::cargo(&["fmt", "--all", "--check"]))?;
    Ok(Outcome::Done)
}

fn clippy() -> Result<Outcome> {
    shell::run(&mut shell::cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))?;
    Ok(Outcome::Done)
}

fn npm_packages() -> Result<Outcome> {
    let mut folders = ["tests/typescript", "tests/crossings", "tests/documents", "tests/lsp", VSCODE]
        .map(|it| shell::root().join(it))
        .to_vec();
    folders.extend(examples_with(LOCK_FILE)?);
    let mut installed = false;
    for folder in folders {
        installed |= packages::install(&folder)?;
    }
    Ok(if installed { Outcome::Done } else { Outcome::Skipped("all are installed") })
}

fn editors() -> Result<Outcome> {
    for script in ["typecheck", "test", "package"] {
        shell::run(shell::npm(&["run", "--silent", script]).current_dir(shell::root().join(VSCODE)))
            .with_context(|| format!("in {VSCODE}"))?;
    }
    Ok(Outcome::Done)
}

fn rust_tests() -> Result<Outcome> {
    shell::run(&mut shell::cargo(&["test", "--workspace", "--all-features"]))?;
    Ok(Outcome::Done)
}

fn generated_docs() -> Result<Outcome> {
    docs::check()?;
    Ok(Outcome::Done)
}

fn rutter_on_examples() -> Result<Outcome> {
    let examples = examples_with(LISTING_FILE)?;
    if examples.is_empty() {
        return Ok(Outcome::Skipped("no example has generated code"));
    }
    let rutter = shell::build_rutter(false)?;
    for example in examples {
        for arguments in [["generate", "--check"], ["check", "--deny-warnings"]] {
            let mut rutter = std::process::Command::new(&rutter);
            shell::run(rutter.args(arguments).current_dir(&example))
                .with_context(|| format!("in {}", example.display()))?;
        }
    }
    Ok(Outcome::Done)
}

/// The compiler sees an example as after a clone, before Next has written any types; then Next builds it.
fn examples_build() -> Result<Outcome> {
    let examples = examples_with(LOCK_FILE)?;
    for example in &examples {
        for script in ["typecheck", "build"] {
            let mut npm = shell::npm(&["run", script]);
            npm.current_dir(example).env("NEXT_TELEMETRY_DISABLED", "1");
            shell::run(&mut npm).with_context(|| format!("in {}", example.display()))?;
        }
    }
    Ok(if examples.is_empty() { Outcome::Skipped("there is no example") } else { Outcome::Done })
}

/// Licences and known vulnerabilities. `cargo deny` takes minutes to build, so nobody is made to have it.
fn dependencies() -> Result<Outcome> {
    if shell::read(&mut shell::cargo(&["deny", "--version"])).is_err() {
        return Ok(Outcome::Skipped("cargo-deny is not installed; `cargo install cargo-deny` adds it"));
    }
    shell::run(&mut shell::cargo(&["deny", "check"]))?;
    Ok(Outcome::Done)
}

/// The folders below `examples` that have a file of this name, in order.
fn examples_with(file: &str) -> Result<Vec<PathBuf>> {
    let examples = shell::root().join("examples");
    if !examples.is_dir() {
        return Ok(Vec::new());
    }
    let mut folders = subfolders(&examples)
        .map_err(|error| anyhow!(error).context(format!("{} cannot be read", examples.display())))?;
    folders.retain(|folder| folder.join(file).is_file());
    folders.sort();
    Ok(folders)
}

fn subfolders(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_has_a_row_a_step_and_the_total() {
        let times = [
            ("format", Duration::from_millis(1_240), String::new()),
            ("dependencies", Duration::from_secs(100), "skipped: not installed".to_owned()),
        ];
        let expected = "format            1.2 s\ndependencies    100.0 s  skipped: not installed\ntotal           101.2 s\n";
        assert_eq!(summary(&times), expected);
    }
}
