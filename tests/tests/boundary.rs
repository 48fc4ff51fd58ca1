//! Rutter's findings against what Next did with small apps.
//!
//! `oracle/next_boundary_matrix.json` holds apps of one to three files, and what Next 16.4.6 did with each in `next dev`.
//! `oracle/boundary_expected.toml` says what has to be found in each. An app that Next runs without a word is clean,
//! unless it is silently wrong. An app that fails has its finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use rutter_check::{Environments, Project, Settings, check};
use rutter_project::{CheckSettings, MemorySystem, System, Workspace};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::load_app;
use serde::Deserialize;

/// One app and what Next did with it.
#[derive(Deserialize)]
struct Case {
    case: String,
    /// The files of a route, by their paths from its folder.
    files: BTreeMap<String, String>,
    result: Outcome,
}

/// What a visitor of the route and the terminal got.
#[derive(Deserialize, Clone, Copy, PartialEq, Debug)]
enum Outcome {
    /// The page does not compile.
    #[serde(rename = "build-error")]
    BuildError,
    /// Rendering it throws.
    #[serde(rename = "runtime-error")]
    RuntimeError,
    /// The page is shown, and the server logs an error.
    #[serde(rename = "200+server-error")]
    ServerError,
    /// The page is shown, and the browser logs an error.
    #[serde(rename = "200+dev-console-error")]
    ConsoleError,
    /// The page is shown.
    #[serde(rename = "200-silent")]
    Silent,
}

/// What has to be found in an app, and why.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Expected {
    /// These, each as `rule file:line`.
    Found { found: Vec<String>, reason: String },
    /// Nothing, and that is right.
    Clean { clean: String },
}

#[test]
fn finds_what_next_fails_at() {
    let mut expected = expected();
    let mut wrong = String::new();
    for case in cases() {
        let found = found(&case);
        let wanted = match expected.remove(&case.case) {
            Some(Expected::Found { found, .. }) => found,
            Some(Expected::Clean { .. }) => Vec::new(),
            None => vec!["a row of the table".to_owned()],
        };
        if found != wanted {
            writeln!(wrong, "{}: found {found:?}, expected {wanted:?}", case.case).unwrap();
        }
    }
    for name in expected.keys() {
        writeln!(wrong, "{name}: there is no such case").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What fails is found, and what runs is clean or silently wrong.
#[test]
fn expectations_fit_what_next_did() {
    let expected = expected();
    let cases = cases();
    assert_eq!(cases.len(), 72);
    for case in cases {
        let (fits, reason) = match &expected[&case.case] {
            Expected::Found { found, reason } => (!found.is_empty(), reason),
            Expected::Clean { clean } => (case.result == Outcome::Silent, clean),
        };
        assert!(fits && !reason.is_empty(), "{}: {:?}", case.case, case.result);
    }
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../oracle/next_boundary_matrix.json")).unwrap()
}

fn expected() -> BTreeMap<String, Expected> {
    toml::from_str(include_str!("../oracle/boundary_expected.toml")).unwrap()
}

/// Everything that is found in the app of a case, sorted: `rule file:line`.
fn found(case: &Case) -> Vec<String> {
    let layout = "export default function Layout({ children }: { children: React.ReactNode }) {\n  \
                  return <html><body>{children}</body></html>\n}\n";
    let route = format!("/app-of-case/app/{}/", case.case);
    let files = case.files.iter().map(|(path, text)| (format!("{route}{path}"), text.as_str()));
    let files = files.chain([
        ("/app-of-case/app/layout.tsx".to_owned(), layout),
        ("/app-of-case/next.config.js".to_owned(), "module.exports = {}\n"),
    ]);
    let system: Arc<dyn System> = Arc::new(MemorySystem::with_files(files));
    let workspace = Workspace::discover(&*system, "/app-of-case".into()).unwrap();
    let app = &workspace.apps[0];
    let loaded = load_app(&*system, app);
    let graph = ModuleGraph::load(&system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    let project = Project::new(&*system, app, &loaded, &graph, &environments);
    let settings = Settings::new(&*system, &CheckSettings::of(&workspace, app));
    let diagnostics = check(&project, &settings).diagnostics(&project);
    let place = |diagnostic: &rutter_project::Diagnostic| {
        let location = diagnostic.location.as_ref().unwrap();
        let file = location.file.as_str();
        format!("{} {}:{}", diagnostic.code, file.strip_prefix(&route).unwrap_or(file), location.line)
    };
    let mut found: Vec<String> = diagnostics.iter().map(place).collect();
    found.sort();
    found
}
