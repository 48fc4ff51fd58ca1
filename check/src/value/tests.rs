//! What things are: the cases in the Markdown files below `tests/`.
//!
//! A section is an app. Its blocks are files, each with its path, and a line `// shape: name = text` says what a name of
//! that file stands for, as [`Evaluator::show`] writes it: a variable, a parameter, a function, or a type, whose values
//! are meant. Of several names that are the same, one at the top of the file is taken, else the first. `CASE=words` runs the sections whose file and title
//! (`types.md: Enums`) contain them, `UPDATE=1` writes what the shapes are now.

mod hostile;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use rutter_project::{MemorySystem, System, Workspace};
use rutter_syntax::graph::{Environment, ModuleGraph, ModuleId};
use rutter_syntax::load_app;

use super::{At, Evaluator, Scope, Source};
use crate::context::Project;
use crate::environments::Environments;

const ROOT: &str = "/ws";

/// How a line that says what something is begins.
const MARK: &str = "// shape: ";

/// One section of a page: an app.
struct Case {
    title: String,
    /// The files: path and text.
    files: Vec<(String, String)>,
}

/// Every name is what its line says.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its cases from the disk")]
fn shapes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/value/tests");
    let entries = std::fs::read_dir(&folder).expect("the folder of the cases");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> = paths.filter(|path| path.extension() == Some("md".as_ref())).collect();
    pages.sort();
    let update = std::env::var("UPDATE").is_ok();
    let only = std::env::var("CASE").unwrap_or_default();
    let mut wrong = String::new();
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page");
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut updated = text.clone();
        let is_wanted = |case: &&Case| format!("{name}: {}", case.title).contains(&only);
        for case in cases(&text).iter().filter(is_wanted) {
            for (expected, actual) in differences(case) {
                writeln!(wrong, "{name}: {}\n  expected {expected}\n  but is   {actual}", case.title)
                    .expect("a string");
                updated = replaced(&updated, &case.title, &expected, &actual);
            }
        }
        if update && updated != text {
            std::fs::write(&page, updated).expect("the page is written");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), files: Vec::new() });
        } else if let Some((_, path)) = line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
            let block = lines.by_ref().take_while(|line| *line != "```");
            let text = block.map(|line| format!("{line}\n")).collect();
            cases.last_mut().expect("a block stands in a section").files.push((path.to_owned(), text));
        }
    }
    cases
}

/// Lets an answer be found in the app of a section.
fn with_project<T>(case: &Case, answer: impl FnOnce(&Project<'_>) -> T) -> T {
    let files = case.files.iter().map(|(path, text)| (format!("{ROOT}/{path}"), text.clone()));
    let layout = "export default function Layout({ children }: any) { return <html>{children}</html> }";
    let layout = (format!("{ROOT}/app/layout.tsx"), layout.to_owned());
    let config = (format!("{ROOT}/next.config.js"), "module.exports = {}".to_owned());
    let system: Arc<dyn System> = Arc::new(MemorySystem::with_files(files.chain([layout, config])));
    let workspace = Workspace::discover(&*system, ROOT.into()).expect("a workspace");
    let app = workspace.apps.first().expect("an app");
    let loaded = load_app(&*system, app);
    let graph = ModuleGraph::load(&system, app, &loaded);
    let environments = Environments::new(&graph, app, &loaded);
    let project = Project::new(&*system, app, &loaded, &graph, &environments);
    answer(&project)
}

/// The lines that are not right, and what they should be.
fn differences(case: &Case) -> Vec<(String, String)> {
    with_project(case, |project| differences_in(project, case))
}

fn differences_in(project: &Project<'_>, case: &Case) -> Vec<(String, String)> {
    let mut differences = Vec::new();
    for (path, text) in &case.files {
        let module = project.graph.find(format!("{ROOT}/{path}").as_str().into());
        for expected in text.lines().filter_map(|line| line.trim().strip_prefix(MARK)) {
            let (name, _) = expected.split_once(" = ").expect("a name, ` = ` and a shape");
            let module = module.unwrap_or_else(|| panic!("{}: {path} is no module of the app", case.title));
            let actual = format!("{name} = {}", shape_of(project, module, name));
            if actual != expected {
                differences.push((expected.to_owned(), actual));
            }
        }
    }
    differences
}

fn shape_of(project: &Project<'_>, module: ModuleId, name: &str) -> String {
    let facts = project.graph[module].facts();
    let named = || facts.bindings.iter_ids().filter(|(_, binding)| &facts[binding.name] == name);
    let binding = named().find(|(_, binding)| binding.top_level).or_else(|| named().next());
    let (binding, _) = binding.unwrap_or_else(|| panic!("nothing is called {name}"));
    let evaluator = Evaluator::new(project, Environment::Server);
    let at = At::new(Source::Module(module), binding);
    let value = if evaluator.is_type(at) {
        evaluator.type_named(at)
    } else {
        evaluator.binding(at, &Scope::default())
    };
    evaluator.show(&value)
}

/// The page with one line of a section replaced.
fn replaced(text: &str, title: &str, expected: &str, actual: &str) -> String {
    let heading = format!("## {title}\n");
    let start = text.find(&heading).map_or(0, |start| start + heading.len());
    let (before, after) = text.split_at(start);
    let after = after.replacen(&format!("{MARK}{expected}\n"), &format!("{MARK}{actual}\n"), 1);
    format!("{before}{after}")
}
