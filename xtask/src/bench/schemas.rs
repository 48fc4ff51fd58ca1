//! How fast a generated schema validates: beside zod, on the same values.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::measure::Subject;
use super::report::{Goal, Row};
use super::workbench::Workbench;

/// At least five times as fast.
const GOAL: Goal = Goal { most: 0.2 };

/// Each value, how often a run validates it, and what is measured on it. Starting Node is to be a small part of a run.
const INPUTS: [(&str, usize, [&str; 2]); 2] = [
    ("valid", 10_000_000, ["zod: a valid value", "rutter: a valid value"]),
    ("invalid", 2_000_000, ["zod: an invalid value", "rutter: an invalid value"]),
];

/// Measures both values. The packages of `tests/typescript` must be installed.
pub(crate) fn run(bench: &Workbench) -> Result<Vec<Row>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut rows = Vec::new();
    for (input, count, names) in INPUTS {
        eprintln!("validating an {input} value");
        let subject = |name, side: &'static str| {
            let root = &root;
            let ready = move || {
                let mut command = Command::new("node");
                command.arg(root.join("tests/typescript/schema-rate.mjs"));
                command.args([side, input, &count.to_string()]);
                command.env("RUTTER_APP", root.join("examples/harbour/web"));
                Ok(command)
            };
            Subject { name, may_find: false, ready: Box::new(ready) }
        };
        let samples = bench.measure(&[subject(names[0], "zod"), subject(names[1], "rutter")])?;
        let [zod, rutter] = &samples[..] else { return Ok(rows) };
        rows.push(Row::new("schemas", count, zod));
        rows.push(Row::new("schemas", count, rutter).against(zod, rutter, Some(GOAL)));
    }
    Ok(rows)
}
