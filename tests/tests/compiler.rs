//! Rutter's findings against the answers of Next's compiler.
//!
//! `oracle/swc_cases.json` and `oracle/directive_cases.json` hold small files and what the compiler of Next 16.4.6 says
//! of each, at which line. Every error of the compiler has to be a finding of the rule of that name at that line, and
//! nothing else may be found: not in the file, and not in the one that leads to it. What differs stands in
//! `oracle/compiler_differences.toml` with its reason, and every row there is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use rutter_check::{Environments, Project, Settings, check, fix};
use rutter_project::{CheckSettings, Diagnostic, MemorySystem, System, Workspace};
use rutter_syntax::graph::ModuleGraph;
use rutter_syntax::load_app;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Where the files of a case lie.
const ROOT: &str = "/case";

/// One file and what the compiler says of it.
#[derive(Deserialize)]
struct Case {
    name: String,
    /// Its path in the app.
    file: String,
    layer: Layer,
    /// The keys of `next.config` that differ from the defaults.
    config: Map<String, Value>,
    source: String,
    errors: Vec<CompilerError>,
}

/// What the compiler compiles the file for.
#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Layer {
    /// The server graph of the App Router.
    Rsc,
    /// The client graph of the App Router.
    Ssr,
    /// The Pages Router.
    Pages,
}

#[derive(Deserialize)]
struct CompilerError {
    /// The name of the rule.
    kind: String,
    line: usize,
}

/// Cases in which Rutter does not find what the compiler says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    /// Why Rutter is right, or how it falls short.
    reason: String,
    /// What differs in each case: `+ rule:line` is found and not said, `- rule:line` is said and not found.
    cases: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    difference: Vec<Difference>,
}

#[test]
fn finds_what_the_compiler_says() {
    let mut intended: BTreeMap<String, Vec<String>> =
        differences().into_iter().flat_map(|difference| difference.cases).collect();
    let mut wrong = String::new();
    for case in cases() {
        let found = found(&case);
        let said: BTreeSet<String> =
            case.errors.iter().map(|error| format!("{}:{}", error.kind, error.line)).collect();
        let more = found.difference(&said).map(|place| format!("+ {place}"));
        let less = said.difference(&found).map(|place| format!("- {place}"));
        let differs: Vec<String> = more.chain(less).collect();
        if differs != intended.remove(&case.name).unwrap_or_default() {
            writeln!(wrong, "{} = {differs:?}\n{}\n", case.name, case.source).unwrap();
        }
    }
    for name in intended.keys() {
        writeln!(wrong, "{name}: listed as a difference, but there is no such case").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A safe fix leaves a file that can be parsed, and takes its finding away.
#[test]
fn fixes_put_right_what_is_wrong() {
    let mut fixed = 0;
    for case in cases() {
        let system = case.system();
        let has_fix = |diagnostic: &Diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.is_safe);
        if !diagnostics(&system).iter().any(has_fix) {
            continue;
        }
        let workspace = Workspace::discover(&*system, ROOT.into()).unwrap();
        let app = &workspace.apps[0];
        let settings = Settings::new(&*system, &CheckSettings::of(&workspace, app));
        let result = fix(&system, app, &load_app(&*system, app), &settings).unwrap();
        let text = system.read_to_string(format!("{ROOT}/{}", case.file).as_str().into()).unwrap();
        assert!(result.refused.is_empty(), "{}: {:?}", case.name, result.refused);
        let left: Vec<Diagnostic> = diagnostics(&system).into_iter().filter(has_fix).collect();
        assert!(left.is_empty(), "{}: {left:?}\n{text}", case.name);
        fixed += 1;
    }
    assert!(fixed > 100, "only {fixed} cases have a fix");
}

/// The kinds of the recorded errors are the names of rules, and no case has the name of another.
#[test]
fn cases_name_rules() {
    let mut names = BTreeSet::new();
    for case in cases() {
        for error in &case.errors {
            assert!(rutter_check::find(&error.kind).is_some(), "{}: no rule is {}", case.name, error.kind);
        }
        assert!(names.insert(case.name.clone()), "{} is there twice", case.name);
    }
    assert!(names.len() > 500, "only {} cases were found", names.len());
    for Difference { reason, cases } in differences() {
        assert!(!reason.is_empty() && !cases.is_empty());
        assert!(cases.values().all(|differs| !differs.is_empty()), "a case without a difference: {reason}");
    }
}

fn cases() -> Vec<Case> {
    [include_str!("../oracle/swc_cases.json"), include_str!("../oracle/directive_cases.json")]
        .into_iter()
        .flat_map(|text| serde_json::from_str::<Vec<Case>>(text).unwrap())
        .collect()
}

fn differences() -> Vec<Difference> {
    toml::from_str::<Differences>(include_str!("../oracle/compiler_differences.toml")).unwrap().difference
}

/// Everything that is found in the app of a case: `rule:line`, with the file in front where it is another.
fn found(case: &Case) -> BTreeSet<String> {
    let place = |diagnostic: &Diagnostic| {
        let location = diagnostic.location.as_ref().unwrap();
        let file = location.file.strip_prefix(ROOT).unwrap();
        let file = if file == case.file { String::new() } else { format!("{file}:") };
        format!("{file}{}:{}", diagnostic.code, location.line)
    };
    diagnostics(&case.system()).iter().map(place).collect()
}

fn diagnostics(system: &Arc<dyn System>) -> Vec<Diagnostic> {
    let workspace = Workspace::discover(&**system, ROOT.into()).unwrap();
    let app = &workspace.apps[0];
    let loaded = load_app(&**system, app);
    let graph = ModuleGraph::load(system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    let project = Project::new(&**system, app, &loaded, &graph, &environments);
    let settings = Settings::new(&**system, &CheckSettings::of(&workspace, app));
    check(&project, &settings).diagnostics(&project)
}

impl Case {
    /// An app in which the file is compiled for its layer.
    fn system(&self) -> Arc<dyn System> {
        let files = self.files().into_iter().map(|(path, text)| (format!("{ROOT}/{path}"), text));
        Arc::new(MemorySystem::with_files(files))
    }

    fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![
            ("next.config.js".to_owned(), format!("module.exports = {}\n", self.next_config())),
            (self.file.clone(), self.source.clone()),
        ];
        let importer = |router: &str, directive: &str| {
            let depth = if router == "app" { "../../" } else { "../" };
            let name = if router == "app" { "app/importer/page.tsx" } else { "pages/importer.tsx" };
            let text = format!(
                "{directive}import '{depth}{}'\nexport default function Page() {{ return null }}\n",
                self.file
            );
            (name.to_owned(), text)
        };
        let is_client = self.source.contains("use client");
        match self.layer {
            Layer::Rsc => files.push(importer("app", "")),
            // A file outside `app` is told of as one of the Pages Router.
            Layer::Ssr if self.file == "lib/x.ts" => files.push(importer("pages", "")),
            Layer::Ssr if !is_client => files.push(importer("app", "'use client'\n")),
            Layer::Ssr | Layer::Pages => {}
        }
        files
    }

    fn next_config(&self) -> Value {
        let mut config = self.config.clone();
        if let Some(use_cache) = config.remove("useCache") {
            config.insert("experimental".to_owned(), json!({ "useCache": use_cache }));
        }
        Value::Object(config)
    }
}
