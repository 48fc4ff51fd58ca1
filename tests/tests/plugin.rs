//! Rutter's findings against those of Next's TypeScript plugin.
//!
//! `oracle/plugin_cases.json` holds small apps and what the plugin of Next 16.4.6 says of one file of each, at which
//! line. `oracle/plugin_expected.toml` says what has to be found there: the same lines, or others with a reason. So no
//! miss and no false alarm of the plugin is repeated without somebody having decided so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use rutter_check::{Environments, Project, Settings, check};
use rutter_project::{CheckSettings, Diagnostic, MemorySystem, System, Workspace};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::load_app;
use serde::Deserialize;

/// Where the files of a case lie.
const ROOT: &str = "/case";

/// A small app and what the plugin says of one of its files.
#[derive(Deserialize)]
struct Case {
    name: String,
    /// The files, by their paths in the app.
    files: BTreeMap<String, String>,
    /// The file that was opened in the editor.
    target: String,
    diagnostics: Vec<PluginDiagnostic>,
}

#[derive(Deserialize)]
struct PluginDiagnostic {
    line: usize,
}

/// What has to be found in each case, as `rule:line`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The cases in which Rutter and the plugin point at the same lines.
    agrees: BTreeMap<String, BTreeSet<String>>,
    /// Those in which one of the two finds what the other does not.
    differs: Vec<Difference>,
}

/// Cases with one reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    /// Why Rutter is right.
    reason: String,
    cases: BTreeMap<String, BTreeSet<String>>,
}

#[test]
fn finds_what_is_expected() {
    let Expected { agrees: mut rows, differs } = expected();
    for (name, found) in differs.into_iter().flat_map(|difference| difference.cases) {
        assert!(rows.insert(name.clone(), found).is_none(), "{name} stands in two rows");
    }
    let mut wrong = String::new();
    for case in cases() {
        let found = found(&case);
        if rows.remove(&case.name).as_ref() != Some(&found) {
            writeln!(wrong, "\"{}\" = {found:?}", case.name).unwrap();
        }
    }
    for name in rows.keys() {
        writeln!(wrong, "{name}: there is no such case").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A row stands where it belongs, and what is no agreement has its reason.
#[test]
fn rows_fit_what_the_plugin_says() {
    let Expected { agrees, differs } = expected();
    assert!(differs.iter().all(|it| !it.reason.is_empty() && !it.cases.is_empty()));
    let row = |rows: &[Difference], name: &str| rows.iter().find_map(|rows| rows.cases.get(name).cloned());
    let cases = cases();
    assert_eq!(cases.len(), 113);
    for Case { name, diagnostics, .. } in &cases {
        let said: BTreeSet<String> = diagnostics.iter().map(|it| it.line.to_string()).collect();
        let lines = |found: BTreeSet<String>| -> BTreeSet<String> {
            found.iter().map(|place| place.rsplit(':').next().unwrap().to_owned()).collect()
        };
        if let Some(found) = agrees.get(name) {
            assert_eq!(lines(found.clone()), said, "{name}");
        }
        if let Some(found) = row(&differs, name) {
            assert_ne!(lines(found), said, "{name} is no difference");
        }
    }
}

/// The plugin refuses every value of `prefetch`. It is right in the recorded apps, which lack `cacheComponents`, and
/// wrong in those that have it.
#[test]
fn prefetch_is_judged_by_its_value_where_the_app_may_have_it() {
    let mut judged = BTreeMap::new();
    for mut case in cases().into_iter().filter(|case| case.name.starts_with("71003 prefetch=")) {
        case.files
            .insert("next.config.js".to_owned(), "module.exports = { cacheComponents: true }\n".to_owned());
        let found = found(&case);
        judged.insert(case.name, found);
    }
    let wrong = BTreeSet::from(["segment-config-value:2".to_owned()]);
    let expected = [
        ("71003 prefetch=\"auto\"", BTreeSet::new()),
        ("71003 prefetch=\"bogus\"", wrong),
        ("71003 prefetch=\"partial\"", BTreeSet::new()),
    ];
    assert_eq!(judged, BTreeMap::from(expected.map(|(name, found)| (name.to_owned(), found))));
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../oracle/plugin_cases.json")).unwrap()
}

fn expected() -> Expected {
    toml::from_str(include_str!("../oracle/plugin_expected.toml")).unwrap()
}

/// Everything that is found in the app of a case: `rule:line`, with the file in front where it is not the one that was
/// opened.
fn found(case: &Case) -> BTreeSet<String> {
    let files = case.files.iter().map(|(path, text)| (format!("{ROOT}/{path}"), text.clone()));
    let importer = (format!("{ROOT}/app/importer/page.tsx"), importer(&case.target));
    // A component or an action is nothing to Next until a route uses it.
    let importer = is_used_by_a_route(&case.target).then_some(importer);
    let system: Arc<dyn System> = Arc::new(MemorySystem::with_files(files.chain(importer)));
    let workspace = Workspace::discover(&*system, ROOT.into()).unwrap();
    let app = &workspace.apps[0];
    let loaded = load_app(&*system, app);
    let graph = ModuleGraph::load(&system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    let project = Project::new(&*system, app, &loaded, &graph, &environments);
    let settings = Settings::new(&*system, &CheckSettings::of(&workspace, app));
    let place = |diagnostic: &Diagnostic| {
        let location = diagnostic.location.as_ref().unwrap();
        let file = location.file.strip_prefix(ROOT).unwrap();
        let file = if file == case.target { String::new() } else { format!("{file}:") };
        format!("{file}{}:{}", diagnostic.code, location.line)
    };
    check(&project, &settings).diagnostics(&project).iter().map(place).collect()
}

fn is_used_by_a_route(target: &str) -> bool {
    ["app/c.", "app/actions."].iter().any(|start| target.starts_with(start))
}

fn importer(target: &str) -> String {
    format!("import '../../{target}'\nexport default function Page() {{ return null }}\n")
}
