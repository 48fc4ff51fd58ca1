//! `docs/problems.md`: everything that can be wrong with a route tree.

use std::fmt::Write as _;

use rutter_routes::{ProblemCode, Severity};

const INTRODUCTION: &str = "\
# Problems of a route tree

`rutter generate` and `rutter routes` report what is wrong with the files of an app. Each problem has a name that never
changes. An error is something that a command of Next refuses; after a warning Next goes on, but not as the names of the
files promise. Each section says what Next 16.4 does about it.
";

/// The page.
pub(super) fn text() -> String {
    let mut text = INTRODUCTION.to_owned();
    for code in ProblemCode::ALL {
        let severity = match code.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        // Writing to a string cannot fail.
        let _ =
            write!(text, "\n## {code}\n\n{severity}. {}\n\nIn Next: {}.\n", code.summary(), code.in_next());
    }
    text
}
