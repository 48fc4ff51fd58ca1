//! `docs/json.ts`: the types of what the commands print with `--format json`, from the structs that print it.

#![expect(clippy::disallowed_methods, reason = "the test compares with a file of the documentation")]

use std::fmt::Write as _;
use std::{env, fs};

use ts_rs::{Config, TS};

use crate::crossings_text::Json as Crossing;
use crate::report::json::{Edit, Finding, Fix, Place, Report};
use crate::report::places::{PlaceRange, Point};
use crate::report::stats::{Modules, Stats};
use crate::routes_json::{EntryJson, Lists, ProblemJson, Routes};

const HEAD: &str = "\
// What Rutter prints with `--format json`. Written by `UPDATE=1 cargo test -p rutter-cli json_types`.
// `rutter diff --format json` is stated in diff.md.
";

/// The documentation states the shapes that are printed.
#[test]
fn the_types_are_those_that_are_printed() {
    let mut text = HEAD.to_owned();
    declare::<Report<'_>>(&mut text, "`rutter check --format json` prints one of these.");
    declare::<Finding<'_>>(&mut text, "One finding of a rule.");
    declare::<Place<'_>>(&mut text, "Another place that belongs to a finding.");
    declare::<PlaceRange>(&mut text, "A range of a file, its end behind the last character.");
    declare::<Point>(&mut text, "A place in a file, both counted from 1, in characters.");
    declare::<Fix<'_>>(&mut text, "What would put a finding right.");
    declare::<Edit<'_>>(&mut text, "A text in place of a range.");
    declare::<Stats>(&mut text, "What was looked at.");
    declare::<Modules>(&mut text, "How many modules run where.");
    declare::<Crossing<'_>>(&mut text, "`rutter crossings --format json` prints one of these a line.");
    declare::<Routes<'_>>(&mut text, "`rutter routes --format json` prints one of these for each app.");
    declare::<Lists<'_>>(&mut text, "The routes of an app by what they are.");
    declare::<EntryJson<'_>>(&mut text, "A file that makes a route.");
    declare::<ProblemJson<'_>>(&mut text, "Something that is wrong with the route tree.");

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/json.ts");
    if env::var_os("UPDATE").is_some() {
        fs::write(path, &text).unwrap();
    }
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        text,
        "`UPDATE=1 cargo test -p rutter-cli json_types` writes it anew"
    );
}

fn declare<T: TS>(text: &mut String, doc: &str) {
    writeln!(text, "\n/** {doc} */\nexport {}", T::decl(&Config::new())).unwrap();
}
