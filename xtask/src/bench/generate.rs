//! `rutter generate` beside `next typegen`, on trees of three sizes.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::measure::Subject;
use super::report::{Goal, Row};
use super::tree;
use super::workbench::{Workbench, remove, write};

const SIZES: [usize; 3] = [100, 1_000, 5_000];

/// At this size Rutter is to take at most this part of the CPU time of `next typegen`.
const GOAL: (usize, f64) = (1_000, 0.05);

/// Measures the three sizes.
pub(crate) fn run(bench: &Workbench) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for size in SIZES {
        eprintln!("generating the types of {size} routes");
        let project = bench.project(&format!("generate-{size}"), &tree::grow(size))?;
        rows.extend(measure(bench, size, &project)?);
    }
    Ok(rows)
}

fn measure(bench: &Workbench, size: usize, project: &Path) -> Result<Vec<Row>> {
    let rutter = |next_types: bool| -> Result<Command> {
        clean(project)?;
        write(&project.join("rutter.toml"), &format!("[app]\nnext_types = {next_types}\n"))?;
        Ok(bench.rutter(project))
    };
    let samples = bench.measure(&[
        Subject {
            name: "next typegen",
            may_find: false,
            ready: Box::new(|| {
                clean(project)?;
                Ok(bench.typegen(project))
            }),
        },
        // The same files, and Rutter's own.
        Subject {
            name: "rutter generate, next_types = true",
            may_find: false,
            ready: Box::new(|| rutter(true)),
        },
        Subject { name: "rutter generate", may_find: false, ready: Box::new(|| rutter(false)) },
        // Directly after the subject before, which leaves everything as it should be.
        Subject {
            name: "rutter generate, all up to date",
            may_find: false,
            ready: Box::new(|| Ok(bench.rutter(project))),
        },
    ])?;
    let goal = (size == GOAL.0).then_some(Goal { most: GOAL.1 });
    let (typegen, rutter) = (&samples[0], &samples[1..]);
    let mut rows = vec![Row::new("generate", size, typegen)];
    rows.extend(
        rutter.iter().map(|samples| Row::new("generate", size, samples).against(typegen, samples, goal)),
    );
    Ok(rows)
}

/// Removes what either program has written.
fn clean(project: &Path) -> Result<()> {
    remove(&project.join(".next"))?;
    remove(&project.join("rutter"))
}
