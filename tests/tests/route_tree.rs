//! Rutter's route trees against Next's recorded answers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rutter_routes::{Conventions, RouteTree, Severity};
use rutter_tests::oracle::{answers, cases, differences};
use serde_json::Value;

const FIELDS: [&str; 10] = [
    "/routes/app",
    "/routes/pages",
    "/routes/layout",
    "/routes/redirect",
    "/routes/rewrite",
    "/routes/handler",
    "/params",
    "/slots",
    "/root_params",
    "/match_order",
];

/// Every answer agrees, or stands in `oracle/differences.toml`; and every row of that table is needed.
#[test]
fn agrees_with_next_or_says_why_not() {
    let mut intended = differences();
    let mut wrong = String::new();
    // Next has no answer for a tree on which typegen dies.
    for case in cases().into_iter().filter(|case| case.error.is_none()) {
        let ours = answers(&case.tree());
        for field in FIELDS {
            let ours = ours.pointer(field).unwrap_or(&Value::Null);
            let next = next_answer(&case, field);
            if *ours == next {
                continue;
            }
            let known = intended.iter().position(|row| {
                row.case == case.name
                    && row.field == field
                    && serde_json::to_value(&row.rutter).ok().as_ref() == Some(ours)
            });
            match known {
                Some(row) => drop(intended.remove(row)),
                None => writeln!(wrong, "{} {field}\n  next   {next}\n  rutter {ours}", case.name).unwrap(),
            }
        }
    }
    for row in intended {
        writeln!(wrong, "{} {}: listed as a difference, but there is none", row.case, row.field).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn next_answer(case: &rutter_tests::oracle::Case, field: &str) -> Value {
    let (root, rest) = field[1..].split_once('/').unwrap_or((&field[1..], ""));
    let value = match root {
        "routes" => &case.routes[rest],
        "params" => &case.params,
        "slots" => &case.slots,
        "root_params" => &case.root_params,
        _ => &case.match_order,
    };
    value.clone()
}

/// A tree has an error exactly if Next refuses it somewhere: in typegen, in the checks of its structure, or in the build.
#[test]
fn errors_are_those_of_next() {
    let mut wrong = String::new();
    for case in cases() {
        let refused = case.error.is_some()
            || case
                .structure_errors
                .as_ref()
                .is_some_and(|errors| *errors != Value::Object(Default::default()))
            || case.build.as_ref().is_some_and(|build| !build.ok);
        // The tree is at fault, but the app has switched the check off.
        let loose = case.name == "loose-route-matching";
        let problems = case.tree().problems;
        let errors: Vec<_> =
            problems.iter().filter(|problem| problem.severity() == Severity::Error).collect();
        if (refused && !loose) == errors.is_empty() {
            writeln!(wrong, "{}: Next refuses it: {refused}; Rutter says {errors:?}", case.name).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A tree that was built and served by hand.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Observed {
    name: String,
    files: Vec<String>,
    #[serde(rename = "next")]
    _next: String,
    problems: Vec<String>,
}

/// The trees of `oracle/observed.toml` have the problems that Next's behaviour calls for.
#[test]
fn observed_trees() {
    let table: BTreeMap<String, Vec<Observed>> =
        toml::from_str(include_str!("../oracle/observed.toml")).unwrap();
    let mut wrong = String::new();
    for observed in &table["tree"] {
        let tree = RouteTree::build(&observed.files, &Conventions::default());
        let codes: Vec<&str> = tree.problems.iter().map(|problem| problem.code.as_str()).collect();
        if codes != observed.problems {
            writeln!(wrong, "{}: {codes:?} instead of {:?}", observed.name, observed.problems).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The problems of all recorded trees, as their reader sees them.
#[test]
fn problems() {
    let mut text = String::new();
    for case in cases() {
        for problem in case.tree().problems {
            writeln!(text, "{}: {}: {}", case.name, problem.code, problem.message).unwrap();
            writeln!(text, "  files: {}", problem.files.join(" ")).unwrap();
            writeln!(text, "  help: {}", problem.help).unwrap();
            writeln!(text, "  next: {}\n", problem.code.in_next()).unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

/// The order in which a disk lists its files changes nothing.
#[test]
fn the_order_of_files_does_not_matter() {
    for case in cases() {
        let forwards = format!("{:?}", RouteTree::build(&case.files, &Conventions::default()));
        let mut files = case.files;
        for _ in 0..files.len() {
            files.rotate_left(1);
            assert_eq!(
                format!("{:?}", RouteTree::build(&files, &Conventions::default())),
                forwards,
                "{}",
                case.name
            );
        }
        files.reverse();
        assert_eq!(
            format!("{:?}", RouteTree::build(&files, &Conventions::default())),
            forwards,
            "{}",
            case.name
        );
    }
}

/// What a tree is called, and the path of its nth page.
type Shape = (&'static str, fn(usize) -> String);

/// Trees of 5,000 pages in the shapes that cost most. Work that grew with the square of the pages would take minutes.
#[test]
fn large_and_hostile_trees() {
    let shapes: [Shape; 7] = [
        ("plain", |page| format!("app/g{}/p{page}/page.tsx", page / 100)),
        ("one slot each", |page| format!("app/@s{page}/a/page.tsx")),
        ("one layout with slots each", |page| format!("app/p{page}/@modal/page.tsx")),
        ("one param name each", |page| format!("app/[p{page}]/x{page}/page.tsx")),
        ("one shape for all", |page| format!("app/a/[p{page}]/page.tsx")),
        ("interceptions of one page", |page| format!("app/p{page}/(...)photo/[id]/page.tsx")),
        ("catch-alls", |page| format!("app/p{page}/[...all]/page.tsx")),
    ];
    for (name, page) in shapes {
        let files: Vec<String> = (0..5_000).map(page).collect();
        let tree = RouteTree::build(&files, &Conventions::default());
        assert_eq!(tree.entries.len(), 5_000, "{name}");
    }
    let deep = format!("app/{}page.tsx", "d/".repeat(1_000));
    assert_eq!(RouteTree::build(&[deep], &Conventions::default()).routes.app.len(), 1);
}
