//! What a request costs through the extractors of `rutter::axum`: beside axum's own, on the same routes.

use std::process::Command;

use anyhow::Result;

use super::measure::Subject;
use super::report::{Goal, Row};
use super::workbench::Workbench;
use crate::shell;

/// At most this many times the CPU time of axum's own extractors with `validator`.
const OF_AXUM: Goal = Goal { most: 1.1 };

/// How many requests a run sends: enough for some tenths of a second.
const REQUESTS: usize = 100_000;

/// Each route, and what it takes.
const ROUTES: [(&str, [&str; 2]); 3] = [
    ("get", ["axum: path, query", "rutter: path, query"]),
    ("note", ["axum: JSON", "rutter: JSON"]),
    ("post", ["axum: path, query, JSON, rules", "rutter: path, query, JSON, rules"]),
];

/// Measures every route.
pub(crate) fn run(bench: &Workbench) -> Result<Vec<Row>> {
    let program = shell::build_example("rutter", "requests")?;
    let mut rows = Vec::new();
    for (route, names) in ROUTES {
        eprintln!("sending requests to `{route}`");
        let subject = |name, side: &'static str| {
            let program = &program;
            let ready = move || {
                let mut command = Command::new(program);
                command.args([side, route, &REQUESTS.to_string()]);
                Ok(command)
            };
            Subject { name, may_find: false, ready: Box::new(ready) }
        };
        let samples = bench.measure(&[subject(names[0], "axum"), subject(names[1], "rutter")])?;
        let [axum, rutter] = &samples[..] else { return Ok(rows) };
        rows.push(Row::new("requests", REQUESTS, axum));
        rows.push(Row::new("requests", REQUESTS, rutter).against(axum, rutter, Some(OF_AXUM)));
    }
    Ok(rows)
}
