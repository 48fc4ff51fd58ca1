//! How much memory `rutter generate` needs when it writes everything that it can.

use anyhow::Result;

use super::measure::Subject;
use super::report::Row;
use super::tree;
use super::workbench::{Workbench, remove, write};

const SIZES: [usize; 2] = [5_000, 20_000];

/// Measures both sizes.
pub(crate) fn run(bench: &Workbench) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for size in SIZES {
        eprintln!("measuring memory at {size} routes");
        let project = bench.project(&format!("memory-{size}"), &tree::grow(size))?;
        write(&project.join("rutter.toml"), "[app]\nnext_types = true\nlinks = true\n")?;
        let samples = bench.measure(&[Subject {
            name: "rutter generate, next_types and links",
            may_find: false,
            ready: Box::new(|| {
                remove(&project.join(".next"))?;
                remove(&project.join("rutter"))?;
                Ok(bench.rutter(&project))
            }),
        }])?;
        rows.extend(samples.iter().map(|samples| Row::new("memory", size, samples)));
    }
    Ok(rows)
}
