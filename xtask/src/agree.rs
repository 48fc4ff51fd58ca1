//! The long run of the tests in which Rust and the generated TypeScript judge the same inputs.

use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::shell::{cargo, check_node, show};

/// The tests, each with the one in it that makes up values of types, the same for zod and valibot, forms, and queries and paths.
const TESTS: [(&str, &str); 4] = [
    ("value_agreement", "made_up_types"),
    ("value_agreement", "libraries::made_up_types_in_libraries"),
    ("form_agreement", "forms_that_are_made_up"),
    ("url_agreement", "params"),
];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How many inputs each test makes up.
    #[arg(long, default_value_t = 1_000_000)]
    cases: usize,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    check_node()?;
    println!("asked      of                   taken      refused    seconds of the test");
    for (test, name) in TESTS {
        run_one(test, name, args.cases)?;
    }
    Ok(())
}

fn run_one(test: &str, name: &str, cases: usize) -> Result<()> {
    let mut command = cargo(&["test", "--quiet", "--package", "rutter-tests", "--test", test]);
    crate::shell::read(command.arg("--no-run"))?;
    let mut command = cargo(&["test", "--quiet", "--package", "rutter-tests", "--test", test, name]);
    command.args(["--", "--nocapture"]).env("RUTTER_CASES", cases.to_string());
    let started = Instant::now();
    let output = command.output().with_context(|| format!("`{}` could not be started", show(&command)))?;
    let seconds = started.elapsed().as_secs();
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        bail!("`{}` failed\n{}\n{}", show(&command), said.trim_end(), errors.trim_end());
    }
    let rows: Vec<[&str; 4]> = said.lines().filter_map(row).collect();
    if rows.is_empty() {
        bail!("`{}` does not say how many inputs it asked", show(&command));
    }
    for [asked, of, taken, refused] in rows {
        println!("{asked:<10} {of:<20} {taken:<10} {refused:<10} {seconds}");
    }
    Ok(())
}

/// What a test says of what it asked: `1000 forms agree: 400 taken, 600 refused`.
fn row(line: &str) -> Option<[&str; 4]> {
    let (asked, came) = line.split_once(" agree: ")?;
    let (asked, of) = asked.trim_start_matches('.').split_once(' ')?;
    let (taken, refused) = came.split_once(" taken, ")?;
    let (refused, _) = refused.split_once(" refused")?;
    Some([asked, of, taken, refused])
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn a_row_of_the_table() {
        let said = ".10 values agree: 4 taken, 5 refused, 1 that JSON cannot hold";
        assert_eq!(row(said), Some(["10", "values", "4", "5"]));
        assert_eq!(row("test result: ok. 1 passed"), None);
    }
}
