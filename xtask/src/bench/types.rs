//! What `tsc` costs on a project with 1,000 links: as plain strings, typed by Rutter, and typed by Next.

use anyhow::Result;

use super::links::{self, Style};
use super::measure::Subject;
use super::report::{Goal, Row};
use super::tree;
use super::workbench::{Workbench, write};
use crate::shell;

const ROUTES: usize = 1_000;
const LINKS: usize = 1_000;

/// Links with `typedRoutes`. The time of `tsc` grows much faster than their number: on these routes 90 take most of a
/// minute, and 1,000 were given up after nine minutes.
const LINKS_OF_NEXT: usize = 50;

/// Rutter's typed links are to cost at most this many times the project without typed links.
const GOAL: Goal = Goal { most: 1.6 };

/// Measures two or three projects, which differ in their links and in the files that type them.
pub(crate) fn run(bench: &Workbench, with_typed_routes: bool) -> Result<Vec<Row>> {
    eprintln!("type-checking {LINKS} links");
    let mut files = tree::grow(ROUTES);
    let mut project = |name: &str, links: usize, style: Style| {
        files.retain(|path, _| !path.starts_with(links::FOLDER));
        files.extend(links::files(&files, links, style));
        bench.project(name, &files)
    };

    let plain = project("types-plain", LINKS, Style::Text)?;
    let rutter = project("types-rutter", LINKS, Style::Rutter)?;
    write(&rutter.join("rutter.toml"), "[app]\nlinks = true\n")?;
    shell::read(&mut bench.rutter(&rutter))?;
    let samples = bench.measure(&[
        Subject { name: "tsc, links as text", may_find: false, ready: Box::new(|| Ok(bench.tsc(&plain))) },
        Subject {
            name: "tsc, href() and links.gen.d.ts",
            may_find: false,
            ready: Box::new(|| Ok(bench.tsc(&rutter))),
        },
    ])?;
    let (plain, rutter) = (&samples[0], &samples[1]);
    let mut rows = vec![
        Row::new("types", ROUTES, plain),
        Row::new("types", ROUTES, rutter).against(plain, rutter, Some(GOAL)),
    ];

    if with_typed_routes {
        eprintln!("type-checking {LINKS_OF_NEXT} links with typedRoutes, once");
        let project = project("types-next", LINKS_OF_NEXT, Style::Text)?;
        write(&project.join("next.config.mjs"), "export default { typedRoutes: true };\n")?;
        shell::read(&mut bench.typegen(&project))?;
        let subject = Subject {
            name: "tsc, typedRoutes, 50 links only",
            may_find: false,
            ready: Box::new(|| Ok(bench.tsc(&project))),
        };
        let next = bench.measure_once(&subject)?;
        rows.push(Row::new("types", ROUTES, &next).against(plain, &next, None));
    }
    Ok(rows)
}
