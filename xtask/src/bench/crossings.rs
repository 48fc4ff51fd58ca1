//! What it costs to judge the values that cross: beside a check without it, and beside the TypeScript checker.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use rutter_check::{Group, rules};

use super::check::code_files;
use super::measure::Subject;
use super::report::{Goal, Row};
use super::workbench::Workbench;
use crate::{packages, shell};

/// At most this many times the CPU time of the same check without the rules about values.
const OF_OTHER_RULES: Goal = Goal { most: 1.3 };

/// At most this many times the CPU time of the oracle, which asks TypeScript's own checker.
const OF_ORACLE: Goal = Goal { most: 0.01 };

/// Measures the app in a folder. Its packages should be installed: without their types the checker has little to do.
pub(crate) fn run(bench: &Workbench, app: &Path) -> Result<Vec<Row>> {
    let app = fs::canonicalize(app).with_context(|| format!("{} is no folder", app.display()))?;
    eprintln!("judging what crosses in {}", app.display());
    let samples = bench.measure(&[
        subject("rutter check", || Ok(bench.check(&app))),
        subject("without value rules", || {
            let mut command = bench.check(&app);
            for rule in rules().iter().filter(|rule| rule.group != Group::Values) {
                command.args(["--rule", rule.name]);
            }
            Ok(command)
        }),
        subject("rutter crossings", || Ok(bench.crossings(&app))),
    ])?;
    let [check, without, crossings] = &samples[..] else { return Ok(Vec::new()) };
    let oracle_folder = shell::root().join("tests/crossings");
    packages::install(&oracle_folder)?;
    let oracle = bench.measure_once(&subject("the TypeScript checker", || {
        let mut command = shell::node();
        command.arg(oracle_folder.join("oracle.mjs")).arg(&app);
        Ok(command)
    }))?;
    let size = code_files(&app)?.len();
    Ok(vec![
        Row::new("crossings", size, without),
        Row::new("crossings", size, check).against(without, check, Some(OF_OTHER_RULES)),
        Row::new("crossings", size, &oracle),
        Row::new("crossings", size, crossings).against(&oracle, crossings, Some(OF_ORACLE)),
    ])
}

fn subject<'a>(name: &'static str, ready: impl Fn() -> Result<Command> + 'a) -> Subject<'a> {
    Subject { name, may_find: true, ready: Box::new(ready) }
}
