//! What reading and checking a form and a query costs: beside `serde_html_form` and `validator`, on the same input.

use std::process::Command;

use anyhow::Result;

use super::measure::Subject;
use super::report::{Goal, Row};
use super::workbench::Workbench;
use crate::shell;

/// At most this many times the CPU time of `serde_html_form` with `validator`.
const OF_SERDE: Goal = Goal { most: 1.5 };

/// How often a run reads its input: enough for some tenths of a second.
const COUNT: usize = 100_000;

/// Each input, and what is measured on it.
const INPUTS: [(&str, [&str; 2]); 2] = [
    ("form", ["serde_html_form: form, rules", "rutter: form, rules"]),
    ("query", ["serde_html_form: query, rules", "rutter: query, rules"]),
];

/// Measures every input.
pub(crate) fn run(bench: &Workbench) -> Result<Vec<Row>> {
    let program = shell::build_example("rutter", "forms")?;
    let mut rows = Vec::new();
    for (input, names) in INPUTS {
        eprintln!("reading a {input}");
        let subject = |name, side: &'static str| {
            let program = &program;
            let ready = move || {
                let mut command = Command::new(program);
                command.args([side, input, &COUNT.to_string()]);
                Ok(command)
            };
            Subject { name, may_find: false, ready: Box::new(ready) }
        };
        let samples = bench.measure(&[subject(names[0], "serde"), subject(names[1], "rutter")])?;
        let [serde, rutter] = &samples[..] else { return Ok(rows) };
        rows.push(Row::new("forms", COUNT, serde));
        rows.push(Row::new("forms", COUNT, rutter).against(serde, rutter, Some(OF_SERDE)));
    }
    Ok(rows)
}
