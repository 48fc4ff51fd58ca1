//! Graphs of small apps in memory.
//!
//! An app is written as a list of files. The expected answers are written as text: a module by its path from `/ws`,
//! anything else by its kind.

mod follow;
mod load;
mod made;
mod resolution;
mod types;
mod update;

use std::fmt::Write as _;
use std::sync::Arc;

use camino::Utf8Path;
use rutter_project::{App, MemorySystem, System, Workspace};

use super::{Environment, ExportOrigin, ModuleGraph, ModuleId, Target};
use crate::app::{LoadedApp, load_app};
use crate::facts::RequestId;

/// A file system with an app in `/ws`, unless the files have one of their own.
fn system(files: &[(&str, &str)]) -> Arc<MemorySystem> {
    let system = MemorySystem::new();
    for (path, text) in files {
        system.add_file(&Utf8Path::new("/ws").join(path), text.as_bytes());
    }
    Arc::new(system)
}

/// The app that lies nearest to the root.
fn app(system: &dyn System, root: &Utf8Path) -> (App, LoadedApp) {
    let workspace = Workspace::discover(system, root).expect("a workspace");
    let app = workspace.apps.into_iter().min_by_key(|app| app.dir.as_str().len()).expect("an app");
    let loaded = load_app(system, &app);
    (app, loaded)
}

fn graph_of(system: &Arc<MemorySystem>) -> ModuleGraph {
    let system: Arc<dyn System> = Arc::clone(system) as _;
    let (app, loaded) = app(&*system, "/ws".into());
    ModuleGraph::load(&system, &app, &loaded)
}

fn graph(files: &[(&str, &str)]) -> ModuleGraph {
    graph_of(&system(files))
}

fn shown(path: &Utf8Path) -> &str {
    path.strip_prefix("/ws").unwrap_or(path).as_str()
}

fn module(graph: &ModuleGraph, path: &str) -> ModuleId {
    graph.find(&Utf8Path::new("/ws").join(path)).unwrap_or_else(|| panic!("no module {path} in {graph:?}"))
}

fn show_target(graph: &ModuleGraph, target: Target<'_>) -> String {
    match target {
        Target::Module(id) => shown(&graph[id].path).to_owned(),
        Target::Builtin(name) => format!("builtin {name}"),
        Target::External { package } => format!("external {package}"),
        Target::Asset => "asset".to_owned(),
        Target::Missing => "missing".to_owned(),
        Target::Ignored => "ignored".to_owned(),
    }
}

fn show_origin(graph: &ModuleGraph, origin: &ExportOrigin) -> String {
    let path = |id: &ModuleId| shown(&graph[*id].path);
    match origin {
        ExportOrigin::Declared { module, export } => {
            let facts = graph[*module].facts();
            format!("{} in {}", facts[*export].name.map_or("*", |name| &facts[name]), path(module))
        }
        ExportOrigin::Namespace { module } => format!("all of {}", path(module)),
        ExportOrigin::ClientBoundary { module, export } => format!("client {export} of {}", path(module)),
        ExportOrigin::ServerActions { module, export } => format!("action {export} of {}", path(module)),
        ExportOrigin::External { specifier, export } => {
            format!("external {} of {specifier}", export.as_deref().unwrap_or("*"))
        }
        ExportOrigin::Missing { module } => format!("missing in {}", path(module)),
        ExportOrigin::Unknown => "unknown".to_owned(),
    }
}

/// What a specifier of a module means.
fn target(graph: &ModuleGraph, from: &str, specifier: &str, environment: Environment) -> String {
    let id = module(graph, from);
    show_target(graph, graph.target(id, request(graph, id, specifier), environment))
}

fn request(graph: &ModuleGraph, id: ModuleId, specifier: &str) -> RequestId {
    let facts = graph[id].facts();
    let mut requests = facts.requests.iter_ids().map(|(request, _)| request);
    requests
        .find(|request| facts.specifier(*request) == specifier)
        .unwrap_or_else(|| panic!("{} does not import {specifier}", graph[id].path))
}

/// Everything that a graph says, sorted by path: equal for graphs that are equal.
fn fingerprint(graph: &ModuleGraph) -> String {
    let mut text = String::new();
    for (id, module) in graph.modules() {
        let _ = writeln!(text, "{} {:?} {:016x}", module.path, module.origin, module.text_hash());
        let facts = module.facts();
        for (request, _) in facts.requests.iter_ids() {
            let targets = [Environment::Server, Environment::Client]
                .map(|environment| show_target(graph, graph.target(id, request, environment)));
            let _ = writeln!(text, "  {} -> {}", facts.specifier(request), targets.join(" | "));
        }
        let names: Vec<&str> = facts.exports.iter().filter_map(|export| Some(&facts[export.name?])).collect();
        for name in names {
            let origin = graph.follow(id, name, Environment::Server);
            let _ = writeln!(text, "  {name} = {}", show_origin(graph, &origin));
        }
    }
    for diagnostic in graph.diagnostics() {
        let _ = writeln!(text, "{diagnostic:?}");
    }
    text
}
