//! Rutter's route trees of public apps against what `next typegen` said of the same files.
//!
//! The trees are not part of this repository. They are read from `../shared/oracle/trees` beside a checkout that has
//! them; without the folder there is nothing to compare.

#![expect(clippy::disallowed_methods, reason = "a test reads its recorded cases from the disk")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use rutter_routes::{Conventions, Param, ParamKind, Pattern, RouteTree, Severity};
use serde::Deserialize;

#[derive(Deserialize)]
struct App {
    name: String,
    root: Option<String>,
    files: Vec<String>,
    pages_root: Option<String>,
    pages_files: Vec<String>,
    page_extensions: Option<Vec<String>>,
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    app: Vec<String>,
    pages: Vec<String>,
    layout: Vec<String>,
    handler: Vec<String>,
    params: BTreeMap<String, String>,
    slots: BTreeMap<String, Vec<String>>,
}

#[test]
fn agree_with_typegen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracle/trees");
    let Ok(folder) = std::fs::read_dir(folder) else { return };
    let mut wrong = String::new();
    for file in folder {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let app: App = serde_json::from_str(&text).unwrap();
        compare(&app, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn compare(app: &App, wrong: &mut String) {
    let mut conventions = Conventions::default();
    if let Some(extensions) = &app.page_extensions {
        conventions.page_extensions.clone_from(extensions);
    }
    let below = |root: &Option<String>, files: &[String]| -> Vec<String> {
        root.iter().flat_map(|root| files.iter().map(move |file| format!("{root}/{file}"))).collect()
    };
    let mut files = below(&app.root, &app.files);
    files.extend(below(&app.pages_root, &app.pages_files));
    let tree = RouteTree::build(&files, &conventions);

    let expected = &app.expected;
    let lists = [
        ("app", &tree.routes.app, &expected.app),
        ("pages", &tree.routes.pages, &expected.pages),
        ("layout", &tree.routes.layout, &expected.layout),
        ("handler", &tree.routes.handler, &expected.handler),
    ];
    for (list, ours, next) in lists {
        let ours: Vec<&str> = ours.iter().map(Pattern::as_str).collect();
        if ours != *next {
            writeln!(wrong, "{} {list}:\n  next   {next:?}\n  rutter {ours:?}", app.name).unwrap();
        }
    }
    for (pattern, params) in tree.params() {
        let next = expected.params.get(pattern.as_str()).map(String::as_str).unwrap_or_default();
        if type_text(&params) != next {
            writeln!(wrong, "{} {pattern}: next {next}, rutter {}", app.name, type_text(&params)).unwrap();
        }
    }
    let slots: BTreeMap<String, Vec<String>> =
        tree.slots.iter().map(|layout| (layout.layout.to_string(), layout.slots.clone())).collect();
    if slots != expected.slots {
        writeln!(wrong, "{}: next {:?}, rutter {slots:?}", app.name, expected.slots).unwrap();
    }
    let errors = tree.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    let errors: Vec<&str> = errors.map(|problem| problem.code.as_str()).collect();
    if errors != refused_by_next(&app.name) {
        writeln!(wrong, "{}: errors {errors:?}", app.name).unwrap();
    }
}

/// What Next 16.4 would refuse in the apps, all of which build with the version that they were written for.
fn refused_by_next(app: &str) -> &[&str] {
    match app {
        // Its pages in `account/@dashboard` have no counterpart in `account/@login`.
        "medusa-starter" => &["incompatible-slots"],
        _ => &[],
    }
}

/// The params as Next writes them into `ParamMap`.
fn type_text(params: &[Param]) -> String {
    if params.is_empty() {
        return "{}".to_owned();
    }
    let members = params.iter().map(|param| match param.kind {
        ParamKind::Single => format!("\"{}\": string;", param.name),
        ParamKind::CatchAll => format!("\"{}\": string[];", param.name),
        ParamKind::OptionalCatchAll => format!("\"{}\"?: string[];", param.name),
        ParamKind::Optional => format!("\"{}\"?: string;", param.name),
    });
    format!("{{ {} }}", members.collect::<Vec<_>>().join(" "))
}
